"""A robots.txt that cannot be reached forbids all (RFC 9309, 2.3.1.4); one that is not there allows all (2.3.1.3)."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from schemas.reader import read_articles
from scraper.web.politeness import GivenUp
from scraper.web.robots import Robots, RobotsUnreachable

QUICK = (
    *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"),
    *("-s", "BACKOFF_START=0", "-s", "RETRY_TIMES=0"),
)
NAME = "/202306/t20230612_1.html"
PAGE = (
    '<meta charset="utf-8"><div class="title_box"><h2>山阳县农资对接会</h2>'
    '<div class="info">2023-06-12 15:27 来源：山阳新闻网</div></div><div id="text">'
    + "".join(
        f"<p>　　山阳县农资对接会昨日在城关街道举行，{many}家合作社的负责人到场选种选肥，问得很细。</p>"
        for many in range(2, 6)
    )
    + "</div>"
).encode()
LISTING = f'<div class="listnews"><h4><a href="{NAME}">新闻</a></h4></div>'.encode()


@pytest.fixture
def crawl(scrapy, site, tmp_path) -> Callable:
    site.put("/", LISTING)
    site.put(NAME, PAGE)
    return lambda *options: scrapy(
        "crawl", "sample", "-a", f"url={site.address}/", "-s", f"DATA_DIR={tmp_path}", *QUICK, *options
    )


@pytest.mark.parametrize("status", [429, 500, 503])
def test_nothing_is_fetched_where_robots_txt_fails_and_all_of_it_by_the_next_run(
    crawl, site, tmp_path, status
) -> None:
    site.put("/robots.txt", b"User-agent: *\nAllow: /\n", status=status)
    done = crawl()
    assert done.returncode == 4
    assert f"robots.txt could not be reached (HTTP {status})" in done.stderr
    assert set(site.requests) == {"/robots.txt"}
    site.answers["/robots.txt"] = []
    assert crawl().returncode == 0
    assert len(list(read_articles(tmp_path / "sample" / "articles", latest=False))) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_where_there_is_no_robots_txt_all_may_be_fetched_whatever_the_errors_page_says(
    crawl, site, tmp_path, status
) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /\n", status=status)
    assert crawl().returncode == 0
    assert len(list(read_articles(tmp_path / "sample" / "articles", latest=False))) == 1


def test_a_robots_txt_that_leads_round_in_a_ring_is_none(crawl, site) -> None:
    site.put("/robots.txt", b"", status=302, Location="/robots.txt")
    assert crawl().returncode == 0


def test_a_page_behind_a_robots_txt_that_fails_is_owed_not_forbidden(crawl, site, tmp_path) -> None:
    with socket.socket() as closed:  # a port that nobody listens at
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        site.put(NAME.replace("_1", "_2"), b"", status=302, Location=f"http://127.0.0.1:{port}/1.html")
        site.answers["/"] = []
        site.put("/", LISTING + LISTING.replace(b"_1", b"_2"))
        crawl()
    rejects = [
        json.loads(line)
        for file in Path(tmp_path / "sample" / "rejects").glob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    assert [one["reason"] for one in rejects] == ["unreachable"]
    assert "robots.txt could not be reached" in rejects[0]["detail"]
    assert (
        len(list(read_articles(tmp_path / "sample" / "articles", latest=False))) == 1
    )  # of the host that does answer


@pytest.fixture
def robots() -> Robots:
    crawler = get_crawler(settings_dict={"ROBOTSTXT_OBEY": True})
    crawler.stats = MemoryStatsCollector(crawler)
    return Robots(crawler)


@pytest.mark.parametrize("error", [DNSLookupError("no such host"), TimeoutError(), GivenUp("a.cn failed")])
def test_one_host_without_an_answer_does_not_stop_another(robots, error) -> None:
    robots._parsers["a.cn"] = Deferred()
    robots._robots_error(error, "a.cn")
    with pytest.raises(RobotsUnreachable, match="RFC 9309"):
        robots.process_request_2(None, Request("http://a.cn/1.html"))
    robots.process_request_2(None, Request("http://b.cn/1.html"))
    assert robots.crawler.stats.get_value("difang/robots/unreachable") == 1


def test_an_archive_without_a_robots_txt_forbids_nothing(robots) -> None:
    robots._parsers["a.cn"] = Deferred()
    robots._robots_error(IgnoreRequest("not in the archive"), "a.cn")
    robots.process_request_2(None, Request("http://a.cn/1.html"))
