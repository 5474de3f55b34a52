"""What a pattern costs at worst, in steps: how they grow with the text, and how many a character takes."""

import re
from collections.abc import Callable
from math import inf
from typing import Any, NamedTuple

from tests.fuzz.attacks import Attack, attacks, shorten, spots
from tests.fuzz.steps import Count, Program, TooManySteps, count_finditer, count_fullmatch, read

Counting = Callable[[Program, str, int], Count]

SHORT = 40
"""Characters of the shortest attack: ten times what the longest of the shortened bounded repeats holds."""
FEW = 8
"""Rounds that the shortest attack has at least, where what it repeats is long."""
SUSPICIOUS = 2.2
"""Times the steps of half the text: what is below stays below, what is above is looked at on longer texts."""
MANY_STEPS = 300_000
"""Steps after which a text is given up: a linear pattern takes some thousands."""

MEDIUM = 300
"""Characters of a text for which the steps per character are counted: most bounds are shorter."""
MANY_ROUNDS = 4
"""Rounds from which a bounded repeat is worth an attack."""


class Cost(NamedTuple):
    """What the attack that costs most costs, and which it is."""

    figure: float
    attack: Attack | None


def growth(pattern: re.Pattern[Any]) -> Cost:
    """Return how many times the steps a text twice as long takes: 2 for a linear pattern, 4 for a square one.

    A pattern whose repeats all have a bound is linear by construction, and not attacked.
    """
    tree, flags, groups = read(pattern.pattern, pattern.flags)
    tree = shorten(tree)
    if not any(spots(tree, flags)):
        return Cost(2.0, None)
    program = Program(tree, flags, groups)
    worst = Cost(2.0, None)
    for attack in attacks(tree, flags):
        for count in (count_finditer, count_fullmatch):
            worst = max(worst, Cost(_growth(program, attack, count), attack), key=lambda cost: cost.figure)
    return worst


def _growth(program: Program, attack: Attack, count: Counting) -> float:
    def steps(length: int) -> int:
        return count(program, attack.text(length), MANY_STEPS).steps

    length = max(SHORT, FEW * len(attack.pump))
    try:
        times = steps(2 * length) / steps(length)
        return times if times < SUSPICIOUS else steps(4 * length) / steps(2 * length)
    except TooManySteps:
        return inf


def steps_for_a_character(pattern: re.Pattern[Any], most: int) -> Cost:
    """Return how many steps a character takes, infinity if more than `most`; with all bounds as they are."""
    tree, flags, groups = read(pattern.pattern, pattern.flags)
    program = Program(tree, flags, groups)
    worst = Cost(0.0, None)
    for attack in attacks(tree, flags, MANY_ROUNDS):
        text = attack.text(MEDIUM)
        for count in (count_finditer, count_fullmatch):
            try:
                figure = count(program, text, most * len(text)).steps / len(text)
            except TooManySteps:
                figure = inf
            worst = max(worst, Cost(figure, attack), key=lambda cost: cost.figure)
    return worst
