"""What goes on from run to run: a site that fails, a program that is ended, articles owed, nothing new."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import log
from typing import Final

from schemas.run import RunReport
from scraper.health.episodes import Episode, Verdict
from scraper.health.rhythm import Quiet
from scraper.health.spans import split_days

LEAST_FAILED: Final = 3
LEAST_TIME: Final = timedelta(days=1)
"""Runs in a row, and the time from the first to the last: a night or an afternoon that a server rests is none."""

CHANCE: Final = 1e-3
"""How probable a streak may be by a site's own habit: one that fails every third night fails thrice in each month."""

LEAST_OWED: Final = 10
OWED_TIMES: Final = 2
"""Articles owed, and how often the most that was ever owed before: a bad night leaves some to the next."""

LEAST_AGE: Final = 3.0
AGE_ODDS: Final = log(10_000)
"""Days without an article that are told at least, common quiet days not counted; and odds, as a logarithm. Where times
come by chance, the longest of n is passed f times over with a chance of n to the power of -f."""

LEAST_TIMES: Final = 2.0
"""How often the longest time before at least: however many there were, a holiday of the site's own is one more."""

KNOWN_FOR: Final = timedelta(days=14)
"""What a site's longest time without an article is known from, at least: two weekends."""

LEAST_KNOWN: Final = 4
"""Times between articles that a longest one is known from, at least."""

SILENT_FOR: Final = 30.0
"""Days without an article after which a site is silent, whatever its reports reach back to."""


def watch_streaks(runs: Sequence[RunReport], is_bad: Callable[[RunReport], bool]) -> list[Episode]:
    """Return the streaks of bad runs that are longer than a site's own habit makes probable."""
    episodes: list[Episode] = []
    began, bad = 0, 0  # of the streak; runs before it
    for point, run in enumerate(runs):
        if not is_bad(run):
            if episodes and episodes[-1].ended is None:
                episodes[-1] = _end(episodes[-1], point)
            bad += point - began
            began = point + 1
            continue
        length, usual = point + 1 - began, (bad + 0.1) / (began + 2)
        verdict = Verdict(usual**length, 1.0, length)
        if episodes and episodes[-1].ended is None:
            episodes[-1] = Episode(began, episodes[-1].noticed, verdict)
        elif (
            length >= LEAST_FAILED
            and run.started_at - runs[began].started_at >= LEAST_TIME
            and verdict.chance < CHANCE
        ):
            episodes.append(Episode(began, point, verdict))
    return episodes


def watch_owed(runs: Sequence[RunReport]) -> list[Episode]:
    """Return the times in which more was owed from run to run, until it is as it was, or half of the most."""
    episodes: list[Episode] = []
    owed = [max(0, run.missed) for run in runs]
    usual = most = 0
    for point in range(LEAST_FAILED - 1, len(owed)):
        newest, now = owed[point + 1 - LEAST_FAILED : point + 1], owed[point]
        if episodes and episodes[-1].ended is None:
            most = max(most, now)
            episodes[-1] = _found(episodes[-1], now)
            if now <= max(usual, most / 2):
                episodes[-1] = _end(episodes[-1], point)
            continue
        usual = max(owed[: point + 1 - LEAST_FAILED], default=0)
        if now >= max(LEAST_OWED, OWED_TIMES * usual + 1) and _grows(newest):
            most = now
            episodes.append(Episode(point + 1 - LEAST_FAILED, point, Verdict(0.0, usual, now)))
    return episodes


def watch_age(runs: Sequence[RunReport], quiet: Quiet) -> list[Episode]:
    """Return the times in which no newer article came for twice as long as ever before."""
    episodes: list[Episode] = []
    newest: datetime | None = None
    longest, began, times = 0.0, 0, 0
    for point, run in enumerate(runs):
        now = newest_article([run]) or (
            run.started_at if run.articles else None
        )  # an old report does not tell
        age = _ordinary_days(newest, run.started_at, quiet) if newest else 0.0
        if now and (newest is None or now > newest):
            newest, longest, began = now, max(longest, age if times else 0.0), point
            times += 1
            if episodes and episodes[-1].ended is None:
                episodes[-1] = _end(episodes[-1], point)
            continue
        if newest is None:
            age = _ordinary_days(runs[0].started_at, run.started_at, quiet)
        if episodes and episodes[-1].ended is None:
            episodes[-1] = _found(episodes[-1], age)
        elif age > _longest_allowed(longest, times, runs[0].started_at, newest):
            episodes.append(Episode(min(began + 1, point), point, Verdict(0.0, longest, age)))
    return episodes


def _grows(counts: Sequence[int]) -> bool:
    return all(one < two for one, two in pairwise(counts))


def _longest_allowed(longest: float, times: int, first: datetime, newest: datetime | None) -> float:
    if newest is None or newest - first < KNOWN_FOR or times < LEAST_KNOWN:
        return SILENT_FOR
    return max(LEAST_AGE, longest * max(LEAST_TIMES, AGE_ODDS / log(times)))


def _ordinary_days(begun: datetime, ended: datetime, quiet: Quiet) -> float:
    """Return the days between two moments, without common quiet ones; a short time is not looked at closer."""
    if ended - begun < timedelta(days=LEAST_AGE):
        return max(0.0, (ended - begun) / timedelta(days=1))
    return sum(part for day, part in split_days(begun, ended).items() if day not in quiet)


def _end(episode: Episode, point: int) -> Episode:
    return Episode(episode.began, episode.noticed, episode.verdict, point)


def _found(episode: Episode, found: float) -> Episode:
    verdict = Verdict(episode.verdict.chance, episode.verdict.expected, found)
    return Episode(episode.began, episode.noticed, verdict)


def newest_article(runs: Iterable[RunReport]) -> datetime | None:
    """Return when the newest article was published, as far as a run could have met it."""
    return max((min(run.newest, run.finished_at) for run in runs if run.newest), default=None)
