"""What two nights teach of a site's addresses: articles, refusals, and what neither of them says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.storage.learned_forms import Learned, read_forms
from tests.stories import HASTE, article, listing, name


@pytest.fixture
def crawl(scrapy, site, tmp_path) -> Callable[..., dict[str, tuple[int, int]]]:
    """Crawl the site; return the yes and no of each path's form, as they lie on the disk afterwards."""

    def run(*options: str) -> dict[str, tuple[int, int]]:
        site.requests.clear()
        scrapy(
            "crawl", "sample", "-a", f"url={site.address}/", "-s", f"DATA_DIR={tmp_path}", *HASTE, *options
        )
        return {form.partition("/")[2]: learned[:2] for form, learned in taught(tmp_path).items()}

    return run


def taught(data: Path) -> dict[str, Learned]:
    return read_forms(data / "sample" / "ledger.sqlite")


def test_two_nights_count_each_address_once(crawl, site, tmp_path) -> None:
    site.put("/", listing(*range(1001, 1007)))
    for number in (1001, 1002, 1003):
        site.put(name(number), article(number))
    site.put(name(1004), article(1004, body=False))
    site.put(name(1005), b"", status=404)
    site.put(name(1006), b"", status=500)
    form = "9{6}/t9{8}_9{3,5}.html"
    assert crawl() == {form: (3, 1)}
    ((_, first),) = taught(tmp_path).items()
    assert first.article_at
    site.answers["/"], site.answers[name(1006)] = [], []
    site.put("/", listing(*range(1001, 1009)))
    for number in (1006, 1007):
        site.put(name(number), article(number))
    site.put(name(1008), article(1008, body=False))
    assert crawl("-a", "refresh=7d", "-s", "RETRY_REFUSED_DAYS=0") == {form: (5, 2)}
    assert site.requests[name(1001)] == site.requests[name(1004)] == 1  # looked at again, and counted before
    ((_, second),) = taught(tmp_path).items()
    assert second.article_at
    assert second.article_at >= first.article_at


def test_an_address_that_is_sent_on_teaches_its_own_form(crawl, site) -> None:
    site.put("/", listing("/202306/t20230612_33333333.html", "/202306/t20230612_2.html"))
    site.put("/202306/t20230612_2.html", article(2))
    site.put("/202306/t20230612_33333333.html", b"", status=302, Location="/202306/t20230612_2.html")
    taught = crawl(
        "-s", "CONCURRENT_REQUESTS=1"
    )  # the article before what leads to it, whatever answers sooner
    assert taught == {"9{6}/t9{8}_9.html": (1, 0), "9{6}/t9{8}_9{8}.html": (1, 0)}


def test_articles_that_are_gone_to_the_home_page_speak_against_no_form(crawl, site) -> None:
    site.put("/", listing(1, 2, 3))
    site.put(name(1), article(1))
    for number in (2, 3):
        site.put(name(number), b"", status=302, Location="/")
    assert crawl() == {"9{6}/t9{8}_9.html": (1, 0)}
