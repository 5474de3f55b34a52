from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from schemas.drifts import Drift, Kind
from scraper.health.condition import describe_site, describe_sites, find_idle
from scraper.health.histories import History
from tests.health.reports import FIRST, report


def history(*runs, site="zhuji", bad=()) -> History:
    return History(site, Path("data", site), runs, bad)


def drift(severity, kind=Kind.COVERAGE) -> Drift:
    day = date(2026, 3, 2)
    return Drift(
        site="zhuji",
        kind=kind,
        field="editor",
        since=day,
        noticed=day,
        expected=1,
        found=0,
        line="gone",
        severity=severity,
    )


def test_a_site_is_described_by_its_last_run() -> None:
    runs = (
        report(0, articles=4, fields={"editor": {"filled": 3}}, newest=datetime(2026, 3, 1, 9, tzinfo=UTC)),
        report(
            1,
            articles=0,
            rejections={"no_body": 2, "gone": 1},
            owed={"found": 5},
            owed_on_purpose=2,
            exit_code=3,
        ),
    )
    found = describe_site(history(*runs))
    assert (found.new, found.refused, found.owed, found.exit_code) == (0, 3, 5, 3)
    assert found.coverage == {"editor": 0.75}
    assert found.trend == (4, 0)
    assert found.age == timedelta(days=1, hours=9, minutes=5)
    assert found.is_wrong


def test_an_article_from_the_future_makes_no_site_fresher_than_its_run() -> None:
    found = describe_site(history(report(0, articles=1, newest=datetime(2031, 1, 1, tzinfo=UTC))))
    assert found.age == timedelta(0)


def test_a_site_without_a_report_that_can_be_read_is_wrong_and_has_no_last_run() -> None:
    found = describe_site(history(bad=("x.json is no report",)))
    assert found.last_run is found.exit_code is found.age is None
    assert found.is_wrong


def test_a_notice_alone_makes_no_site_wrong() -> None:
    assert not describe_site(history(report(0)), [drift("notice", Kind.TEMPLATE)]).is_wrong
    assert describe_site(history(report(0)), [drift("warning")]).is_wrong


def test_what_is_wrong_comes_first_the_worst_of_it_before_the_rest() -> None:
    conditions = [
        describe_site(history(report(0), site="a")),
        describe_site(history(report(0, exit_code=4), site="b")),
        describe_site(history(report(0), site="c"), [drift("warning")]),
        describe_site(history(report(0), site="d"), [drift("notice"), drift("severe", Kind.STALE)]),
        describe_site(history(report(0), site="e"), [drift("notice")]),
    ]
    assert [one.site for one in sorted(conditions, key=lambda one: one.order)] == ["d", "c", "b", "e", "a"]


def test_a_condition_can_be_written_and_read() -> None:
    found = describe_site(history(report(0)), [drift("warning")])
    assert type(found).model_validate_json(found.model_dump_json()) == found


def test_all_sites_are_described_each_with_its_drifts_what_is_wrong_first() -> None:
    fine = [report(night, articles=20) for night in range(40)]
    stopped = [*fine, report(40), report(41)]
    sites = describe_sites(
        [history(*fine, site="a"), history(*stopped, site="b"), history(site="c", bad=("x",))]
    )
    assert [one.site for one in sites] == ["b", "c", "a"]
    assert [drift.key for drift in sites[0].drifts] == ["b/fewer_articles"]


@pytest.mark.parametrize(
    ("nights", "later", "idle"),
    [
        ((0, 1, 2, 3), timedelta(days=2), False),  # a night was missed
        ((0, 1, 2, 3), timedelta(days=4), True),
        ((0, 1, 2, 3), timedelta(days=40), False),  # nobody wants it any more
        ((0, 7, 14), timedelta(days=14), False),  # once a week
        ((0, 7, 14), timedelta(days=22), True),
        ((0,), timedelta(days=5), False),
        ((0,), timedelta(days=8), True),
        ((), timedelta(days=8), False),
        ((0, 1, 2), timedelta(days=-3), False),  # a clock that was set back
    ],
)
def test_a_site_that_nobody_starts_any_more_is_idle(nights, later, idle) -> None:
    runs = [report(night) for night in nights]
    now = (runs[-1].started_at if runs else FIRST) + later
    assert (find_idle(history(*runs), now) is not None) is idle
    assert all(one.is_wrong is (idle or not runs) for one in describe_sites([history(*runs)], now))
