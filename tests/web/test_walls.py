"""A crawl before a firewall: it is named, it is given time, and it is not asked for ever."""

import itertools
import json
from collections.abc import Callable

import pytest

from schemas.reader import read_articles
from tests.served import Answer, Site
from tests.stories import HASTE, article, listing, name

QUICK = (*HASTE, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1", "-s", "BREAKER_FAILURES=99")
WALL = (
    '<meta charset="utf-8"><title>网站防火墙</title><h1>您的请求已被拦截</h1>'
    "<p>您的访问疑似攻击，已被安全狗拦截，请联系网站管理员。时间：2023-06-12 15:27:00</p>"
).encode()
CHALLENGE = b"<script>document.cookie='__jsl_clearance=1700000000';location.reload()</script>"


@pytest.fixture
def crawl(scrapy, site, tmp_path) -> Callable:
    return lambda *options: scrapy(
        "crawl", "sample", "-a", f"url={site.address}/", "-s", f"DATA_DIR={tmp_path}", *QUICK, *options
    )


def rejects(folder) -> list[dict[str, str]]:
    files = (folder / "sample" / "rejects").glob("*.jsonl")
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("status", [200, 202])
def test_a_host_whose_firewall_answers_again_and_again_is_given_up_with_its_name(
    crawl, site, tmp_path, status
) -> None:
    site.put("/", listing(*range(60)))
    for number in range(60):
        site.put(name(number), WALL, status=status)
    # Without any delay Scrapy empties a host's queue at once.
    done = crawl("-s", "DOWNLOAD_DELAY=0.02", "-s", "BACKOFF_START=0.1", "-s", "CONCURRENT_REQUESTS=4")
    assert done.returncode == 4
    assert "4 pages of a firewall in a row (安全狗)" in done.stderr
    assert sum(site.requests[name(number)] for number in range(60)) < 60
    assert {one["reason"] for one in rejects(tmp_path)} == {"wall"}


def test_a_page_that_comes_ends_the_row(crawl, site, tmp_path, monkeypatch) -> None:
    site.put("/", listing(*range(9)))
    turns = itertools.count()

    def answer(path: str) -> Answer:
        """Let every third page through, whichever is asked for: a crawl keeps no order."""
        if "_" in path:
            site.put(
                path, WALL if next(turns) % 3 else article(int(path.rpartition("_")[2].removesuffix(".html")))
            )
        return Site.answer(site, path)

    monkeypatch.setattr(site, "answer", answer)
    done = crawl("-s", "CONCURRENT_REQUESTS=1")  # of two at once the second may be answered first
    assert "in a row" not in done.stderr
    assert all(site.requests[name(number)] == 1 for number in range(9))
    assert len(list(read_articles(tmp_path / "sample" / "articles", latest=False))) == 3


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((403, WALL), ("wall", "HTTP 403: 安全狗")),
        ((405, WALL), ("wall", "HTTP 405: 安全狗")),
        ((412, b"<script>$_ts=window['$_ts'];</script>"), ("wall", "HTTP 412: 瑞数")),
        ((521, CHALLENGE), ("wall", "HTTP 521: 加速乐")),
        ((202, CHALLENGE), ("wall", "加速乐")),
        ((403, b"<h1>403 Forbidden</h1>"), ("unreachable", "HTTP 403")),
        ((503, b"<h1>503 Service Temporarily Unavailable</h1>"), ("unreachable", "HTTP 503")),
        ((404, WALL), ("gone", "HTTP 404")),
    ],
)
def test_a_status_is_a_wall_where_its_page_is_one(crawl, site, tmp_path, answer, told) -> None:
    status, body = answer
    site.put("/", listing(*range(1)))
    site.put(name(0), body, status=status)
    crawl()
    assert [(one["reason"], one["detail"]) for one in rejects(tmp_path)] == [told]


@pytest.mark.parametrize(("status", "body"), [(200, WALL), (200, CHALLENGE), (202, CHALLENGE), (412, WALL)])
def test_a_wall_in_place_of_the_listing_is_a_listing_lost(crawl, site, status, body) -> None:
    site.put("/", body, status=status)
    done = crawl()
    assert done.returncode == 4
    assert "安全狗" in done.stderr or "加速乐" in done.stderr
    assert "no listing page could be read, 1 lost" in done.stderr
