from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from schemas.drifts import Drift, Kind
from scraper.health.condition import describe_site, describe_sites
from scraper.health.histories import History
from tests.health.reports import report


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
