"""Many processes give what one gives, whoever is killed on the way; a worker of another kind gets nothing to do."""

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.reclean import RecleanReport
from scraper.cluster.build import build
from scraper.reclean.collecting import collect, find_records
from scraper.reclean.engines import open_engine
from scraper.reclean.named_archives import find_inputs
from scraper.reclean.tasks import Options, Task
from tests.clusters import Cluster, open_cluster, until
from tests.reclean.archives import address, fetched, page, write
from tests.reclean.cc_news import write_archives
from tests.zygote import ROOT

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow

PATIENCE = 600  # seconds that a run may take where the machine is busy


def begin(*words: str | Path) -> subprocess.Popen[str]:
    call = [sys.executable, "-m", "scrapy", "reclean", *map(str, words)]
    return subprocess.Popen(call, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def run(*words: str | Path) -> tuple[int, str]:
    process = begin(*words)
    _, said = process.communicate(timeout=PATIENCE)
    return process.returncode, said


def outcome(folder: Path) -> dict[str, bytes]:
    """Return what a run left: the merged files, and each segment by its name."""
    files = [folder / "articles.jsonl", folder / "rejects.jsonl", *(folder / "segments").iterdir()]
    return {file.name: file.read_bytes() for file in files}


def records(folder: Path) -> int:
    """Return how many archives are done."""
    return len(list(folder.glob("tasks/*.json")))


def report_of(folder: Path) -> RecleanReport:
    return RecleanReport.model_validate_json((folder / "report.json").read_bytes())


@pytest.fixture(scope="module")
def archives(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("archives")
    write_archives(folder, 20, 500)
    return folder


@pytest.fixture(scope="module")
def alone(archives, tmp_path_factory) -> tuple[int, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("alone")
    code, _ = run(archives, "-o", folder)
    return code, outcome(folder)


@pytest.fixture
def workers(tmp_path) -> Iterator[Cluster]:
    with open_cluster(tmp_path / "cluster", 2) as made:
        yield made


def test_workers_that_are_killed_on_the_way_change_nothing(archives, alone, workers, tmp_path) -> None:
    out = tmp_path / "out"
    process = begin(archives, "-o", out, "--scheduler", workers.address)
    chance, killed = random.Random(3), 0
    for done in (1, 4, 7, 10, 13, 16):  # archives of 20
        until(lambda done=done: process.poll() is not None or records(out) >= done, PATIENCE)
        if process.poll() is None:
            workers.replace(chance.choice(workers.workers))
            killed += 1
    _, said = process.communicate(timeout=PATIENCE)
    assert killed >= 2
    assert "Traceback" not in said
    assert (process.returncode, outcome(out)) == alone
    assert len(report_of(out).cleaned) == 20
    assert not list(out.rglob("*.part"))


def test_processes_here_give_what_one_gives(archives, alone, tmp_path) -> None:
    code, said = run(archives, "-o", tmp_path / "out", "--local", "2")
    assert (code, outcome(tmp_path / "out")) == alone, said


def test_a_run_that_was_killed_goes_on_where_it_was(archives, alone, tmp_path) -> None:
    process = begin(archives, "-o", tmp_path / "out")
    until(lambda: records(tmp_path / "out") >= 5, PATIENCE)
    process.kill()
    process.communicate()
    done = len(list((tmp_path / "out/tasks").glob("*.json")))
    code, said = run(archives, "-o", tmp_path / "out")
    assert (code, outcome(tmp_path / "out")) == alone, said
    assert report_of(tmp_path / "out").unchanged >= done


def test_an_archive_that_all_workers_share_gives_what_one_gives(tmp_path, monkeypatch) -> None:
    """Also where it is damaged, and a worker is killed on the way."""
    (archive,) = write_archives(tmp_path / "in", 1, 400, seed=5)
    data = archive.read_bytes()
    archive.write_bytes(data[:300_000] + bytes(99) + data[300_400:])
    assert run(archive, "-o", tmp_path / "alone")[0] == 3
    monkeypatch.setattr("scraper.reclean.splitting.WORTH", 1)
    monkeypatch.setattr("scraper.saved.stretches.STRETCH", 100_000)
    task = Task(
        find_inputs([str(archive)])[0][0],
        str(tmp_path / "out"),
        Options(modules=("scraper.spiders",)),
        build(),
    )
    with open_cluster(tmp_path / "cluster", 2) as made, open_engine(None, made.address) as engine:
        wait_for(made.address, 2)
        killer = threading.Timer(4, lambda: made.replace(made.workers[0]))
        killer.start()
        (ended,) = engine.run([task], lambda: False)
        killer.join()
    assert ended.done, ended.lost
    merged = tmp_path / "out"
    collect(str(merged), find_records(str(merged)))
    assert outcome(merged) == outcome(tmp_path / "alone")


@pytest.mark.parametrize("number", [2, 15])
def test_a_signal_ends_it_and_what_is_done_stays(archives, alone, tmp_path, number) -> None:
    process = begin(archives, "-o", tmp_path / "out", "--local", "2")
    until(lambda: records(tmp_path / "out"), PATIENCE)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "Traceback" not in said
    assert report_of(tmp_path / "out").exit_code == 128 + number
    assert not (tmp_path / "out/articles.jsonl").exists()


def test_a_worker_of_another_version_or_without_the_program_is_refused(workers, tmp_path) -> None:
    old, none = tmp_path / "old", tmp_path / "none"
    old.mkdir()
    (old / "sitecustomize.py").write_text("import scraper\nscraper.__version__ = '0.0.9'\n", encoding="utf-8")
    none.mkdir()
    (none / "sitecustomize.py").write_text(BLOCKED, encoding="utf-8")
    workers.add_worker(ours=False, PYTHONPATH=f"{old}{os.pathsep}{ROOT}")
    workers.add_worker(ours=False, PYTHONPATH=f"{none}")
    wait_for(workers.address, 4)
    for number in range(8):
        write(tmp_path / f"in/{number}.warc.gz", fetched(address(number), page(number)))
    code, said = run(tmp_path / "in", "-o", tmp_path / "out", "--scheduler", workers.address)
    assert code == 0
    assert "is refused: difang 0.0.9" in said
    assert "No module named 'scraper'" in said
    assert (len(report_of(tmp_path / "out").cleaned), len(report_of(tmp_path / "out").refused)) == (8, 2)


def test_a_task_that_kills_each_worker_is_named_and_the_others_are_done(tmp_path) -> None:
    """A spider of somebody's that ends its process stands for a page that does."""
    (tmp_path / "deadly.py").write_text(DEADLY, encoding="utf-8")
    for number in range(3):
        write(tmp_path / f"in/{number}.warc.gz", fetched(address(number), page(number)))
    write(tmp_path / "in/deadly.warc.gz", fetched("http://deadly.example/1.html", page(9)))
    call = [
        sys.executable,
        "-m",
        "scrapy",
        "reclean",
        tmp_path / "in",
        "-o",
        tmp_path / "out",
        "--local",
        "1",
    ]
    done = subprocess.run(
        [*map(str, call), "-s", "SPIDER_MODULES=scraper.spiders,deadly"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 4, done.stderr
    assert "deadly.warc.gz: each worker that took it was killed" in done.stderr
    assert len((tmp_path / "out/articles.jsonl").read_bytes().splitlines()) == 3


def test_a_scheduler_that_nobody_is_or_that_has_no_worker_is_told(tmp_path) -> None:
    archive = write(tmp_path / "a.warc.gz", fetched(address(1), page(1)))
    code, said = run(archive, "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9")
    assert (code, said.count("\n")) == (1, 1)
    assert "no scheduler can be reached at tcp://127.0.0.1:9" in said
    with open_cluster(tmp_path / "cluster", 0) as empty:
        code, said = run(archive, "-o", tmp_path / "out", "--scheduler", empty.address)
    assert (code, said.count("\n")) == (1, 1)
    assert "has no worker" in said


def wait_for(scheduler: str, workers: int) -> None:
    from distributed import Client  # noqa: PLC0415 - of the extra

    with Client(scheduler) as client:
        client.wait_for_workers(workers, timeout=PATIENCE)


BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"scraper", "pipelines", "schemas"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())
"""

DEADLY = """
import os
from scraper.crawl.spider import NewsSpider

class Deadly(NewsSpider):
    name = "deadly"
    start_urls = ["http://deadly.example/"]

    @classmethod
    def owns(cls, url):
        if "deadly.example" in url:
            os._exit(9)
        return False
"""
