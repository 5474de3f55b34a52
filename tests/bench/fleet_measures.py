"""What is measured of sites and workers in virtual time: how old articles are when they come, and how long sites wait."""

import asyncio
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from schemas.round import SiteRun
from scraper.runs.outcome import Code
from tests.bench.fleet_world import HOUR, County


class Percentiles(NamedTuple):
    """How much the half, most, nearly all and all do not exceed."""

    half: float
    most: float  # 90 of 100
    nearly: float  # 99 of 100
    all: float


def percentiles(values: Sequence[float]) -> Percentiles:
    """Return the percentiles 50, 90, 99 and 100 of values; zeros where there are none.

    >>> percentiles(range(1001))
    Percentiles(half=500, most=900, nearly=990, all=1000)
    """
    ordered = sorted(values) or [0.0]
    last = len(ordered) - 1
    return Percentiles(*(ordered[round(last * share)] for share in (0.5, 0.9, 0.99, 1.0)))


class Measures:
    """What was seen since measuring began."""

    def __init__(self, since: float) -> None:
        self.since = since  # seconds of virtual time: what came before is no state that lasts
        self.ages = array("f")  # seconds from publication to delivery, of sites that answered all the time
        self.late_ages = array(
            "f"
        )  # and of those whose last run had failed, or found a page that was rebuilt
        self.rests = array("f")  # seconds since the last whole run of each site, seen again and again
        self.ends: Counter[str] = Counter()
        self.requests = 0
        self.busy = 0.0  # seconds of all runs
        self.deaths = 0
        self.used = 0.0  # CPU seconds of all workers
        self.seconds = 0.0  # how long measuring took
        self.whole: dict[str, float] = {}  # when the last whole run of each site ended
        self._troubled: set[str] = set()

    def ask(self, requests: int) -> None:
        """Count requests."""
        if asyncio.get_running_loop().time() >= self.since:
            self.requests += requests

    def deliver(self, county: County, number: int) -> None:
        """Let the oldest articles of a site be delivered now."""
        now = asyncio.get_running_loop().time()
        ages = self.late_ages if county.name in self._troubled else self.ages
        for _ in range(number):
            published = county.waiting.popleft()
            if now >= self.since:
                ages.append(now - published)

    def end(self, county: County, result: SiteRun, began: float) -> None:
        """Note what became of a run."""
        now = asyncio.get_running_loop().time()
        if now >= self.since:
            self.ends[result.outcome or result.ended_by] += 1
            self.busy += now - max(began, self.since)
        if result.exit_code in {Code.FINE}:
            self.whole[county.name] = now
            self._troubled.discard(county.name)
        else:
            self._troubled.add(county.name)

    async def watch(self, counties: Sequence[County]) -> None:
        """Look every hour how long ago each site had its last whole run, for ever."""
        while True:
            await asyncio.sleep(HOUR)
            now = asyncio.get_running_loop().time()
            if now > self.since:
                self.rests.extend(now - self.whole[one.name] for one in counties if one.name in self.whole)
