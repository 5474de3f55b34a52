"""Any site that nobody described: `scrapy crawl news -a url=https://www.example.gov.cn/xw/`.

Listings and articles are told apart by the shape of their addresses and links; the fields are left to the
general reader. Confidence: low, as nothing of the site is known.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement
from scrapy.http import Response

from scraper.crawl.discovery import Link, Listing
from scraper.crawl.links import base_of, find_links, frames_of, in_domains
from scraper.crawl.lists.headlines import headline_targets
from scraper.crawl.shapes import looks_like_article, looks_like_listing
from scraper.crawl.spider import BadArgument, NewsSpider
from scraper.crawl.urls.domains import site_of
from scraper.storage.home import choose_home

MOST_CHANNELS = 60
"""Channels that are read below the given address; a county's news section has some ten."""

DEEPEST_CHANNEL = 2
"""Steps from the given address to a channel whose own channels are not looked for."""


class AnySpider(NewsSpider):
    """The site behind `url`: its listings at and below that address, its articles anywhere on its hosts."""

    name = "news"
    confidence = "low"
    article_links = "a, area"
    arguments: ClassVar[Mapping[str, str]] = {"url": "a listing page, a feed or a sitemap to begin with"}

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        url = arguments["url"]
        self.start_urls = [url]
        self.domains = [site_of(url)]
        self.folder_url = urljoin(url, ".")
        self._channels = 0

    def home(self, data: Path) -> Path:
        """Return the folder of this site: undescribed ones have each their own."""
        return choose_home(data, self.name, self.start_urls[0])

    @classmethod
    def check_arguments(cls, arguments: Mapping[str, str]) -> None:
        """Return when there is a url that can be fetched; raise BadArgument otherwise."""
        super().check_arguments(arguments)
        url = arguments.get("url", "")
        if not url.startswith(("http://", "https://")) or not urlsplit(url).hostname:
            raise BadArgument(f"the spider 'news' needs -a url=https://..., a listing page; it got {url!r}")

    def is_at_home(self, url: str) -> bool:
        """Tell whether a URL stays on the site's hosts."""
        return in_domains(url, self.domains)

    def is_article(self, url: str) -> bool:
        """Tell by its host and its shape whether a URL is an article of this site."""
        return self.is_at_home(url) and looks_like_article(url)

    def articles_of(self, listing: Listing) -> list[Link]:
        """Return the links that have an article's address and, in a page, a headline for their text."""
        if listing.root is None:
            return super().articles_of(listing)
        base = base_of(listing.root, listing.root.base_url or "")
        named = tuple(Link(url) for url in headline_targets(listing.root, base))
        return super().articles_of(listing._replace(links=named))

    def sources_of(self, response: Response, listing: Listing) -> Iterator[str]:
        """Yield the channels below the address that the crawl was given, and the lists that the page shows in frames."""
        yield from super().sources_of(response, listing)
        if listing.root is None or response.meta.get("depth", 0) >= DEEPEST_CHANNEL:
            return
        for url in self.lists_of(response, listing.root):
            if self._channels < MOST_CHANNELS:
                self._channels += 1
                yield url

    def lists_of(self, response: Response, root: HtmlElement) -> Iterator[str]:
        """Yield the further lists that the page leads to: its frames on this site, and the channels below it."""
        yield from (url for url in frames_of(root, response.url) if self.is_at_home(url))
        for url in find_links(root, response.url, self.article_links):
            if url.startswith(self.folder_url) and url != response.url and looks_like_listing(url):
                yield url
