"""Several processes give what one gives, byte for byte: the same lines in the same order, whatever lies in the files."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.saved import stretches
from scraper.saved.copies import SavedFile
from scraper.saved.stretches import look_at
from scraper.saved.workers import AHEAD, Workers, open_workers
from scraper.storage.warc.window import Window
from tests.conftest import Scrapy
from tests.saved.conftest import run
from tests.saved.mixtures import RECORDS, archives, save_all
from tests.saved.stock import HOST
from tests.storage.warcs import packed, record

ANY_ORDER = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def seen(path: Path) -> list[object]:
    return [one for _, piece in look_at([SavedFile(path)], Workers()) for one in piece.found]


@ANY_ORDER
@given(data=archives, stretch=st.integers(1, 4000))
def test_an_archive_in_stretches_is_seen_as_in_one_pass(tmp_path, monkeypatch, data, stretch) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    at_once = seen(path)
    monkeypatch.setattr(stretches, "STRETCH", stretch)
    assert seen(path) == at_once
    monkeypatch.undo()


def test_a_record_that_lies_inside_another_is_not_seen(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(RECORDS[-2:-1] * 5))
    monkeypatch.setattr(stretches, "STRETCH", 700)
    assert [one.url for one in seen(path)] == [
        RECORDS[-2].split(b"Target-URI: ")[1].split(b"\r\n")[0].decode()
    ] * 5


@pytest.fixture(scope="module", params=[2, 3])
def workers(request) -> Iterator[Workers]:
    with open_workers(request.param, lambda: None) as opened:
        yield opened


@pytest.mark.slow
@settings(ANY_ORDER, max_examples=150)
@given(those=st.lists(archives, min_size=1, max_size=3), stretch=st.sampled_from([700, 3000, 1 << 22]))
def test_whatever_lies_in_the_files_several_processes_give_what_one_gives(
    workers, tmp_path, monkeypatch, those, stretch
) -> None:
    paths = save_all(tmp_path / "saved", those)
    alone = run(*paths)
    monkeypatch.setattr(stretches, "STRETCH", stretch)
    assert run(*paths, workers=workers) == alone
    monkeypatch.undo()
    for path in paths:
        path.unlink()


def written(scrapy: Scrapy, folder: Path, paths: list[Path], jobs: str) -> tuple[object, ...]:
    """Return all that the command tells and writes."""
    files = [folder / name for name in ("out", "rejects", "skipped")]
    options = zip(("-o", "--rejects", "--skipped"), files, strict=True)
    done = scrapy("clean", *paths, *(word for each in options for word in each), "--jobs", jobs)
    return (done.returncode, done.stderr, *(file.read_bytes() for file in files))


def test_the_command_writes_the_same_bytes_with_two_processes(scrapy, tmp_path) -> None:
    paths = save_all(tmp_path / "saved", [packed(*RECORDS[2:16])[:-30]])
    alone = written(scrapy, tmp_path, paths, "1")
    assert alone[0] == 3
    assert all(alone[2:])
    assert written(scrapy, tmp_path, paths, "2") == alone


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["2", "3", "7", "auto"])
def test_the_command_writes_the_same_bytes_whatever_the_jobs(scrapy, tmp_path, jobs) -> None:
    torn = packed(*RECORDS[5:])[:-300]
    paths = save_all(tmp_path / "saved", [packed(*RECORDS), torn, b"".join(RECORDS)])
    assert written(scrapy, tmp_path, paths, jobs) == written(scrapy, tmp_path, paths, "1")


@pytest.mark.parametrize("jobs", ["0", "two", "62", "9" * 5000])
def test_a_wrong_number_of_jobs_is_one_line(scrapy, tmp_path, jobs) -> None:
    done = scrapy("clean", "scraper/sample/site", "-o", tmp_path / "out", f"--jobs={jobs}")
    assert done.returncode == 1
    assert done.stderr == f"scrapy clean: --jobs is a number from 1 to 61, or auto, not {jobs!r}\n"
    assert not list(tmp_path.iterdir())


def test_what_a_page_says_of_a_record_s_length_is_not_believed_on_a_guess(tmp_path, monkeypatch) -> None:
    """Else each stretch that begins in the page would read the archive to its end."""
    false = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\n" + b"x" * 900
    hostile = record("resource", false * 20, f"{HOST}/a.txt")
    path = tmp_path / "a.warc"
    path.write_bytes(hostile + b"".join(RECORDS))
    at_once = seen(path)
    monkeypatch.setattr(stretches, "STRETCH", 1000)
    read = 0
    skip = Window.skip

    def counted(window: Window, size: int) -> int:
        nonlocal read
        read += size
        return skip(window, size)

    monkeypatch.setattr(Window, "skip", counted)
    assert seen(path) == at_once
    assert read < 10 * path.stat().st_size


def test_so_many_tasks_are_out_at_once_however_long_the_first_takes() -> None:
    taken: list[int] = []
    first_may_end = threading.Event()

    def tasks() -> Iterator[tuple[int, int]]:
        for number in range(100):
            taken.append(number)
            if len(taken) == 2 * AHEAD:
                first_may_end.set()
            yield number, number

    def work(number: int) -> int:
        assert number or first_may_end.wait(60)
        return -number

    with ThreadPoolExecutor(2) as pool:
        done = Workers(2, pool).map(work, tasks())
        assert next(done) == (0, 0)
        assert len(taken) == 2 * AHEAD
        assert list(done) == [(number, -number) for number in range(1, 100)]
