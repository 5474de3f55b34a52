"""Shares of the articles of a run, compared with those of the site's runs before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from math import log, sqrt
from statistics import median
from typing import Final

from scraper.health.channels_seen import Count, expect_share, rate_places
from scraper.health.episodes import Verdict
from scraper.health.spans import beijing_day
from scraper.health.tails import at_most_of

LEAST_DROP: Final = 0.15
"""Smallest drop of a share that is told: channels change their part of a site from month to month by nearly this."""

DEVIATIONS: Final = 3.0
"""And how many times as far as the share goes from week to week by itself."""

LEAST_RUNS, LEAST_ARTICLES = 5, 8
"""What a norm needs at least: with less, nothing is improbable enough to be told."""

MOST_TIMES: Final = 3
"""Times the median run that one run counts for at most: no single run makes the norm."""

LEAST_TIME: Final = timedelta(days=10)
"""Time that a norm needs at least: a week, with both of its weekends' ends."""

USUAL_SPREAD, USUAL_RUNS = 0.05, 5.0
"""How much the articles of a run go together where little is known, and how many runs know better."""

BLOCK: Final = 7
"""Runs that are taken together to see how the share wanders from week to week."""

MOST_SPREAD: Final = 0.9
"""Beyond this a run is as one article."""

RARE: Final = 0.05
"""A share below this is not missed where it is gone: a site prints such a field by chance."""

NEVER, ALWAYS = 0.02, 0.98
"""Shares that are reckoned as nothing and all where two of them are weighed: anything happens once."""


KNOWN: Final = 0.25
"""Articles on each side that stand for what is not known: most shares are none or all."""


@dataclass(frozen=True, slots=True)
class Level:
    """The share that runs had, how much those of one run go together, and by how much it may fall."""

    share: float
    spread: float
    doubt: float  # as a spread: the share itself is known from so many articles only
    drop: float


class Shares:
    """A series of shares that ought not to fall; runs without an article say nothing."""

    def __init__(self, counts: Sequence[Count], *, least_drop: float = LEAST_DROP) -> None:
        self.counts = [one for one in counts if one.total > 0]
        self.least_drop = least_drop
        self._parts = [0, *accumulate(one.part for one in self.counts)]
        self._totals = [0, *accumulate(one.total for one in self.counts)]

    def moments(self) -> list[datetime]:
        """Return when each run began."""
        return [one.moment for one in self.counts]

    def fit(self, points: Sequence[int]) -> Level | None:
        """Return the share of these runs, none of which counts for more than three."""
        counts = [self.counts[point] for point in points]
        most = MOST_TIMES * median([one.total for one in counts] or [0])
        pairs = [(one.part * min(1.0, most / one.total), min(one.total, most)) for one in counts]
        total = sum(size for _, size in pairs)
        known_for = counts[-1].moment - counts[0].moment if counts else timedelta(0)
        if len(pairs) < LEAST_RUNS or total < LEAST_ARTICLES or known_for < LEAST_TIME:
            return None
        share = (sum(count for count, _ in pairs) + KNOWN) / (total + 2 * KNOWN)
        dice = share * (1 - share)
        over = sum((count - size * share) ** 2 - size * dice for count, size in pairs)
        could = sum(size * (size - 1) * dice for _, size in pairs)
        prior = USUAL_RUNS * could / len(pairs)
        spread = (max(over, 0.0) + USUAL_SPREAD * prior) / (could + prior) if could > 0 else USUAL_SPREAD
        wander = _wander(pairs, share, spread)
        drop = max(min(self.least_drop, share / 2), DEVIATIONS * sqrt(wander * dice))
        return Level(share, min(spread, MOST_SPREAD), 1 / (total + 1) + wander, drop)

    def may_differ(self, first: int, last: int) -> bool:
        """Tell whether the share is small enough to be a drop from any norm."""
        part = self._parts[last + 1] - self._parts[first]
        return part <= (1 - self.least_drop) * (self._totals[last + 1] - self._totals[first])

    def compare(self, norm: Level, window: Sequence[int]) -> Verdict | None:
        """Return the chance that the runs of a window have so small a share; None where it is hardly smaller."""
        counts = [self.counts[point] for point in window]
        count, total = sum(one.part for one in counts), sum(one.total for one in counts)
        if norm.share < RARE or count / total > norm.share - norm.drop:
            return None
        inner = sum(one.total * (one.total - 1) for one in counts)
        pairs = total * (total - 1)
        spread = norm.spread * (inner / pairs if pairs else 1.0)  # runs are as dice to one another
        return Verdict(
            at_most_of(count, total, norm.share, min(spread + norm.doubt, MOST_SPREAD)),
            norm.share,
            count / total,
        )

    def look_closer(
        self, points: Sequence[int], norm: Level, window: Sequence[int], verdict: Verdict
    ) -> Verdict | None:
        """Return the chance where the share is what these channels, or these weekdays, have had: that is no drift."""
        before, counts = [self.counts[point] for point in points], [self.counts[point] for point in window]
        expected = min(
            expect_share([key(one) for one in counts], rate_places(map(key, before), norm.share), norm.share)
            for key in (_by_place, _by_weekday)
        )
        if expected >= norm.share:
            return verdict
        return self.compare(replace(norm, share=expected, drop=min(norm.drop, expected / 2)), window)

    def measure(self, norm: Level, points: Sequence[int]) -> tuple[float, float]:
        """Return the share that was expected, and the one that is found."""
        counts = [self.counts[point] for point in points]
        return norm.share, sum(one.part for one in counts) / sum(one.total for one in counts)

    def weigh(self, norm: Level, verdict: Verdict, point: int) -> float:
        """Return the odds that a run has the share of the norm and not the smaller one."""
        _, count, total, _ = self.counts[point]
        high = min(norm.share, ALWAYS)
        low = max(verdict.found, min(NEVER, high / 2))
        odds = count * log(high / low) + (total - count) * log((1 - high) / (1 - low))
        return odds / (1 + (total - 1) * norm.spread)

    def is_near(self, norm: Level, stretch: Sequence[int]) -> bool:
        """Tell whether the share is no longer smaller than it may be."""
        expected, found = self.measure(norm, stretch)
        return found > expected - norm.drop


def _by_place(one: Count) -> Count:
    return one


def _by_weekday(one: Count) -> Count:
    return one._replace(places={str(beijing_day(one.moment).weekday()): one.total})


def _wander(pairs: Sequence[tuple[float, float]], share: float, spread: float) -> float:
    """Return how far the share goes from block to block, as a spread: beyond what single runs make of it."""
    over, blocks = 0.0, 0
    for begin in range(0, len(pairs) - BLOCK + 1, BLOCK):
        block = pairs[begin : begin + BLOCK]
        total = sum(size for _, size in block)
        alone = (1 + spread * (sum(size * size for _, size in block) / total - 1)) / total
        over += (sum(count for count, _ in block) / total - share) ** 2 / (share * (1 - share)) - alone
        blocks += 1
    return max(0.0, over / blocks) if blocks else 0.0
