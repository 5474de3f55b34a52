"""`scrapy prune`: what it says, and how it ends."""

from pathlib import Path

import pytest

from scraper.storage.lease.lock import Lock
from tests.runs.test_retention import article, files, night, rejection


@pytest.fixture
def data(tmp_path) -> Path:
    folder = tmp_path / "data"
    night(folder / "tibet", article(1), rejection(2))
    night(folder / "tibet", article(3))
    night(folder / "127.0.0.1_8907", article(4))
    (folder / "export").mkdir()
    return folder


def test_the_table_tells_what_went_and_what_stays(scrapy, data) -> None:
    done = scrapy("prune", "--older", "0d", "-s", f"DATA_DIR={data}")
    assert done.returncode == 0, done.stderr
    lines = [line.split("  ") for line in done.stdout.splitlines()]
    assert "2 archives" in done.stdout.splitlines()[-1]
    assert any("1 archive for replay-rejects" in part for line in lines for part in line)
    assert len(list(data.glob("*/articles/*.jsonl"))) == 3


def test_a_dry_run_removes_nothing(scrapy, data) -> None:
    there = {name for name in files(data) if not name.endswith(("lock", "holder.json"))}
    done = scrapy("prune", "--older", "0d", "--dry-run", "--site", "tibet", "-s", f"DATA_DIR={data}")
    assert done.stdout.splitlines()[-1].startswith("would go: 1 archive, ")
    assert there <= files(data)


def test_a_running_site_is_skipped_and_named_and_the_others_are_pruned(scrapy, data) -> None:
    lock = Lock(data / "tibet")
    done = scrapy("prune", "--older", "0d", "-s", f"DATA_DIR={data}")
    lock.release()
    assert done.returncode == 75
    assert done.stderr.startswith("scrapy prune: tibet: ")
    assert "is in use by another run" in done.stderr
    assert done.stdout.splitlines()[-1].startswith("gone: 1 archive, ")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--older", "90"), "a time is a number of days or hours"),
        (("--older", "-5d"), "--older"),
        (("--older", "ninety"), "a time is a number of days or hours"),
        (("--older", "99999d"), ""),
        (("--older", "90d", "--site", "nowhere"), "no site 'nowhere' was crawled"),
        (("--older", "90d", "-s", "DATA_DIR=/nowhere"), "DATA_DIR names no folder"),
        (("--older", "90d", "-s", "DATA_DIR=/proc/self/cmdline"), "DATA_DIR names no folder"),
        (("--older", "90d", "-s", "DATA_DIR=/proc/self/task"), "no site was crawled"),
        ((), "say how old"),
    ],
)
def test_a_wrong_call_is_one_line(scrapy, data, options, told) -> None:
    done = scrapy("prune", "-s", f"DATA_DIR={data}", *options)
    assert "Traceback" not in done.stderr
    assert told in done.stderr
    assert done.returncode in ({0} if not told else {1, 2})
