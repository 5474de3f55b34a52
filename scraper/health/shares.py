"""Shares of the articles of a run, compared with those of the site's runs before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log
from statistics import median
from typing import Final, NamedTuple

from scraper.health.tails import at_most_of
from scraper.health.watching import Verdict

LEAST_DROP: Final = 0.12
"""Smallest drop of a share that is told: channels change their part of a site from month to month by nearly this."""

LEAST_RUNS, LEAST_ARTICLES = 5, 12
"""What a norm needs at least: with less, one article of twelve would be half of what is known."""

MOST_TIMES: Final = 3
"""Times the median run that one run counts for at most: no single run makes the norm."""

USUAL_SPREAD, USUAL_RUNS = 0.02, 5.0
"""How much the articles of a run go together where little is known, and how many runs know better."""

MOST_SPREAD: Final = 0.9
"""Beyond this a run is as one article."""

RARE: Final = 0.05
"""A share below this is not missed where it is gone: a site prints such a field by chance."""

NEVER, ALWAYS = 0.02, 0.98
"""Shares that are reckoned as nothing and all where two of them are weighed: anything happens once."""


class Count(NamedTuple):
    """How many of the articles of a run."""

    moment: datetime
    part: int
    total: int


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

    def moments(self) -> list[datetime]:
        """Return when each run began."""
        return [one.moment for one in self.counts]

    def fit(self, points: Sequence[int]) -> Level | None:
        """Return the share of these runs, none of which counts for more than three."""
        counts = [self.counts[point] for point in points]
        most = MOST_TIMES * median([one.total for one in counts] or [0])
        pairs = [(one.part * min(1.0, most / one.total), min(one.total, most)) for one in counts]
        total = sum(size for _, size in pairs)
        if len(pairs) < LEAST_RUNS or total < LEAST_ARTICLES:
            return None
        share = (sum(count for count, _ in pairs) + 0.5) / (total + 1)
        dice = share * (1 - share)
        over = sum((count - size * share) ** 2 - size * dice for count, size in pairs)
        could = sum(size * (size - 1) * dice for _, size in pairs)
        prior = USUAL_RUNS * could / len(pairs)
        spread = (max(over, 0.0) + USUAL_SPREAD * prior) / (could + prior) if could > 0 else USUAL_SPREAD
        return Level(share, min(spread, MOST_SPREAD), 1 / (total + 1), min(self.least_drop, share / 2))

    def compare(self, norm: Level, window: Sequence[int]) -> Verdict | None:
        """Return the chance that the runs of a window have so small a share; None where it is hardly smaller."""
        counts = [self.counts[point] for point in window]
        count, total = sum(one.part for one in counts), sum(one.total for one in counts)
        if norm.share < RARE or count / total > norm.share - norm.drop:
            return None
        inner = sum(one.total * (one.total - 1) for one in counts)
        pairs = total * (total - 1)
        spread = norm.spread * (inner / pairs if pairs else 1.0)  # runs are as dice to one another
        return Verdict(at_most_of(count, total, norm.share, spread + norm.doubt), norm.share, count / total)

    def measure(self, norm: Level, points: Sequence[int]) -> tuple[float, float]:
        """Return the share that was expected, and the one that is found."""
        counts = [self.counts[point] for point in points]
        return norm.share, sum(one.part for one in counts) / sum(one.total for one in counts)

    def weigh(self, norm: Level, verdict: Verdict, point: int) -> float:
        """Return the odds that a run has the share of the norm and not the smaller one."""
        _, count, total = self.counts[point]
        high = min(norm.share, ALWAYS)
        low = max(verdict.found, min(NEVER, high / 2))
        odds = count * log(high / low) + (total - count) * log((1 - high) / (1 - low))
        return odds / (1 + (total - 1) * norm.spread)

    def is_near(self, norm: Level, stretch: Sequence[int]) -> bool:
        """Tell whether the share is no longer smaller than it may be."""
        expected, found = self.measure(norm, stretch)
        return found > expected - norm.drop
