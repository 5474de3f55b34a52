"""How a site is walked: what is owed first, then each listing from page to page, until all behind is known."""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from schemas import Reason, Rejected
from scraper.crawl.discovery import Link, read_listing
from scraper.crawl.list_reading import ListReading
from scraper.crawl.scope import BadArgument, Scope, days_of
from scraper.crawl.walks.ends import (
    BARREN,
    ENDS,
    EXPECTED_ENDS,
    UNEXPLAINED,
    Walk,
    is_rest_read,
    read_until,
    why_to_stop,
)
from scraper.crawl.walks.list_pages import ListPage
from scraper.crawl.walks.sightings import Sightings
from scraper.storage.account import NOT_ARTICLE
from scraper.storage.ledger import Ledger
from scraper.web.responses import UNCHANGED, content_type, fetch_failure, wall_for_listing

OWED_FIRST = 5
"""Priority of what earlier runs left: before the listings, after the parts of an article that is begun."""


class Walking(ListReading):
    """What a spider does with a listing: requests for articles, each owed until it is settled."""

    ledger: Ledger
    folder: Path
    scope: Scope
    start_urls: list[str]
    sightings: Sightings
    due: Sequence[str]  # refused pages that are due again

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.scope = Scope.read(arguments)
        self.starts: set[str] = set()  # the listings that the crawl was asked for
        self.recorded: set[str] = set()  # listings that the ledger knows every link of
        self._listings_seen: set[str] = set()

    async def start(self) -> AsyncIterator[Request]:
        """Yield what is owed and what is due again, then the listing pages that the crawl was asked for."""
        try:
            urls = self.scope.choose_listings(self.start_urls)
        except BadArgument as error:  # start_urls that an argument makes are known only now
            self.logger.error("%s", error)  # noqa: TRY400 - the line says all, a traceback nothing
            return
        for request in self.ask_for_owed():
            yield request
        self.starts.update(urls)
        for url in urls:
            for request in self.begin_listing(url):
                yield request

    def ask_for_owed(self) -> Iterator[Request]:
        """Yield the requests for what earlier runs left: what they found, and refused pages that are due."""
        owed = [Link(*one) for one in self.journal.frontier.owed()]
        for url in self.due:
            link = Link(url, days_of(url))
            self.journal.owe(link.url, link.days, new=False)
            owed.append(link)
        for link in owed:
            if self.sightings.ask(link):
                yield self.article_request(link.url, OWED_FIRST)

    def article_request(self, url: str, priority: int = 0) -> Request:
        """Return the request for an article; what came of it is told by an item, whatever it meets.

        What reads articles is loaded before the first is asked for: that takes a second, in which no answer is heard.
        """
        import_module("pipelines.flow")
        return Request(
            url,
            callback=self.parse_article,
            errback=self.refuse_article,
            priority=priority,
            dont_filter=True,  # what is filtered is lost without a word, a redirect's target too
        )

    def begin_listing(self, url: str) -> Iterator[Request]:
        """Yield the requests for the first page of a listing, and for the rest that no run has read yet."""
        reading = self.journal.frontier.reading(url)
        walk = Walk(url, through=not reading.reaches(self.scope.since) or reading.rest == url)
        yield from self.ask_for_listing(url, walk)
        if reading.rest:
            yield from self.ask_for_listing(reading.rest, Walk(url, through=True, resumed=reading.rest))

    def ask_for_listing(self, url: str, walk: Walk) -> Iterator[Request]:
        """Yield the request for a listing page, unless this run has asked for it before."""
        if url in self._listings_seen:
            return
        self._listings_seen.add(url)
        yield Request(
            url,
            callback=self.parse_listing,
            errback=self.count_lost_listing,
            cb_kwargs={"walk": walk},
            meta={"allow_offsite": True},  # a list may lie with a service of another host
            dont_filter=True,
        )

    def parse_listing(self, response: Response, walk: Walk | None = None) -> Iterator[Request]:
        """Yield a request for each article that is wanted, and for the next page while there may be more."""
        walk = walk or Walk(response.url)
        if wall := wall_for_listing(response):
            self.lose_listing(response.url, walk, f"a wall in its place: {wall}")
            return
        self.count("listing/pages")
        if UNCHANGED in response.flags:
            self.logger.info("listing %s: as it was", response.url)
            self.journal.close_listing(walk.listing, self.journal.frontier.reading(walk.listing))
            return
        try:
            listing = read_listing(response.body, content_type(response), response.url, self.article_links)
        except Rejected as refusal:
            self.count("listing/unreadable")
            self.end_barren("unreadable", response.url, walk, str(refusal))
            return
        if not (walk.pages or walk.resumed):
            self.note_drift(listing, response.url)
        yield from self.take_in(self.once(self.read_page(response, listing)), walk)

    def has_listed(self, url: str) -> bool:
        """Tell whether the run has asked for a page as a listing."""
        return url in self._listings_seen

    def once(self, page: ListPage) -> ListPage:
        """Return the page without links that this run has asked for as something else: no page is asked for twice."""
        links = [link for link in page.links if not self.has_listed(link.url)]
        for link in filter(lambda link: self.has_listed(link.url), page.links):
            self.journal.account.pass_over(link.url, NOT_ARTICLE)
        sources = [url for url in page.sources if not self.sightings.has_asked(url)]
        return replace(page, links=tuple(links), sources=tuple(sources))

    def take_in(self, page: ListPage, walk: Walk) -> Iterator[Request]:
        """Yield the requests that a page of a listing leads to."""
        yield from self.conclude(page, walk)

    def conclude(self, page: ListPage, walk: Walk) -> Iterator[Request]:
        """Yield the requests for a page's articles, for the listings it names, and for the page after it."""
        links = page.links
        wanted, walk = self.sightings.weigh(links, walk)
        self.count("listing/links", len(links))
        yield from (self.article_request(link.url) for link in wanted)
        sources = [one for url in page.sources for one in self.begin_listing(url)]
        yield from sources
        reason = why_to_stop(links, walk, self.scope, room=self.sightings.has_room())
        if not reason:
            yield from self.turn_page(page, walk)
        elif not links and walk.counted:
            self.end_walk("last_page", page.url, walk)
        elif links:
            self.end_walk(reason, page.url, walk)
        elif not sources:
            self.end_barren(page.barren, page.url, walk)
        if links and not sources and not (walk.passed or walk.ahead):
            self.recorded.add(page.url)

    def schedule(self, requests: Iterable[Request], page: ListPage) -> None:
        """Ask for what a page leads to when its own callback is over; its requests know where they stood, as others do."""
        assert self.crawler.engine
        for request in requests:
            request.headers.setdefault(b"Referer", page.url.encode("ascii", "ignore"))
            request.meta.setdefault("depth", page.depth + 1)
            self.crawler.engine.crawl(request)

    def turn_page(self, page: ListPage, walk: Walk) -> Iterator[Request]:
        """Yield the request for the page after this one, or end the walk."""
        if page.turn.following is None:
            self.end_walk("pager" if page.turn.waits else "last_page", page.url, walk)
        else:
            yield from self.go_on(page.turn.following, page.url, replace(walk, counted=page.turn.counted))

    def go_on(self, following: str, url: str, walk: Walk) -> Iterator[Request]:
        """Yield the request for the page at `following`, or end the walk at `url`."""
        if walk.pages >= self.crawler.settings.getint("LISTING_DEPTH"):
            self.end_walk("depth", url, walk)
        elif requests := list(
            self.ask_for_listing(following, replace(self.keep_rest(walk, url), pages=walk.pages + 1))
        ):
            yield from requests
        else:
            self.end_walk("loop", url, walk)

    def end_walk(self, reason: str, url: str, walk: Walk, detail: str = "") -> None:
        """Count and log why the paging ends at this page, and remember how far the listing was read."""
        self.count(f"listing/ended/{reason}")
        if reason in BARREN and walk.listing in self.starts and not walk.pages:
            self.count("listing/barren")
            self.tell("listing/barren_url", url)
            if reason not in UNEXPLAINED:
                self.tell("listing/told", f"{ENDS[reason]}{f' ({detail})' if detail else ''}")
        elif reason in BARREN and not walk.pages:
            self.journal.rest_listing(walk.listing)
        level = logging.INFO if reason in EXPECTED_ENDS else logging.WARNING
        self.logger.log(level, "listing %s: %s%s", url, ENDS[reason], f" ({detail})" if detail else "")
        before = self.journal.frontier.reading(walk.listing)
        if not walk.resumed:
            reading = read_until(walk, reason, url, self.scope, before)
            if reading.closed or walk.ahead:
                self.journal.close_listing(walk.listing, reading)
        elif is_rest_read(walk, reason):
            self.journal.keep_rest(walk.listing, walk.resumed, None)
        elif reason == "depth":
            self.keep_rest(walk, url)

    def keep_rest(self, walk: Walk, url: str) -> Walk:
        """Return the walk, with `url` kept as the begin of the rest where all before it is read."""
        if not walk.resumed or walk.passed or walk.ahead:
            return walk
        self.journal.keep_rest(walk.listing, walk.resumed, url)
        return replace(walk, resumed=url)

    def end_barren(self, reason: str, url: str, walk: Walk, detail: str = "") -> None:
        """End the walk at a page without articles; one behind the first that shows nothing at all is lost."""
        if reason in ("no_links", "unreadable") and (walk.pages or walk.resumed):
            self.lose_listing(url, walk, detail or ENDS[reason])
        else:
            self.end_walk(reason, url, walk, detail)

    def count_lost_listing(self, failure: Failure) -> None:
        """Count and name a listing page that could not be fetched; where nothing named it, the list ended before."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on every failure
        walk: Walk = request.cb_kwargs["walk"]
        lost = fetch_failure(failure.value)
        if lost.reason is Reason.GONE and walk.counted:
            self.end_walk("last_page", request.url, walk)
            return
        self.lose_listing(request.url, walk, lost.detail)

    def lose_listing(self, url: str, walk: Walk, why: str) -> None:
        """Count and name a listing page that could not be read; after many runs, give up what lies behind it."""
        self.logger.error("listing %s: %s", url, why)
        over = self.journal.miss_listing(walk.listing)
        if over and (walk.pages or walk.resumed):
            self.end_walk("given_up", url, walk)
        else:
            self.count("listing/lost")
            self.tell("listing/why", why)
