"""Workers in virtual time: each has a core, which its sites share, and dies now and then.

They are a place of the round that `scrapy fleet` holds: whose turn it is, what rests and for how long the project's own
code says, and nothing here.
"""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from schemas.round import SiteRun
from scraper.fleet.choosing import Task
from scraper.fleet.venues import Begun, Tell
from scraper.runs.outcome import Code
from scraper.settings import COMMIT_LINES, LEASE_SECONDS, SITE_DEADLINE
from tests.bench.fleet_measures import Measures
from tests.bench.fleet_world import DAY, County

NOTHING_NEW = 4
"""Requests of a run that finds nothing: robots.txt, and the listings."""

GIVEN_UP = (15.0, 200.0)
"""Seconds until a site that is away is given up: where it refuses, and where nothing of it answers."""

TAKEN_OVER = 2.5 * LEASE_SECONDS
"""Seconds from a worker's death to the next run of its site: the lease goes, is watched as long, is asked for in turns."""

DIES_EVERY, REPLACED_AFTER = 7 * DAY, 300.0
"""Seconds: a machine that is taken away once a week, and another one five minutes later."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong the workers are; CPU as `python -m tests.bench.fetching` prints it."""

    workers: int
    threads: int = 8  # sites at once on one core
    start: float = 1.6  # CPU seconds of a site's process that finds nothing new
    loading: float = 1.3  # CPU seconds more where there is something: what cleans is loaded
    page: float = 0.024  # CPU seconds to fetch, clean and write a page
    listing: float = 0.01  # CPU seconds of a page that is not cleaned


class Died(Exception):
    """The worker is no more."""


@dataclass(slots=True)
class Work:
    """What a site does on a core."""

    left: float  # seconds that it would take alone
    share: float  # of the core, where it is alone
    pace: float = 1.0  # of that which it gets


class Core:
    """One core: who asks for little gets it, the others share what is left."""

    def __init__(self) -> None:
        self.used = 0.0  # CPU seconds
        self._works: dict[asyncio.Future[None], Work] = {}
        self._since = 0.0
        self._timer: asyncio.TimerHandle | None = None

    async def spend(self, seconds: float, cpu: float) -> None:
        """Return when what takes so many seconds, and so much CPU, is done; raise Died where the worker dies."""
        future = asyncio.get_running_loop().create_future()
        self._advance()
        self._works[future] = Work(seconds, min(cpu / seconds, 1.0))
        self._plan()
        await future

    def die(self) -> None:
        """Let all that is done here fail."""
        self._advance()
        for future in self._works:
            future.set_exception(Died())
        self._works.clear()

    def _advance(self) -> None:
        now = asyncio.get_running_loop().time()
        for work in self._works.values():
            done = (now - self._since) * work.pace
            work.left -= done
            self.used += done * work.share
        self._since = now

    def _plan(self) -> None:
        """Share the core anew, and wake up when the first of them is done."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        works = [*self._works.values()]
        rest = 1.0
        for number, work in enumerate(sorted(works, key=lambda work: work.share)):
            part = min(work.share, rest / (len(works) - number))
            work.pace = part / work.share if work.share else 1.0
            rest -= part
        if works:
            first = min([work.left / work.pace for work in works])
            self._timer = asyncio.get_running_loop().call_later(max(first, 0.0), self._wake)

    def _wake(self) -> None:
        self._advance()
        for future in [future for future, work in self._works.items() if work.left < 1e-6]:
            del self._works[future]
            future.set_result(None)
        self._plan()


class Worker:
    """A machine of one core."""

    def __init__(self, threads: int) -> None:
        self.core = Core()
        self.free = threads
        self.alive = True


class Workers:
    """A place where sites are crawled: some workers, which come and go."""

    def __init__(
        self, counties: list[County], strength: Strength, measures: Measures, chance: random.Random
    ) -> None:
        self.workers = [Worker(strength.threads) for _ in range(strength.workers)]
        self._counties = {county.name: county for county in counties}
        self._strength = strength
        self._measures = measures
        self._chance = chance
        self._freed = asyncio.Event()

    def used(self) -> float:
        """Return the CPU seconds that all used."""
        return sum(worker.core.used for worker in self.workers)

    def forget(self) -> None:
        """Let the CPU seconds be counted from now on."""
        for worker in self.workers:
            worker.core.used = 0.0

    def room(self) -> int:
        """Return how many sites can be crawled at once."""
        return sum(self._strength.threads for worker in self.workers if worker.alive)

    async def look(self) -> None:
        """Return: who dies is seen at once."""

    async def stop(self, number: int) -> None:
        """Return: a run in virtual time ends soon."""
        del number

    async def live(self, worker: Worker) -> None:
        """Let a worker die and come back, for ever."""
        while True:
            await asyncio.sleep(self._chance.expovariate(1 / DIES_EVERY))
            worker.alive = False
            worker.core.die()
            self._measures.deaths += 1
            await asyncio.sleep(REPLACED_AFTER)
            worker.alive = True
            self._freed.set()

    async def run(self, task: Task, tell: Tell) -> SiteRun:
        """Return what became of a site; where its worker dies, another one takes it over when its lease went."""
        tell(Begun(task, ""))
        county, began = self._counties[task.name], asyncio.get_running_loop().time()
        while True:
            try:
                with self._hold(await self._find()) as worker:
                    result = await self._crawl(county, worker.core)
                break
            except Died:
                await asyncio.sleep(TAKEN_OVER)
        self._measures.end(county, result, began)
        return result

    async def _find(self) -> Worker:
        """Return the worker that has the most room, when one has some."""
        while True:
            best = max(self.workers, key=lambda worker: worker.alive and worker.free)
            if best.alive and best.free:
                return best
            self._freed.clear()
            await self._freed.wait()

    @contextmanager
    def _hold(self, worker: Worker) -> Iterator[Worker]:
        worker.free -= 1
        try:
            yield worker
        finally:
            worker.free += 1
            self._freed.set()

    async def _crawl(self, county: County, core: Core) -> SiteRun:
        """Return what one process comes to, as the site is when it begins."""
        loop, strength = asyncio.get_running_loop(), self._strength
        began = loop.time()
        trouble = county.trouble(began)

        def tell(code: int, new: int, owed: int = 0, *, late: bool = False) -> SiteRun:
            return SiteRun(
                site=county.name,
                exit_code=code,
                ended_by="deadline" if late else "itself",
                outcome=trouble,
                new=new,
                owed=owed,
                seconds=loop.time() - began,
            )

        await core.spend(strength.start, strength.start)
        if trouble == "away":
            await core.spend(self._chance.choice(GIVEN_UP), 0.0)
            return tell(Code.SITE_FAILED, 0)
        shown = county.shown(loop.time()) if trouble != "redesigned" else 0
        new = batch = min(COMMIT_LINES, shown)
        seconds = county.beginning + (NOTHING_NEW + batch) * county.request
        cpu = NOTHING_NEW * strength.listing + batch * strength.page + (strength.loading if batch else 0.0)
        await core.spend(max(seconds, cpu), cpu)
        self._measures.ask(NOTHING_NEW + batch)
        self._measures.deliver(county, batch)
        while new < shown:
            if loop.time() - began > SITE_DEADLINE:
                return tell(Code.TERMINATED, new, shown - new, late=True)
            batch = min(COMMIT_LINES, shown - new)
            await core.spend(batch * county.request, batch * strength.page)
            self._measures.ask(batch)
            self._measures.deliver(county, batch)
            new += batch
        if trouble == "redesigned":
            return tell(Code.BELOW_FLOOR, 0)
        return tell(Code.FINE, new)
