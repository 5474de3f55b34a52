"""cron runs its lines with next to no environment, from wherever it is, and mails what nobody reads."""

import re
from pathlib import Path

import pytest

from schemas.alert import Alert
from tests.deploy.conftest import DEPLOY, Machine

LINES = (DEPLOY / "crontab").read_text(encoding="utf-8").splitlines()
SCHEDULE = re.compile(r"(?:[\d*/,-]+\s+){5}(?P<command>\S.*)")
VARIABLES = dict(line.split("=", 1) for line in LINES if re.match(r"[A-Z_]+=", line))
COMMANDS = [found["command"] for line in LINES if (found := SCHEDULE.fullmatch(line))]


def run(machine: Machine, command: str) -> tuple[int, str]:
    """Run a line as cron does, without even a HOME."""
    done = machine.run([VARIABLES["SHELL"], "-c", machine.place(command)], VARIABLES)
    assert done.stdout == ""  # or cron would mail it
    return done.returncode, done.stderr


def test_each_line_is_a_remark_a_variable_or_a_command() -> None:
    known = [line for line in LINES if not line or line.startswith("#") or re.match(r"[A-Z_]+=", line)]
    assert len(known) + len(COMMANDS) == len(LINES)
    assert len(COMMANDS) == 2
    assert not any("%" in command for command in COMMANDS)  # cron would make a line end of it
    assert "$" not in "".join(VARIABLES.values())  # cron replaces nothing there


@pytest.mark.slow
def test_the_nightly_line_crawls_all_sites_in_an_empty_environment(machine, county) -> None:
    machine.add_spider("山阳", county.address)
    assert run(machine, COMMANDS[0]) == (0, "")
    said = (machine.data / "crawl-all.log").read_text(encoding="utf-8")
    assert "1/1 山阳 exit 0" in said
    assert len(machine.articles("山阳")) == 3
    assert all("mailto:desk@shanyang.example" in agent for agent in county.agents)


@pytest.mark.slow
def test_the_weekly_line_prunes_in_an_empty_environment(machine, county) -> None:
    machine.add_spider("山阳", county.address)
    assert run(machine, COMMANDS[0]) == (0, "")
    (archive,) = machine.data.glob("山阳/archive/*")
    archive.rename(archive.with_name("20200101T020000000Z.warc.gz"))
    assert run(machine, COMMANDS[1]) == (0, ""), (machine.data / "prune.log").read_text(encoding="utf-8")
    assert "gone: 1 " in (machine.data / "prune.log").read_text(encoding="utf-8")
    assert not list(archive.parent.iterdir())
    assert len(machine.articles("山阳")) == 3


@pytest.mark.slow
@pytest.mark.parametrize("place", ["etc/difang.env", "opt/difang/.venv", "opt/difang", "var/lib/difang"])
def test_what_is_not_installed_is_named_in_one_line(machine, county, place) -> None:
    machine.add_spider("山阳", county.address)
    (machine.root / place).rename(machine.root / "elsewhere")
    code, said = run(machine, COMMANDS[0])
    assert code
    log = machine.data / "crawl-all.log"
    said += log.read_text(encoding="utf-8") if log.exists() else ""
    assert len(said.splitlines()) == 1
    assert Path(place).name in said
    assert not county.requests


@pytest.mark.slow
def test_a_site_that_breaks_at_night_is_told_once_to_whom_the_file_names(machine, county) -> None:
    machine.add_spider("山阳", county.address)
    told = machine.root / "told.json"
    command = machine.root / "tell"
    command.write_text(f"#!/bin/sh\ncat >>{told}\n", encoding="utf-8")
    command.chmod(0o755)
    shared = machine.root / "etc/difang.env"
    text = shared.read_text(encoding="utf-8").replace("ALERT_COMMAND=", f"ALERT_COMMAND={command}")
    shared.write_text(text, encoding="utf-8")
    assert run(machine, COMMANDS[0]) == (0, "")
    county.answers["/"] = [(200, {"Content-Type": "text/html"}, b"<p>moved</p>")]
    for _ in range(2):
        assert run(machine, COMMANDS[0]) == (3, "")
    alert = Alert.model_validate_json(told.read_bytes())
    assert "山阳" in alert.summary + told.read_text(encoding="utf-8")
