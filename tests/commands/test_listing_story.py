"""What explain tells of a listing whose articles are no links of the page."""

from datetime import UTC, datetime

from schemas import Page
from scraper.authoring.listing_story import describe_listing, tell_listing

HOME = "http://www.shanyang.example/xw/"
DATA = '[{"title": "城关街道农资对接会开得热闹", "url": "/xw/c/8731.html"}, {"title": "漫川关镇古街夜市开张", "url": "/xw/c/8732.html"}]'


def page(body: str, url: str = HOME) -> Page:
    return Page(
        url=url,
        body=body.encode(),
        content_type="text/html; charset=utf-8",
        fetched_at=datetime(2023, 6, 12, tzinfo=UTC),
    )


def test_a_list_in_data_leads_to_its_articles() -> None:
    story = tell_listing(
        page(f"<html><body><ul></ul><script>var list = {DATA};</script></body></html>"), None
    )
    assert story["articles"] == [f"{HOME}c/8731.html", f"{HOME}c/8732.html"]
    assert story["instead"] == []


def test_a_page_without_articles_names_what_it_has_instead() -> None:
    story = tell_listing(
        page('<html><body><ul></ul><script>$.get("/api/list?page=1", show)</script></body></html>'), None
    )
    assert story["instead"] == [{"kind": "json", "url": "http://www.shanyang.example/api/list?page=1"}]
    assert "instead   json http://www.shanyang.example/api/list?page=1" in describe_listing(story)


def test_the_pages_of_an_answer_are_numbered_in_its_address() -> None:
    story = tell_listing(page(DATA, "http://www.shanyang.example/api/list?page=1"), None)
    assert len(story["articles"]) == 2
    assert story["next"] == "http://www.shanyang.example/api/list?page=2"
