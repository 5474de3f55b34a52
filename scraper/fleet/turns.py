"""Whose turn it is: what was left longest goes first, and no host has two owners at a time."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scraper.fleet.choosing import Task
from scraper.health.histories import read_newest_first
from scraper.runs.outcome import Code

_NEVER = datetime.min.replace(tzinfo=UTC)
_CUT_SHORT = frozenset({Code.INTERRUPTED, Code.TERMINATED})


def order(tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks in the order of their turns: never run, cut short, then the one that ran longest ago.

    So a round that was stopped is gone on with by the next one.
    """
    return sorted(tasks, key=lambda task: (last_whole_run(task.folder), task.name))


def last_whole_run(folder: Path) -> datetime:
    """Return when the site's last run began that came to its own end, be it a bad one; the beginning of time for none."""
    newest = next(read_newest_first(folder), None)
    return newest.started_at if newest and newest.exit_code not in _CUT_SHORT else _NEVER


def choose_next(waiting: Sequence[Task], running: Collection[Task]) -> Task | None:
    """Return the first waiting task none of whose hosts is being asked, None where all must wait."""
    return next((task for task in waiting if not any(map(task.shares_a_host, running))), None)
