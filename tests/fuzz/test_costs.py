"""A pattern is called what it is: linear, square, worse, or linear with too much for each character."""

import re
from math import inf

import pytest

from tests.fuzz.costs import growth, steps_for_a_character

LINEAR, SQUARE = 2.0, 4.0


def times(pattern: str) -> float:
    return growth(re.compile(pattern)).figure


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\s)\s+[|]", r"(?:(?<!\s)\s+)?[|]\s*", r"^\s*[|]", r"^\s*+x?\s*$", r"\s{0,9}[|]", r"a*b?a", r"[^。]+。?",
        r"编辑\s*+(?:[:：]\s*+)?[a-z]+$", r"(?<!a)(?>a+)b|c", r"^(?!.*x$).*?y", r"^(?:ab?)*+$", r".*", r"a{2,80}b",
    ],
)  # fmt: skip
def test_a_linear_pattern_is_called_linear(pattern: str) -> None:
    assert times(pattern) == pytest.approx(LINEAR, rel=0.1)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s*[|]\s*", r"\s+$", r"来源.*编辑", r"^\s*x?\s*$", r"编辑\s*[:：]?\s*\w+$", r"(?:ab)*c", r"//[^?#]+/\d$",
        r"(a*)b\1", r"[^。]*。", r"(?>a+)b", r"编辑\s*\w+$", r"a.*?(?=b)", r"x(?=[^。]*。)", r"(?:本报|全媒体)*记者", r"a*+b",
    ],
)  # fmt: skip
def test_a_square_pattern_is_called_square(pattern: str) -> None:
    assert times(pattern) == pytest.approx(SQUARE, rel=0.15)


@pytest.mark.parametrize("pattern", [r"^\s*x?\s*y?\s*$", r"\s*x?\s*y", r"^.*记.*者.*$"])
def test_a_cubic_pattern_is_called_worse_than_square(pattern: str) -> None:
    assert times(pattern) > 1.2 * SQUARE


@pytest.mark.parametrize(
    "pattern", [r"(?:a+)+b", r"^(?:a|a)*b", r"^(?:\w+ ?)+!", r"^(?:微信(?:好友)?|好友)*$"]
)
def test_an_exponential_pattern_is_given_up(pattern: str) -> None:
    assert times(pattern) == inf


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a{0,9}b?){0,12}c", r"^(?:[\w&]{1,24}[\s&]{1,3}){1,10}$", r"^\w{1,24}(?:[\s丨]{1,3}\w{1,24}){0,9}$",
        r"(?:、?(?:微信(?:好友)?|好友)){0,12}x", r".{0,480}x",
    ],
)  # fmt: skip
def test_bounds_that_allow_too_much_are_seen(pattern: str) -> None:
    assert times(pattern) == pytest.approx(LINEAR, rel=0.1)
    assert steps_for_a_character(re.compile(pattern), 300).figure == inf
