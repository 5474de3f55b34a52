"""A round in virtual time: whose turn it is, for how long who fails rests, and how it ends."""

import asyncio
import os
import signal
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from schemas.round import SiteRun
from scraper.fleet.choosing import Task
from scraper.fleet.rounds import Manner, Round
from scraper.fleet.venues import Begun, Tell
from tests.bench.fleet import Silent, Trial, simulate
from tests.bench.fleet_measures import percentiles
from tests.bench.fleet_workers import Strength
from tests.bench.fleet_world import HOUR
from tests.fleet.test_turns import ran
from tests.virtual_time import MIDNIGHT, VirtualLoop, run_virtually
from tests.zygote import PATIENCE

MINUTE, DAY = 60.0, 86400.0  # seconds


class Hall:
    """A place whose runs take their time, and fail when they are told to."""

    def __init__(self, loop: VirtualLoop, room: int, seconds: float = MINUTE) -> None:
        self.loop = loop
        self.seats = room
        self.seconds = seconds
        self.fails: Callable[[str, float], bool] = lambda name, now: False
        self.late: dict[str, int] = {}  # what a site gave before its deadline ended it
        self.began: defaultdict[str, list[float]] = defaultdict(list)
        self.running: dict[str, Task] = {}
        self.together: list[set[str]] = []
        self.stopped: list[int] = []
        self.over = asyncio.Event()

    def room(self) -> int:
        return self.seats

    async def look(self) -> None:
        pass

    async def stop(self, number: int) -> None:
        self.stopped.append(number)
        self.over.set()

    async def run(self, task: Task, tell: Tell) -> SiteRun:
        tell(Begun(task, ""))
        began = self.loop.time()
        self.began[task.name].append(began)
        self.running[task.name] = task
        self.together.append(set(self.running))
        try:
            await asyncio.wait_for(self.over.wait(), self.seconds)
        except TimeoutError:
            code = 4 if self.fails(task.name, began) else 0
        else:
            code = 143
        del self.running[task.name]
        if (new := self.late.get(task.name)) is not None:
            return SiteRun(site=task.name, exit_code=143, ended_by="deadline", outcome="", new=new)
        return SiteRun(site=task.name, exit_code=code, outcome="", seconds=self.loop.time() - began)


def sites(folder: Path, *names: str) -> list[Task]:
    """Return tasks; two names with the same end have one host."""
    return [Task("news", folder / name, frozenset({f"{name.rpartition('@')[2]}.cn"})) for name in names]


def hold(
    hall: Hall, tasks: Iterable[Task], every: float | None, until: float, *, patient: bool = True
) -> tuple[list[SiteRun], Round]:
    """Hold a round; SIGTERM comes at its end, really."""
    closed: list[SiteRun] = []
    manner = Manner(
        every=timedelta(seconds=every) if every else None,
        patient=patient,
        close=lambda results, _: closed.extend(results),
        now=hall.loop.moment,
        look_every=MINUTE,
    )
    turns = Round(tasks, hall, Silent(), manner)
    hall.loop.call_at(until, os.kill, os.getpid(), signal.SIGTERM)
    results = run_virtually(hall.loop, turns.run())
    return closed + results, turns


@pytest.fixture
def hall() -> Hall:
    return Hall(VirtualLoop(), room=2)


def test_each_site_is_crawled_so_often_and_one_that_fails_ever_later_until_it_is_back(hall, tmp_path) -> None:
    hall.fails = lambda name, now: name == "bad" and now < 24 * HOUR
    hold(hall, sites(tmp_path, "good", "bad"), HOUR, 80 * HOUR)
    gaps = {
        name: [round((b - a) / HOUR, 1) for a, b in pairwise(began)] for name, began in hall.began.items()
    }
    assert set(gaps["good"]) == {1.0}
    assert gaps["bad"][:7] == [
        2,
        4,
        8,
        16,
        1,
        1,
        1,
    ]  # the fourth failed at its 14th hour, the fifth came home


def test_a_site_that_its_deadline_ends_rests_only_where_it_gave_nothing(hall, tmp_path) -> None:
    hall.late = {"large": 400, "hung": 0}
    hold(hall, sites(tmp_path, "large", "hung"), HOUR, 8 * HOUR)
    assert len(hall.began["large"]) > 2 * len(hall.began["hung"])


def test_who_is_due_longest_goes_first_whatever_others_owe(hall, tmp_path) -> None:
    hall.seats = 1
    for name, day, owed in (("owes_today", 11, 3), ("owes_too", 11, 2), ("stale", 3, 0), ("staler", 1, 0)):
        ran(tmp_path / name, day, owed=owed)
    now = MIDNIGHT.replace(year=2023, month=6, day=11, hour=3)
    hall.loop.moment = lambda: now + timedelta(seconds=hall.loop.time())
    hold(hall, sites(tmp_path, "owes_today", "owes_too", "stale", "staler"), 2 * DAY, DAY)
    assert hall.began == {"staler": [0.0], "stale": [MINUTE]}


