"""Which runs are evidence of what, and the time that each of them tells of."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from statistics import median
from typing import Final

from schemas.run import RunReport
from scraper.runs.outcome import Code

BEIJING: Final = timezone(timedelta(hours=8))
"""The zone of all sites."""

AWAKE: Final = (time(7), time(22))
"""Hours in which a site publishes: a run at 02:00 tells of the day before, and of nothing else."""

NO_EVIDENCE: Final = frozenset(
    {Code.USAGE, Code.SITE_FAILED, Code.NOT_WRITTEN, Code.LOCKED, Code.INTERRUPTED, Code.TERMINATED}
)
"""How runs end that say nothing of what the site is like: what they did deliver is counted with the next one."""

LATE: Final = timedelta(days=1)
"""How much older than the run before an article may be and still be new: the evening's pages are listed the next day."""

TIMES_MEDIAN: Final = 5
"""Times the median run that make a run bulk where most of it is old: a fortnight's outage is less, a first run more."""

SCOPES: Final = 15
"""Newest runs among which the usual arguments are looked for."""

_LONGEST = timedelta(days=60)
"""A span is told day by day at most this far back; nobody compares with what was before."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time between two runs that saw the whole of the listings, and what was new in it."""

    run: RunReport
    days: Mapping[date, float]  # parts of the days, by the hours in which a site publishes
    fresh: int  # articles published in it
    excused: int  # pages that are no articles yet: refused ones, owed ones

    @property
    def length(self) -> float:
        """How many days it has."""
        return sum(self.days.values())


def choose_runs(runs: Sequence[RunReport]) -> list[RunReport]:
    """Return the runs that can be compared: those that looked at the same part of the site as most of the newest."""
    if not runs:
        return []
    usual = Counter(run.scope for run in reversed(runs[-SCOPES:])).most_common(1)[0][0]
    return [run for run in runs if run.scope == usual]


def informative(runs: Sequence[RunReport]) -> list[RunReport]:
    """Return the runs whose articles are of the site as it is now: no broken off ones, no first one, no archives."""
    whole = [run for run in runs if run.exit_code not in NO_EVIDENCE]
    usual = median([run.articles for run in whole if run.articles] or [0])
    return [run for before, run in pairwise(whole) if not _is_bulk(run, before.started_at, usual)]


def read_spans(runs: Sequence[RunReport]) -> tuple[Span, ...]:
    """Return the spans that the runs end; what a run delivered that saw only a part is in the next one."""
    usually_lost = median([run.listing_lost for run in runs] or [0])
    return tuple(_spans(runs, usually_lost))


def _spans(runs: Sequence[RunReport], usually_lost: float) -> Iterator[Span]:
    begun, carried = None, 0
    for run in runs:
        saw_all = run.exit_code not in NO_EVIDENCE and run.listing_lost <= usually_lost
        if begun is None:
            begun = run.started_at if saw_all else None
            continue
        days = split_days(begun, run.started_at)
        carried += count_fresh(run, begun)
        if saw_all and days:
            yield Span(run, days, carried, _refused(run) + max(0, run.missed))
            begun, carried = run.started_at, 0


def count_fresh(run: RunReport, since: datetime) -> int:
    """Return how many of a run's articles were published since then; all of them where the report does not tell."""
    if not run.days:
        return run.articles
    first = (since - LATE).astimezone(BEIJING).date().isoformat()
    return sum(count for day, count in run.days.items() if first <= day[:10] and day[:1].isdigit())


def split_days(begun: datetime, ended: datetime) -> dict[date, float]:
    """Return the days between two moments, each with the part of its waking hours that lies between them.

    >>> split_days(datetime(2026, 3, 1, 18, tzinfo=timezone.utc), datetime(2026, 3, 2, 18, tzinfo=timezone.utc))
    {datetime.date(2026, 3, 2): 1.0}
    """
    begun = max(begun, ended - _LONGEST)
    day, last, parts = beijing_day(begun), beijing_day(ended), dict[date, float]()
    while day <= last:
        wakes, sleeps = (datetime.combine(day, hour, BEIJING) for hour in AWAKE)
        if (part := (min(ended, sleeps) - max(begun, wakes)) / (sleeps - wakes)) > 0:
            parts[day] = part
        day += timedelta(days=1)
    return parts


def beijing_day(moment: datetime) -> date:
    """Return the day it is in Beijing.

    >>> beijing_day(datetime(2026, 3, 1, 18, tzinfo=timezone.utc)).isoformat()
    '2026-03-02'
    """
    return moment.astimezone(BEIJING).date()


def judged(run: RunReport) -> dict[str, int]:
    """Return the refused pages by reason, without second addresses of articles."""
    return {reason: count for reason, count in run.rejections.items() if reason != "duplicate"}


def _refused(run: RunReport) -> int:
    return sum(judged(run).values())


def _is_bulk(run: RunReport, before: datetime, usual: float) -> bool:
    fresh = count_fresh(run, before)
    return run.articles > TIMES_MEDIAN * max(usual, 1) and (not run.days or 2 * fresh < run.articles)
