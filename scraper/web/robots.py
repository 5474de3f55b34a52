"""robots.txt as RFC 9309 reads it: a host that has none may be read, one that does not say is left alone."""

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from scraper.web.completeness import TruncatedBody
from scraper.web.politeness import GivenUp

_TOO_MANY_REQUESTS = 429
"""The one answer of the 4xx that does not say that there is no robots.txt."""


class RobotsUnreachable(IgnoreRequest):
    """Whether the page may be fetched could not be found out."""


class Robots(RobotsTxtMiddleware):
    """Downloader middleware: Scrapy's own, but nothing is fetched where robots.txt cannot be reached."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.unreachable: dict[str, str] = {}  # host and port: why
        self._proxies: dict[str, str | None] = {}  # host and port: what a spider's own request goes through

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Let the request pass, or raise IgnoreRequest; robots.txt is asked for through the proxy of its page."""
        netloc = urlparse_cached(request).netloc
        if request.callback is NO_CALLBACK and netloc in self._proxies:
            request.meta.setdefault("proxy", self._proxies[netloc])
        elif "proxy" in request.meta:
            self._proxies[netloc] = request.meta["proxy"]
        await super().process_request(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Let the request pass, or raise IgnoreRequest: forbidden, or unknown whether it is."""
        if why := self.unreachable.get(urlparse_cached(request).netloc):
            raise RobotsUnreachable(
                f"robots.txt could not be reached ({why}): nothing is fetched in this run (RFC 9309, 2.3.1.4)"
            )
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == _TOO_MANY_REQUESTS:
            self._note_unreachable(netloc, f"HTTP {response.status}")
        if response.status >= 300:  # the page of an error holds no rules, whatever it says
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # Endless redirects, and a replay's archive that holds none, are as good as no robots.txt.
        if not isinstance(exc, IgnoreRequest) or isinstance(exc, GivenUp | TruncatedBody):
            self._note_unreachable(netloc, f"{type(exc).__name__}: {exc}")
        super()._robots_error(exc, netloc)

    def _note_unreachable(self, netloc: str, why: str) -> None:
        self.unreachable[netloc] = why
        self._stats.inc_value("difang/robots/unreachable")
