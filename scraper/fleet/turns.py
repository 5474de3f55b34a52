"""Whose turn it is, and when: what is owed or was left longest goes first, and no host has two owners at a time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path

from schemas.run import RunReport
from scraper.fleet.choosing import Task
from scraper.health.histories import read_newest_first
from scraper.runs.outcome import Code

LONGEST_REST = timedelta(days=7)
"""How long a site rests at most that fails in run after run: it may be back any day."""

MOST_FAILURES = 16
"""Runs in a row that are counted: the longest rest is reached before that, be it hours or minutes that are doubled."""

_NEVER = datetime.min.replace(tzinfo=UTC)
_CUT_SHORT = frozenset({Code.INTERRUPTED, Code.TERMINATED})


@dataclass(frozen=True, slots=True)
class Past:
    """What the last runs of a site left for the next one."""

    began: datetime = (
        _NEVER  # the last run that came to its own end, be it a bad one; never where it was cut short
    )
    owed: bool = False  # articles are known that could not be had
    failures: int = 0  # runs in a row in which the site failed


def read_past(folder: Path) -> Past:
    """Return what the reports of a site tell of its last runs."""
    reports = read_newest_first(folder)
    newest = next(reports, None)
    if newest is None or newest.exit_code in _CUT_SHORT:
        return Past()
    return Past(newest.started_at, newest.missed > 0, sum(1 for _ in _failures(newest, reports)))


def _failures(newest: RunReport, others: Iterator[RunReport]) -> Iterator[RunReport]:
    """Yield the newest runs up to the first in which the site did not fail; a few are enough to know."""
    if newest.exit_code == Code.SITE_FAILED:
        yield newest
        few = (report for report, _ in zip(others, range(MOST_FAILURES - 1), strict=False))
        yield from takewhile(lambda report: report.exit_code == Code.SITE_FAILED, few)


def order(tasks: Iterable[Task], pasts: Mapping[str, Past]) -> list[Task]:
    """Return the tasks in the order of their turns: never run or cut short, then those that owe, then the longest left.

    So a round that was stopped is gone on with by the next one.
    """

    def turn(task: Task) -> tuple[bool, bool, datetime, str]:
        past = pasts[task.name]
        return past.began != _NEVER, not past.owed, past.began, task.name

    return sorted(tasks, key=turn)


def rest_after(failures: int, every: timedelta) -> timedelta:
    """Return how long after its last run a site is due: twice as long with each run in a row in which it failed.

    >>> [str(rest_after(failures, timedelta(hours=6))) for failures in (0, 1, 3, 9)]
    ['6:00:00', '12:00:00', '2 days, 0:00:00', '7 days, 0:00:00']
    """
    return max(every, min(every * (1 << min(failures, MOST_FAILURES)), LONGEST_REST))


def due_at(past: Past, every: timedelta | None) -> datetime:
    """Return when a site's next run is due: at once where it never ran to its end, or where nothing says how often."""
    if every is None or past.began == _NEVER:
        return _NEVER
    return past.began + rest_after(past.failures, every)


def choose_next(
    waiting: Iterable[Task], running: Collection[Task], held: Collection[Task] = ()
) -> Task | None:
    """Return the first waiting task none of whose hosts is being asked, None where all must wait.

    `held` are sites that somebody else may be asking: such a site itself is tried all the same, and told to be in use.
    """
    asked = {host for task in running for host in task.hosts}
    above = {domain for host in asked for domain in domains_of(host)}
    for task in waiting:
        others = [one for one in held if one.name != task.name]
        if not _is_asked(task, asked, above) and (not others or choose_next([task], others)):
            return task
    return None


def _is_asked(task: Task, asked: Set[str], above: Set[str]) -> bool:
    """Tell whether one of a task's hosts is asked, lies above one that is, or below: one owner keeps politeness true."""
    return any(host in above or not asked.isdisjoint(domains_of(host)) for host in task.hosts)


def domains_of(host: str) -> Iterator[str]:
    """Yield a host and the domains that it lies in.

    >>> list(domains_of("zj.people.com.cn"))
    ['zj.people.com.cn', 'people.com.cn', 'com.cn', 'cn']
    """
    while host:
        yield host
        host = host.partition(".")[2]
