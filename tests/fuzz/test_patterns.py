"""No text makes a regular expression of the project slow: the steps that it takes are in proportion to the text.

Each pattern is attacked with texts made of itself, and the steps are counted that a matcher like that of `re`
takes (`steps.py`). So no test here looks at a clock, but one in the slow suite: it holds `re` itself to it.
"""

import re
import time
from typing import Any

import pytest

from tests.fuzz.costs import growth, steps_for_a_character
from tests.fuzz.patterns import ELSEWHERE, by_module, find_patterns, modules, written
from tests.running import HALF_WAY

MOST_STEPS = 300
"""Steps for a character. `re` takes 80 to 400 million a second: a MB made against the pattern costs four at most."""

LONG = 10_000
"""Characters of the longer of the texts that are timed; the shorter one has a tenth."""
ROUNDS = 5
MOST_TIMES = 10 * 10**0.5
"""Times as long for ten times the text: the geometric middle of linear (10) and square (100)."""
WORTH_A_LOOK = 0.002
"""Seconds for the longer text: below it a clock tells nothing."""

PATTERNS = find_patterns()
BY_MODULE = by_module(PATTERNS)


def test_all_patterns_are_found_under_a_name_or_where_they_are_used() -> None:
    assert len(PATTERNS) > 250
    assert any(":" in name for name in PATTERNS)
    assert any(isinstance(pattern.pattern, bytes) for pattern in PATTERNS.values())


def test_a_pattern_that_only_a_run_knows_is_known_to_be_found_elsewhere() -> None:
    unknown = {one.source for module in modules() for one in written(module) if one.text is None}
    assert unknown == ELSEWHERE.keys()


@pytest.mark.parametrize("module", BY_MODULE)
def test_a_pattern_takes_steps_in_proportion_to_a_text_made_against_it(module: str) -> None:
    costs = {name: growth(PATTERNS[name]) for name in BY_MODULE[module]}
    slow = [
        f"{name}: twice the text takes {times:.2f} times the steps: {attack}"
        for name, (times, attack) in costs.items()
        if times >= HALF_WAY
    ]
    assert not slow


@pytest.mark.slow
@pytest.mark.parametrize("module", BY_MODULE)
def test_a_pattern_takes_few_steps_for_a_character_of_a_text_made_against_it(module: str) -> None:
    costs = {name: steps_for_a_character(PATTERNS[name], MOST_STEPS) for name in BY_MODULE[module]}
    dear = [
        f"{name}: more than {MOST_STEPS} steps for a character: {attack}"
        for name, (steps, attack) in costs.items()
        if steps > MOST_STEPS
    ]
    assert not dear


def seconds(pattern: re.Pattern[Any], text: str | bytes) -> float:
    began = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    return time.thread_time() - began


@pytest.mark.slow  # it asks a clock
@pytest.mark.parametrize("name", PATTERNS)
def test_re_itself_takes_the_time_that_the_steps_foretell(name: str) -> None:
    pattern = PATTERNS[name]
    _, attack = steps_for_a_character(pattern, MOST_STEPS)
    assert attack
    texts: list[Any] = [attack.text(LONG // 10), attack.text(LONG)]
    if isinstance(pattern.pattern, bytes):
        texts = [text.encode("latin-1", "replace") for text in texts]
    # Short, long, short, long: what else the machine does comes over both, and never makes one quicker.
    rounds = [[seconds(pattern, text) for text in texts] for _ in range(ROUNDS)]
    short, long = map(min, zip(*rounds, strict=True))
    assert long < WORTH_A_LOOK or long < MOST_TIMES * short, f"{long / short:.0f} times as long: {attack}"
