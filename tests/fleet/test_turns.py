"""Whose turn it is, and what a round comes to."""

import json
from pathlib import Path

import pytest

from schemas.round import SiteRun
from scraper.fleet.choosing import Task
from scraper.fleet.counting import LineCount
from scraper.fleet.results import judge_round
from scraper.fleet.turns import choose_next, order, read_past
from scraper.runs.outcome import Code


def ran(folder: Path, day: int, code: int = 0, owed: int = 0) -> None:
    """Write what a run of that day left."""
    moment = f"2023-06-{day:02d}T02:00:00Z"
    report = {
        **{
            "run": f"202306{day:02d}T020000000Z",
            "site": folder.name,
            "started_at": moment,
            "finished_at": moment,
        },
        **{"finish_reason": "finished", "listing_pages": 1, "listing_lost": 0, "links": 0, "known": 0},
        **{"articles": 0, "rejections": {}, "restored": 0, "requests": 1, "bytes": 1, "exit_code": code},
        "outcome": "fine",
        **{"found": owed, "owed": {"timeout": owed}},
    }
    (folder / "runs").mkdir(parents=True, exist_ok=True)
    (folder / "runs" / f"{report['run']}.json").write_text(json.dumps(report), encoding="utf-8")


def test_what_never_ran_or_was_cut_short_goes_first_then_what_was_left_longest(tmp_path) -> None:
    names = ("whole_today", "whole_before", "cut", "never", "broken")
    for name, day, code in (("whole_today", 9, 0), ("whole_before", 8, 4), ("cut", 9, 143), ("cut", 8, 0)):
        ran(tmp_path / name, day, code)
    (tmp_path / "broken" / "runs").mkdir(parents=True)
    (tmp_path / "broken" / "runs" / "20230609T020000000Z.json").write_text("{", encoding="utf-8")
    tasks = [Task(name, tmp_path / name, frozenset()) for name in names]
    turns = [task.name for task in order(tasks, {task.name: read_past(task.folder) for task in tasks})]
    (tmp_path / "broken" / "runs" / "20230609T020000000Z.json").unlink()  # no book that is added up
    assert turns == ["broken", "cut", "never", "whole_before", "whole_today"]


def test_a_host_has_one_owner_at_a_time() -> None:
    one, two, three = (
        Task(name, Path(name), frozenset({host}))
        for name, host in (("a", "x.cn"), ("b", "bj.x.cn"), ("c", "y.cn"))
    )
    assert choose_next([two, three], [one]) is three
    assert choose_next([two], [one]) is None
    assert choose_next([two, three], []) is two


@pytest.mark.parametrize(
    ("codes", "worst"),
    [
        ((0, 0), Code.FINE),
        ((0, 75), Code.LOCKED),
        ((3, 75), Code.BELOW_FLOOR),
        ((3, 4), Code.SITE_FAILED),
        ((3, -9), Code.SITE_FAILED),
        ((0, 137), Code.SITE_FAILED),
        ((4, 1), Code.USAGE),
        ((5, 1, 4), Code.NOT_WRITTEN),
        ((0, 143), Code.SITE_FAILED),
    ],
)
def test_a_round_ends_with_the_gravest_code_of_its_sites(codes, worst) -> None:
    results = [SiteRun(site=f"s{number}", exit_code=code, outcome="") for number, code in enumerate(codes)]
    assert judge_round(results, 0).code is worst
    assert judge_round(results, 15).code is Code.TERMINATED


def test_lines_are_counted_once_and_stay_counted_when_the_file_is_finished(tmp_path) -> None:
    part, count = tmp_path / "1.jsonl.part", LineCount(tmp_path)
    assert count.update() == 0
    part.write_bytes(b"{}\n{}\n{")
    assert count.update() == 2
    with part.open("ab") as file:
        file.write(b"}\n")
    assert count.update() == 3
    part.rename(tmp_path / "1.jsonl")
    assert count.update() == 3


def test_a_site_that_somebody_else_asks_keeps_those_of_its_hosts_waiting_but_not_itself() -> None:
    one, two, three = (
        Task(name, Path(name), frozenset({host}))
        for name, host in (("a", "x.cn"), ("b", "bj.x.cn"), ("c", "y.cn"))
    )
    assert choose_next([two, three], [], [one]) is three
    assert choose_next([two], [], [one]) is None
    assert choose_next([one], [], [one]) is one
    assert choose_next([one], [two], [one]) is None
