"""Politeness that the server sets: its crawl-delay, its Retry-After, and a rest where it has trouble.

A host that answers 429 or a server error rests for as long as it says, or for a time that doubles with each
failure in a row. After BREAKER_FAILURES of them it is given up for this run, and so it is after WALLS_IN_ROW
pages of a firewall, whatever their status: what was not fetched is tried again by the next run.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from schemas import Reason, Rejection
from scraper.clock import read_moment

_BUSY = frozenset({429, 503})
_NOT_SEEN = frozenset({Reason.UNREACHABLE, Reason.FORBIDDEN})
"""Reasons of pages that did not come: they say nothing about whether a firewall lets us in."""
_DOUBLINGS = 6  # the rest stops growing at 64 times BACKOFF_START


class GivenUp(IgnoreRequest):
    """The host failed too often in a row, or asked for a rest that is longer than a run."""


@dataclass(slots=True)
class Host:
    """What we know of a host's mood."""

    failures: int = 0  # in a row
    walls: int = 0  # in a row; their statuses may be 200, which ends a row of failures
    given_up: str = ""  # why, where it is


def server_time(response: Response) -> datetime | None:
    """Return what the server's clock said when it answered, by its Date header; None where that says nothing."""
    return read_moment((response.headers.get("Date") or b"").decode("latin-1"))


def retry_after(response: Response, now: datetime) -> float | None:
    """Return the seconds that Retry-After asks for (RFC 9110, 10.2.3: seconds or a date), or None.

    A date is counted from the server's own clock where it shows one: both may be years off.

    >>> retry_after(Response("http://a.cn/", headers={"Retry-After": "120"}), datetime.now(UTC))
    120.0
    >>> retry_after(Response("http://a.cn/", headers={"Retry-After": "soon"}), datetime.now(UTC))
    """
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    moment = read_moment(value)
    return max(0.0, (moment - (server_time(response) or now)).total_seconds()) if moment else None


class Politeness:
    """Downloader middleware: hold a host's requests while it rests, stop them where it is given up."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.longest = settings.getfloat("LONGEST_REST")
        self.first = settings.getfloat("BACKOFF_START")
        self.most_failures = settings.getint("BREAKER_FAILURES")
        self.most_walls = settings.getint("WALLS_IN_ROW")
        self.agent = settings["BOT_NAME"]
        self.hosts: defaultdict[str, Host] = defaultdict(Host)
        self.delays: dict[str, float] = {}  # crawl-delay of each host, seconds

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware, which also listens to robots.txt."""
        politeness = cls(crawler)
        crawler.signals.connect(politeness.note_robots, signals.robots_parsed)
        crawler.signals.connect(politeness.note_response, signals.response_downloaded)
        crawler.signals.connect(politeness.note_article, signals.item_scraped)
        crawler.signals.connect(politeness.note_refusal, signals.item_dropped)
        return politeness

    def process_request(self, request: Request) -> None:
        """Let the request pass, or raise GivenUp."""
        host = self.hosts[host_of(request)]
        if host.given_up:
            raise GivenUp(host.given_up)

    def note_response(self, request: Request, response: Response) -> None:
        """Let a host rest that is in trouble, before the downloader looks for its next request."""
        if response.status in {403, 429} or response.status >= 500:
            asked = retry_after(response, datetime.now(UTC)) if response.status in _BUSY else None
            self.note_failure(request, f"HTTP {response.status}", asked, rest=response.status != 403)
        else:
            self.hosts[host_of(request)].failures = 0
        self.keep_delay(request)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Let a host rest that does not answer; what we refuse ourselves says nothing about it."""
        if not isinstance(exception, IgnoreRequest):
            self.note_failure(request, type(exception).__name__, None, rest=True)

    def note_failure(self, request: Request, what: str, asked: float | None, *, rest: bool) -> None:
        """Let the request's host rest for the time that was asked for, or for its back-off; or give it up."""
        name = host_of(request)
        host = self.hosts[name]
        host.failures += 1
        seconds = asked
        if seconds is None:
            seconds = min(self.first * 2 ** min(host.failures - 1, _DOUBLINGS), self.longest)
        if seconds > self.longest:
            host.given_up = f"{name} asks for a rest of {seconds:.0f} s ({what})"
        elif host.failures >= self.most_failures:
            host.given_up = f"{name} failed {host.failures} times in a row, the last time with {what}"
        self.hold(name, seconds if rest else 0.0)

    def note_article(self, item: object, response: Response | None) -> None:
        """End the host's row of walls: it lets us in."""
        if response is not None:
            self.hosts[urlsplit(response.url).hostname or ""].walls = 0

    def note_refusal(self, exception: BaseException) -> None:
        """Let a host rest whose firewall answered in place of a page, or give it up; any other page ends the row."""
        rejection = getattr(exception, "rejection", None)
        if not isinstance(rejection, Rejection) or rejection.reason in _NOT_SEEN:
            return
        name = urlsplit(rejection.url).hostname or ""
        host = self.hosts[name]
        if rejection.reason is not Reason.WALL:
            host.walls = 0
            return
        host.walls += 1
        if host.given_up:  # those under way come home
            return
        if host.walls >= self.most_walls:
            host.given_up = f"{name}: {host.walls} pages of a firewall in a row ({rejection.detail})"
        self.hold(name, min(self.first * 2 ** min(host.walls - 1, _DOUBLINGS), self.longest))

    def hold(self, name: str, seconds: float) -> None:
        """Let a host rest for so long, 0 for not at all; where it is given up, say so."""
        given_up = self.hosts[name].given_up
        if not given_up and seconds and (slot := self.slot(name)):
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)
            slot.delay = max(slot.delay, 0.01)  # a slot without a delay does not look at lastseen
        assert self.crawler.stats
        self.crawler.stats.inc_value("difang/politeness/given_up" if given_up else "difang/politeness/rests")
        if given_up:
            self.crawler.stats.set_value("difang/politeness/why", given_up)
            assert self.crawler.spider
            self.crawler.spider.logger.error("given up for this run: %s", given_up)

    def note_robots(self, robotparser: RobotParser, request: Request) -> None:
        """Keep the host's crawl-delay."""
        delay = robotparser.crawl_delay(self.agent)
        if delay:
            self.delays[host_of(request)] = min(delay, self.longest)
            self.keep_delay(request)

    def keep_delay(self, request: Request) -> None:
        """Hold the host's slot to its crawl-delay, whatever AutoThrottle and chance make of it."""
        delay = self.delays.get(host_of(request))
        if delay and (slot := self.slot(host_of(request))):
            slot.delay = max(slot.delay, delay)
            slot.jitter = 0.0

    def slot(self, name: str) -> Slot | None:
        """Return the downloader's queue for a host, None before its first request."""
        assert self.crawler.engine
        return self.crawler.engine.downloader.slots.get(name)


def host_of(request: Request) -> str:
    """Return the host that a request goes to, as Scrapy names its slots."""
    return urlsplit(request.url).hostname or ""
