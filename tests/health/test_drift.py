import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from schemas.drifts import Drift, Kind
from schemas.run import FieldFigures, RunReport
from scraper.health.drifting import find_drift, quiet_days
from scraper.health.histories import History
from tests.health.reports import FIRST, report

FIELDS = ("title", "date", "source", "editor", "author", "body")


def night(number: int, articles: int = 20, **given) -> RunReport:
    """Return the report of a night on which a site of 20 articles a day was as ever, but for what is given."""
    lost, dead = given.pop("lost", ()), given.pop("dead", ())
    begun = given.get("started_at", FIRST + timedelta(days=number))
    url = f"http://www.zhuji.example/{number}.html"
    fields = {
        name: {
            "filled": (filled := 0 if name in lost else articles),
            "by_rules": (ruled := 0 if name in dead else filled),
            "by_reader": filled - ruled,
        }
        for name in FIELDS
    }
    examples = {f"missing/{name}": url for name in lost} | {f"reader/{name}": url for name in dead}
    facts = {
        "articles": articles,
        "fields": fields if articles else {},
        "precisions": {"minute": articles},
        "templates": {given.pop("place", "div.main > div#text"): {"articles": articles, "example": url}}
        if articles
        else {},
        "days": {f"{begun:%Y-%m-%d}": articles},
        "newest": begun - timedelta(hours=5) if articles else None,
        "examples": examples,
    }
    return report(number, **(facts | given))


def as_ever(nights: int = 40) -> list[RunReport]:
    return [night(number, articles=18 + number % 5) for number in range(nights)]


def told(runs: list[RunReport], **given) -> dict[str, Drift]:
    return {
        drift.key: drift for drift in find_drift(History("zhuji", Path("data/zhuji"), tuple(runs)), **given)
    }


def after(*numbers: int, **given) -> dict[str, Drift]:
    return told([*as_ever(), *(night(number, **given) for number in numbers)])


def test_a_site_that_is_as_ever_does_not_drift() -> None:
    assert not told(as_ever(90))


def test_a_field_that_is_gone_is_told_on_the_first_night_with_the_day_and_a_page() -> None:
    (drift,) = after(40, lost=["editor"]).values()
    assert (drift.kind, drift.field, drift.severity) == (Kind.COVERAGE, "editor", "severe")
    assert drift.since == drift.noticed == date(2026, 4, 11)
    assert drift.found == 0
    assert drift.expected > 0.95
    assert drift.example == "http://www.zhuji.example/40.html"
    assert drift.line == "editor in 0% of the articles, 100% before (since 2026-04-11)"


def test_a_warning_stays_as_it_began_until_the_field_is_back() -> None:
    for nights in (1, 3, 10, 25):
        (drift,) = after(*range(40, 40 + nights), lost=["editor"]).values()
        assert drift.since == date(2026, 4, 11)
    gone = [night(number, lost=["editor"]) for number in range(40, 65)]
    assert not told([*as_ever(), *gone, night(65)])


def test_what_has_lasted_for_a_month_is_the_norm_and_so_is_what_comes_after_it() -> None:
    gone = [night(number, lost=["editor"]) for number in range(40, 75)]
    assert not told([*as_ever(), *gone])
    assert set(told([*as_ever(), *gone, night(75, lost=["editor", "author"])])) == {"zhuji/coverage/author"}


def test_most_of_a_field_back_is_not_back() -> None:
    gone = [night(number, lost=["editor"]) for number in range(40, 44)]
    most = [
        night(number).model_copy(
            update={"fields": night(number).fields | {"editor": FieldFigures(filled=14, by_rules=14)}}
        )
        for number in range(44, 50)
    ]
    (drift,) = told([*as_ever(), *gone, *most]).values()
    assert (drift.key, drift.since) == ("zhuji/coverage/editor", date(2026, 4, 11))


def test_rules_that_stop_matching_are_told_by_field_though_nothing_is_missing() -> None:
    drifts = after(40, dead=["title", "source"])
    assert set(drifts) == {"zhuji/takeover/title", "zhuji/takeover/source"}
    assert drifts["zhuji/takeover/title"].example == "http://www.zhuji.example/40.html"


def test_another_place_of_the_body_alone_is_a_notice() -> None:
    (drift,) = after(40, place="section.article > div.txt").values()
    assert (drift.kind, drift.severity, drift.found) == (Kind.TEMPLATE, "notice", 1)
    assert drift.example == "http://www.zhuji.example/40.html"


