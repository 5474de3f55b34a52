"""A round over the sites: each when its turn comes and there is room, until all had theirs or a signal ends it."""

import asyncio
import signal
from bisect import bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import NamedTuple, Protocol

from schemas.round import SiteRun
from scraper.fleet.choosing import Task
from scraper.fleet.results import standing_of, tell_not_begun
from scraper.fleet.turns import Past, choose_next, due_at, order, read_past
from scraper.fleet.venues import Begun, Place
from scraper.runs.outcome import Code
from scraper.storage.lease.terms import is_held

BEAT = 1.0
"""Seconds between two looks at what is due, and at how much room there is: a cluster's workers come and go."""

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))


def read_clock() -> datetime:
    """Return the moment."""
    return datetime.now(UTC)


class Watcher(Protocol):
    """Who is told what happens."""

    def begin(self, begun: Begun) -> None:
        """Hear that a site's run was started."""
        ...

    def end(self, result: SiteRun) -> None:
        """Hear that a site's turn is over."""
        ...


@dataclass(frozen=True, slots=True)
class Manner:
    """How a round is held."""

    every: timedelta | None = None
    """How long after its last run a site is due again: the round goes on for ever. None: each site has one turn."""
    patient: bool = False
    """Whether the first signal lets those that run come to their own end; the second one is passed on to them."""
    close: Callable[[list[SiteRun], datetime], None] | None = None
    """Called in a thread with what became of sites, and since when, each time that `every` is over: it may take long."""
    beat: Callable[[], None] | None = None
    """Called at each look; what it raises ends the round, and the runs of it."""
    now: Callable[[], datetime] = read_clock
    look_every: float = BEAT
    """Seconds at most between two looks at what is due and at how much room there is."""


class Turn(NamedTuple):
    """A site that waits, and since or until when."""

    due: datetime
    task: Task


def _when(turn: Turn) -> datetime:
    return turn.due


class Round:
    """The sites of one round: those that wait, those that run, and what became of the others."""

    def __init__(self, tasks: Iterable[Task], place: Place, watcher: Watcher, manner: Manner) -> None:
        self.results: list[SiteRun] = []
        self.stopped_by = 0
        self._place = place
        self._watcher = watcher
        self._manner = manner
        self._pasts = {task.name: read_past(task.folder) for task in tasks}
        turns = (
            Turn(due_at(self._pasts[task.name], manner.every), task) for task in order(tasks, self._pasts)
        )
        self._waiting = sorted(turns, key=_when)
        """The longest due first; those that are due as long, in their order."""
        self.since = self._manner.now()
        """When the part of the round began of which nothing was told yet."""
        self._elsewhere = [turn.task for turn in self._waiting if self._is_held(turn.task)]
        """Sites that were held when the round began: by somebody else, or by what an earlier round left."""
        self._stops: set[asyncio.Task[None]] = set()  # the loop itself keeps no task alive
        self._closing: asyncio.Task[None] | None = None

    async def run(self) -> list[SiteRun]:
        """Return what became of each site, when all have had their turn or a signal has ended the round."""
        taken: dict[asyncio.Task[SiteRun], Task] = {}
        with self._hearing(asyncio.get_running_loop()):
            try:
                while taken or (self._waiting and not self.stopped_by):
                    while len(taken) < self._place.room() and (task := self._take(taken.values())):
                        run = self._place.run(task, self._watcher.begin)
                        taken[asyncio.create_task(run)] = task
                    await _wait(taken, self._manner.look_every)
                    for one in [one for one in taken if one.done()]:
                        self._end(taken.pop(one), one.result())
                    await self._place.look()
                    await self._look()
                if self._closing:
                    await self._closing
            finally:
                if taken:  # the beat failed: what runs is not ours to watch any more
                    await self._place.stop(signal.SIGTERM)
                    await asyncio.wait(taken)
        left = [] if self._manner.every else [tell_not_begun(turn.task) for turn in self._waiting]
        return [*self.results, *left]

    def stop(self, number: int) -> None:
        """Let nobody else begin; pass the signal on to all that run, or only the second one where they may end."""
        first, self.stopped_by = not self.stopped_by, self.stopped_by or number
        if not (first and self._manner.patient):
            stop = asyncio.ensure_future(self._place.stop(number))
            self._stops.add(stop)
            stop.add_done_callback(self._stops.discard)

    def _take(self, running: Collection[Task]) -> Task | None:
        """Return the task whose turn it is; it waits no more."""
        if self.stopped_by:
            return None
        self._elsewhere = [task for task in self._elsewhere if self._is_held(task)]
        held = [task for task in self._elsewhere if task not in running]
        due = bisect_right(self._waiting, self._manner.now(), key=_when)
        task = choose_next((turn.task for turn in self._waiting[:due]), running, held)
        if task:
            del self._waiting[next(number for number, turn in enumerate(self._waiting) if turn.task is task)]
        return task

    def _is_held(self, task: Task) -> bool:
        return is_held(task.folder, self._manner.now().timestamp())

    def _end(self, task: Task, result: SiteRun) -> None:
        """Keep what became of a site, and let it wait for its next turn where there is one."""
        self.results.append(result)
        self._watcher.end(result)
        if self._manner.every is None:
            return
        failed = standing_of(result) is Code.SITE_FAILED
        if failed and result.ended_by == "deadline" and result.new:  # it is large, and goes on where it was
            failed = False
        failures = self._pasts[task.name].failures + 1 if failed else 0
        began = self._manner.now() - timedelta(seconds=result.seconds)
        past = self._pasts[task.name] = Past(began, result.owed > 0, failures)
        insort(self._waiting, Turn(due_at(past, self._manner.every), task), key=_when)

    async def _look(self) -> None:
        if self._manner.beat:
            self._manner.beat()
        if self._closing and self._closing.done():
            self._closing.result()  # raises what went wrong
            self._closing = None
        now, every, close = self._manner.now(), self._manner.every, self._manner.close
        if every and close and not self._closing and now - self.since >= every:
            results, self.results = self.results, []
            # Telling of 3,000 sites takes minutes, in which turns are to be given and the lease is to be renewed.
            self._closing = asyncio.create_task(asyncio.to_thread(close, results, self.since))
            self.since = now

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


async def _wait(taken: Collection[asyncio.Task[SiteRun]], seconds: float) -> None:
    """Return when one of them is over, at the latest after so many seconds."""
    if taken:
        await asyncio.wait(taken, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    else:
        await asyncio.sleep(seconds)
