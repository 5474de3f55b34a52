"""scrapyd itself, on loopback: it takes our egg, runs our spiders from it, tells how they ended, and cancels them."""

import signal
import socket
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import requests

from schemas.article import Article
from schemas.reader import read_articles
from schemas.run import RunReport
from scraper.runs.outcome import Code
from scraper.sample.server import serve as serve_sample
from scraper.storage.lease.lock import Lock
from tests.deploy.conftest import DEPLOY
from tests.stories import HASTE, name, rows
from tests.zygote import PATIENCE, ROOT

pytestmark = pytest.mark.slow

TURN = 0.05  # seconds between two questions to scrapyd, which tells nothing by itself
SETTINGS = ("ALLOW_PRIVATE_HOSTS=1", *(part for part in HASTE if part != "-s"))


@pytest.fixture(scope="module")
def egg(tmp_path_factory) -> Path:
    """The egg, as the documented command builds it."""
    file = tmp_path_factory.mktemp("egg") / "difang.egg"
    command = [sys.executable, DEPLOY / "build_egg.py", "-o", file]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(scope="module")
def interpreter(tmp_path_factory) -> Path:
    """An environment with what ours has, and without the project: what is installed would win over an egg."""
    pytest.importorskip("scrapyd", reason="scrapyd is of requirements/slow.lock, which is not installed")
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "ours.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    python = folder / "bin/python"
    found = subprocess.run(
        [python, "-c", "import scrapyd, scraper"], cwd=folder, capture_output=True, check=False
    )
    assert b"No module named 'scraper'" in found.stderr
    return python


@dataclass
class Scrapyd:
    """A scrapyd that runs, and the folder where our files go."""

    address: str
    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8")

    def ask(self, service: str, **fields: Any) -> dict[str, Any]:
        """Return the answer of a service to a question without fields, or to an order with some."""
        url = f"{self.address}/{service}.json"
        files = {"egg": fields.pop("egg").read_bytes()} if "egg" in fields else None
        answer = (
            requests.post(url, fields, files=files, timeout=PATIENCE)
            if fields
            else requests.get(url, timeout=5)
        )
        told: dict[str, Any] = answer.json()
        assert told["status"] == "ok", told
        return told

    def schedule(self, spider: str, *settings: str, **arguments: str) -> str:
        """Return the job of a spider that is to run."""
        given = [*SETTINGS, f"DATA_DIR={self.data}", *settings]
        return self.ask("schedule", project="difang", spider=spider, setting=given, **arguments)["jobid"]

    def finish(self, job: str) -> str:
        """Return the log of a job once scrapyd says that it is over."""
        self.wait(lambda: any(one["id"] == job for one in self.jobs()["finished"]))
        (file,) = self.folder.glob(f"**/{job}.log")
        return file.read_text(encoding="utf-8")

    def jobs(self) -> dict[str, Any]:
        answer = requests.get(f"{self.address}/listjobs.json", {"project": "difang"}, timeout=PATIENCE)
        return answer.json()

    def wait(self, true: Callable[[], object]) -> None:
        """Return when something is true."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, self.log
            time.sleep(TURN)

    def articles(self, site: str) -> list[Article]:
        return list(read_articles(self.data / site / "articles", latest=False))

    def reports(self, site: str) -> list[RunReport]:
        return [
            RunReport.model_validate_json(one.read_bytes())
            for one in sorted(self.data.glob(f"{site}/runs/*"))
        ]


@pytest.fixture
def scrapyd(tmp_path, egg, interpreter) -> Iterator[Scrapyd]:
    """A scrapyd with deploy/scrapyd.conf and our egg."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    conf = (DEPLOY / "scrapyd.conf").read_text(encoding="utf-8")
    conf = conf.replace("/var/lib/difang", str(tmp_path)).replace("6800", str(port))
    (tmp_path / "scrapyd.conf").write_text(f"{conf}\npoll_interval = {TURN}\n", encoding="utf-8")
    with (tmp_path / "said").open("wb") as said:
        command = [interpreter, "-m", "scrapyd"]
        process = subprocess.Popen(command, cwd=tmp_path, stdout=said, stderr=said)
    running = Scrapyd(f"http://127.0.0.1:{port}", tmp_path)
    try:
        running.wait(lambda: process.poll() is not None or "Scrapyd web console available" in running.log)
        assert process.poll() is None, running.log
        running.ask("addversion", project="difang", version="1.0", egg=egg)
        yield running
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_the_egg_holds_every_file_of_the_packages(egg) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "scraper", "pipelines", "schemas"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if tracked.returncode:
        pytest.skip("this is no checkout of git")
    with ZipFile(egg) as archive:
        assert set(tracked.stdout.split()) <= set(archive.namelist())
        assert not [one for one in archive.namelist() if one.endswith(".pyc")]


