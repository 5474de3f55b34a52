"""How many articles a site brings, compared with what its own weeks would have brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log
from statistics import fmean, median
from typing import Final

from scraper.health.episodes import Verdict
from scraper.health.rhythm import Quiet, Week, fit_week
from scraper.health.spans import Span
from scraper.health.tails import at_most

MOST_LEFT: Final = 0.65
"""Part of the expected that is told as fewer: an editor who leaves takes a third with him, half a listing takes half."""

LEAST_DAYS, LEAST_ARTICLES = 19.0, 10
"""What a norm needs at least: two weekends at least show a week, and of fewer articles none can be missed."""

BLOCK_DAYS, BLOCK_ARTICLES = 6.5, 10
"""A week, or what has ten articles: the level is the median of these, so a fortnight of floods does not raise it."""

FEWEST_BLOCKS: Final = 3
"""Blocks that have a median; fewer are taken together."""

USUAL_SPREAD, USUAL_SPANS = 0.1, 5.0
"""Relative variance of one day beyond chance where little is known, and how many spans know better."""

LEVEL_SPREAD: Final = 0.015
"""Relative variance of a site's level from one month to another, at least: an eighth up or down."""

HALVES: Final = 0.8
"""Part of the expected that a fall is reckoned as at most, where a return is weighed."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a site brings on its average day, its week, and how far days and weeks fall below it."""

    level: float
    week: Week
    spread: float
    drifts: float
    excused: float


class Volumes:
    """A series of counts that ought not to fall."""

    def __init__(self, spans: Sequence[Span], quiet: Quiet) -> None:
        self.spans, self.quiet = spans, quiet

    def moments(self) -> list[datetime]:
        """Return when each run began."""
        return [span.run.started_at for span in self.spans]

    def fit(self, points: Sequence[int]) -> Pace | None:
        """Return the pace of these spans; common quiet days say nothing of it."""
        spans = [
            self.spans[point] for point in points if not self.quiet.keys() & self.spans[point].days.keys()
        ]
        if (
            sum(span.length for span in spans) < LEAST_DAYS
            or sum(span.fresh for span in spans) < LEAST_ARTICLES
        ):
            return None
        week = fit_week(spans)
        worth = [week.expect(span.days, {}) for span in spans]
        blocks = _block(spans, worth)
        pooled = sum(count for count, _ in blocks) / sum(size for _, size in blocks)
        level = median([count / size for count, size in blocks]) if len(blocks) >= FEWEST_BLOCKS else pooled
        if not level:
            return None
        expected = [level * size for size in worth]
        below = [(span.fresh, mean) for span, mean in zip(spans, expected, strict=True) if span.fresh < mean]
        excess = sum((count - mean) ** 2 - mean for count, mean in below)
        squares = sum(mean * mean for _, mean in below)
        prior = USUAL_SPANS * fmean(mean * mean for mean in expected)
        spread = (max(0.0, excess) + USUAL_SPREAD * prior) / (squares + prior)
        return Pace(
            level, week, spread, _scatter(blocks, level, spread), median(span.excused for span in spans)
        )

    def may_differ(self, first: int, last: int) -> bool:
        """Return True: the norm has to tell."""
        return True

    def compare(self, norm: Pace, window: Sequence[int]) -> Verdict | None:
        """Return the chance that the spans of a window bring so little; None where they bring enough."""
        mean, found = self.measure(norm, window)
        if found > MOST_LEFT * mean:
            return None
        expected = [self._expect(norm, point) for point in window]
        variance = mean + norm.spread * sum(one * one for one in expected) + norm.drifts * mean * mean
        return Verdict(at_most(int(found), mean, variance), mean, found)

    def look_closer(
        self, points: Sequence[int], norm: Pace, window: Sequence[int], verdict: Verdict
    ) -> Verdict | None:
        """Return the verdict: nothing else is known."""
        return verdict

    def measure(self, norm: Pace, points: Sequence[int]) -> tuple[float, float]:
        """Return how many articles were expected, and how many there are."""
        return sum(self._expect(norm, point) for point in points), sum(
            _brought(self.spans[point], norm) for point in points
        )

    def weigh(self, norm: Pace, verdict: Verdict, point: int) -> float:
        """Return the odds that a span brings what the norm does, and not what was found."""
        span, mean = self.spans[point], self._expect(norm, point)
        left = min(max(verdict.found / verdict.expected, 0.05), HALVES)
        return (_brought(span, norm) * log(1 / left) - mean * (1 - left)) / (1 + norm.spread * mean)

    def is_near(self, norm: Pace, stretch: Sequence[int]) -> bool:
        """Tell whether the spans bring enough."""
        expected, found = self.measure(norm, stretch)
        return found > MOST_LEFT * expected

    def _expect(self, norm: Pace, point: int) -> float:
        return norm.level * norm.week.expect(self.spans[point].days, self.quiet)


def _brought(span: Span, norm: Pace) -> float:
    """Return what a span brought, pages among it that may become articles: refused ones are told elsewhere."""
    return span.fresh + max(0.0, span.excused - norm.excused)


def _block(spans: Sequence[Span], worth: Sequence[float]) -> list[tuple[float, float]]:
    """Return the articles and the worth in average days of stretches of about a week each."""
    blocks: list[tuple[float, float]] = []
    count = size = length = 0.0
    for span, days in zip(spans, worth, strict=True):
        count, size, length = count + span.fresh, size + days, length + span.length
        if length >= BLOCK_DAYS and count >= BLOCK_ARTICLES:
            blocks.append((count, size))
            count = size = length = 0.0
    return blocks or [(count, size)]


def _scatter(blocks: Sequence[tuple[float, float]], level: float, spread: float) -> float:
    """Return the relative variance of the level from block to block, beyond what chance and single days make."""
    if len(blocks) < FEWEST_BLOCKS:
        return 2 * LEVEL_SPREAD
    below = [(count / size / level, level * size, size) for count, size in blocks if count < level * size]
    over = [(part - 1) ** 2 - 1 / mean - spread / max(size, 1.0) for part, mean, size in below]
    return max(LEVEL_SPREAD, sum(over) / max(len(over), 1))
