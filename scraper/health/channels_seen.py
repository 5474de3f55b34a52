"""What each channel of a site prints, told from runs that had more or less of it: the place of a body stands for a channel."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

ROUNDS: Final = 30
"""Rounds in which the rates settle: a dozen places at most, most of them alone in no run."""

WEIGHT: Final = 3.0
"""Articles of a place that stand for the site's own share: a place seen once tells little."""


class Count(NamedTuple):
    """How many of the articles of a run."""

    moment: datetime
    part: int
    total: int
    places: Mapping[str, int] = {}  # articles by the place of their body: what is printed depends on it


def rate_places(counts: Iterable[Count], usual: float) -> dict[str, float]:
    """Return the share that each place has, so that together they explain the runs best: least squares, 0 to 1.

    >>> runs = [Count(datetime(2026, 3, 2), 9, 10, {"a": 9, "b": 1}), Count(datetime(2026, 3, 3), 5, 10, {"a": 5, "b": 5})]
    >>> {place: round(rate, 1) for place, rate in rate_places(runs * 30, 0.7).items()}
    {'a': 1.0, 'b': 0.0}
    """
    pulls: dict[str, float] = {}
    both: dict[str, dict[str, float]] = {}
    for one in counts:
        for place, articles in one.places.items():
            pulls[place] = pulls.get(place, WEIGHT * usual) + articles * one.part / one.total
            row = both.setdefault(place, {place: WEIGHT})
            for other, others in one.places.items():
                row[other] = row.get(other, 0.0) + articles * others / one.total
    rates = dict.fromkeys(pulls, usual)
    for _ in range(ROUNDS):
        for place, row in both.items():
            rest = sum(part * rates[other] for other, part in row.items() if other != place)
            rates[place] = min(1.0, max(0.0, (pulls[place] - rest) / row[place]))
    return rates


def expect_share(counts: Sequence[Count], rates: Mapping[str, float], usual: float) -> float:
    """Return the share that articles in these places would have; a place that nobody knows has the usual one."""
    pairs = [(articles, rates.get(place, usual)) for one in counts for place, articles in one.places.items()]
    total = sum(articles for articles, _ in pairs)
    return sum(articles * rate for articles, rate in pairs) / total if total else usual
