"""Each exit code of `scrapy crawl`: scraper.runs.outcome.Code."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from schemas.reader import read_articles
from schemas.run import RunReport
from scraper.storage.lease.holding import Lease
from scraper.storage.lease.lock import Lock, Locked
from tests.stories import HASTE, article, listing, name
from tests.zygote import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = "http://127.0.0.1:9/"  # the discard port: nobody listens


def command(url: str, data: Path, *options: str) -> list[str]:
    settings = ("-s", f"DATA_DIR={data}", "-s", "ALLOW_PRIVATE_HOSTS=1", *HASTE, *options)
    return ["crawl", "sample", "-a", f"url={url}", *settings]


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a crawl as a user does, from the command line."""
    with ExitStack() as running:

        def run(url: str, data: Path, *options: str, **of_popen: Any) -> subprocess.Popen[str]:
            line = [sys.executable, "-m", "scrapy", *command(url, data, *options)]
            crawl = subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE, text=True, **of_popen)
            running.enter_context(crawl)
            running.callback(crawl.kill)
            return crawl

        yield run


@pytest.fixture
def crawl(scrapy) -> Callable[..., subprocess.CompletedProcess[str]]:
    return lambda url, data, *options: scrapy(*command(url, data, *options))


def allow_small_files() -> None:
    """No file may grow beyond 64 kB: a full disk where none can be mounted."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (64_000, 64_000))


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.strip().splitlines()[-1]


def urls(data: Path) -> list[str]:
    return [each.url for each in read_articles(data / "sample" / "articles", latest=False)]


@pytest.fixture
def busy(site):
    """A site with forty articles."""
    site.put("/", listing(*range(40)))
    for number in range(40):
        site.put(name(number), article(number))
    return site


def test_new_articles_and_nothing_new_are_fine(crawl, site, tmp_path) -> None:
    site.put("/", listing(1, 2))
    site.put(name(1), article(1))
    site.put(name(2), article(2))
    first = crawl(site.address, tmp_path)
    assert first.returncode == 0, first.stderr
    assert len(urls(tmp_path)) == 2
    assert crawl(site.address, tmp_path).returncode == 0
    report = max((tmp_path / "sample" / "runs").glob("*.json"))
    assert RunReport.model_validate_json(report.read_bytes()).exit_code == 0


def test_a_damaged_ledger_is_named_and_its_loss_is_mended(crawl, site, tmp_path) -> None:
    site.put("/", listing(1))
    site.put(name(1), article(1))
    crawl(site.address, tmp_path)
    ledger = tmp_path / "sample" / "ledger.sqlite"
    ledger.write_bytes(b"no database" * 100)
    done = crawl(site.address, tmp_path)
    assert done.returncode == 1
    assert "ledger.sqlite is damaged" in last_line(done)
    assert "move it away" in last_line(done)
    ledger.unlink()
    assert crawl(site.address, tmp_path).returncode == 0
    assert len(urls(tmp_path)) == 1
    assert site.requests[name(1)] == 1


@pytest.mark.parametrize("page", [b"<p>short</p>", b""])
def test_links_without_one_article_miss_the_floor(crawl, site, tmp_path, page) -> None:
    site.put("/", listing(1))
    site.put(name(1), page)
    done = crawl(site.address, tmp_path)
    assert done.returncode == 3
    assert "1 links, not one article" in last_line(done)


def test_a_listing_without_article_links_misses_the_floor(crawl, site, tmp_path) -> None:
    site.put("/", "<p>山阳新闻网改版了</p>".encode())
    done = crawl(site.address, tmp_path)
    assert done.returncode == 3
    assert "no article link" in last_line(done)


@pytest.mark.parametrize("status", [403, 503])
def test_a_site_that_answers_with_errors_only_has_failed(crawl, site, tmp_path, status) -> None:
    site.put("/", b"", status=status)
    done = crawl(site.address, tmp_path)
    assert done.returncode == 4
    assert "1 lost" in last_line(done)
    assert f"HTTP {status}" in done.stderr


def test_a_site_that_cannot_be_reached_has_failed(crawl, tmp_path) -> None:
    assert crawl(NOWHERE, tmp_path).returncode == 4


def test_a_site_that_robots_txt_forbids_has_failed(crawl, site, tmp_path) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /\n", Content_Type="text/plain")
    done = crawl(site.address, tmp_path)
    assert done.returncode == 4
    assert "robots.txt forbids" in done.stderr


def test_a_folder_that_cannot_be_written_is_told_at_the_start(crawl, busy, tmp_path) -> None:
    (tmp_path / "sample").write_text("a file stands where the folder should")
    done = crawl(busy.address, tmp_path)
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "sample") in last_line(done)
    assert not busy.requests


def test_a_disk_that_fills_up_ends_the_run_and_costs_no_committed_line(start, crawl, busy, tmp_path) -> None:
    crawl(busy.address, tmp_path, "-a", "limit=5")
    before = urls(tmp_path)
    assert len(before) == 5
    full = start(busy.address, tmp_path, "-s", "COMMIT_LINES=3", preexec_fn=allow_small_files)
    _, told = full.communicate(timeout=PATIENCE)
    assert full.returncode == 5
    assert "could not write" in told.strip().splitlines()[-1]
    assert set(urls(tmp_path)) >= set(before)
    assert crawl(busy.address, tmp_path).returncode == 0
    assert sorted(urls(tmp_path)) == sorted(f"{busy.address}{name(number)}" for number in range(40))


def test_a_really_full_disk_ends_the_run_and_costs_no_committed_line(crawl, busy, open_disk) -> None:
    small_disk = open_disk("160k")
    done = crawl(busy.address, small_disk, "-s", "COMMIT_LINES=3")
    assert done.returncode == 5
    assert "could not write" in last_line(done)
    subprocess.run(["mount", "-o", "remount,size=4m", small_disk], check=True)
    assert crawl(busy.address, small_disk).returncode == 0
    assert sorted(urls(small_disk)) == sorted(f"{busy.address}{name(number)}" for number in range(40))


def test_a_folder_that_vanishes_ends_the_run(zygote, busy, tmp_path) -> None:
    busy.held.add(name(39))
    log = tmp_path / "log"
    running = zygote.start(*command(busy.address, tmp_path, "-s", "STOP_WITHIN=1"), out=log, err=log)
    assert busy.asked.wait(30)
    shutil.rmtree(tmp_path / "sample")
    busy.over.set()
    assert running.wait() == 5
    assert "could not write" in log.read_text(encoding="utf-8").strip().splitlines()[-1]


def test_the_second_of_two_runs_names_the_first_and_leaves_at_once(crawl, site, tmp_path) -> None:
    lease = Lease(tmp_path / "sample")
    done = crawl(site.address, tmp_path)
    assert done.returncode == 75
    assert f"in use by another run: process {os.getpid()} on" in last_line(done)
    assert not site.requests
    lease.release()


def test_the_lock_of_a_dead_run_is_free(tmp_path) -> None:
    owner = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from scraper.storage.lease.lock import Lock; lock = Lock(__import__('pathlib').Path({str(tmp_path)!r}));"
            "print('mine', flush=True); input()",
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert owner.stdout
    assert owner.stdout.readline() == "mine\n"
    with pytest.raises(Locked, match=str(owner.pid)):
        Lock(tmp_path)
    owner.kill()
    owner.wait()
    Lock(tmp_path).release()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_within_the_stated_time_and_keeps_its_lines(
    start, crawl, busy, tmp_path, *, number, code
) -> None:
    busy.held.add(name(39))  # never answers: the run must not wait for it
    running = start(busy.address, tmp_path, "-s", "STOP_WITHIN=1")
    assert busy.asked.wait(30)
    running.send_signal(number)
    assert running.wait(30) == code  # before it would give up the request itself: DOWNLOAD_TIMEOUT
    assert not list((tmp_path / "sample").glob("*/*.part"))
    before = len(urls(tmp_path))
    busy.held.clear()
    assert crawl(busy.address, tmp_path).returncode == 0
    assert len(set(urls(tmp_path))) == len(urls(tmp_path)) == 40
    assert sum(busy.requests[name(number)] for number in range(40)) - 40 <= 40 - before


def test_a_second_signal_stops_at_once_and_loses_nothing(start, crawl, busy, tmp_path) -> None:
    busy.held.add(name(39))
    running = start(busy.address, tmp_path, "-s", "STOP_WITHIN=60")
    assert busy.asked.wait(30)
    running.send_signal(signal.SIGTERM)
    assert running.stderr
    assert any("shutting down gracefully" in line for line in running.stderr)
    running.send_signal(signal.SIGTERM)
    assert any("stopped by SIGTERM" in line for line in running.stderr)
    assert running.wait(30) == 143
    busy.held.clear()
    assert crawl(busy.address, tmp_path).returncode == 0
    assert len(set(urls(tmp_path))) == len(urls(tmp_path)) == 40
