from datetime import timedelta

import pytest

from scraper.health.histories import MOST_RUNS, read_histories
from tests.health.reports import FIRST, put, report


def test_each_folder_with_reports_has_a_history_oldest_run_first(tmp_path) -> None:
    put(tmp_path, "zhuji", report(2), report(0), report(1))
    put(tmp_path, "xw.shixing.example_8080", report(0))
    (tmp_path / "fresh" / "runs").mkdir(parents=True)
    first, second = read_histories(tmp_path)
    assert (first.site, second.site) == ("xw.shixing.example_8080", "zhuji")
    assert [run.started_at.day for run in second.runs] == [1, 2, 3]


def test_what_was_replayed_is_no_run_of_the_site(tmp_path) -> None:
    put(tmp_path, "zhuji", report(0))
    put(tmp_path / "zhuji", "replay", report(1))
    assert [len(history.runs) for history in read_histories(tmp_path)] == [1]


def test_where_nothing_was_crawled_there_are_no_histories(tmp_path) -> None:
    assert read_histories(tmp_path) == read_histories(tmp_path / "nowhere") == ()


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
def test_a_bad_file_is_named_in_one_line_and_passed_over(tmp_path, written) -> None:
    put(tmp_path, "zhuji", report(0), report(2))
    (tmp_path / "zhuji" / "runs" / "20260302T180000000000Z.json").write_bytes(written)
    (history,) = read_histories(tmp_path)
    assert len(history.runs) == 2
    (line,) = history.bad
    assert "20260302T180000000000Z.json" in line
    assert "\n" not in line


def test_a_folder_called_like_a_report_is_a_bad_file(tmp_path) -> None:
    (tmp_path / "zhuji" / "runs" / "20260302T180000000000Z.json").mkdir(parents=True)
    (history,) = read_histories(tmp_path)
    assert not history.runs
    assert len(history.bad) == 1


def test_only_the_newest_runs_are_read_in_the_order_of_their_names(tmp_path) -> None:
    put(tmp_path, "zhuji", *(report(night) for night in range(MOST_RUNS + 5)))
    back = report(300, started_at=FIRST - timedelta(days=9)).model_copy(
        update={"run": "20270301T000000000000Z"}
    )
    put(tmp_path, "zhuji", back)  # the clock was set back; the journal's names go on
    (history,) = read_histories(tmp_path)
    assert len(history.runs) == MOST_RUNS
    assert history.runs[-1].started_at == back.started_at
    assert history.runs[0].started_at == FIRST + timedelta(days=6)
