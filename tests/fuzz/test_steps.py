"""The matcher that counts finds what `re` finds: so what it counts is what has to be tried."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.attacks import attacks
from tests.fuzz.patterns import by_module, find_patterns
from tests.fuzz.steps import Program, TooManySteps, count_finditer, count_fullmatch, read

ENOUGH = 100_000  # steps; texts here are short
PATTERNS = find_patterns()
BY_MODULE = by_module(PATTERNS)

PLACES = ["", r"\b", r"\B", "^", "$", r"\A", r"\Z", "(?=a)", "(?!b)", "(?<=b)", "(?<!ab)"]
REPEATS = "* + ? *? +? ?? {2} {1,2} {2,3}? {2,} *+ ++ ?+ {1,2}+ {2,}+".split()
GROUPS = ["(?>", "(?=", "(?!", "(?i:"]
SMALL = st.recursive(
    st.sampled_from(["a", "b", "A", "[ab]", "[^a]", ".", "\n", *PLACES]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(st.sampled_from(GROUPS), inner).map(lambda pair: f"{pair[0]}{pair[1]})"),
        st.tuples(inner, st.sampled_from(REPEATS)).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    ),
    max_leaves=8,
)


Spans = list[tuple[int, int]]


def found(pattern: re.Pattern[Any], text: str | bytes) -> tuple[Spans, Spans]:
    """Return what `finditer` and what `fullmatch` finds."""
    whole = pattern.fullmatch(text)
    return [match.span() for match in pattern.finditer(text)], [whole.span()] if whole else []


def counted(program: Program, text: str) -> tuple[Spans, Spans]:
    return count_finditer(program, text, ENOUGH).spans, count_fullmatch(program, text, ENOUGH).spans


@given(SMALL, st.sampled_from([0, re.MULTILINE, re.DOTALL, re.IGNORECASE]), st.text("abA\n", max_size=8))
@settings(deadline=None, max_examples=400)
def test_any_small_pattern_matches_as_it_does_in_re(text_of_pattern: str, flags: int, text: str) -> None:
    program = Program(*read(text_of_pattern, flags))
    assert counted(program, text) == found(re.compile(text_of_pattern, flags), text)


@pytest.mark.parametrize(
    "text_of_pattern",
    [
        r"(a|b)\1", r"(ab?)+\1", r"(?i)(a)\1b", r"(a)?(?(1)b|A)", r"(?P<x>a*)b(?P=x)$", r"(?s:.)b", r"(?a:\w)+",
        r"(?!)|b",
    ],
)  # fmt: skip
@given(st.text("abA\n", max_size=10))
@settings(deadline=None, max_examples=40)
def test_groups_and_what_refers_to_them_match_as_in_re(text_of_pattern: str, text: str) -> None:
    assert counted(Program(*read(text_of_pattern)), text) == found(re.compile(text_of_pattern), text)


@pytest.mark.slow  # the counter itself is held to `re` by the texts and patterns above
@pytest.mark.parametrize("module", BY_MODULE)
def test_each_pattern_matches_what_is_made_against_it_as_in_re(module: str) -> None:
    for name in BY_MODULE[module]:
        pattern = PATTERNS[name]
        tree, flags, groups = read(pattern.pattern, pattern.flags)
        program = Program(tree, flags, groups)
        for attack in attacks(tree, flags):
            text = attack.text(24)
            if isinstance(pattern.pattern, bytes):
                as_bytes = text.encode("latin-1", "replace")
                assert counted(program, as_bytes.decode("latin-1")) == found(pattern, as_bytes), name
            else:
                assert counted(program, text) == found(pattern, text), name


def test_a_text_that_takes_too_many_steps_is_given_up() -> None:
    with pytest.raises(TooManySteps, match="for 31 characters"):
        count_finditer(Program(*read("(?:a+)+b")), "a" * 30 + "!", ENOUGH)
