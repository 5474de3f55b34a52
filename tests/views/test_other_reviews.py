"""The reviews of a listing and of a suggestion, and the file that they are written to."""

from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

from schemas import Page, Rules
from scraper.authoring.looking import read_file
from scraper.authoring.suggestion import suggest
from scraper.crawl.choice import load_sites
from scraper.views.listing_review import review_listing
from scraper.views.page_review import review_page
from scraper.views.review_file import check_writable, write_review
from scraper.views.suggestion_review import review_suggestion
from tests.views.reviewed import document_of, frames_of, page_of, tags_of

TIBET = Path("tests/sites/tibet")


@pytest.fixture
def pages() -> list[Page]:
    return [read_file(TIBET / name) for name in ("listing.html", "plain/page.html", "reprint/page.html")]


def labels(frame: str) -> list[str]:
    return [tag.attributes["data-label"] for tag in tags_of(frame) if "data-label" in tag.attributes]


def test_each_link_of_a_listing_carries_its_group_and_its_verdict(pages) -> None:
    review = review_listing(pages[0], None)
    (frame,) = frames_of(document_of(review))
    named = labels(frame)
    group = next(n for n, one in enumerate(review.story["groups"], 1) if one["verdict"] == "articles")
    assert named.count(f"文章 article {group}") == len(review.story["articles"]) == 5
    assert any(label.startswith(f"待试 to try {group}: doubtful") for label in named)  # with its own reason


def test_a_site_says_which_links_are_articles(pages) -> None:
    (site,) = load_sites(get_project_settings(), "tibet")
    review = review_listing(pages[0], site)
    assert review.story["site"] == "tibet"
    assert len(review.story["articles"]) == 5


def test_a_list_as_data_is_shown_as_its_source() -> None:
    review = review_listing(page_of('[{"title": "古街夜市开张了", "url": "/xw/c/8731.html"}]'), None)
    (frame,) = frames_of(document_of(review))
    assert "/xw/c/8731.html" in frame


def test_a_suggestion_shows_its_selectors_and_what_they_find(pages) -> None:
    suggestion = suggest(pages)
    review = review_suggestion(suggestion, "class MysiteSpider: ...\n", pages)
    document = document_of(review)
    assert "class MysiteSpider: ..." in document
    assert (len(review.articles), len(review.listings)) == (2, 1)
    articles, listing = frames_of(document)[:2], frames_of(document)[2]
    for frame in articles:
        assert "规则 rule body: #text" in frame
        assert "标题 title" in labels(frame)
    assert len([label for label in labels(listing) if "div.listnews a" in label]) == 6
    assert review.listings[0].story["site"] == "proposed"
    assert {row.rule for row in review.articles[0].rows[:3]} == {"site"}


def test_a_suggestion_of_nothing_is_told() -> None:
    review = review_suggestion(suggest([page_of("<p>山阳</p>")]), "", [page_of("<p>山阳</p>")])
    assert "✗ rejected" in document_of(review)


def test_a_review_is_written_over_a_review_and_over_nothing_else(tmp_path) -> None:
    review = review_page(page_of("<p>山阳</p>"), Rules())
    file = tmp_path / "review.html"
    write_review(file, review)
    write_review(file, review)
    assert [path.name for path in tmp_path.iterdir()] == ["review.html"]
    page = tmp_path / "page.html"
    page.write_text("<p>山阳</p>", encoding="utf-8")
    for path in (page, tmp_path, tmp_path / "none/review.html", Path("/dev/null")):
        with pytest.raises(ValueError, match=path.name):
            check_writable(path)
    link = tmp_path / "link.html"
    link.symlink_to(file)
    file.write_bytes(b"")
    write_review(link, review)
    assert link.is_symlink()
    assert file.stat().st_size > 1_000
    assert page.read_text(encoding="utf-8") == "<p>山阳</p>"