def test_a_changed_template_is_no_longer_told_when_rules_for_it_match() -> None:
    moved = {"place": "section.article > div.txt"}
    broken = [night(number, dead=FIELDS, **moved) for number in range(40, 44)]
    assert "zhuji/template" in told([*as_ever(), *broken])
    assert not told([*as_ever(), *broken, night(44, **moved), night(45, **moved)])


def test_refusals_are_told_by_reason() -> None:
    refused = {
        "rejections": {"no_body": 15, "duplicate": 40},
        "examples": {"reason/no_body": "http://www.zhuji.example/x.html"},
    }
    (drift,) = after(40, articles=5, **refused).values()
    assert (drift.kind, drift.field, drift.found, drift.severity) == (
        Kind.REFUSALS,
        "no_body",
        0.75,
        "severe",
    )
    assert drift.example == "http://www.zhuji.example/x.html"


def test_dates_that_lost_their_time_are_told() -> None:
    assert set(after(40, precisions={"day": 20})) == {"zhuji/precision/date"}


def test_listings_that_show_half_of_their_links_are_told() -> None:
    assert set(after(40, links=28)) == {"zhuji/fewer_links"}


def test_a_site_that_stops_is_told_on_the_first_night_and_with_its_newest_article_later() -> None:
    assert set(after(40, articles=0)) == {"zhuji/fewer_articles"}
    drifts = after(*range(40, 46), articles=0)
    assert set(drifts) == {"zhuji/fewer_articles", "zhuji/stale"}
    assert drifts["zhuji/fewer_articles"].since == date(2026, 4, 11)


def test_quiet_weekends_are_no_drift_and_a_quiet_monday_is() -> None:
    def week(number: int) -> int:
        return 2 if (FIRST + timedelta(days=number)).weekday() in {4, 5} else 30  # runs of the night after

    runs = [night(number, articles=week(number)) for number in range(55)]
    assert not any(told(runs[:end]) for end in range(19, 55, 2))
    monday = next(number for number in range(55, 70) if (FIRST + timedelta(days=number)).weekday() == 0)
    runs += [night(number, articles=week(number)) for number in range(55, monday)]
    assert set(told([*runs, night(monday, articles=2)])) == {"zhuji/fewer_articles"}


def test_a_holiday_is_what_all_sites_do_at_once_and_no_calendar_is_asked() -> None:
    def life(seed: int) -> list[RunReport]:
        rng = random.Random(seed)
        return [
            night(number, articles=rng.randint(1, 4) if 50 <= number < 57 else rng.randint(17, 23))
            for number in range(60)
        ]

    others = [History(f"site{seed}", Path("data"), tuple(life(seed))) for seed in range(8)]
    quiet = quiet_days(others)
    assert sorted(quiet) == [date(2026, 3, 2) + timedelta(days=number - 1) for number in range(50, 57)]
    assert not any(told(life(99)[:end], quiet=quiet) for end in range(49, 61, 2))
    assert set(told(life(99)[:54])) == {"zhuji/fewer_articles"}


def test_one_night_of_a_dead_server_is_no_drift_and_three_are() -> None:
    down = [night(number, articles=0, exit_code=4, listing_pages=0) for number in range(40, 43)]
    assert not told([*as_ever(), *down[:2]])
    (drift,) = told([*as_ever(), *down]).values()
    assert (drift.kind, drift.found, drift.since) == (Kind.FAILING, 3, date(2026, 4, 11))
    assert not told([*as_ever(), *down, night(43, articles=80)])


def test_a_site_that_often_fails_is_told_when_it_fails_for_longer_than_it_does() -> None:
    often = [night(number, exit_code=4 if number % 3 == 0 else 0) for number in range(60)]
    assert "zhuji/failing" not in told([*often, *(night(number, exit_code=4) for number in range(60, 63))])
    assert "zhuji/failing" in told([*often, *(night(number, exit_code=4) for number in range(60, 70))])


@pytest.mark.parametrize("code", [5, 75, 130, 143, 1])
def test_a_run_that_was_broken_off_is_no_evidence(code) -> None:
    assert not after(40, articles=1, lost=["editor", "source"], place="div.x", links=1, exit_code=code)


def test_runs_that_are_ended_night_after_night_are_told() -> None:
    assert set(after(40, 41, 42, articles=1, exit_code=143)) == {"zhuji/unfinished"}


def test_what_a_broken_off_run_delivered_counts_with_the_next() -> None:
    assert not told(
        [
            *as_ever(),
            night(40, articles=20, exit_code=143),
            night(41, articles=0, started_at=FIRST + timedelta(days=40, hours=2)),
        ]
    )


