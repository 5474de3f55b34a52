"""How fresh 3,000 sites are, and how busy the workers of a fleet: `python -m tests.bench.fleet`.

Virtual time; the turns, the pauses of sites that fail, one owner a host, SIGTERM at the end are the project's own code
(scraper.fleet.rounds), and so are the delays between requests. Sites and workers are invented: what is assumed of them
stands in fleet_world.py and fleet_workers.py, each with its reason; what a page costs is an option.

For each `--every` and number of workers, a line:
  fresh    hours from an article's publication to its delivery: of 50, 90, 99 and 100 of 100
  late     the same of articles whose site was away or rebuilt: it had to come back, and to be asked again
  whole    hours since a site's last whole run, as seen every hour: of 50, 99 and 100 of 100
  runs, requests    an hour
  threads, CPU      share of the workers' threads, and of their cores, that was in use

--first-night tells in place of that how long one round takes when all that the listings show is new.
--driver tells what the round itself costs, in CPU of this machine.
"""

import argparse
import asyncio
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from schemas.round import SiteRun
from scraper.fleet.choosing import Task
from scraper.fleet.rounds import Manner, Round
from scraper.fleet.venues import Begun
from tests.bench.fleet_measures import Measures, percentiles
from tests.bench.fleet_workers import Strength, Workers
from tests.bench.fleet_world import DAY, HOUR, County, make_counties
from tests.virtual_time import VirtualLoop, run_virtually

NOWHERE = Path("/nonexistent/difang")
"""Where the sites' folders would be: there is no report in them, so each site is new to the round."""

LOOK_EVERY = 30.0
"""Seconds of virtual time between two looks at what is due: much less than an hour."""


class Silent:
    """Hears what happens."""

    def begin(self, begun: Begun) -> None:
        """Hear that a site's run was started."""

    def end(self, result: SiteRun) -> None:
        """Hear that a site's turn is over."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What is simulated."""

    sites: int
    strength: Strength
    every: float | None = None  # seconds; None: the first night
    settling: float = 3 * DAY  # seconds before measuring begins
    days: float = 10.0
    seed: int = 20230612

    @property
    def until(self) -> float:
        """When it is over, in seconds."""
        return self.days * DAY


def make_tasks(counties: list[County]) -> list[Task]:
    """Return what the round is told of the sites."""
    return [Task("news", NOWHERE / one.name, frozenset({one.host})) for one in counties]


async def hold(loop: VirtualLoop, trial: Trial) -> Measures:
    """Return what was seen of the sites until the trial is over."""
    counties = make_counties(trial.sites, trial.seed, trial.until, first_night=trial.every is None)
    measures = Measures(trial.settling if trial.every else 0.0)
    workers = Workers(counties, trial.strength, measures, random.Random(trial.seed + 1))
    every = timedelta(seconds=trial.every) if trial.every else None
    manner = Manner(every, patient=True, close=lambda *_: None, now=loop.moment, look_every=LOOK_EVERY)
    turns = Round(make_tasks(counties), workers, Silent(), manner)
    if every:
        loop.call_at(trial.until, turns.stop, signal.SIGTERM)
        loop.call_at(measures.since, workers.forget)
    beside = [
        asyncio.ensure_future(measures.watch(counties)),
        *(asyncio.ensure_future(workers.live(worker)) for worker in workers.workers),
    ]
    await turns.run()
    for one in beside:
        one.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.gather(*beside)
    measures.used = workers.used()
    measures.seconds = loop.time() - measures.since
    return measures


def simulate(trial: Trial) -> Measures:
    """Return what was seen of a trial."""
    loop = VirtualLoop()
    return run_virtually(loop, hold(loop, trial))


def in_hours(seconds: float) -> str:
    """Return a time in hours, as wide as a column.

    >>> in_hours(5400), in_hours(360000)
    ('   1.5', '   100')
    """
    hours = seconds / HOUR
    return f"{hours:6.1f}" if hours < 99.95 else f"{hours:6.0f}"


HEAD = (
    f"{'every':>5}{'workers':>8} |{'fresh 50':>9}{'90':>6}{'99':>6}{'100':>6} |{'late 50':>8}{'99':>6}{'100':>6} |"
    f"{'whole 50':>9}{'99':>6}{'100':>6} |{'runs/h':>8}{'requests/h':>11}{'threads':>8}{'CPU':>6}"
)


