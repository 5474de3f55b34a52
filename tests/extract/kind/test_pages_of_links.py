"""Pages of a news site that are no articles are refused, each with its true reason."""

import pytest

from pipelines.flow import clean
from schemas import Page, Reason, Rejection
from tests.extract.kind.frames import FETCHED, SITE
from tests.extract.kind.other_pages import OTHERS
from tests.extract.kind.pages_of_links import listings

LISTINGS = list(listings())


def refuse(path: str, html: str) -> Rejection:
    page = Page(
        url=SITE + path, body=html.encode(), content_type="text/html; charset=utf-8", fetched_at=FETCHED
    )
    refused = clean(page)
    assert isinstance(refused, Rejection), (refused.title, refused.date, refused.body[:80])
    return refused


@pytest.mark.parametrize(("path", "html"), [row[1:] for row in LISTINGS], ids=[row[0] for row in LISTINGS])
def test_a_page_whose_rows_of_headlines_are_the_page_is_a_list(path, html) -> None:
    refused = refuse(path, html)
    assert refused.reason is Reason.LIST_PAGE, refused.detail


@pytest.mark.parametrize(
    ("path", "html", "reasons"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS]
)
def test_another_page_that_is_no_article_is_refused_for_what_it_is(path, html, reasons) -> None:
    refused = refuse(path, html)
    assert refused.reason in reasons, refused
