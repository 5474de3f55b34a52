"""A series of runs is watched: when it leaves its norm, since when, and when it is back."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import log
from typing import Final, Protocol, TypeVar

WINDOWS: Final = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
"""Runs that are taken together, the newest: one tells what is gone, twenty what is missing a little or hardly comes."""

WIDE: Final = 21
WIDEST: Final = timedelta(days=21)
"""More runs than this are taken together only where they are not more than three weeks: those of several runs a day."""

NORM: Final = 60
NORM_TIME: Final = timedelta(days=60)
"""Runs, and time, that make the norm, whichever is more: two months of nights, so that a busy fortnight does not."""

STEP: Final = 5
"""Runs by which a long norm goes forward: it is made once for all of them."""

A_YEAR: Final = 0.2
"""False alarms of one series in a year, were its windows dice of their own: they see the same articles, and what is told
must be a drop worth a word besides, so the twenty series of a site make fewer than one (`tests/health/figures.py`)."""

SHORTEST: Final = timedelta(days=30)
"""Time from which it is known how many runs a year has."""

BACK: Final = log(100)
"""Odds, as a logarithm, with which a series is back: that it is not is then dearer to say than that it is."""

SHORT: Final = 3
"""Runs after which what is over was a habit, not a drift: it becomes part of the norm, so it is told only once or twice."""

ACCEPTED: Final = timedelta(days=30)
ACCEPTED_RUNS: Final = 10
"""After this long, and so many runs that tell something, what was a drift is the norm: nobody wants it otherwise."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was expected of some runs, what they showed, and how probable so little is."""

    chance: float
    expected: float
    found: float


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of a series out of its norm: numbers of its points; one without an end still goes on."""

    began: int
    noticed: int
    verdict: Verdict
    ended: int | None = None
    accepted: bool = False  # it is the norm now


Norm = TypeVar("Norm")


class Series(Protocol[Norm]):
    """Points in time, one a run that tells something, and how they are compared."""

    def moments(self) -> Sequence[datetime]:
        """Return when each run began."""

    def fit(self, points: Sequence[int]) -> Norm | None:
        """Return the norm that these points make; None where they are too few."""

    def may_differ(self, first: int, last: int) -> bool:
        """Tell whether these points, one after the other, could be told of at all: asked before a norm is made."""

    def compare(self, norm: Norm, window: Sequence[int]) -> Verdict | None:
        """Return what these points say against the norm; None where nothing worth a word."""

    def look_closer(
        self, points: Sequence[int], norm: Norm, window: Sequence[int], verdict: Verdict
    ) -> Verdict | None:
        """Return what is left of a verdict when all is told that the points of the norm know: asked for few windows."""

    def measure(self, norm: Norm, points: Sequence[int]) -> tuple[float, float]:
        """Return what was expected of these points, and what they show."""

    def weigh(self, norm: Norm, verdict: Verdict, point: int) -> float:
        """Return the odds, as a logarithm, that a point is of the norm again and not as the verdict says."""

    def is_near(self, norm: Norm, stretch: Sequence[int]) -> bool:
        """Tell whether these points are as the norm is, and not only nearer to it than before."""


def watch(series: Series[Norm]) -> list[Episode]:
    """Return the episodes of a series, oldest first: each found with what was known at that run, not later.

    While one lasts, nothing of it becomes part of the norm, so it does not fall silent because the median moved.
    """
    moments = series.moments()
    episodes: list[Episode] = []
    normal: list[int] = []
    norms: dict[int, Norm | None] = {}
    point = since = 0  # no window reaches behind the end of the last episode
    while point < len(moments):
        normal.append(point)
        found = _look(series, moments, normal[bisect_left(normal, since) :], normal, norms)
        if found is None:
            point += 1
            continue
        began, verdict, norm = found
        episode, stretch = _follow(series, norm, Episode(began, point, verdict), moments)
        episodes.append(episode)
        if episode.ended is None:
            break
        kept = [] if episode.accepted else [one for one in normal if one < began]
        over = range(began, stretch[0]) if stretch[0] - began <= SHORT else range(0)
        normal, norms, since, point = [*kept, *over, *stretch], {}, stretch[0], stretch[-1] + 1
    return episodes


def _allow(moments: Sequence[datetime], point: int) -> float:
    """Return the chance below which a run is told, so that a year of such runs has few that are told falsely."""
    year = timedelta(days=365) / max(moments[point] - moments[0], SHORTEST) * (point + 1)
    return A_YEAR / year


def _look(
    series: Series[Norm],
    moments: Sequence[datetime],
    newest: Sequence[int],
    normal: Sequence[int],
    norms: dict[int, Norm | None],
) -> tuple[int, Verdict, Norm] | None:
    """Return the least probable of the newest windows: its first point, what it says, and the norm that it left."""
    best: tuple[int, Verdict, Norm] | None = None
    allowed = _allow(moments, normal[-1])
    for width in WINDOWS:
        cut = len(normal) - width
        cut -= cut % STEP if cut > NORM / 2 else 0
        if (
            cut <= 0
            or width > len(newest)
            or (width > WIDE and moments[normal[-1]] - moments[normal[-width]] > WIDEST)
        ):
            break
        if not series.may_differ(newest[-width], newest[-1]):
            continue
        if cut not in norms:
            norms[cut] = series.fit(_choose_norm(moments, normal[:cut]))
        norm, window = norms[cut], newest[-width:]
        if norm is None:
            break
        verdict = series.compare(norm, window)
        if verdict and verdict.chance < allowed:
            verdict = series.look_closer(_choose_norm(moments, normal[:cut]), norm, window, verdict)
        if verdict and verdict.chance < (best[1].chance if best else allowed):
            best = window[0], verdict, norm
    return best


def _choose_norm(moments: Sequence[datetime], points: Sequence[int]) -> Sequence[int]:
    first = moments[points[-1]] - NORM_TIME
    begin = len(points) - NORM
    while begin > 0 and moments[points[begin - 1]] >= first:
        begin -= 1
    return points[max(0, begin) :]


def _follow(
    series: Series[Norm], norm: Norm, episode: Episode, moments: Sequence[datetime]
) -> tuple[Episode, list[int]]:
    """Return the episode with its end where it has one, and the points with which the norm goes on."""
    odds, stretch = 0.0, list[int]()
    for point in range(episode.noticed + 1, len(moments)):
        odds = max(0.0, odds + series.weigh(norm, episode.verdict, point))
        stretch = [*stretch, point] if odds else []
        if odds >= BACK and series.is_near(norm, stretch):
            return replace(episode, ended=stretch[0]), stretch
        lasted = point - episode.began + 1
        if moments[point] - moments[episode.began] >= ACCEPTED and lasted >= ACCEPTED_RUNS:
            return replace(episode, ended=point, accepted=True), list(range(episode.began, point + 1))
    expected, shown = series.measure(norm, range(episode.began, len(moments)))
    return replace(episode, verdict=replace(episode.verdict, expected=expected, found=shown)), []
