"""Listings are asked for only if they changed since the last run that settled every link on them."""

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response

from scraper.crawl.spider import NewsSpider
from scraper.storage.ledger import Validators
from scraper.web.responses import UNCHANGED

_EMPTY = b"<html><body><p>304</p></body></html>"


class Conditional:
    """Downloader middleware: If-None-Match and If-Modified-Since for listings, and what a 304 means."""

    def __init__(self, crawler: Crawler, spider: NewsSpider) -> None:
        self.crawler = crawler
        self.spider = spider
        self.seen: dict[str, Validators] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for a site's spider."""
        if not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        conditional = cls(crawler, crawler.spider)
        crawler.signals.connect(conditional.settle, signals.spider_idle)
        return conditional

    def is_listing(self, request: Request) -> bool:
        """Tell whether the request is for a listing page."""
        return request.callback == self.spider.parse_listing

    def process_request(self, request: Request) -> None:
        """Ask for a listing only if it changed."""
        if not self.is_listing(request) or not (known := self.spider.ledger.validators(request.url)):
            return
        if known.etag:
            request.headers.setdefault("If-None-Match", known.etag)
        if known.modified:
            request.headers.setdefault("If-Modified-Since", known.modified)
        self.seen[request.url] = known  # it holds on, where the answer is 304

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the response; for a listing that has not changed, a page without a link."""
        if not self.is_listing(request):
            return response
        if response.status == 304:
            assert self.crawler.stats
            self.crawler.stats.inc_value("difang/listing/unchanged")
            return HtmlResponse(
                response.url, body=_EMPTY, request=request, flags=[UNCHANGED], encoding="utf-8"
            )
        self.seen.pop(request.url, None)
        etag, modified = (_text(response, name) for name in ("ETag", "Last-Modified"))
        if response.status == 200 and (etag or modified):
            self.seen[request.url] = Validators(etag, modified)
        return response

    def settle(self) -> None:
        """Remember the validators where all requests came home and no page must be tried again at once."""
        assert self.crawler.stats
        cut = self.crawler.stats.get_value("difang/listing/cut", 0)
        # A crawl with bounds (since, until, limit) leaves links out on purpose.
        scope = getattr(self.spider, "scope", None) or ()
        bounded = any(part is not None for part in scope)
        unsettled = cut or bounded or self.spider.journal.unsettled
        self.spider.journal.remember_listings({} if unsettled else self.seen)


def _text(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