def test_scrapyd_runs_a_spider_from_the_egg_and_its_data_files_are_there(scrapyd) -> None:
    spiders = requests.get(f"{scrapyd.address}/listspiders.json", {"project": "difang"}, timeout=PATIENCE)
    assert {"sample", "news", "tibet"} <= set(spiders.json()["spiders"])
    with serve_sample(0) as address:
        log = scrapyd.finish(scrapyd.schedule("sample", "COMMIT_LINES=1", url=address, since="2023-06-01"))
    assert len(scrapyd.articles("sample")) == 9
    assert (
        sum("shift" in one.restored.kinds for one in scrapyd.articles("sample")) == 1
    )  # by the language model, a data file
    (report,) = scrapyd.reports("sample")
    assert (report.exit_code, report.articles) == (Code.FINE, 9)
    assert report.arguments["since"] == "2023-06-01"
    assert "Process finished" in scrapyd.log
    assert "Traceback" not in log + scrapyd.log


@pytest.mark.parametrize(
    ("given", "number", "code"),
    [
        ({"signal": "TERM"}, signal.SIGTERM, Code.TERMINATED),
        ({}, signal.SIGINT, Code.INTERRUPTED),  # what scrapyd sends by itself
    ],
)
def test_cancel_ends_a_run_as_a_signal_does_and_the_next_one_goes_on(
    scrapyd, county, given, number, code
) -> None:
    county.held.add(name(2))
    job = scrapyd.schedule("sample", "STOP_WITHIN=1", url=f"{county.address}/")
    assert county.asked.wait(PATIENCE), scrapyd.log
    assert scrapyd.ask("cancel", project="difang", job=job, **given)["prevstate"] == "running"
    assert f"stopped by {number.name}" in scrapyd.finish(job)
    assert [one.exit_code for one in scrapyd.reports("sample")] == [code]
    assert f"exitstatus={code}" in scrapyd.log
    county.held.clear()
    scrapyd.finish(scrapyd.schedule("sample", url=f"{county.address}/"))
    assert [one.exit_code for one in scrapyd.reports("sample")] == [code, Code.FINE]
    assert len(scrapyd.articles("sample")) == 3
    assert max(county.requests[name(number)] for number in (1, 2, 3)) == 1


def test_how_a_run_ended_stands_in_its_log_and_in_that_of_scrapyd(scrapyd, county) -> None:
    lock = Lock(scrapyd.data / "sample")
    log = scrapyd.finish(scrapyd.schedule("sample", url=f"{county.address}/"))
    assert "in use by another run" in log
    assert f"exitstatus={Code.LOCKED}" in scrapyd.log
    lock.release()
    county.answers["/"] = [(200, {"Content-Type": "text/html"}, b"<p>moved</p>")]
    log = scrapyd.finish(scrapyd.schedule("sample", url=f"{county.address}/"))
    assert "no article link" in log
    assert f"exitstatus={Code.BELOW_FLOOR}" in scrapyd.log
    log = scrapyd.finish(scrapyd.schedule("sample", url=f"{county.address}/", colour="red"))
    assert "colour" in log
    assert f"exitstatus={Code.USAGE}" in scrapyd.log


def test_several_sites_run_beside_each_other(scrapyd, county) -> None:
    county.put("/xw/", b'<meta charset="utf-8"><ul>' + rows(1, 2, 3) + b"</ul>")
    jobs = {
        "sample": scrapyd.schedule("sample", url=f"{county.address}/"),
        "news": scrapyd.schedule("news", url=f"{county.address}/xw/"),
    }
    for site, job in jobs.items():
        log = scrapyd.finish(job)
        assert len(scrapyd.articles(site)) == 3, log