def test_a_run_of_a_part_of_the_site_is_not_compared_with_whole_ones() -> None:
    assert not after(40, articles=1, links=5, lost=["editor"], arguments={"section": "tyxw"})


def test_a_night_with_nothing_new_says_nothing_of_fields() -> None:
    rare = [night(number, articles=6 * (number % 4 == 0)) for number in range(80)]
    assert not any(told(rare[:end]) for end in (20, 50, 77, 78, 80))


def test_an_archive_is_no_norm_and_a_backfill_no_drift() -> None:
    old = {
        "articles": 5000,
        "lost": ["editor"],
        "place": "td.old",
        "days": {"2019-01-01": 4980, "earlier": 10},
        "precisions": {"day": 5000},
    }
    first = night(0, **old, known=0)
    assert not told([first, *as_ever()[1:]])
    backfill = night(40, **(old | {"newest": FIRST + timedelta(days=39)}))
    assert not told([*as_ever(), backfill.model_copy(update={"days": old["days"] | {"2026-04-10": 20}})])


def test_several_runs_a_day_and_one_in_three_days_are_judged_by_what_they_should_bring() -> None:
    quarters = [
        night(number, articles=5 if number % 4 else 0, started_at=FIRST + timedelta(hours=6 * number))
        for number in range(160)
    ]
    assert not any(told(quarters[:end]) for end in (90, 121, 140, 160))
    silent = [night(n, articles=0, started_at=FIRST + timedelta(hours=6 * n)) for n in range(160, 166)]
    assert set(told([*quarters, *silent])) == {"zhuji/fewer_articles"}
    thirds = [
        night(number, articles=58 + number % 5, started_at=FIRST + timedelta(days=3 * number))
        for number in range(20)
    ]
    assert not any(told(thirds[:end]) for end in (8, 15, 20))
    assert set(told([*thirds, night(20, articles=0, started_at=FIRST + timedelta(days=60))])) == {
        "zhuji/fewer_articles"
    }


def test_missed_nights_are_no_drift() -> None:
    runs = as_ever()
    assert not told([*runs, night(44, articles=95), night(45)])


def test_articles_owed_more_from_run_to_run_are_told_until_they_are_had() -> None:
    owing = [night(40 + number, owed={"unreachable": owed}) for number, owed in enumerate((8, 20, 45))]
    (drift,) = told([*as_ever(), *owing]).values()
    assert (drift.kind, drift.found, drift.expected) == (Kind.OWED, 45, 0)
    assert not told([*as_ever(), *owing, night(43, owed={"unreachable": 3})])


def test_articles_that_are_owed_are_not_missing() -> None:
    assert not after(40, articles=4, owed={"unreachable": 16}, exit_code=3)


def test_what_limit_left_is_not_owed() -> None:
    left = [
        night(40 + number, owed={"found": owed}, owed_on_purpose=owed)
        for number, owed in enumerate((8, 20, 45))
    ]
    assert not told([*as_ever(), *left])


@pytest.mark.parametrize(
    "runs",
    [
        [],
        as_ever(1),
        as_ever(2),
        [report(0)] * 50,  # the same moment
        [night(0)] * 50,
        as_ever()[::-1],  # the clock went back each night
        [*as_ever(), night(-400), night(41)],
        [report(number) for number in range(60)],
        [report(number, schema_version="0.0.0", articles=20) for number in range(60)],
        [
            report(number, articles=20, fields={"editor": {"filled": 90, "by_rules": 400}})
            for number in range(60)
        ],
        [night(number, exit_code=4) for number in range(60)],
        [night(number, articles=10**6 * (number % 2)) for number in range(60)],
    ],
    ids="empty one two same same-full backwards set-back nothing-new old more-than-all failing huge".split(),
)
def test_odd_histories_are_borne(runs) -> None:
    history = History("zhuji", Path("data/zhuji"), tuple(runs))
    quiet_days([history] * 6)
    drifts = find_drift(history)
    assert len({drift.key for drift in drifts}) == len(drifts)
    assert all("\n" not in drift.line for drift in drifts)


def test_a_clock_that_was_set_back_hides_no_drift() -> None:
    back = [night(number, started_at=FIRST + timedelta(days=number - 3)) for number in range(40, 44)]
    gone = night(44, started_at=FIRST + timedelta(days=41), lost=["editor"])
    assert "zhuji/coverage/editor" in told([*as_ever(), *back, gone])