def test_two_sites_of_a_host_are_never_crawled_at_once_and_neither_waits_for_ever(hall, tmp_path) -> None:
    hall.seats = 4
    names = ("a@x", "b@x", "c@x", "d@y", "e@z.y")
    hold(hall, sites(tmp_path, *names), HOUR, DAY)
    assert not [one for one in hall.together if len(one & {"a@x", "b@x", "c@x"}) > 1]
    assert not [one for one in hall.together if {"d@y", "e@z.y"} <= one]
    assert {name: len(began) for name, began in hall.began.items()} == dict.fromkeys(names, 24)


def test_the_first_sigterm_lets_sites_run_to_their_end_and_the_second_is_passed_on(hall, tmp_path) -> None:
    hall.loop.call_at(20 * HOUR + MINUTE / 2, os.kill, os.getpid(), signal.SIGTERM)
    hall.seconds = DAY
    results, turns = hold(hall, sites(tmp_path, "a", "b", "c"), None, 20 * HOUR)
    assert turns.stopped_by == signal.SIGTERM
    assert hall.stopped == [signal.SIGTERM]
    assert [(one.site, one.exit_code) for one in results] == [("a", 143), ("b", 143), ("c", None)]
    assert hall.loop.time() == pytest.approx(20 * HOUR + MINUTE / 2)


def test_where_only_one_signal_comes_all_that_ran_is_whole(hall, tmp_path) -> None:
    hall.seconds = DAY
    results, _ = hold(hall, sites(tmp_path, "a", "b", "c"), None, 20 * HOUR)
    assert hall.stopped == []
    assert [(one.site, one.exit_code) for one in results] == [("a", 0), ("b", 0), ("c", None)]
    assert hall.loop.time() == pytest.approx(DAY)


def test_who_is_not_patient_passes_the_first_signal_on(hall, tmp_path) -> None:
    results, _ = hold(hall, sites(tmp_path, "a"), None, MINUTE / 2, patient=False)
    assert (hall.stopped, results[0].exit_code) == ([signal.SIGTERM], 143)


def test_a_place_without_room_is_waited_for_and_what_it_lacks_is_no_turn_lost(hall, tmp_path) -> None:
    hall.loop.call_at(5 * HOUR, setattr, hall, "seats", 0)
    hall.loop.call_at(9 * HOUR, setattr, hall, "seats", 1)
    hold(hall, sites(tmp_path, "a", "b", "c"), HOUR, DAY)
    assert not [moment for began in hall.began.values() for moment in began if 5 * HOUR < moment < 9 * HOUR]
    assert {len(began) for began in hall.began.values()} == {20}


def test_turns_are_given_and_the_lease_is_renewed_while_a_part_of_the_round_is_told(hall, tmp_path) -> None:
    told: list[list[str]] = []
    later = threading.Event()
    renewed: list[float] = []

    def close(results: list[SiteRun], _since: datetime) -> None:
        assert later.wait(PATIENCE)
        told.append([one.site for one in results])

    def beat() -> None:
        renewed.append(hall.loop.time())
        if hall.loop.time() > 5 * HOUR:
            later.set()

    manner = Manner(timedelta(hours=1), True, close, beat, hall.loop.moment, MINUTE)
    turns = Round(sites(tmp_path, "a"), hall, Silent(), manner)
    hall.loop.call_at(8 * HOUR, os.kill, os.getpid(), signal.SIGTERM)
    results = run_virtually(hall.loop, turns.run())
    assert max(b - a for a, b in pairwise(renewed)) <= MINUTE
    assert len(hall.began["a"]) == 8
    assert told[0] == ["a"]  # the first hour, which was told behind the fifth
    assert sum(map(len, told)) + len(results) == 8


def test_what_cannot_be_told_ends_the_round(hall, tmp_path) -> None:
    def close(_results: list[SiteRun], _since: datetime) -> None:
        raise OSError("no more disk")

    turns = Round(
        sites(tmp_path, "a"), hall, Silent(), Manner(timedelta(hours=1), close=close, now=hall.loop.moment)
    )
    with pytest.raises(OSError, match="no more disk"):
        run_virtually(hall.loop, turns.run())


def test_a_simulated_fleet_brings_articles_in_time_on_few_workers_and_late_on_too_few() -> None:
    trial = Trial(12, Strength(2), every=6 * HOUR, settling=DAY, days=2)
    seen, again = simulate(trial), simulate(trial)
    assert 2 * HOUR < percentiles(seen.ages).half < percentiles(seen.ages).all < 6 * HOUR + 5 * MINUTE
    assert len(seen.ages) > 100
    assert 0 < seen.used < seen.seconds * 2  # cores
    assert (seen.ages, seen.ends, seen.requests) == (again.ages, again.ends, again.requests)
    weak = simulate(replace(trial, strength=Strength(1, threads=1, start=HOUR)))
    assert percentiles(weak.ages).all > 9 * HOUR
