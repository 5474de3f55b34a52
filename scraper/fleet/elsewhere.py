"""The machines of a cluster, which see the same data folder: each run is a task, which starts a process there."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from schemas.round import SiteRun
from scraper.cluster.build import OtherBuild, build, differences
from scraper.cluster.connection import load_dask
from scraper.cluster.crew import TRIES, Crew
from scraper.fleet.choosing import Task
from scraper.fleet.venues import Begun, Here, Tell
from scraper.runs.outcome import Code

UNANSWERED = 300.0
"""Seconds beyond its deadline after which nobody waits for a site's run: by then its worker has ended it."""

_LONGEST_PAUSE = 60.0  # seconds between two tries of a site that is in use


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is told: a site, and how it is crawled."""

    build: str
    round: str
    task: Task
    options: tuple[str, ...]
    grace: float  # seconds from SIGTERM to SIGKILL
    environment: Mapping[str, str]


class Elsewhere:
    """The workers of a cluster."""

    def __init__(self, crew: Crew, options: Sequence[str], grace: float, pause: float) -> None:
        """Prepare to crawl there; a site that is in use is tried again after `pause` seconds, and then ever later."""
        self._crew = crew
        self._options = tuple(options)
        self._grace = grace
        self._pause = pause
        self._round = uuid4().hex[:8]  # two rounds on one scheduler have tasks of their own
        self._environment = {
            name: os.environ[name] for name in ("SCRAPY_SETTINGS_MODULE",) if name in os.environ
        }
        self._stopped = False

    def room(self) -> int:
        """Return how many sites can be crawled at once, now."""
        return self._crew.threads

    async def look(self) -> None:
        """Look at which workers are there; raise BadCluster where there has been none for long."""
        await asyncio.to_thread(self._crew.look)

    async def run(self, task: Task, tell: Tell) -> SiteRun:
        """Return what became of a site.

        A site that is in use is one whose worker died: its process goes on to its end, or its lease goes.
        """
        tell(Begun(task, f"below {task.folder}"))
        began = time.monotonic()
        for pause in self._pauses():
            result = await self._run_once(task)
            late = task.deadline and time.monotonic() - began > task.deadline
            if result.exit_code != Code.LOCKED or self._stopped or late:
                break
            await asyncio.sleep(pause)
        return result

    async def stop(self, number: int) -> None:
        """Pass a signal on to all runs, wherever they are."""
        self._stopped = True
        with suppress(OSError, TimeoutError):
            call = partial(self._crew.client.run, stop_sites, self._round, number, on_error="return")
            await asyncio.to_thread(call)

    def _pauses(self) -> Iterator[float]:
        pause = self._pause
        while True:
            yield pause
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _run_once(self, task: Task) -> SiteRun:
        """Return what became of one task; one that met a worker of another build is sent on."""
        refusal: BaseException | None = None
        for _ in range(TRIES):
            future = self._submit(task)
            try:
                limit = task.deadline + self._grace + UNANSWERED if task.deadline else None
                await asyncio.wait_for(_ended(future), limit)
                end = await asyncio.to_thread(_read, future)
            except TimeoutError:
                return _tell_lost(task, "its worker does not answer")
            finally:
                future.release()
            if isinstance(end, str):
                return SiteRun.model_validate_json(end)
            if not isinstance(end, OtherBuild | ImportError):
                return _tell_lost(task, _explain(end))
            refusal = end
            await asyncio.to_thread(self._crew.survey)
        return _tell_lost(task, f"{refusal}")

    def _submit(self, task: Task) -> Any:  # noqa: ANN401 - Dask tells no types
        order = Order(build(), self._round, task, self._options, self._grace, self._environment)
        return self._crew.submit(crawl_on_worker, order, task.name)


async def _ended(future: Any) -> None:  # noqa: ANN401 - Dask tells no types
    """Return when the future is over."""
    over, loop = asyncio.Event(), asyncio.get_running_loop()
    future.add_done_callback(lambda _: loop.call_soon_threadsafe(over.set))
    await over.wait()


def _read(future: Any) -> str | BaseException:  # noqa: ANN401 - Dask tells no types
    """Return what a task that is over came to, or why nothing came of it."""
    if future.status == "error":
        error: BaseException = future.exception()
        return error
    try:
        result: str = future.result()
    except (asyncio.CancelledError, CancelledError) as cancelled:
        return cancelled
    return result


def _explain(error: BaseException) -> str:
    if isinstance(error, asyncio.CancelledError | CancelledError):
        return "the scheduler let it go"
    if isinstance(error, load_dask().KilledWorker):
        return "each worker that took it was killed"
    return " ".join(f"{type(error).__name__}: {error}".split())


def _tell_lost(task: Task, why: str) -> SiteRun:
    return SiteRun(site=task.name, exit_code=-signal.SIGTERM.value, ended_by="kill", outcome=why)


_held: dict[str, tuple[asyncio.AbstractEventLoop, Here]] = {}
"""The runs of this worker, each by its task, with the loop that waits for it."""


def crawl_on_worker(order: Order) -> str:
    """Return what became of a site that was crawled here, as JSON; raise OtherBuild where this is another program."""
    if order.build != build():
        address = load_dask().get_worker().address
        raise OtherBuild(f"the worker {address} is refused: {differences(order.build, build())}")
    return asyncio.run(_crawl(order)).model_dump_json()


async def _crawl(order: Order) -> SiteRun:
    here = Here(1, order.options, order.grace, order.environment)
    name = f"{order.round}/{uuid4().hex}"
    _held[name] = asyncio.get_running_loop(), here
    try:
        return await here.run(order.task, lambda _: None)
    finally:
        del _held[name]


def stop_sites(name: str, number: int) -> None:
    """Pass a signal on to the runs of a round that take place here."""
    for held, (loop, here) in list(_held.items()):
        if held.startswith(f"{name}/"):
            asyncio.run_coroutine_threadsafe(here.stop(number), loop)


@contextmanager
def shown_to_workers(data: Path) -> Iterator[partial[str]]:
    """Yield what asks a worker whether it sees this data folder: a file lies there meanwhile."""
    data.mkdir(parents=True, exist_ok=True)
    mark = data / f".seen-{uuid4().hex}"
    mark.write_bytes(b"")
    try:
        yield partial(object_to, f"{mark}")
    finally:
        mark.unlink(missing_ok=True)


def object_to(mark: str) -> str:
    """Return why the data folder cannot be used where this is called, empty where it can."""
    folder = Path(mark).parent
    try:
        seen = Path(mark).exists()
    except OSError as error:  # a folder above it that is closed to the worker's user
        return f"it does not see {folder}: {error.strerror}"
    return "" if seen else f"it does not see {folder}: the data folder must be mounted there, too"
