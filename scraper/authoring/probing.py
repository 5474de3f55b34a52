"""Sites held against life: one listing and two articles of each, fetched politely, nothing written."""

import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import BaseSettings, Settings
from twisted.python.failure import Failure

from pipelines import clean
from schemas import Article, Rejected, Rejection, Rules
from scraper.crawl.assembly import Assembly
from scraper.crawl.choice import Site, claim
from scraper.crawl.discovery import read_listing
from scraper.web.responses import content_type, fetch_failure, wall_for_listing

_ROBOTS = "scrapy.downloadermiddlewares.robotstxt"

ARTICLES = 2
"""Articles of a site that are asked for: one may be an oddity, two that agree are a template."""


@dataclass(slots=True)
class Probed:
    """What was seen of one site."""

    site: Site
    listing: str = ""
    lost: str = ""  # why the listing could not be read
    shown: int = 0  # links that article_links finds
    articles: int = 0  # those of them that article_url takes for articles
    drift: str = ""  # which declaration no longer finds what the listing shows
    read: list["Probing"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Probing:
    """One article: what its site's rules make of it, and what the general reader does, who knows no rule."""

    url: str
    ruled: Article | Rejection
    general: Article | Rejection


class Probe(Assembly):
    """Fetch the first listing of each site, and of each the first articles."""

    name = "probe"

    def __init__(self, probed: Sequence[Probed]) -> None:
        super().__init__()
        self.probed = probed

    @classmethod
    def region_of(cls, url: str) -> str | None:
        """Return None: a probe belongs to no site."""
        return None

    async def start(self) -> AsyncIterator[Request]:
        """Yield the request for each site's first listing."""
        for one in self.probed:
            one.listing = next(iter(getattr(one.site(), "start_urls", ())), "")
            if one.listing:
                yield self.ask(one.listing, self.parse_first, one)
            else:
                one.lost = "it declares no start_urls"

    def ask(self, url: str, callback: Any, one: Probed) -> Request:  # noqa: ANN401 - Scrapy's own type is this wide
        """Return a request whose answer or failure is noted for the site."""
        return Request(url, callback=callback, errback=self.miss, cb_kwargs={"one": one}, dont_filter=True)

    def parse_first(self, response: Response, one: Probed) -> Iterator[Request]:
        """Note what the declarations find on the listing; yield the requests for its first articles."""
        declared = one.site()
        try:
            listing = read_listing(
                response.body, content_type(response), response.url, declared.article_links
            )
        except Rejected as refusal:
            one.lost = f"{refusal}"
            return
        if wall := wall_for_listing(response):
            one.lost = f"a wall in its place: {wall}"
            return
        links = declared.articles_of(listing)
        one.shown, one.articles, one.drift = len(listing.links), len(links), declared.name_drift(listing)
        for link in links[:ARTICLES]:
            yield self.ask(link.url, self.take, one)

    def take(self, response: Response, one: Probed) -> None:
        """Note what becomes of an article's first page."""
        page = self.page_of(response)
        one.read.append(Probing(response.url, clean(*claim(page, one.site)), clean(page, Rules())))

    def miss(self, failure: Failure) -> None:
        """Note what a request met instead of an answer."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on every failure
        one, lost = request.cb_kwargs["one"], fetch_failure(failure.value)
        if request.url == one.listing:
            one.lost = f"{lost}"
            return
        refusal = next(self.refuse_article(failure), None)
        if refusal:
            one.read.append(Probing(request.url, refusal, refusal))


def probe_sites(sites: Sequence[Site], settings: BaseSettings) -> list[Probed]:
    """Return what was seen of each site; a site that cannot be reached says so in what was seen."""
    probed = [Probed(site) for site in sites]
    quiet = Settings(settings)  # each value keeps its priority
    quiet.setdict({"HTTPCACHE_ENABLED": False, "ITEM_PIPELINES": {}, "LOG_LEVEL": "ERROR"}, "cmdline")
    process = AsyncCrawlerProcess(quiet)
    # It shows a traceback of what the probe tells in a line.
    logging.getLogger(_ROBOTS).setLevel(logging.CRITICAL)
    process.crawl(Probe, probed=probed)
    process.start()
    for one in probed:
        if not (one.lost or one.shown or one.read or one.drift):
            one.lost = one.lost or "nothing on its listing"
    return probed
