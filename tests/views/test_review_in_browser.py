"""A review as a reader has it: on a phone and on a desk, by day and by night, by keyboard, on paper."""

from pathlib import Path

import pytest

from pipelines.restore import damage
from schemas import Rules
from scraper.authoring.looking import read_file
from scraper.authoring.suggestion import suggest
from scraper.views.listing_review import review_listing
from scraper.views.page_review import review_page
from scraper.views.review_file import write_review
from scraper.views.suggestion_review import review_suggestion
from tests.views.hostile_pages import ARTICLE
from tests.views.reviewed import page_of

pytestmark = pytest.mark.slow

TIBET = Path("tests/sites/tibet")
SOUND = ARTICLE.format(head="", body="<table width=3000><tr><td nowrap>宽表</td></tr></table>")
LONG = "http://www.shanyang.example/" + "a" * 400


def reviews():
    pages = [read_file(TIBET / name) for name in ("listing.html", "plain/page.html", "reprint/page.html")]
    return {
        "article": review_page(page_of(SOUND, url=LONG), Rules()),
        "restored": review_page(page_of(damage(SOUND)), Rules()),
        "rejected": review_page(page_of("<h1>山阳</h1>" + "<a href=/>首页</a>" * 99), Rules()),
        "listing": review_listing(pages[0], None),
        "suggestion": review_suggestion(suggest(pages), "x" * 300, pages),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 1280])
def test_nothing_is_wider_than_the_window(browser, tmp_path, width, scheme) -> None:
    for name, review in reviews().items():
        write_review(tmp_path / f"{name}.html", review)
        looked = browser(tmp_path / f"{name}.html", width, scheme)
        assert looked.overflow == 0, name
        assert looked.console == [], name
        assert looked.screenshot.stat().st_size > 5_000


def test_the_colours_follow_the_scheme_of_the_reader(browser, tmp_path) -> None:
    write_review(tmp_path / "review.html", review_page(page_of(SOUND), Rules()))
    paper = "getComputedStyle(document.body).backgroundColor"
    by_day, by_night = (browser(tmp_path / "review.html", 1280, each) for each in ("light", "dark"))
    assert by_day.page.evaluate(paper) != by_night.page.evaluate(paper)


def test_one_language_may_be_chosen_by_keyboard(browser, tmp_path) -> None:
    write_review(tmp_path / "review.html", review_page(page_of(SOUND), Rules()))
    page = browser(tmp_path / "review.html").page
    heading = page.locator("h2").first
    assert heading.inner_text() == "读出的内容 What was read"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert heading.inner_text().strip() == "读出的内容"
    page.keyboard.press("ArrowRight")
    assert heading.inner_text().strip() == "What was read"


def test_the_marks_are_reached_by_keyboard(browser, tmp_path) -> None:
    write_review(tmp_path / "review.html", review_page(page_of(SOUND), Rules()))
    page = browser(tmp_path / "review.html").page
    (frame,) = [one for one in page.frames if one is not page.main_frame]
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(
            frame.evaluate("document.activeElement.id") or frame.evaluate("document.activeElement.hash")
        )
    assert {
        "#mark-title",
        "mark-title",
        "mark-date",
        "mark-source",
        "mark-author",
        "mark-body",
        "mark-editor",
    } <= set(reached)


def test_a_printed_review_shows_the_whole_page(browser, tmp_path) -> None:
    long = ARTICLE.format(
        head="", body="<p>镇上的人说，夜市每周五到周日开放，摊位费全免，来的人多。</p>" * 90
    )
    write_review(tmp_path / "review.html", review_page(page_of(long), Rules()))
    page = browser(tmp_path / "review.html", 760).page
    page.emulate_media(media="print")
    (frame,) = [one for one in page.frames if one is not page.main_frame]
    needed = frame.evaluate("document.documentElement.scrollHeight")
    assert page.locator("iframe").evaluate("one => one.clientHeight") >= needed
