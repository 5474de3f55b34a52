"""Tasks done by Dask: it reruns those of killed workers; what is no worker of this build gets none."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from typing import Any
from uuid import uuid4

from schemas.reclean import LostArchive
from scraper.reclean.build import build, differences
from scraper.reclean.here import Ended, describe_failure
from scraper.reclean.stores import EXTRA
from scraper.reclean.tasks import Done, OtherBuild, Task, run_task

Client = Any
Future = Any
"""Dask's own; it tells no types of what they do."""

REACHED = 10.0
"""Seconds in which a scheduler must answer, and have a worker."""

WITHOUT_WORKERS = 300.0
"""Seconds that tasks wait for a worker once all are gone: a node comes back in that time, or nobody's does."""

DEATHS = 5
"""Workers that may die with a task before it is given up, where the cluster is ours: Dask's own 3 are few where
machines are taken away."""

AHEAD = 8
"""Tasks that each thread of a worker has waiting at the scheduler: so a stop has little to take back."""

_LOOK = 0.5  # seconds between two looks at whether to stop
_SURVEY = 5.0  # seconds between two looks at the workers
_TRIES = 3  # times that a task is sent on from a worker of another build
TOPIC = "reclean"
"""The topic of Dask's events that failures are told under."""


class BadCluster(Exception):
    """The cluster cannot be used; one line says why."""


@cache
def load_dask() -> Any:  # noqa: ANN401 - a module, and it tells no types of its calls
    """Return Dask distributed; raise BadCluster, in one line that says how to get it, where it is missing."""
    try:
        return import_module("distributed")
    except ImportError as error:
        raise BadCluster(f"{error.name} is not installed: {EXTRA}") from None


@contextmanager
def open_cluster(at: str | int) -> Iterator["Cluster"]:
    """Yield the cluster of a scheduler's address, or of so many processes here; raise BadCluster where there is none."""
    dask = load_dask()
    for name in ("distributed", "bokeh", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told by us
    # What a worker process reads at its start, it reads before any code of ours.
    with import_module("dask").config.set({"distributed.scheduler.allowed-failures": DEATHS}):
        if isinstance(at, int):
            with (
                dask.LocalCluster(
                    n_workers=at, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                ) as cluster,
                dask.Client(cluster) as client,
            ):
                yield Cluster(client, f"{at} processes here")
            return
        with _connect(at) as client:
            yield Cluster(client, at)


@contextmanager
def _connect(address: str) -> Iterator[Client]:
    try:
        client = load_dask().Client(address, timeout=REACHED, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        said = f"{error}".partition(" after ")[0] or type(error).__name__
        raise BadCluster(f"no scheduler can be reached at {address}: {said}") from None
    try:
        client.wait_for_workers(1, timeout=REACHED)
        yield client
    except TimeoutError:
        raise BadCluster(f"the scheduler at {address} has no worker") from None
    finally:
        client.close(timeout=REACHED)


class Cluster:
    """The workers of a scheduler, of which those of this build are used."""

    def __init__(self, client: Client, where: str) -> None:
        """Look at the workers; raise BadCluster where none of them can be used."""
        self.where = where
        self.refused: list[str] = []
        self._client = client
        self._run = uuid4().hex[:8]  # two runs on one scheduler have tasks of their own
        self._good: list[str] = []
        self._survey()
        if not self._good:
            raise BadCluster(f"no worker can be used: {'; '.join(self.refused) or 'there is none'}")

    def run(self, tasks: Sequence[Task], stopped: Callable[[], bool]) -> Iterator[Ended]:
        """Yield what became of each task, as they end; Dask runs those of a killed worker again."""
        queue = list(reversed(tasks))
        pending: dict[Future, Task] = {}
        sent: dict[Task, int] = {}
        alive = looked = time.monotonic()
        try:
            while (queue or pending) and not stopped():
                while queue and len(pending) < AHEAD * max(len(self._good), 1):
                    task = queue.pop()
                    pending[self._submit(task)] = task
                for future in _first(pending):
                    task = pending.pop(future)
                    if self._is_refusal(future) and sent.get(task, 0) < _TRIES:
                        sent[task] = sent.get(task, 0) + 1
                        self._survey()
                        queue.append(task)
                    else:
                        yield self._tell(task, future)
                    future.release()
                if (now := time.monotonic()) - looked >= _SURVEY:
                    looked = now
                    alive = now if self._has_workers() else alive
                    if now - alive >= WITHOUT_WORKERS:
                        raise BadCluster(f"no worker of {self.where} is left since {WITHOUT_WORKERS:.0f} s")
                    queue += self._take_back(pending)
        finally:
            with suppress(OSError, TimeoutError, RuntimeError):
                self._client.cancel(list(pending), force=True)

    def _submit(self, task: Task) -> Future:
        key = f"{task.input.name}-{self._run}-{uuid4().hex[:6]}"
        # Nobody was refused: any worker may take it, also one that comes later, and says itself if it must not.
        only = {"workers": self._good} if self.refused else {}
        return self._client.submit(run_on_worker, task, key=key, pure=False, **only)

    def _tell(self, task: Task, future: Future) -> Ended:
        if future.status == "finished":
            done: Done = future.result()
            if done.record.passed_over:
                self._log(task, f"{done.record.passed_over} passed over: {done.record.places[0]}")
            return Ended(task, done)
        if future.status == "error":
            error = future.exception()
            lost = describe_failure(task, error)
            if isinstance(error, load_dask().KilledWorker):
                lost = lost.model_copy(
                    update={"why": f"{task.input.address}: each worker that took it was killed"}
                )
        else:
            lost = LostArchive(input=task.input.address, why=f"{task.input.address}: the scheduler let it go")
        self._log(task, lost.why)
        return Ended(task, None, lost)

    def _log(self, task: Task, why: str) -> None:
        with suppress(OSError, TimeoutError):
            self._client.log_event(TOPIC, {"input": task.input.address, "why": why})

    def _is_refusal(self, future: Future) -> bool:
        return future.status == "error" and isinstance(future.exception(), (OtherBuild, ImportError))

    def _survey(self) -> None:
        """Ask each worker what it is; those of another build, or without the program, are refused."""
        ours = build()
        for address, said in self._client.run(build_of_worker, on_error="return").items():
            if said == ours:
                if address not in self._good:
                    self._good.append(address)
                continue
            why = differences(ours, said) if isinstance(said, str) else f"{said}"
            line = f"the worker {address} is refused: {why}"
            if line not in self.refused:
                self.refused.append(line)

    def _has_workers(self) -> bool:
        return bool(self._client.scheduler_info(n_workers=-1)["workers"])

    def _take_back(self, pending: dict[Future, Task]) -> Iterable[Task]:
        """Return the tasks that wait for workers that are gone: where some are refused, the others are named."""
        if not self.refused:
            return []
        known = self._client.scheduler_info(n_workers=-1)["workers"]
        if any(address in known for address in self._good):
            return []
        self._good.clear()
        self._survey()
        if not self._good:
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


def build_of_worker() -> str:
    """Return what cleans where this is called."""
    return build()


def _first(pending: dict[Future, Task]) -> list[Future]:
    """Return those that are over, after a while none."""
    if not pending:
        time.sleep(_LOOK)
        return []
    with suppress(TimeoutError, CancelledError):
        load_dask().wait(list(pending), timeout=_LOOK, return_when="FIRST_COMPLETED")
    return [one for one in pending if one.status != "pending"]
