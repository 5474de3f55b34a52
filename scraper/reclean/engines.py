"""What does the tasks: this process, processes of this machine, or a Dask cluster; which of them makes no difference."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from scraper.reclean.cluster import open_cluster
from scraper.reclean.here import Ended, run_here
from scraper.reclean.tasks import Task


class Engine(Protocol):
    """Does tasks, in any order."""

    @property
    def where(self) -> str:
        """What does the work, for the report."""
        ...

    @property
    def refused(self) -> Sequence[str]:
        """The workers that get no task, each with the reason."""
        ...

    def run(self, tasks: Sequence[Task], stopped: Callable[[], bool]) -> Iterator[Ended]:
        """Yield what became of each task, as they end; those that are left are let go once somebody asks to stop."""
        ...


class Here:
    """The process itself: one task after the other."""

    where = "this process"
    refused: Sequence[str] = ()

    def run(self, tasks: Iterable[Task], stopped: Callable[[], bool]) -> Iterator[Ended]:
        """Yield what became of each task, in their order."""
        return run_here(tasks, stopped)


@contextmanager
def open_engine(local: int | None, scheduler: str | None) -> Iterator[Engine]:
    """Yield what does the tasks: a scheduler's cluster, so many processes here (0: one a core), else this process.

    Raise BadCluster where Dask is missing, the scheduler cannot be reached, or no worker is of this build.
    """
    if scheduler is None and local is None:
        yield Here()
        return
    with open_cluster(scheduler or (local or os.cpu_count() or 1)) as cluster:
        yield cluster
