"""A listing that shows no article itself: what it names for more is asked for, one after another, until one does."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from scraper.crawl.discovery import Listing
from scraper.crawl.links import absolute, frames_of
from scraper.crawl.lists.address_patterns import Pattern, find_patterns
from scraper.crawl.lists.named_sources import Source, named_sources
from scraper.crawl.lists.page_data import entries_of
from scraper.crawl.lists.script_lists import waits_for_scripts
from scraper.crawl.spider import NewsSpider
from scraper.crawl.walks.ends import BARREN, ENDS, Walk
from scraper.crawl.walks.list_pages import ListPage
from scraper.crawl.walks.substitutes import Search, choose_sources, narrow_to_folder, stands_for_site

MOST_IN_VAIN = 6
"""Sources of a run without an article from which on no further one is asked for: the site builds its addresses at
run time."""


_SAID = frozenset({"login", "search", "not_there"})
"""Pages that are no listing, and say so."""


class Substituting(NewsSpider):
    """A crawl on which a page without articles is no end, while lists, feeds or sitemaps are named."""

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.sitemaps: dict[str, tuple[str, ...]] = {}  # what the robots.txt of each host names
        self._searches: dict[str, Search] = {}  # by the address of the source that is asked for
        self._narrowed: dict[str, str] = {}  # lists of the site, and the page that they stand for
        self._patterns: dict[
            str, Mapping[str, Pattern]
        ] = {}  # by the path of a list: its pages differ in the query
        self._in_vain = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: str | None, **kwargs: str) -> Self:
        """Return the spider, which also listens to robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_sitemaps, signals.robots_parsed)
        return spider

    def note_sitemaps(self, robotparser: RobotParser, request: Request) -> None:
        """Keep the sitemaps that the robots.txt of the request's host names."""
        if isinstance(robotparser, ProtegoRobotParser):
            found = (absolute(request.url, each) for each in robotparser.rp.sitemaps)
            self.sitemaps[urlsplit(request.url).netloc] = tuple(filter(None, found))

    def read_page(self, response: Response, listing: Listing) -> ListPage:
        """Return what the page shows, and where it shows no article what it names instead."""
        asked = response.meta.get("redirect_urls", [response.url])[0]
        if stands_for := self._narrowed.get(asked):
            listing = narrow_to_folder(listing, stands_for)
            self._narrowed |= {link.url: stands_for for link in listing.listings}
        if patterns := self._patterns.get(urlsplit(asked).path):
            made = dict.fromkeys(entries_of(listing.data, response.url, patterns))
            listing = listing._replace(told=tuple(made), links=tuple(dict.fromkeys([*listing.links, *made])))
        page = super().read_page(response, listing)
        root = listing.root
        if (
            page.links
            or root is None
            or page.barren in _SAID
            or any(map(self.is_at_home, frames_of(root, response.url)))
        ):
            return page
        sitemaps = self.sitemaps.get(urlsplit(response.url).netloc, ())
        named = [*named_sources(root, response.url), *(Source("sitemap", url) for url in sitemaps)]
        at_home = tuple(source for source in named if self.is_at_home(source.url))
        barren = "script_list" if waits_for_scripts(root) else page.barren
        return replace(page, named=at_home, patterns=find_patterns(root), barren=barren)

    def conclude(self, page: ListPage, walk: Walk) -> Iterator[Request]:
        """Yield the requests that the page leads to, or one for what it names instead."""
        search = self._searches.pop(walk.listing, None) if page.links or page.sources else None
        if search:
            what = f"{len(page.links)} links" if page.links else f"{len(page.sources)} parts"
            self.logger.info("listing %s: read from %s instead (%s)", search.page.url, page.url, what)
        beginning = not page.links and not (walk.pages or walk.resumed or walk.counted)
        if not beginning or walk.listing in self._searches:
            yield from super().conclude(page, walk)
            return
        asked_for = walk.listing in self.starts and not page.sources and page.barren != "empty_list"
        if page.sources:
            yield from super().conclude(page, walk)
        yield from self.ask_next(Search(page, walk, choose_sources(page.named, whole_site=asked_for)))

    def ask_next(self, search: Search) -> Iterator[Request]:
        """Yield the request for the next source that may show articles; where none is left, the walk has ended."""
        while source := search.next_source():
            enough = self._in_vain >= MOST_IN_VAIN
            requests = [] if enough else list(self.ask_for_listing(source.url, Walk(source.url)))
            search.note(source.url, "not asked" if enough else "asked before in this run")
            if requests:
                self._searches[source.url] = search
                self._patterns[urlsplit(source.url).path] = search.page.patterns
                if stands_for_site(source, search.page):
                    self._narrowed[source.url] = search.page.url
                yield from requests
                return
        if not search.page.sources:
            told = (
                "" if search.page.barren in _SAID | {"empty_list"} and not search.asked else search.describe()
            )
            super().end_barren(search.page.barren, search.page.url, search.walk, told)

    def end_barren(self, reason: str, url: str, walk: Walk, detail: str = "") -> None:
        """End the walk at a page without articles; a source that shows none gives way to the next."""
        if not self._give_way(walk, "no article link" if reason in BARREN else detail or ENDS[reason]):
            super().end_barren(reason, url, walk, detail)

    def lose_listing(self, url: str, walk: Walk, why: str) -> None:
        """Count and name a listing page that could not be read; a source that could not gives way to the next."""
        if not self._give_way(walk, why):
            super().lose_listing(url, walk, why)

    def _give_way(self, walk: Walk, why: str) -> bool:
        """Tell whether the walk was through a source of a listing; the next one is asked for then."""
        search = None if walk.pages else self._searches.pop(walk.listing, None)
        if search is None:
            return False
        self._in_vain += 1
        if walk.listing in self._narrowed:
            why = f"{why} below {urlsplit(urljoin(search.page.url, '.')).path}"
        search.note(walk.listing, why)
        self.logger.info("listing %s: nothing at %s (%s)", search.page.url, walk.listing, why)
        self.schedule(self.ask_next(search), search.page)
        return True
