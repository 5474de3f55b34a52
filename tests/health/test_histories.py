from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scraper.health.histories import MOST_RUNS, read_histories
from tests.health.reports import FIRST, put, report


@pytest.fixture
def data() -> Iterator[Path]:
    """Give a folder of its own: the books of all others are added up when the tests are over."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


def test_each_folder_with_reports_has_a_history_oldest_run_first(data) -> None:
    put(data, "zhuji", report(2), report(0), report(1))
    put(data, "xw.shixing.example_8080", report(0))
    (data / "fresh" / "runs").mkdir(parents=True)
    first, second = read_histories(data)
    assert (first.site, second.site) == ("xw.shixing.example_8080", "zhuji")
    assert [run.started_at.day for run in second.runs] == [1, 2, 3]


def test_what_was_replayed_is_no_run_of_the_site(data) -> None:
    put(data, "zhuji", report(0))
    put(data / "zhuji", "replay", report(1))
    assert [len(history.runs) for history in read_histories(data)] == [1]


def test_where_nothing_was_crawled_there_are_no_histories(data) -> None:
    assert read_histories(data) == read_histories(data / "nowhere") == ()


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b'{"schema_version": "9.0.0"}',
        b'{"schema_version": 1}',
        b'{"run": "x"}',
    ],
)
def test_a_bad_file_is_named_in_one_line_and_passed_over(data, written) -> None:
    put(data, "zhuji", report(0), report(2))
    (data / "zhuji" / "runs" / "20260302T180000000000Z.json").write_bytes(written)
    (history,) = read_histories(data)
    assert len(history.runs) == 2
    (line,) = history.bad
    assert "20260302T180000000000Z.json" in line
    assert "\n" not in line


def test_a_folder_called_like_a_report_is_a_bad_file(data) -> None:
    (data / "zhuji" / "runs" / "20260302T180000000000Z.json").mkdir(parents=True)
    (history,) = read_histories(data)
    assert not history.runs
    assert len(history.bad) == 1


def test_only_the_newest_runs_are_read_in_the_order_of_their_names(data) -> None:
    put(data, "zhuji", *(report(night) for night in range(MOST_RUNS + 5)))
    back = report(300, started_at=FIRST - timedelta(days=9)).model_copy(
        update={"run": "20270301T000000000000Z"}
    )
    put(data, "zhuji", back)  # the clock was set back; the journal's names go on
    (history,) = read_histories(data)
    assert len(history.runs) == MOST_RUNS
    assert history.runs[-1].started_at == back.started_at
    assert history.runs[0].started_at == FIRST + timedelta(days=6)
