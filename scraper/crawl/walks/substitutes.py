"""What is asked for instead of a listing that shows no article, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from scraper.crawl.discovery import Link, Listing
from scraper.crawl.lists.named_sources import Source
from scraper.crawl.walks.ends import Walk
from scraper.crawl.walks.list_pages import ListPage

MOST_LISTS = 3
"""Lists of one page that are asked for one after another until one has articles: a page's script names one or two."""

MOST_FEEDS = 2
"""Feeds, and as many sitemaps: the site's own and that of the channel."""

MOST_PARTS = 3
"""Parts of a sitemap's index that are read, the newest first: the others are the site's archive."""

MOST_OF_SITEMAP = 200
"""Addresses of a sitemap that stand for a listing, the newest first: some ten pages of one."""

NOTHING_NAMED = (
    "it names no feed, no sitemap and no list: crawl the address that its scripts ask for, if there is one"
)


@dataclass(slots=True)
class Search:
    """A listing that shows no article, and the sources that it names, until one of them does."""

    page: ListPage
    walk: Walk
    sources: list[Source]
    asked: dict[Source, str] = field(default_factory=dict)  # and what came of it

    def next_source(self) -> Source | None:
        """Return the first source that was not asked for; None where all were."""
        return next((source for source in self.sources if source not in self.asked), None)

    def note(self, url: str, what: str) -> None:
        """Keep what came of a source."""
        self.asked |= {source: what for source in self.sources if source.url == url}

    def describe(self) -> str:
        """Return what was found instead, each with what came of it, and how to go on."""
        if not self.asked:
            return f"{NOTHING_NAMED}: scrapy crawl news -a url=ADDRESS"
        found = "; ".join(f"{source.kind} {source.url}: {what}" for source, what in self.asked.items())
        return f"found instead: {found}; to go on with another one: scrapy crawl news -a url=ADDRESS"


def choose_sources(named: Iterable[Source], *, whole_site: bool) -> list[Source]:
    """Return the sources to ask for: the page's lists, and where the page was asked for, what the whole site has."""
    named = list(dict.fromkeys(named))
    lists = [source for source in named if source.kind in ("json", "fragment")]
    feeds = [source for source in named if source.kind == "feed"]
    sitemaps = sorted(
        (source for source in named if source.kind == "sitemap"), key=lambda source: "news" not in source.url
    )
    return [*lists[:MOST_LISTS], *((*feeds[:MOST_FEEDS], *sitemaps[:MOST_FEEDS]) if whole_site else ())]


def stands_for_site(source: Source, page: ListPage) -> bool:
    """Tell whether a source holds other articles than the page would show: all of the site, or its newest.

    A feed is believed to be the page's own where only scripts would fill the page; beside an empty list it is not.
    """
    return source.kind == "sitemap" or (source.kind == "feed" and page.barren != "script_list")


def narrow_to_folder(listing: Listing, url: str) -> Listing:
    """Return the newest addresses and parts of a list of the site, of the addresses those below the folder of `url`."""
    folder = urlsplit(urljoin(url, ".")).path
    below = [link for link in listing.links if urlsplit(link.url).path.startswith(folder)]
    told = [link for link in listing.told if urlsplit(link.url).path.startswith(folder)]
    parts = sorted(_newest(listing.listings), key=lambda link: "news" not in link.url)
    return listing._replace(
        links=tuple(_newest(below)[:MOST_OF_SITEMAP]),
        told=tuple(_newest(told)[:MOST_OF_SITEMAP]),
        listings=tuple(parts[:MOST_PARTS]),
    )


def _newest(links: Iterable[Link]) -> list[Link]:
    """Return the links from the newest day to the oldest, those without a day last, in their order."""
    return sorted(links, key=lambda link: -link.days[1].toordinal() if link.days else 0)
