"""How many of the articles that listing pages show are found, and how many other links are taken for some."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipelines.extract.tree.document import text_of
from scraper.crawl.discovery import Listing, read_listing
from scraper.crawl.links import absolute
from scraper.spiders.news import AnySpider
from tests.quality.figures import Figure
from tests.quality.labelled import PAGES, entries

LISTS = PAGES.with_name("lists")
SITES = Path(__file__).resolve().parents[1] / "sites"
HEADLINE_CHARACTERS = (
    10  # of the reading that listings are compared with: every link with so many Chinese ones
)

Find = Callable[[Listing, str], set[str]]


class Labelled(NamedTuple):
    """A listing page: what has to be found, and what counts neither way."""

    name: str
    url: str
    body: bytes
    content_type: str
    articles: frozenset[str]
    neutral: frozenset[str] = frozenset()


def public_listings() -> Iterator[Labelled]:
    """Yield the real listing pages beside the checkout."""
    for entry in entries(LISTS / "gold.jsonl"):
        body = (LISTS / "html" / f"{entry['id']}.html").read_bytes()
        articles, neutral = (frozenset(map(_spell, entry[name])) for name in ("articles", "neutral"))
        yield Labelled(entry["id"], entry["url"], body, "", articles, neutral)


def site_listings() -> Iterator[Labelled]:
    """Yield the saved listings of the described sites, as if nobody had described them."""
    for path in sorted(SITES.glob("*/listing.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        body = path.with_suffix(".html").read_bytes()
        articles = frozenset(map(_spell, facts["links"]))
        yield Labelled(path.parent.name, facts["url"], body, facts.get("content_type", ""), articles)


def _spell(url: str) -> str:
    return url.partition("#")[0].replace("https://", "http://").rstrip("/")


def find_articles(listing: Listing, url: str) -> set[str]:
    """Return the articles that a crawl of an undescribed site finds on the page."""
    return {link.url for link in AnySpider("news", url=url).articles_of(listing)}


def find_long_names(listing: Listing, url: str) -> set[str]:
    """Return every link whose text has ten Chinese characters."""
    if listing.root is None:
        return {link.url for link in listing.links}
    return {
        target
        for link in listing.root.iter("a")
        if sum("\u3400" <= sign <= "\u9fff" for sign in text_of(link)) >= HEADLINE_CHARACTERS
        and (target := absolute(url, link.get("href")))
    }


def measure_listings(
    pages: Iterator[Labelled], find: Find = find_articles
) -> tuple[dict[str, Figure], Mapping[str, list[str]]]:
    """Return the share of the articles that are found, that of false ones among all taken, and each page's faults."""
    wanted = hits = false = 0
    lowest = 1.0
    faults: dict[str, list[str]] = {}
    for page in pages:
        listing = read_listing(page.body, page.content_type, page.url, "a, area")
        found = set(map(_spell, find(listing, page.url)))
        lost, wrong = page.articles - found, found - page.articles - page.neutral
        wanted, hits, false = (
            wanted + len(page.articles),
            hits + len(page.articles & found),
            false + len(wrong),
        )
        lowest = min(lowest, len(page.articles & found) / max(1, len(page.articles)))
        if lost or wrong:
            faults[page.name] = [*(f"lost: {url}" for url in lost), *(f"false: {url}" for url in wrong)]
    recall = hits / max(1, wanted)
    return {
        "articles": Figure(recall, false / max(1, hits + false), 1 - recall),
        "worst page": Figure(lowest),
    }, faults


LISTINGS: Mapping[str, tuple[Path, Callable[[], Iterator[Labelled]]]] = {
    "lists": (LISTS, public_listings),
    "sites": (SITES, site_listings),
}
"""The sets by the names of their floors: where each lies, and its pages."""
