"""Where a crawl may go: http and https on the public network, checked again after DNS resolution.

A page of a hostile or broken site can name any address: the router beside us, a cloud's metadata service.
The name is not what decides, the address that is connected to is: the resolver hands out public ones only. Through a
proxy it is the proxy that resolves: what a name itself tells is refused there too, the rest is the proxy's to guard.
"""

from collections.abc import AsyncIterator, Iterable
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from scraper.web.public_network import NotAllowed, check_url, refusal
from scraper.web.resolver import GuardedResolver, proxy_of


class Guard:
    """Downloader middleware: every request, after a redirect too, stays on the public network."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.private = settings.getbool("ALLOW_PRIVATE_HOSTS") or bool(settings.get("REPLAY"))
        self.file = str(settings.get("LOOK") or "")  # a file is read where the operator named it

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware; a replay asks no network, so that all addresses are fine."""
        GuardedResolver.stand_before(crawler)
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass, or raise NotAllowed."""
        if request.url == self.file and self.file.startswith("file:"):
            return
        check_url(request.url, private=self.private)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Name the reason where the resolver had only addresses that are not public."""
        host = urlsplit(request.url).hostname or ""
        if (
            host in GuardedResolver.refused
            and not proxy_of(request)
            and not isinstance(exception, NotAllowed)
        ):
            raise refusal(host, f"it leads to {GuardedResolver.refused[host]}, no public address")


class FewLinks:
    """Spider middleware: a page leads to so many requests at most, a link farm is cut there."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.most = crawler.settings.getint("MOST_LINKS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for the crawl's MOST_LINKS."""
        return cls(crawler)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterable[Any]:
        """Yield what the spider made of the response, and no request beyond the cap."""
        links = 0
        for made in result:
            links += isinstance(made, Request)
            if links <= self.most or not isinstance(made, Request):
                yield made
            elif links == self.most + 1:
                self._say(response)

    async def process_spider_output_async(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Do the same for a spider that yields in its own time."""
        links = 0
        async for made in result:
            links += isinstance(made, Request)
            if links <= self.most or not isinstance(made, Request):
                yield made
            elif links == self.most + 1:
                self._say(response)

    def _say(self, response: Response) -> None:
        assert self.crawler.stats
        assert self.crawler.spider
        self.crawler.stats.inc_value("difang/listing/cut")
        self.crawler.spider.logger.warning("%s has more than %d links (MOST_LINKS)", response.url, self.most)