def describe(trial: Trial, seen: Measures) -> str:
    """Return the line of a trial."""
    ages, late, rests = (percentiles(one) for one in (seen.ages, seen.late_ages, seen.rests))
    hours, strength = seen.seconds / HOUR, trial.strength
    threads = seen.busy / (seen.seconds * strength.workers * strength.threads)
    return (
        f"{(trial.every or 0) / HOUR:4.0f}h{strength.workers:8} | "
        f"  {''.join(map(in_hours, ages))} |"
        f"  {in_hours(late.half)}{in_hours(late.nearly)}{in_hours(late.all)} |"
        f"   {in_hours(rests.half)}{in_hours(rests.nearly)}{in_hours(rests.all)} |"
        f"{seen.ends.total() / hours:8,.0f}{seen.requests / hours:11,.0f}{threads:8.0%}"
        f"{seen.used / (seen.seconds * strength.workers):6.0%}"
    )


def describe_first_night(trial: Trial, seen: Measures) -> str:
    """Return the line of a first night."""
    over = percentiles([*seen.whole.values()])
    used = seen.used / (seen.seconds * trial.strength.workers)
    return (
        f"{trial.strength.workers:8} |  {''.join(map(in_hours, over))}{in_hours(seen.seconds)} |"
        f"{seen.requests:12,}{seen.requests / seen.seconds * HOUR:12,.0f}{used:6.0%}{seen.ends['deadline']:10}"
    )


class Nobody(Workers):
    """A place where a run takes some time and nothing else."""

    async def run(self, task: Task, tell: object) -> SiteRun:
        """Return half a minute later."""
        await asyncio.sleep(30.0)
        return SiteRun(site=task.name, exit_code=0, outcome="", seconds=30.0)


def driver_cost(trial: Trial) -> str:
    """Return what the round costs for a day, and the loop of virtual time with it."""

    async def one_day(loop: VirtualLoop) -> int:
        counties = make_counties(trial.sites, trial.seed, DAY)
        place = Nobody(counties, trial.strength, Measures(0.0), random.Random(1))
        over: list[SiteRun] = []
        manner = Manner(timedelta(hours=1), True, lambda ended, _: over.extend(ended), now=loop.moment)
        turns = Round(make_tasks(counties), place, Silent(), manner)
        loop.call_at(DAY, turns.stop, signal.SIGTERM)
        await turns.run()
        return len(over) + len(turns.results)

    loop, began = VirtualLoop(), time.process_time()
    runs = run_virtually(loop, one_day(loop))
    used = time.process_time() - began
    return f"{trial.sites} sites, {trial.strength.workers} workers: {runs} runs in a day cost {used:.0f} s of CPU"


def read_options() -> argparse.Namespace:
    """Return what was typed."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.fleet",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sites", type=int, default=3000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--every", type=int, nargs="+", default=[1, 6, 24], help="hours")
    parser.add_argument("--threads", type=int, default=Strength(1).threads, help="sites at once on a core")
    parser.add_argument("--days", type=float, default=10.0, help="three of them before measuring begins")
    parser.add_argument("--start-cpu", type=float, default=Strength(1).start, help="seconds of a process")
    parser.add_argument(
        "--loading-cpu", type=float, default=Strength(1).loading, help="seconds, where it cleans"
    )
    parser.add_argument("--page-cpu", type=float, default=Strength(1).page, help="seconds of a page")
    parser.add_argument("--seed", type=int, default=20230612)
    parser.add_argument("--first-night", action="store_true")
    parser.add_argument("--driver", action="store_true")
    return parser.parse_args()


def tell(options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the table."""
    strengths = [
        Strength(workers, options.threads, options.start_cpu, options.loading_cpu, options.page_cpu)
        for workers in options.workers
    ]
    trials = [Trial(options.sites, one, days=options.days, seed=options.seed) for one in strengths]
    if options.driver:
        yield from map(driver_cost, trials)
    elif options.first_night:
        yield f"{'workers':>8} |{'sites 50':>9}{'90':>6}{'99':>6}{'100':>6}{'all':>6} |{'requests':>12}{'an hour':>12}{'CPU':>6}{'deadline':>10}"
        yield from (describe_first_night(trial, simulate(trial)) for trial in trials)
    else:
        yield HEAD
        for every in options.every:
            for trial in trials:
                one = replace(trial, every=every * HOUR)
                yield describe(one, simulate(one))


def main() -> int:
    """Simulate and print."""
    for line in tell(read_options()):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
