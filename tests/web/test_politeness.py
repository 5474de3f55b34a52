"""What the server sees of our politeness: its requests; in the slow suite the time between them too.

The fast tests look at no clock: they ask until when a host is let rest, at a moment that stands still.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from pipelines.validate import reject
from schemas import Page, Reason, Rejected
from scraper.crawl.feeds import Refused
from scraper.web.politeness import GivenUp, Politeness, retry_after

QUICK = (  # without any delay Scrapy empties a host's queue at once
    "-s", "DOWNLOAD_DELAY=0.02", "-s", "AUTOTHROTTLE_ENABLED=0",
    "-s", "BACKOFF_START=0.1", "-s", "RETRY_TIMES=2",
)  # fmt: skip
PAGE = "<p>山阳县农资对接会</p>".encode()


def name(number: int) -> str:
    return f"/202306/t20230612_{number}.html"


def listing(many: int) -> bytes:
    return "".join(
        f'<div class="listnews"><h4><a href="{name(n)}">新闻</a></h4></div>' for n in range(many)
    ).encode()


@pytest.fixture
def timed(site) -> Iterator[dict[str, list[float]]]:
    """When each path was asked for."""
    moments: dict[str, list[float]] = defaultdict(list)
    answer = site.answer

    def note(path: str):
        moments[path].append(time.monotonic())
        return answer(path)

    site.answer = note
    return moments


def crawl(scrapy, site, data: Path, *options: str):
    return scrapy("crawl", "sample", "-a", f"url={site.address}/", "-s", f"DATA_DIR={data}", *QUICK, *options)


NOW = 1000.0  # seconds on the clock that stands still


@pytest.fixture
def slot() -> Slot:
    return Slot(concurrency=1, delay=0.0, jitter=0.5)


@pytest.fixture
def politeness(slot, monkeypatch) -> Politeness:
    """Return the middleware of a crawl that has asked example.cn for something."""
    monkeypatch.setattr(sys.modules[Politeness.__module__], "monotonic", lambda: NOW)
    settings = {
        "BACKOFF_START": 0.1,
        "BREAKER_FAILURES": 5,
        "LONGEST_REST": 600,
        "WALLS_IN_ROW": 4,
        "BOT_NAME": "difang",
    }
    crawler = get_crawler(settings_dict=settings)
    crawler.stats = MemoryStatsCollector(crawler)
    crawler.engine = SimpleNamespace(downloader=SimpleNamespace(slots={"example.cn": slot}))
    crawler.spider = SimpleNamespace(logger=SimpleNamespace(error=lambda *_: None))
    return Politeness(crawler)


REQUEST = Request("http://example.cn/")


def test_a_failing_host_is_let_rest_twice_as_long_each_time_then_given_up(politeness, slot) -> None:
    rests = []
    for _ in range(4):
        politeness.note_response(REQUEST, Response(REQUEST.url, status=500))
        rests.append(slot.lastseen - NOW)
    assert rests == pytest.approx([0.1, 0.2, 0.4, 0.8])
    assert slot.delay > 0  # a slot without a delay does not look at lastseen
    politeness.process_request(REQUEST)
    politeness.note_response(REQUEST, Response(REQUEST.url, status=500))
    with pytest.raises(GivenUp, match="failed 5 times in a row"):
        politeness.process_request(REQUEST)


def test_an_answer_ends_the_row_of_failures(politeness, slot) -> None:
    for status in (500, 500, 200, 500):
        politeness.note_response(REQUEST, Response(REQUEST.url, status=status))
    assert politeness.hosts["example.cn"].failures == 1


def refusal(reason: Reason) -> Refused:
    page = Page(url=REQUEST.url, body=b"", fetched_at=datetime(2023, 6, 12, tzinfo=UTC))
    return Refused(reject(page, Rejected(reason, "安全狗")))


def test_pages_of_a_firewall_let_the_host_rest_longer_each_time_then_end_it_though_their_status_is_200(
    politeness, slot
) -> None:
    rests = []
    for _ in range(3):
        politeness.note_response(REQUEST, Response(REQUEST.url))
        politeness.note_refusal(refusal(Reason.WALL))
        rests.append(slot.lastseen - NOW)
    assert rests == pytest.approx([0.1, 0.2, 0.4])
    politeness.note_refusal(refusal(Reason.UNREACHABLE))  # a page that did not come says nothing
    politeness.note_refusal(refusal(Reason.WALL))
    with pytest.raises(GivenUp, match=r"4 pages of a firewall in a row \(安全狗\)"):
        politeness.process_request(REQUEST)


def test_a_page_that_is_none_of_a_firewalls_ends_the_row_of_walls(politeness) -> None:
    for end in (
        lambda: politeness.note_refusal(refusal(Reason.NO_DATE)),
        lambda: politeness.note_article(None, Response(REQUEST.url)),
    ):
        for _ in range(3):
            politeness.note_refusal(refusal(Reason.WALL))
        end()
        assert politeness.hosts["example.cn"].walls == 0
    politeness.note_refusal(ValueError())  # another pipeline's
    politeness.process_request(REQUEST)


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_is_let_rest_as_long_as_it_asks(politeness, slot, status) -> None:
    politeness.note_response(REQUEST, Response(REQUEST.url, status=status, headers={"Retry-After": "2"}))
    assert slot.lastseen - NOW == pytest.approx(2)
    politeness.note_response(REQUEST, Response(REQUEST.url, status=500))
    assert slot.lastseen - NOW == pytest.approx(2)  # a shorter rest does not end a longer one


def test_a_slot_is_held_to_the_crawl_delay_without_chance(politeness, slot) -> None:
    robots = ProtegoRobotParser(b"User-agent: *\nCrawl-delay: 0.5\n", None)
    politeness.note_robots(robots, REQUEST)
    assert (slot.delay, slot.jitter) == (0.5, 0.0)
    slot.delay = 0.01  # AutoThrottle finds the host quick
    politeness.note_response(REQUEST, Response(REQUEST.url))
    assert slot.delay == 0.5


@pytest.mark.slow  # it is the clock that this is about
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_by_all_requests_of_the_host(scrapy, site, timed, tmp_path, status) -> None:
    site.put("/", listing(6))
    site.put(name(0), b"", status=status, Retry_After="2")
    for number in range(6):
        site.put(name(number), PAGE)
    crawl(scrapy, site, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    told = timed[name(0)][0]
    later = sorted(moment for path, moments in timed.items() for moment in moments if moment > told)
    assert len(timed[name(0)]) == 2
    assert later[0] - told >= 1.9


def crawl_what_fails(scrapy, site, data: Path):
    site.put("/", listing(100))
    for number in range(100):
        site.put(name(number), b"", status=500)
    return crawl(
        scrapy, site, data, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1", "-s", "BREAKER_FAILURES=5",
        "-s", "CONCURRENT_REQUESTS=4",
    )  # fmt: skip


def test_a_host_that_keeps_failing_is_given_up(scrapy, site, tmp_path) -> None:
    done = crawl_what_fails(scrapy, site, tmp_path)
    assert done.returncode == 4
    assert "failed 5 times in a row, the last time with HTTP 500" in done.stderr
    asked = sum(site.requests[name(number)] for number in range(100))
    assert 5 <= asked <= 5 + 4  # those under way come home
    assert len(list((tmp_path / "sample" / "rejects").glob("*.jsonl"))) == 1


@pytest.mark.slow  # it is the clock that this is about
def test_a_host_that_fails_rests_longer_each_time_and_is_given_up(scrapy, site, timed, tmp_path) -> None:
    crawl_what_fails(scrapy, site, tmp_path)
    moments = sorted(moment for path, seen in timed.items() if "t2023" in path for moment in seen)
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert [gap >= least * 0.9 for gap, least in zip(gaps, (0.1, 0.2, 0.4, 0.8), strict=False)] == [True] * 4


def test_a_rest_that_is_longer_than_a_run_ends_it(scrapy, site, tmp_path) -> None:
    site.put("/", b"", status=503, Retry_After="7200")
    done = crawl(scrapy, site, tmp_path)
    assert done.returncode == 4
    assert "asks for a rest of 7200 s" in done.stderr
    assert site.requests["/"] == 1


@pytest.mark.slow  # it is the clock that this is about
def test_the_crawl_delay_of_robots_txt_is_kept(scrapy, site, timed, tmp_path) -> None:
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 0.5\n", Content_Type="text/plain")
    site.put("/", listing(3))
    for number in range(3):
        site.put(name(number), PAGE)
    crawl(scrapy, site, tmp_path, "-s", "AUTOTHROTTLE_ENABLED=1", "-s", "AUTOTHROTTLE_START_DELAY=0.01")
    moments = sorted(moment for path, seen in timed.items() if path != "/robots.txt" for moment in seen)
    assert len(moments) == 4
    assert all(later - earlier >= 0.45 for earlier, later in pairwise(moments))


@pytest.mark.slow  # it is the clock that this is about
def test_without_one_the_settings_delay_holds(scrapy, site, timed, tmp_path) -> None:
    site.put("/", listing(3))
    for number in range(3):
        site.put(name(number), PAGE)
    crawl(scrapy, site, tmp_path, "-s", "DOWNLOAD_DELAY=0.4", "-s", "AUTOTHROTTLE_ENABLED=1",
          "-s", "AUTOTHROTTLE_START_DELAY=0.4")  # fmt: skip
    moments = sorted(moment for seen in timed.values() for moment in seen)
    assert len(moments) == 5
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(moments))  # ± 50 %


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 30 ", 30.0),
        ("Mon, 12 Jun 2023 08:00:30 GMT", 30.0),
        ("Mon, 12 Jun 2023 07:00:00 GMT", 0.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("9" * 400, 999_999_999.0),
        ("٣", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value, seconds) -> None:
    response = Response("http://example.cn/", headers={"Retry-After": value.encode()})
    assert retry_after(response, datetime(2023, 6, 12, 8, tzinfo=UTC)) == seconds
