"""A news site: listing pages lead to articles, articles become Pages; nothing here looks inside one."""

import logging
import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import ClassVar, Literal, Self

from lxml.html import HtmlElement
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from pipelines.canonical import untracked
from schemas import Rejected, Rules
from scraper.crawl.assembly import Assembly
from scraper.crawl.discovery import Link, Listing, read_listing
from scraper.crawl.links import find_links, hosts, in_domains
from scraper.crawl.paging import ENDS, EXPECTED_ENDS, linked_next, next_number, scripted_next, why_to_stop
from scraper.crawl.scope import ARGUMENTS, BadArgument, Scope, days_of, read_days
from scraper.storage.journal import Journal
from scraper.storage.ledger import Ledger, key
from scraper.web.responses import UNCHANGED, content_type, fetch_failure, fetched_at, wall_for_listing

__all__ = ["BadArgument", "NewsSpider", "content_type", "fetch_failure", "fetched_at", "hosts", "in_domains"]

Confidence = Literal["high", "medium", "low"]


class NewsSpider(Assembly):
    """The base of every site: a subclass declares where its listings and its fields are."""

    site_name: str | None = None
    region: str | None = None  # GB/T 2260 code
    confidence: Confidence = "high"  # in the declarations; `scrapy sites` shows it
    article_links: str = "a"  # CSS: the links of a listing page that may lead to articles
    article_url: str = ""  # regular expression, searched in the absolute URL; empty: all of article_links
    next_page: str = ""  # CSS: the link to the next listing page; empty: the link that says 下一页
    rewrites: Sequence[tuple[str, str]] = ()  # pattern and replacement: a mirror's link -> the article's own
    rules: Rules = Rules()
    arguments: ClassVar[Mapping[str, str]] = {}  # what -a accepts beside ARGUMENTS: name and explanation

    journal: Journal
    ledger: Ledger
    folder: Path
    run: str

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        self.check_arguments(arguments)
        super().__init__(name, **arguments)
        self.scope = Scope.read(arguments)
        self._articles_seen: set[int] = set()
        self._listings_seen: set[str] = set()
        self._asked = 0

    def __init_subclass__(cls) -> None:
        """Mark the rules of a site whose facts are unsure, so that the general reader may overrule them."""
        cls.rules = cls.rules.model_copy(update={"doubtful": cls.confidence == "low"})

    @classmethod
    def check_arguments(cls, arguments: Mapping[str, str]) -> None:
        """Return when the spider can use `arguments`; raise BadArgument naming the first that it cannot."""
        known = {**cls.arguments, **ARGUMENTS}
        for name in arguments:
            if name not in known:
                raise BadArgument(f"spider {cls.name!r} has no argument {name!r} (known: {', '.join(known)})")
        scope = Scope.read(arguments)
        if urls := getattr(cls, "start_urls", None):
            scope.choose_listings(urls)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: str | None, **kwargs: str) -> Self:
        """Return the spider with its journal open; raise what Journal raises where it cannot be."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        site = Path(settings["DATA_DIR"]) / spider.name
        replay = bool(settings.get("REPLAY"))
        retry = timedelta(days=settings.getfloat("RETRY_REFUSED_DAYS"))
        spider.folder = site / "replay" if replay else site
        batch = settings.getint("COMMIT_LINES")
        refresh = read_days(kwargs.get("refresh", "0d"))
        spider.journal = Journal(
            spider.folder, retry_refused=retry, refresh=refresh, replay=replay, batch=batch
        )
        spider.ledger, spider.run = spider.journal.ledger, spider.journal.run
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Yield the listing pages that the crawl was asked for."""
        try:
            urls = self.scope.choose_listings(self.start_urls)
        except BadArgument as error:  # start_urls that an argument makes are known only now
            self.logger.error("%s", error)  # noqa: TRY400 - the line says all, a traceback nothing
            return
        for url in urls:
            if request := self.listing_request(url):
                yield request

    def listing_request(self, url: str, repeats: int = 0) -> Request | None:
        """Return the request for a listing that was not asked for yet in this run, else None.

        `repeats` counts the pages before it, one after another, that showed nothing but this run's articles.
        """
        if url in self._listings_seen:
            return None
        self._listings_seen.add(url)
        return Request(
            url,
            callback=self.parse_listing,
            errback=self.count_lost_listing,
            cb_kwargs={"repeats": repeats},
            meta={"allow_offsite": True},  # a list may lie with a service of another host
            dont_filter=True,
        )

    def parse_listing(self, response: Response, repeats: int = 0) -> Iterator[Request]:
        """Yield a request for each article that is wanted, and for the next page while there are new ones."""
        if wall := wall_for_listing(response):
            self.count("listing/lost")
            self.logger.error("listing %s: a wall in its place: %s", response.url, wall)
            return
        self.count("listing/pages")
        if UNCHANGED in response.flags:
            self.logger.info("listing %s: as it was", response.url)
            return
        try:
            listing = read_listing(response.body, content_type(response), response.url, self.article_links)
        except Rejected as refusal:
            self.count("listing/unreadable")
            self.end_listing("unreadable", response.url, str(refusal))
            return
        links = self.articles_of(listing)
        fresh = [link for link in links if self.was_met(link.url) or self.ledger.wants(link.url)]
        new = [link for link in fresh if self.is_first_sight(link.url)]
        self.count("listing/links", len(links))
        self.count("listing/known", len(links) - len(fresh))
        self.count("listing/repeated", len(fresh) - len(new))
        yield from self.ask_for(new)
        sources = [one for url in self.sources_of(response, listing) if (one := self.listing_request(url))]
        yield from sources
        repeats = repeats + 1 if fresh and not new else 0
        if reason := why_to_stop(links, fresh, self.scope, repeats, self.has_room()):
            if not (sources and not links):
                self.end_listing(self.explain_no_links(listing) if not links else reason, response.url)
            return
        yield from self.follow_listing(response, listing, repeats)

    def articles_of(self, listing: Listing) -> list[Link]:
        """Return the listing's links that are articles of this site, each with the days it may be from."""
        urls = ((self.rewrite(link.url), link.days) for link in listing.links)
        links = {url: Link(url, days or days_of(url)) for url, days in urls if self.is_article(url)}
        return list(links.values())

    def rewrite(self, url: str) -> str:
        """Return the article's own address for that of its copy on a mirror, without tracking keys."""
        url = untracked(url)
        for pattern, replacement in self.rewrites:
            url = re.sub(pattern, replacement, url)
        return url

    def was_met(self, url: str) -> bool:
        """Tell whether this run has met the article on another listing page."""
        return key(url) in self._articles_seen

    def is_first_sight(self, url: str) -> bool:
        """Tell whether the run meets the article for the first time; it has met it after this."""
        first = not self.was_met(url)
        self._articles_seen.add(key(url))
        return first

    def has_room(self) -> bool:
        """Tell whether the run may ask for another article."""
        return self.scope.limit is None or self._asked < self.scope.limit

    def ask_for(self, links: Iterable[Link]) -> Iterator[Request]:
        """Yield the requests for those articles that lie in the crawl's scope, as far as there is room."""
        for link in links:
            if not self.scope.holds(link.days):
                self.count("listing/out_of_scope")
            elif self.has_room():
                self._asked += 1
                yield Request(link.url, callback=self.parse_article, errback=self.refuse_article)
            else:
                self.count("listing/over_limit")

    def sources_of(self, response: Response, listing: Listing) -> Iterator[str]:
        """Yield the listings that this one names as its parts: those of a sitemap index."""
        return (link.url for link in listing.listings if not self.scope.is_before(link.days))

    def follow_listing(self, response: Response, listing: Listing, repeats: int) -> Iterator[Request]:
        """Yield the request for the page after this one, or say why there is none."""
        url = response.url
        following = self.find_next_page(listing.root, url) if listing.root is not None else None
        if following is None and listing.counted:
            following = next_number(url)
        if following is None or not self.is_at_home(following):
            self.end_listing("last_page", url)
        elif response.meta.get("depth", 0) >= self.crawler.settings.getint("LISTING_DEPTH"):
            self.end_listing("depth", url)
        elif request := self.listing_request(following, repeats):
            yield request
        else:
            self.end_listing("loop", url)

    def end_listing(self, reason: str, url: str, detail: str = "") -> None:
        """Count and log why the paging ends at this listing."""
        self.count(f"listing/ended/{reason}")
        level = logging.INFO if reason in EXPECTED_ENDS else logging.WARNING
        self.logger.log(level, "listing %s: %s%s", url, ENDS[reason], f" ({detail})" if detail else "")

    def explain_no_links(self, listing: Listing) -> str:
        """Return which of the ends a listing without articles is."""
        if not listing.links:
            return "no_links"
        urls = [self.rewrite(link.url) for link in listing.links]
        shaped = [url for url in urls if self.article_url and re.search(self.article_url, url)]
        return "no_article_links" if any(map(self.is_at_home, shaped or urls)) else "all_links_leave"

    def is_article(self, url: str) -> bool:
        """Tell by its host and its form whether a URL is an article of this site."""
        return self.is_at_home(url) and re.search(self.article_url, url) is not None

    def is_at_home(self, url: str) -> bool:
        """Tell whether a URL stays on the hosts of this crawl."""
        return in_domains(url, getattr(self, "allowed_domains", None) or hosts(self.start_urls))

    @classmethod
    def owns(cls, url: str) -> bool:
        """Tell by its host whether a URL belongs to this site."""
        return in_domains(url, getattr(cls, "allowed_domains", None) or hosts(getattr(cls, "start_urls", ())))

    def find_next_page(self, root: HtmlElement, url: str) -> str | None:
        """Return the URL of the listing page after this one, or None on the last.

        The pager script of TRS goes first, then the declared link, then a link that says 下一页.
        """
        scripted, following = scripted_next(root, url)
        if not scripted:
            declared = next(find_links(root, url, self.next_page), None) if self.next_page else None
            following = declared or linked_next(root, url)
        return following

    @classmethod
    def region_of(cls, url: str) -> str | None:
        """Return the GB/T 2260 code of the region that an article at `url` belongs to."""
        return cls.region

    def count_lost_listing(self, failure: Failure) -> None:
        """Count and name a listing page that could not be fetched."""
        self.count("listing/lost")
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on every failure
        self.logger.error("listing %s: %s", request.url, fetch_failure(failure.value).detail)

    def count(self, what: str, by: int = 1) -> None:
        """Add to one of our figures in the crawl's stats."""
        assert self.crawler.stats
        self.crawler.stats.inc_value(f"difang/{what}", by)

    def closed(self, reason: str) -> None:
        """Let the next run in when all else is done."""
        self.journal.close()
