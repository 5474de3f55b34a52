"""Many sites in one command: each in its own process, one owner a host, one summary, one exit code."""

import json
import os
import pty
import shlex
import signal
import sys
from contextlib import suppress

import jsonschema
import pytest

from schemas.alert import Alert
from scraper.alerts.within import SENT
from scraper.commands.schema import record_schema
from scraper.runs.outcome import Code
from tests.fleet.conftest import OURS, fill
from tests.served import serve

TWELVE = "alpha bravo delta foxtrot golf hotel india juliet kilo lima mike oscar".split()


def test_all_sites_are_crawled_and_the_worst_of_them_is_the_exit_code_and_an_alert(launch, tmp_path) -> None:
    fleet = launch("alpha", "bravo")
    fleet.sites["bravo"].answers = {"/": [(200, {"Content-Type": "text/html"}, b"<p>moved</p>")]}
    kept = tmp_path / "alert.json"
    program = f"import sys, pathlib; pathlib.Path({str(kept)!r}).write_bytes(sys.stdin.buffer.read())"
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(program)}"
    done = fleet.run("--jobs", "2", "--since", "2023-06-01", "-s", f"ALERT_COMMAND={command}")
    assert done.returncode == Code.BELOW_FLOOR, done.stderr
    last = done.stderr.splitlines()[-1]
    assert last == "scrapy crawl-all: 1 of 2 sites fine; below the floor: bravo"
    assert "alpha exit 0" in done.stderr
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr
    told = fleet.last_round()
    jsonschema.validate(json.loads(told.model_dump_json()), record_schema("round"))
    assert {one.site: (one.exit_code, one.new) for one in told.sites} == {"alpha": (0, 3), "bravo": (3, 0)}
    assert told.alerts == {"command": SENT}
    outcomes = {one.site: one.outcome for one in told.sites}
    (problem,) = Alert.model_validate_json(kept.read_bytes()).new
    assert (problem.key, problem.line) == ("bravo/exit/3", f"exit 3: {outcomes['bravo']}")
    assert all((fleet.data / one.log).read_text(encoding="utf-8") for one in told.sites if one.log)


@pytest.mark.slow
def test_of_twelve_sites_all_but_those_that_hang_fail_and_are_killed_are_whole(launch) -> None:
    fleet = launch(*TWELVE)
    hung, deaf, killed, failed = "golf", "hotel", "india", "juliet"
    fleet.sites[hung].held.add("/")
    fleet.sites[killed].held.add("/")
    fleet.sites[failed].answers.clear()
    fleet.sites[failed].put("/robots.txt", b"", status=404)
    fleet.sites[failed].put("/", b"", status=503)
    fleet.deaf, fleet.deadlines = (deaf,), {hung: 8, deaf: 8}
    process = fleet.start("--jobs", "4", settings=(*OURS, "-s", "STOP_WITHIN=1"))
    assert fleet.sites[killed].asked.wait(60)
    fleet.kill(killed)
    _, err = process.communicate(timeout=120)
    assert process.returncode == Code.SITE_FAILED, err
    told = {one.site: one for one in fleet.last_round().sites}
    assert len(told) == len(TWELVE)
    whole = set(TWELVE) - {hung, deaf, killed, failed}
    assert {site for site, one in told.items() if one.exit_code == 0} == whole
    assert all(fleet.lines(site) == told[site].new == 3 for site in whole)
    assert (told[hung].ended_by, told[hung].exit_code) == ("deadline", Code.TERMINATED)
    assert (told[deaf].ended_by, told[deaf].exit_code) == ("deadline", -signal.SIGKILL)
    assert (told[killed].ended_by, told[killed].exit_code) == ("kill", -signal.SIGKILL)
    assert (told[failed].ended_by, told[failed].exit_code) == ("itself", Code.SITE_FAILED)
    last = err.splitlines()[-1]
    assert last == "scrapy crawl-all: 8 of 12 sites fine; failed: golf, hotel, india, juliet"


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_is_passed_on_and_the_next_round_goes_on_where_this_one_stopped(
    launch, number, code
) -> None:
    fleet = launch("alpha", "bravo", "delta")
    for site in fleet.sites.values():
        site.held.add("/")
    process = fleet.start("--jobs", "1", settings=(*OURS, "-s", "STOP_WITHIN=1"))
    assert fleet.sites["alpha"].asked.wait(60)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    told = {one.site: one.ended_by for one in fleet.last_round().sites}
    assert told == {"alpha": "round", "bravo": "nobody", "delta": "nobody"}
    for site in fleet.sites.values():
        site.held.clear()
        site.over.set()
    done = fleet.run("--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert [one.site for one in fleet.last_round().sites] == ["alpha", "bravo", "delta"]
    assert [fleet.lines(site) for site in fleet.sites] == [3, 3, 3]


@pytest.mark.slow
def test_two_sites_of_one_host_are_crawled_one_after_the_other(launch) -> None:
    fleet = launch("alpha", "bravo", "delta")
    with serve("127.0.0.2") as beside:  # the host of alpha
        fleet.sites = {**fleet.sites, "bravo": fill(beside)}
        done = fleet.run("--jobs", "3")
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stderr.splitlines() if "alpha" in line or "bravo" in line]
    first, second = ("alpha", "bravo") if "alpha begins" in lines[0] else ("bravo", "alpha")
    assert [f"{first} begins" in lines[0], f"{first} exit 0" in lines[1], f"{second} begins" in lines[2]] == [
        True
    ] * 3


@pytest.mark.slow
def test_on_a_terminal_each_site_that_runs_has_a_line_and_the_last_one_stays(launch) -> None:
    fleet = launch("alpha", "bravo")
    outer, inner = pty.openpty()
    process = fleet.start("--jobs", "2", err=inner)
    os.close(inner)
    said = b""
    with suppress(OSError):  # what a terminal says when nobody writes to it any more
        while chunk := os.read(outer, 65536):
            said += chunk
    os.close(outer)
    process.communicate(timeout=60)
    assert process.returncode == 0
    shown = said.decode("utf-8")
    assert "2 of 2 sites done" in shown or "1 of 2 sites done" in shown
    assert "alpha exit 0" in shown
    assert shown.rstrip().endswith("scrapy crawl-all: 2 of 2 sites fine")


@pytest.mark.slow
def test_two_rounds_at_once_are_one_and_a_line(launch) -> None:
    fleet = launch("alpha")
    fleet.sites["alpha"].held.add("/")
    process = fleet.start("--jobs", "1")
    assert fleet.sites["alpha"].asked.wait(60)
    second = fleet.run()
    assert second.returncode == Code.LOCKED
    assert "in use by another run" in second.stderr
    fleet.sites["alpha"].over.set()
    process.communicate(timeout=60)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--region", "99"), "scrapy crawl-all: no site is of region 99 (there are: 11, 12, 13, "),
        (("--jobs", "0"), "--jobs is a whole number above zero, not '0'"),
        (("tibet",), "scrapy crawl-all: it takes options only: --sites a,b names sites"),
    ],
)
def test_a_wrong_call_says_so_in_one_line(scrapy, tmp_path, options, why) -> None:
    done = scrapy("crawl-all", "-s", f"DATA_DIR={tmp_path}", *options)
    assert done.returncode == Code.USAGE
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
