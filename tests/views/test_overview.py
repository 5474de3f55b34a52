"""The report on all sites: its numbers add up, and what came from outside stays text."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from pipelines.divisions import division_provinces
from pipelines.restore import restore
from schemas import Reason
from schemas.drifts import Kind
from schemas.round import RoundReport, SiteRun
from schemas.rules import Field
from scraper.health.condition import describe_site
from scraper.health.histories import History
from scraper.views.overview import meanings
from scraper.views.overview.composing import Asked, compose
from scraper.views.overview.restored_pages import Piece, RestoredPage, read_run_page, show_page
from scraper.views.overview.tile_map import PROVINCES
from tests.health.reports import report
from tests.views.invented_sites import invent_runs
from tests.views.reviewed import document_of, page_of, tags_of

NOW = datetime(2026, 3, 20, 2, tzinfo=UTC)
ASKED = Asked(NOW - timedelta(days=7), NOW)
SITES = 12
DAMAGED = Path(__file__).parents[2] / "scraper/sample/site/202306/t20230608_1008.html"
HOSTILE = '"><script>alert(1)</script><img src=http://127.0.0.1:9/x onerror=alert(2)>{{ 7 * 7 }}\u202e'


def histories(*given: History) -> dict[str, History]:
    names = (f"site{number:02d}" for number in range(SITES))
    invented = (
        History(name, Path("data", name), tuple(invent_runs(number, name, 20, NOW)))
        for number, name in enumerate(names)
    )
    return {one.site: one for one in (given or invented)}


def overview(found: dict[str, History], asked=ASKED, **more):
    return compose(found, [describe_site(one) for one in found.values()], asked, **more)


def hostile():
    """Return the history of a site all of whose texts are hostile, and a round that tells of it."""
    run = report(
        started_at=NOW - timedelta(hours=2),
        site_name=HOSTILE,
        outcome=HOSTILE,
        exit_code=4,
        articles=1,
        rejections={HOSTILE: 3, "no_body": 1},
        owed={HOSTILE: 1},
        regions={HOSTILE: 1},
        examples={
            f"reason/{HOSTILE}": "javascript:alert(3)",
            "reason/no_body": 'http://a.example/"onmouseover=alert(4)',
        },
    )
    turn = RoundReport(
        started_at=NOW,
        finished_at=NOW,
        jobs=1,
        sites=(SiteRun(site="bad", exit_code=4, outcome=HOSTILE),),
        exit_code=4,
        outcome=HOSTILE,
    )
    history = History("bad", Path("data/bad"), (run,), (HOSTILE,))
    page = overview(histories(history), rounds=[turn], bad=[HOSTILE])
    pieces = (Piece(HOSTILE, HOSTILE), Piece(HOSTILE, HOSTILE, HOSTILE))
    page.restored = [RestoredPage("bad", "javascript:alert(5)", (HOSTILE,), 1, False, (pieces,))]
    return page


def test_the_numbers_of_the_page_add_up() -> None:
    found = histories()
    page = overview(found)
    inside = [run for one in found.values() for run in one.runs if run.started_at >= ASKED.since]
    last = [one.runs[-1] for one in found.values()]
    articles = sum(run.articles for run in inside)
    assert page.total("new") == sum(run.articles for run in last)
    assert page.total("refused") == sum(run.refused for run in last)
    assert page.total("missed") == sum(run.missed for run in last) > 0
    assert page.period.articles == articles == page.period.fetched().total == page.period.published().total
    assert articles == sum(tile.articles for tile in page.tiles) + page.period.placeless()
    assert page.period.refused == sum(one.pages for one in page.period.refusals()) > 0
    assert sum(one.share for one in page.period.refusals()) == pytest.approx(1)


def test_dates_of_another_century_and_none_at_all_are_one_number_beside_the_bars() -> None:
    days = {"2026-03-19": 3, "2062-03-19": 2, "1970-01-01": 1, "earlier": 4, "yesterday": 5}
    run = report(started_at=NOW - timedelta(hours=2), articles=16, days=days)
    chart = overview(histories(History("one", Path("data/one"), (run,)))).period.published()
    assert ([bar.number for bar in chart.bars], chart.others, chart.total) == ([3], 13, 16)


def test_figures_that_do_not_fit_are_shown_as_they_are() -> None:
    odd = {
        "title": {"filled": 0, "by_rules": 2},
        "date": {"filled": 9, "by_rules": 1},
        "body": {"filled": 3, "by_rules": 3},
    }
    run = report(articles=3, fields=odd, seconds={"total": float("nan"), "fetching": float("inf")})
    assert "300%" in document_of(overview(histories(History("one", Path("data/one"), (run,)))))


def test_a_report_of_a_moment_that_no_zone_can_tell_is_no_report() -> None:
    for year in (1, 9999):
        with pytest.raises(ValueError, match=f"the year {year} is not over"):
            report(started_at=datetime(year, 1, 1, tzinfo=UTC), finished_at=NOW)


def test_what_is_wrong_is_named_with_its_province() -> None:
    page = overview(histories())
    (failing,) = page.wrong  # site04: nobody told of drifts here
    (tile,) = (one for one in page.tiles if one.names)
    assert (failing.name, failing.state, tile.names, tile.state) == ("site04", "severe", ["site04"], "severe")
    assert "the listing answers 502" in document_of(page)


def test_each_mainland_province_has_a_tile_and_no_two_share_a_place() -> None:
    assert {code for codes in division_provinces().values() for code in codes} <= {
        one.code for one in PROVINCES
    } | {"83"}
    assert len(PROVINCES) == len({one.code for one in PROVINCES}) == 34
    assert len({(one.column, one.row) for one in PROVINCES}) == 34


def test_each_reason_drift_and_field_is_told_in_both_languages() -> None:
    assert set(Reason) <= meanings.REASONS.keys()
    assert meanings.DRIFTS.keys() == set(Kind)
    assert meanings.FIELDS.keys() == set(get_args(Field))


def test_the_page_runs_its_own_script_alone_and_asks_for_nothing() -> None:
    for page in (overview(histories()), hostile()):
        document = document_of(page)
        tags = tags_of(document)
        (policy,) = (tag.attributes["content"] for tag in tags if "http-equiv" in tag.attributes)
        script = document.partition("<script>")[2].partition("</script>")[0]
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert policy.startswith("default-src 'none'")
        assert policy.endswith(f"script-src 'sha256-{digest}'")
        assert not {tag.name for tag in tags} & {"img", "link", "iframe", "object", "embed", "base", "form"}
        assert [tag.name for tag in tags].count("script") == 1
        for tag in tags:
            assert not [name for name in tag.attributes if name.startswith("on") or name == "src"]
            assert tag.attributes.get("href", "#").startswith(("#", "http://", "https://"))


def test_a_hostile_text_stays_text() -> None:
    document = document_of(hostile())
    assert "&lt;script&gt;alert(1)" in document
    assert "{{ 7 * 7 }}" in document
    assert "javascript:alert(3)" in document  # printed, and no link
    assert "<bdi>&#34;&gt;&lt;script" in document


def test_a_page_on_nothing_says_so() -> None:
    assert "no run has been recorded yet" in document_of(overview({}, Asked(NOW, NOW)))
    broken = History("bad", Path("data/bad"), (), ("runs/x.json is no report of a run",))
    document = document_of(overview({"bad": broken}))
    assert "runs/x.json is no report of a run" in document
    alone = History("one", Path("data/one"), (report(0, articles=2),))
    assert "without a run in the period" in document_of(overview({"one": alone}))


@pytest.mark.parametrize("language", ["both", "zh", "en"])
def test_the_page_opens_in_the_language_that_was_asked_for(language) -> None:
    tags = tags_of(document_of(overview({}, Asked(NOW, NOW, language=language))))
    checked = [tag.attributes["id"] for tag in tags if "checked" in tag.attributes]
    assert checked == [{"both": "both-tongues", "zh": "only-zh", "en": "only-en"}[language]]


def test_a_restored_page_is_shown_before_and_after() -> None:
    text = DAMAGED.read_text(encoding="utf-8")
    shown = show_page("sample", page_of(text))
    repaired = restore(text).text
    assert shown is not None
    assert shown.passages
    for passage in shown.passages:
        assert "".join(piece.before for piece in passage) in text
        assert "".join(piece.after for piece in passage) in repaired
        assert any(piece.kind for piece in passage)
    assert show_page("sample", page_of("<p>山阳今日丰收。</p>")) is None


def test_an_archive_that_is_gone_or_broken_shows_no_page(tmp_path) -> None:
    broken = tmp_path / "broken.warc.gz"
    broken.write_bytes(b"\x1f\x8b\x08\x00 no archive")
    assert read_run_page(tmp_path / "gone.warc.gz", "http://a.example/") is None
    assert read_run_page(broken, "http://a.example/") is None
