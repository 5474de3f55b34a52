"""A look at some pages: fetched once, politely, nothing written; or read from files."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import BaseSettings, Settings

from schemas import Page, Rejection
from scraper.authoring.listing_pages import first_to_try, is_article
from scraper.crawl.assembly import Assembly
from scraper.storage.pages import read_html

_CANONICAL = re.compile(
    rb"<(?:link|meta)\b[^>]{0,200}(?:canonical|og:url)[^>]{0,200}(?:href|content)\s*=\s*[\"']?(https?://[^\"'>\s]+)",
    re.IGNORECASE,
)

Headers = tuple[tuple[str, str], ...]


class Seen(NamedTuple):
    """A page and the response headers it came with, none for a file."""

    page: Page
    headers: Headers = ()


class Look(Assembly):
    """Fetch pages with all their parts and, behind a listing, some of its articles."""

    name = "look"

    def __init__(self, urls: Sequence[str], seen: list[Seen], articles: int) -> None:
        super().__init__(start_urls=list(urls))
        self.seen = seen
        self.articles = articles

    @classmethod
    def region_of(cls, url: str) -> str | None:
        """Return None: a look belongs to no site."""
        return None

    def parse(self, response: Response) -> Iterator[Request]:
        """Keep the page; of a listing ask for the first articles too."""
        results = list(self.parse_article(response))
        yield from self.keep(results, response)
        for page in results:
            if self.articles and isinstance(page, Page) and not is_article(page):
                for url in first_to_try(page, self.articles):
                    yield Request(url, callback=self.parse_leaf)

    def parse_leaf(self, response: Response) -> Iterator[Request]:
        """Keep an article of a listing."""
        yield from self.keep(self.parse_article(response), response)

    def keep(self, results: Iterable[Request | Page | Rejection], response: Response) -> Iterator[Request]:
        """Keep the pages among `results`; yield the requests for further parts."""
        for one in results:
            if isinstance(one, Page):
                names = {name.decode("latin-1"): response.headers.get(name) for name in response.headers}
                headers = tuple((name, (value or b"").decode("latin-1")) for name, value in names.items())
                self.seen.append(Seen(one, headers))
            elif isinstance(one, Request):
                yield one.replace(callback=self.parse_further)

    def parse_further(self, response: Response, page: Page) -> Iterator[Request]:
        """Keep the article that this part belongs to, when it was the last one."""
        yield from self.keep(self.parse_part(response, page), response)


def look_at(names: Sequence[str], settings: BaseSettings, articles: int = 0) -> list[Seen]:
    """Return the pages called `names`, URLs or files, and up to `articles` behind each URL of a listing.

    Raise OSError for a file that is not there, ValueError for a page that could not be fetched.
    """
    seen = [Seen(read_file(Path(name))) for name in names if not is_url(name)]
    urls = [name for name in names if is_url(name)]
    if urls:
        quiet = Settings(settings)  # each value keeps its priority
        quiet.setdict({"HTTPCACHE_ENABLED": False, "ITEM_PIPELINES": {}, "LOG_LEVEL": "WARNING"}, "cmdline")
        process = AsyncCrawlerProcess(quiet)
        fetched: list[Seen] = []
        process.crawl(Look, urls=urls, seen=fetched, articles=articles)
        process.start()
        if not fetched:
            raise ValueError(f"{', '.join(urls)} could not be fetched: the log above says why")
        seen += fetched
    return seen


def is_url(name: str) -> bool:
    """Tell whether a name is an address and not a file."""
    return name.startswith(("http://", "https://"))


def read_file(path: Path, url: str = "") -> Page:
    """Return a saved page under `url`, else under the address in the json beside it or in its own head."""
    page = read_html(path, {})
    beside = path.with_suffix(".json")
    if not url and beside.exists():
        url = json.loads(beside.read_text(encoding="utf-8")).get("url", "")
    if not url and (named := _CANONICAL.search(page.body[:20_000])):
        url = named[1].decode("latin-1")
    return page.model_copy(update={"url": url}) if url else page
