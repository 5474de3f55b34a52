"""How many links the listings of a site show: the same from night to night, as long as they are read as before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import erfc, exp, log, sqrt
from statistics import fmean, median
from typing import Final

from schemas.run import RunReport
from scraper.health.episodes import Verdict

MOST_LEFT: Final = 0.65
"""Part of the links that is told as fewer: a listing that lost a box has more, one of two that broke has half."""

LEAST_RUNS: Final = 8
"""Runs that a norm needs: with fewer the spread is not known."""

LEAST_SPREAD: Final = 0.08
"""Spread of the logarithm, at least: the first page has a box more than the ones behind it."""

WIDEST: Final = 3
"""Runs of a window that are as dice to one another; more of them are not worth more."""

NOTHING: Final = 0.5
"""Links that stand for none where a logarithm is taken."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The logarithm of the links on a listing page, and its spread."""

    links: float
    spread: float


class Links:
    """A series of links per listing page that was read; a run that read none says nothing."""

    def __init__(self, runs: Sequence[RunReport]) -> None:
        self.runs = [run for run in runs if run.listing_pages > run.listing_unchanged]
        self._logs = [
            log(max(run.links, NOTHING) / (run.listing_pages - run.listing_unchanged)) for run in self.runs
        ]

    def moments(self) -> list[datetime]:
        """Return when each run began."""
        return [run.started_at for run in self.runs]

    def fit(self, points: Sequence[int]) -> Shown | None:
        """Return the median of the runs, and how far they scatter."""
        logs = [self._logs[point] for point in points]
        if len(logs) < LEAST_RUNS:
            return None
        middle = median(logs)
        return Shown(middle, max(LEAST_SPREAD, sqrt(fmean((one - middle) ** 2 for one in logs))))

    def may_differ(self, first: int, last: int) -> bool:
        """Return True: the norm has to tell."""
        return True

    def compare(self, norm: Shown, window: Sequence[int]) -> Verdict | None:
        """Return the chance that all runs of a window show so few."""
        most = max(self._logs[point] for point in window)
        if most > norm.links + log(MOST_LEFT):
            return None
        chance = erfc((norm.links - most) / norm.spread / sqrt(2)) / 2
        expected, found = self.measure(norm, window)
        return Verdict(chance ** min(len(window), WIDEST), expected, found)

    def look_closer(
        self, points: Sequence[int], norm: Shown, window: Sequence[int], verdict: Verdict
    ) -> Verdict | None:
        """Return the verdict: nothing else is known."""
        return verdict

    def measure(self, norm: Shown, points: Sequence[int]) -> tuple[float, float]:
        """Return the links on a page that were expected, and those that are there."""
        return exp(norm.links), exp(fmean(self._logs[point] for point in points))

    def weigh(self, norm: Shown, verdict: Verdict, point: int) -> float:
        """Return the odds that a run shows as many as before."""
        low = min(log(max(verdict.found, NOTHING / 10)), norm.links + log(MOST_LEFT))
        one, width = self._logs[point], 2 * norm.spread**2
        return ((one - low) ** 2 - (one - norm.links) ** 2) / width

    def is_near(self, norm: Shown, stretch: Sequence[int]) -> bool:
        """Tell whether they show enough."""
        expected, found = self.measure(norm, stretch)
        return found > MOST_LEFT * expected
