"""Tasks done by Dask: it reruns those of killed workers; what is no worker of this build gets none."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import Any

from schemas.reclean import LostArchive
from scraper.cluster.build import OtherBuild
from scraper.cluster.connection import Joined, join_cluster, load_dask
from scraper.cluster.crew import TRIES, Crew
from scraper.reclean.here import FAILURES, Ended, describe_failure
from scraper.reclean.splitting import Spread, is_shared
from scraper.reclean.stores import NoStore
from scraper.reclean.tasks import Done, Stopped, Task, run_task

Future = Any
"""Dask's own; it tells no types of what it does."""

DEATHS = 1
"""Workers that may die with a task before it is suspect, where the processes are ours; what is suspect is tried again
alone, when all others are done: that it waited where another task killed the worker is no fault of its own."""

AHEAD = 2
"""Tasks that a worker has: one is done, the next one waits. More would be suspect with it where it is killed."""

_LOOK = 0.5  # seconds between two looks at whether to stop
_PAUSE = 0.02  # seconds between two looks at whether a task is over
TOPIC = "reclean"
"""The topic of Dask's events that failures are told under."""


@contextmanager
def open_cluster(at: str | int) -> Iterator["Cluster"]:
    """Yield the cluster of a scheduler's address, or of so many processes here; raise BadCluster where there is none."""
    with join_cluster(at) as joined:
        yield Cluster(joined)


class Cluster:
    """The workers of a scheduler, of which those of this build are used."""

    def __init__(self, joined: Joined) -> None:
        """Look at the workers; raise BadCluster where none of them can be used."""
        self.where = joined.where
        self._crew = Crew(joined)
        self._client = joined.client
        if ours := getattr(self._client, "cluster", None):
            ours.scheduler.allowed_failures = DEATHS

    @property
    def refused(self) -> Sequence[str]:
        """The workers that get no task, each with the reason."""
        return self._crew.refused

    def run(self, tasks: Sequence[Task], stopped: Callable[[], bool]) -> Iterator[Ended]:
        """Yield what became of each task, as they end; Dask runs those of a killed worker again."""
        shared = [task for task in tasks if is_shared(task, len(tasks), self._crew.threads)]
        yield from self._run_each([task for task in tasks if task not in shared], stopped)
        for task in shared:
            if not stopped():
                yield from self._share(task, stopped)

    def _share(self, task: Task, stopped: Callable[[], bool]) -> Iterator[Ended]:
        """Yield what became of a large archive: this process writes what all workers find in it."""
        self._crew.survey()
        workers = Spread(
            self._client, max(self._crew.threads, 1), [*self._crew.good] if self.refused else None
        )
        try:
            yield Ended(task, run_task(task, stopped, workers))
        except Stopped:
            return
        except (*FAILURES, CancelledError, ImportError, load_dask().KilledWorker) as error:
            yield Ended(task, None, self._lose(task, error))

    def _run_each(self, tasks: Sequence[Task], stopped: Callable[[], bool]) -> Iterator[Ended]:
        queue = list(reversed(tasks))
        suspects: list[Task] = []
        alone: set[Task] = set()
        pending: dict[Future, Task] = {}
        sent: dict[Task, int] = {}
        try:
            while (queue or pending or suspects) and not stopped():
                while queue and len(pending) < AHEAD * max(self._crew.threads, 1):
                    task = queue.pop()
                    pending[self._submit(task)] = task
                if suspects and not pending:
                    alone.add(task := suspects.pop())
                    pending[self._submit(task)] = task
                for future in _first(pending):
                    task = pending.pop(future)
                    if self._is_refusal(future) and sent.get(task, 0) < TRIES:
                        sent[task] = sent.get(task, 0) + 1
                        self._crew.survey()
                        queue.append(task)
                    elif _is_killed(future) and task not in alone:
                        suspects.append(task)
                    else:
                        yield self._tell(task, future)
                    future.release()
                queue += self._take_back(pending)
        finally:
            with suppress(OSError, TimeoutError, RuntimeError):
                self._client.cancel(list(pending), force=True)

    def _submit(self, task: Task) -> Future:
        return self._crew.submit(run_on_worker, task, task.input.name)

    def _tell(self, task: Task, future: Future) -> Ended:
        if future.status == "finished":
            done: Done = future.result()
            if done.record.passed_over:
                self._log(task, f"{done.record.passed_over} passed over: {done.record.places[0]}")
            return Ended(task, done)
        if future.status == "error":
            return Ended(task, None, self._lose(task, future.exception()))
        return Ended(task, None, self._lose(task, NoStore(f"{task.input.address}: the scheduler let it go")))

    def _lose(self, task: Task, error: BaseException) -> LostArchive:
        """Return a failure as the report tells it; Dask's dashboard shows it too."""
        lost = describe_failure(task, error)
        if isinstance(error, load_dask().KilledWorker):
            lost = lost.model_copy(
                update={"why": f"{task.input.address}: each worker that took it was killed"}
            )
        self._log(task, lost.why)
        return lost

    def _log(self, task: Task, why: str) -> None:
        with suppress(OSError, TimeoutError):
            self._client.log_event(TOPIC, {"input": task.input.address, "why": why})

    def _is_refusal(self, future: Future) -> bool:
        return future.status == "error" and isinstance(future.exception(), (OtherBuild, ImportError))

    def _take_back(self, pending: dict[Future, Task]) -> Iterable[Task]:
        """Look at the workers; return the tasks that wait for those that are gone: they are named where some are refused."""
        before = set(self._crew.good)
        if not self._crew.look():
            return []
        if not self.refused or not self._crew.good or not before.isdisjoint(self._crew.good):
            return []
        tasks = list(pending.values())
        self._client.cancel(list(pending), force=True)
        pending.clear()
        return tasks


def run_on_worker(task: Task) -> Done:
    """Return what came of a task; a worker of another build names itself."""
    try:
        return run_task(task)
    except OtherBuild as error:
        raise OtherBuild(f"{load_dask().get_worker().address}: {error}") from None


def _is_killed(future: Future) -> bool:
    return future.status == "error" and isinstance(future.exception(), load_dask().KilledWorker)


def _first(pending: dict[Future, Task]) -> list[Future]:
    """Return those that are over, after a while none: Dask's own wait() asks for a client of all the process."""
    until = time.monotonic() + _LOOK
    while not (over := [one for one in pending if one.status != "pending"]) and time.monotonic() < until:
        time.sleep(_PAUSE)
    return over
