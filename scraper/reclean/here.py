"""Tasks done one after the other in this process."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from schemas.reclean import LostArchive
from scraper.cluster.build import OtherBuild
from scraper.reclean.stores import NoStore, NotWritten
from scraper.reclean.tasks import Done, Stopped, Task, run_task

FAILURES = (NoStore, NotWritten, OtherBuild)
"""What a task raises where it could not be done, each with one line that says why."""


class Ended(NamedTuple):
    """A task that is over: what came of it, or why nothing did."""

    task: Task
    done: Done | None
    lost: LostArchive | None = None


def describe_failure(task: Task, error: BaseException) -> LostArchive:
    """Return a task's failure as the report tells it."""
    known = isinstance(error, FAILURES)
    why = " ".join(f"{error}".split()) if known else f"{type(error).__name__}: {' '.join(f'{error}'.split())}"
    return LostArchive(input=task.input.address, why=why, is_output=isinstance(error, NotWritten))


def run_here(tasks: Iterable[Task], stopped: Callable[[], bool]) -> Iterator[Ended]:
    """Yield what became of each task; none is begun any more once somebody asked to stop."""
    for task in tasks:
        if stopped():
            return
        try:
            done = run_task(task, stopped)
        except Stopped:
            return
        except FAILURES as error:
            yield Ended(task, None, describe_failure(task, error))
        else:
            yield Ended(task, done)
