"""Where the runs of a round take place: each in a process of its own, on this machine or on another one."""

import asyncio
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from schemas.round import SiteRun
from scraper.fleet.choosing import Task
from scraper.fleet.owner import Owner, start
from scraper.fleet.results import tell_end, tell_no_start

GRACE = 5.0
"""Seconds beyond STOP_WITHIN that a process has from its SIGTERM to its end before it is killed."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A site's run that was started, as far as it can be told where it is watched."""

    task: Task
    log: str  # where its log is
    began: datetime = field(default_factory=lambda: datetime.now(UTC))


Tell = Callable[[Begun], None]
"""Hears that a run was started."""


class Place(Protocol):
    """Runs sites."""

    def room(self) -> int:
        """Return how many sites can be crawled here at once, now."""
        ...

    async def look(self) -> None:
        """Look at what has become of the place; raise BadCluster where nobody can be crawled there any more."""
        ...

    async def run(self, task: Task, tell: Tell) -> SiteRun:
        """Return what became of a site whose run took place."""
        ...

    async def stop(self, number: int) -> None:
        """Pass a signal on to all runs; those that do not end in time are killed."""
        ...


class Here:
    """The machine that this process runs on."""

    def __init__(
        self, jobs: int, options: Sequence[str], grace: float = GRACE, environment: Mapping[str, str] = {}
    ) -> None:
        """Prepare room for so many; `options` are passed to each process, and `environment` beside what is there.

        `grace` are the seconds from SIGTERM to SIGKILL.
        """
        self.owners: dict[str, Owner] = {}
        self._jobs = jobs
        self._options = options
        self._grace = grace
        self._environment = environment
        self._stopped_by = 0

    def room(self) -> int:
        """Return how many sites can be crawled at once."""
        return self._jobs

    async def look(self) -> None:
        """Return: this machine stays what it is."""

    async def run(self, task: Task, tell: Tell) -> SiteRun:
        """Return what became of a site whose process was started and has ended."""
        try:
            owner = await start(task, self._options, self._environment)
        except OSError as error:
            return tell_no_start(task, error)
        self.owners[task.name] = owner
        tell(Begun(task, f"{owner.log}", owner.began))
        if self._stopped_by:  # the signal came while the process was being made
            owner.stop(self._stopped_by)
        try:
            await asyncio.wait_for(asyncio.shield(owner.process.wait()), task.deadline or None)
        except TimeoutError:
            await owner.end(self._grace)
        await owner.process.wait()
        del self.owners[task.name]
        return tell_end(owner)

    async def stop(self, number: int = signal.SIGTERM) -> None:
        """Pass a signal on to all processes, a second one too; who does not end in time is killed."""
        first, self._stopped_by = not self._stopped_by, self._stopped_by or number
        for owner in self.owners.values():
            owner.stop(number)
        if first:
            asyncio.get_running_loop().call_later(self._grace, self._kill)

    def _kill(self) -> None:
        for owner in self.owners.values():
            owner.kill()
