"""Whatever ends one of several processes, all of them end: soon, with one line or none, and no file that looks whole."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy.cmdline import execute

from scraper.commands.clean import DIED
from tests import stories
from tests.conftest import ROOT
from tests.saved.test_jobs import written
from tests.storage.warcs import save
from tests.zygote import Child

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc"),
]

TOLD = f"scrapy clean: {DIED}\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    """Enough pages for a minute: no test waits for their end."""
    pages = {
        f"http://www.shanyang.example{stories.name(number)}": stories.article(number)
        for number in range(3000)
    }
    return save(tmp_path_factory.mktemp("saved") / "a.warc.gz", pages)


@pytest.fixture
def begun(zygote, archive, tmp_path) -> Callable[..., Child]:
    def begin(*words: str | Path, **bounds) -> Child:
        out, err = tmp_path / "stdout", tmp_path / "stderr"
        return zygote.start("clean", archive, "--jobs", "3", *words, out=out, err=err, **bounds)

    return begin


def workers_of(child: Child) -> list[int]:
    return list(map(int, Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text("utf-8").split()))


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(state: Callable[[], bool]) -> None:
    while not state():
        os.sched_yield()


def has_begun(child: Child, out: Path) -> list[int]:
    """Return the workers, once the first articles were written."""
    wait_for(lambda: out.exists() and out.stat().st_size > 0)
    workers = workers_of(child)
    assert len(workers) == 3
    return workers


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
@pytest.mark.parametrize("which", [0, 2])
def test_a_worker_that_is_killed_ends_the_command_with_one_line(begun, tmp_path, which, number) -> None:
    out = tmp_path / "out"
    child = begun("-o", out)
    workers = has_begun(child, tmp_path / "out.part")
    os.kill(workers[which], number)
    assert child.wait() == 5
    assert child.log.read_text("utf-8") == TOLD
    assert not out.exists()
    assert not any(map(is_alive, workers))


def test_a_worker_that_is_killed_at_once_ends_the_command_with_one_line(begun, tmp_path) -> None:
    child = begun("-o", tmp_path / "out")
    wait_for(lambda: len(workers_of(child)) == 3)
    workers = workers_of(child)
    os.kill(workers[1], signal.SIGKILL)
    assert child.wait() == 5
    assert child.log.read_text("utf-8") == TOLD
    assert not any(map(is_alive, workers))


@pytest.mark.parametrize("everyone", [False, True], ids=["it alone", "as a terminal does"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("early", [False, True])
def test_a_signal_ends_all_quietly(begun, tmp_path, number, everyone, early) -> None:
    out = tmp_path / "out"
    child = begun("-o", out)
    wait_for(lambda: len(workers_of(child)) == 3)
    workers = workers_of(child) if early else has_begun(child, tmp_path / "out.part")
    for pid in [*(workers if everyone else []), child.pid]:
        os.kill(pid, number)
    assert child.wait() in {128 + number, 5 if everyone and number == signal.SIGTERM else 128 + number}
    assert "Traceback" not in child.log.read_text("utf-8")
    assert not list(tmp_path.glob("out*"))
    assert not any(map(is_alive, workers))


def test_no_worker_outlives_the_command_that_was_killed(begun, tmp_path) -> None:
    child = begun("-o", tmp_path / "out")
    workers = has_begun(child, tmp_path / "out.part")
    child.kill()
    assert child.wait() == -signal.SIGKILL
    wait_for(lambda: not any(map(is_alive, workers)))
    assert not (tmp_path / "out").exists()


def test_all_end_where_nobody_reads_any_more(archive) -> None:
    command = [sys.executable, "-m", "scrapy", "clean", str(archive), "--jobs", "2"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline().startswith(b'{"schema_version"')
        workers = workers_of(Child(None, process.pid, Path()))  # type: ignore[arg-type]
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == b""
    assert process.returncode == 0
    assert not any(map(is_alive, workers))


def spawned() -> None:
    """Be the command where processes inherit nothing: as on Windows and macOS."""
    multiprocessing.set_start_method("spawn", force=True)
    execute()


def test_processes_that_inherit_nothing_write_the_same(scrapy, zygote, tmp_path) -> None:
    folder = ROOT / "scraper" / "sample" / "site" / "202306"

    def run(*words: str | Path):
        return zygote.run(*words, folder=tmp_path, program="tests.saved.test_jobs_ended:spawned")

    paths = [folder, "--spider", "sample"]
    assert written(run, tmp_path, paths, "2") == written(scrapy, tmp_path, paths, "1")
