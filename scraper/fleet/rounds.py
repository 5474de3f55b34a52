"""A round over the sites: so many at a time, each ended by its own deadline, a signal passed on to all."""

import asyncio
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

from schemas.round import SiteRun
from scraper.fleet.choosing import Task
from scraper.fleet.owner import Owner, start
from scraper.fleet.results import tell_end, tell_no_start, tell_not_begun
from scraper.fleet.turns import choose_next, order

GRACE = 5.0
"""Seconds beyond STOP_WITHIN that a process has from its SIGTERM to its end before it is killed."""

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))


class Watcher(Protocol):
    """Who is told what happens."""

    def begin(self, owner: Owner) -> None:
        """Hear that a site's process was started."""
        ...

    def end(self, result: SiteRun) -> None:
        """Hear that a site's turn is over."""
        ...


class Round:
    """The sites of one round: those that wait, those that run, and what became of the others."""

    def __init__(
        self, tasks: Iterable[Task], options: Sequence[str], watcher: Watcher, grace: float = GRACE
    ) -> None:
        """Prepare a round; `options` are passed to each process, `grace` are the seconds from SIGTERM to SIGKILL."""
        self.waiting = order(tasks)
        self.owners: dict[str, Owner] = {}
        self.results: list[SiteRun] = []
        self.stopped_by = 0
        self._options = options
        self._watcher = watcher
        self._grace = grace

    async def run(self, jobs: int) -> list[SiteRun]:
        """Return what became of each site, when all have had their turn or a signal has ended the round."""
        taken: dict[asyncio.Task[SiteRun], Task] = {}
        with self._hearing(asyncio.get_running_loop()):
            while taken or (self.waiting and not self.stopped_by):
                while not self.stopped_by and len(taken) < jobs and (task := self._take(taken.values())):
                    taken[asyncio.create_task(self._own(task))] = task
                done, _ = await asyncio.wait(taken, return_when=asyncio.FIRST_COMPLETED)
                for one in done:
                    del taken[one]
                    self.results.append(one.result())
                    self._watcher.end(one.result())
        return [*self.results, *map(tell_not_begun, self.waiting)]

    def stop(self, number: int) -> None:
        """Pass a signal on to all that run, a second one too; nobody else begins, and who does not end is killed."""
        first, self.stopped_by = not self.stopped_by, self.stopped_by or number
        for owner in self.owners.values():
            owner.stop(number)
        if first:
            asyncio.get_running_loop().call_later(self._grace, self._kill)

    def _take(self, running: Iterable[Task]) -> Task | None:
        """Return the task whose turn it is; it waits no more."""
        task = choose_next(self.waiting, tuple(running))
        if task:
            self.waiting.remove(task)
        return task

    async def _own(self, task: Task) -> SiteRun:
        """Return what became of a site whose process was started and has ended."""
        try:
            owner = await start(task, self._options)
        except OSError as error:
            return tell_no_start(task, error)
        self.owners[task.name] = owner
        self._watcher.begin(owner)
        if self.stopped_by:  # the signal came while the process was being made
            owner.stop(self.stopped_by)
        try:
            await asyncio.wait_for(asyncio.shield(owner.process.wait()), task.deadline or None)
        except TimeoutError:
            await owner.end(self._grace)
        await owner.process.wait()
        del self.owners[task.name]
        return tell_end(owner)

    def _kill(self) -> None:
        for owner in self.owners.values():
            owner.kill()

    @contextmanager
    def _hearing(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Hear the signals that end a round; not by the loop's own way, which Windows does not have."""

        def hear(number: int, _frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.stop, number)

        before = {number: signal.signal(number, hear) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
