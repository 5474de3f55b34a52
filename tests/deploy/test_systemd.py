"""The service and its timer: systemd understands them, and what they start is run here, without its sandbox."""

import configparser
import os
import shlex
import shutil
import signal
import subprocess
import sys

import pytest

from scraper import settings
from scraper.alerts.delivery import PATIENCE as ALERT_PATIENCE
from scraper.fleet.venues import GRACE
from scraper.runs.outcome import Code
from tests.deploy.conftest import DEPLOY, Machine, read_environment

ANALYZE = shutil.which("systemd-analyze")
UNITS = ("difang.service", "difang.timer")
MOST_EXPOSED = 20
"""Tenths of systemd's own scale of 0 to 10 for how exposed a service is; what it calls safe ends at 4."""

needs_systemd = pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed")


def read_unit(name: str) -> dict[str, dict[str, str]]:
    """Return the sections of a unit; of a key that stands twice the last value."""
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(DEPLOY / name, encoding="utf-8")
    return {section: dict(parser[section]) for section in parser.sections()}


SERVICE = read_unit("difang.service")["Service"]


@needs_systemd
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path) -> None:
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        installed = text.replace("/opt/difang/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(installed, encoding="utf-8")
    places = [tmp_path / name for name in UNITS]
    done = subprocess.run(
        [ANALYZE, "verify", "--man=no", "--recursive-errors=no", *places],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    threshold = f"--threshold={MOST_EXPOSED}"
    done = subprocess.run(
        [ANALYZE, "security", "--offline=yes", "--no-pager", threshold, places[0]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-400:] + done.stderr


def test_there_is_time_to_stop_and_the_codes_of_a_site_are_no_failure_of_the_service() -> None:
    channels = 3
    needed = settings.STOP_WITHIN + GRACE + channels * ALERT_PATIENCE
    assert needed < int(SERVICE["TimeoutStopSec"])
    fine = {int(code) for code in SERVICE["SuccessExitStatus"].split()} | {Code.FINE}
    assert set(Code) - fine == {Code.USAGE, Code.NOT_WRITTEN}
    assert SERVICE["KillMode"] == "mixed"


def start(machine: Machine, *options: str) -> subprocess.Popen[str]:
    """Start what the service starts, with what systemd gives it."""
    told = (machine.root / "etc/difang.env").read_text(encoding="utf-8")
    given = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "USER": "difang", "HOME": str(machine.data)}
    return subprocess.Popen(
        [*shlex.split(machine.place(SERVICE["ExecStart"])), *options],
        cwd=machine.place(SERVICE["WorkingDirectory"]),
        env={**given, **read_environment(told)},
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.slow
def test_what_the_service_starts_hears_sigterm_passes_it_on_and_goes_on_the_next_night(
    machine, county
) -> None:
    machine.add_spider("山阳", county.address)
    held = "/202306/t20230612_2.html"
    county.held.add(held)
    service = start(machine, "-s", "STOP_WITHIN=1")
    assert county.asked.wait(60)
    service.send_signal(signal.SIGTERM)
    said = service.communicate(timeout=60)[1]
    assert service.returncode == Code.TERMINATED, said
    assert str(service.returncode) in SERVICE["SuccessExitStatus"].split()
    county.held.clear()
    service = start(machine)
    said = service.communicate(timeout=60)[1]
    assert service.returncode == Code.FINE, said
    assert "1/1 山阳 exit 0" in said
    assert len(machine.articles("山阳")) == 3
    assert county.requests[held] == 1


READ_ONLY = """
set -e
mount --make-rprivate /
mount --bind "$0" "$0"
mount -o remount,bind,ro /
mount -o remount,bind,rw "$0"
cd "$1" && shift
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all env -i "$@"
"""


@pytest.mark.slow
def test_a_round_runs_where_all_but_its_data_is_read_only_and_without_capabilities(machine, county) -> None:
    """The nearest thing to ProtectSystem=strict where systemd does not run: a namespace of its own."""
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no namespace of mounts can be made here: that is root's")
    machine.add_spider("山阳", county.address)
    walls = ["unshare", "--mount", "sh", "-c", READ_ONLY, machine.data, machine.project]
    refused = subprocess.run([*walls, "touch", "new"], capture_output=True, text=True, check=False)
    assert "Read-only file system" in refused.stderr
    command = shlex.split(machine.place(SERVICE["ExecStart"]))
    done = subprocess.run([*walls, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(machine.articles("山阳")) == 3


@pytest.mark.slow
@pytest.mark.skipif(
    not (ANALYZE and shutil.which("strace")), reason="systemd-analyze or strace is not installed"
)
def test_a_round_makes_no_system_call_that_the_service_forbids(machine, county, tmp_path) -> None:
    machine.add_spider("山阳", county.address)
    trace = tmp_path / "trace"
    command = shlex.split(machine.place(SERVICE["ExecStart"]))
    counting = ["strace", "--follow-forks", "--summary-only", "--summary-columns=name", "-o", trace]
    environment = {**os.environ, "CONTACT": "mailto:desk@shanyang.example"}
    done = subprocess.run(
        [*counting, *command], cwd=machine.project, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    made = set(trace.read_text(encoding="utf-8").split()[1:])  # below the name of the column
    assert {"openat", "connect"} <= made
    allowed = calls_of("@system-service") - calls_of("@privileged") - calls_of("@resources")
    if not os.geteuid():
        allowed.add("fchown")  # SQLite gives its files to the owner of the database, as root only
    assert made & calls_of("@known") - allowed == set()


def calls_of(group: str) -> set[str]:
    """Return the system calls of a group, and of the groups in it."""
    done = subprocess.run(
        [ANALYZE, "syscall-filter", "--no-pager", group], capture_output=True, text=True, check=True
    )
    calls: set[str] = set()
    for line in done.stdout.splitlines()[1:]:
        name = line.strip()
        if name.startswith("@"):
            calls |= calls_of(name)
        elif name and not name.startswith("#"):
            calls.add(name)
    return calls
