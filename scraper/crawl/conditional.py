"""Listings are asked for only if they changed since a run that found every link on them."""

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response

from scraper.crawl.spider import NewsSpider
from scraper.crawl.walks.ends import Walk
from scraper.storage.frontier import Validators
from scraper.web.responses import UNCHANGED

_EMPTY = b"<html><body><p>304</p></body></html>"


class Conditional:
    """Downloader middleware: If-None-Match and If-Modified-Since for listings, and what a 304 means."""

    def __init__(self, crawler: Crawler, spider: NewsSpider) -> None:
        self.crawler = crawler
        self.spider = spider
        self.seen: dict[str, Validators] = {}
        self.bare: set[str] = set()  # listings that came without validators

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
        """Ask for a listing only if it changed, where its links and all that lies behind it are known."""
        walk: Walk | None = request.cb_kwargs.get("walk")
        if not self.is_listing(request) or walk is None or walk.through or walk.pages or self.refreshes:
            return
        if not (known := self.spider.journal.frontier.validators(request.url)):
            return
        if known.etag:
            request.headers.setdefault("If-None-Match", known.etag)
        if known.modified:
            request.headers.setdefault("If-Modified-Since", known.modified)
        self.seen[request.url] = known  # it holds on, where the answer is 304
        self.spider.recorded.add(request.url)

    @property
    def refreshes(self) -> bool:
        """Whether the run looks again at articles that it knows: an unchanged listing would hide them."""
        return self.spider.ledger.refreshes

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
        self.spider.recorded.discard(request.url)
        etag, modified = (_text(response, name) for name in ("ETag", "Last-Modified"))
        if response.status == 200 and (etag or modified):
            self.seen[request.url] = Validators(etag, modified)
        else:
            self.bare.add(request.url)
        return response

    def settle(self) -> None:
        """Remember the validators of the listings whose links are all known, and forget the others that were read."""
        whole = {url: found for url, found in self.seen.items() if url in self.spider.recorded}
        self.spider.journal.validate(whole, self.bare | (self.seen.keys() - whole.keys()))


def _text(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
