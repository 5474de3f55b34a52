"""A news site: listing pages lead to articles, articles become Pages; nothing here looks inside one."""

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import ClassVar, Self
from urllib.parse import urlsplit

import scrapy
from lxml.html import HtmlElement
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from pipelines.decode import decode
from pipelines.extract.document import parse
from pipelines.validate import reject
from schemas import Page, Reason, Rejected, Rejection, Rules
from scraper.archive import POINTER
from scraper.guard import NotAllowed
from scraper.journal import Journal
from scraper.ledger import MOST_REFRESH, Ledger
from scraper.links import find_links


class BadArgument(ValueError):
    """A spider argument that is unknown, or has a value that the spider cannot use."""


class NewsSpider(scrapy.Spider):
    """The base of every site: a subclass declares where its listings and its fields are."""

    site_name: str | None = None
    region: str | None = None  # GB/T 2260 code
    article_links: str = "a"  # CSS: the links of a listing page that may lead to articles
    article_url: str = ""  # regular expression, searched in the absolute URL; empty: all of article_links
    next_page: str = ""  # CSS: the link from a listing page to the next one
    rules: Rules = Rules()
    arguments: ClassVar[Mapping[str, str]] = {  # what -a accepts: name and explanation
        "refresh": "look again at articles delivered so many days ago, 7d; 30d at most"
    }

    journal: Journal
    ledger: Ledger
    folder: Path
    run: str

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        self.check_arguments(arguments)
        super().__init__(name, **arguments)

    @classmethod
    def check_arguments(cls, arguments: Mapping[str, str]) -> None:
        """Return when the spider can use `arguments`; raise BadArgument naming the first that it cannot."""
        names = {**NewsSpider.arguments, **cls.arguments}
        read_days(arguments.get("refresh", "0d"))
        for name in arguments:
            if name not in names:
                known = ", ".join(names)
                raise BadArgument(f"spider {cls.name!r} has no argument {name!r} (known: {known})")

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
        """Yield the listing pages."""
        for url in self.start_urls:
            yield self.listing_request(url)

    def listing_request(self, url: str) -> Request:
        """Return the request for a listing page; the filter for duplicates knows it afterwards."""
        return Request(url, callback=self.parse_listing, errback=self.count_lost_listing)

    def parse_listing(self, response: Response) -> Iterator[Request]:
        """Yield a request for each article that is wanted, and for the next page while there are new ones."""
        self.count("listing/pages")
        try:
            root = parse(decode(response.body, content_type(response)).text, response.url)
        except Rejected as refusal:
            self.count("listing/unreadable")
            self.logger.warning("listing %s: %s", response.url, refusal)
            return
        links = [url for url in find_links(root, response.url, self.article_links) if self.is_article(url)]
        wanted = [url for url in links if self.ledger.wants(url)]
        self.count("listing/links", len(links))
        self.count("listing/known", len(links) - len(wanted))
        for url in wanted:
            yield Request(url, callback=self.parse_article, errback=self.refuse_article)
        if wanted and (following := self.find_next_page(root, response.url)):
            yield self.listing_request(following)

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
        """Return the URL of the listing page after this one, or None on the last."""
        if not self.next_page:
            return None
        return next(find_links(root, url, self.next_page), None)

    def parse_article(self, response: Response) -> Iterator[Page]:
        """Yield the page as it came: bytes, nothing read out of them."""
        yield Page(
            url=response.url,
            requested_url=requested_url(response.request),
            body=response.body,
            content_type=content_type(response),
            fetched_at=fetched_at(response),
            site=self.name,
            site_name=self.site_name,
            region=self.region_of(response.url),
            archive=response.meta.get(POINTER),
        )

    @classmethod
    def region_of(cls, url: str) -> str | None:
        """Return the GB/T 2260 code of the region that an article at `url` belongs to."""
        return cls.region

    def refuse_article(self, failure: Failure) -> Iterator[Rejection]:
        """Yield the rejection of an article that could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on every failure
        page = Page(
            url=request.url,
            requested_url=requested_url(request),
            body=b"",
            fetched_at=datetime.now(UTC),
            site=self.name,
            archive=request.meta.get(POINTER),
        )
        yield reject(page, fetch_failure(failure.value))

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


def hosts(urls: Iterable[str]) -> list[str]:
    """Return the hosts of `urls`."""
    return [host for url in urls if (host := urlsplit(url).hostname)]


def in_domains(url: str, domains: Iterable[str]) -> bool:
    """Tell whether a URL's host is one of `domains` or below one.

    >>> in_domains("http://m1.tibet.cn/cn/", ["tibet.cn"]), in_domains("http://nottibet.cn/", ["tibet.cn"])
    (True, False)
    """
    host = urlsplit(url).hostname or ""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def read_days(argument: str) -> timedelta:
    """Return the time that an argument such as `7d` names; raise BadArgument where it is none.

    >>> read_days("7d").days
    7
    """
    days = argument.removesuffix("d")
    if not (
        argument.endswith("d") and days.isascii() and days.isdigit() and int(days[:4]) <= MOST_REFRESH.days
    ):
        raise BadArgument(f"refresh takes days, 1d to {MOST_REFRESH.days}d, not {argument!r}")
    return timedelta(days=int(days))


def content_type(response: Response) -> str:
    """Return the Content-Type header, empty where there is none."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def fetched_at(response: Response) -> datetime:
    """Return when the server answered, by its Date header; the clock where it has none that can be read."""
    header = response.headers.get("Date")
    try:
        moment = parsedate_to_datetime(header.decode("latin-1")) if header else datetime.now(UTC)
    except ValueError:
        moment = datetime.now(UTC)
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def requested_url(request: Request | None) -> str | None:
    """Return the URL that was asked for before any redirect."""
    if request is None:
        return None
    chain: list[str] = request.meta.get("redirect_urls", [])
    return chain[0] if chain else request.url


def fetch_failure(error: BaseException | None) -> Rejected:
    """Return why a page could not be fetched, as a reason and a detail.

    >>> fetch_failure(IgnoreRequest("Forbidden by robots.txt"))
    Rejected('forbidden: robots.txt forbids the page')
    """
    if isinstance(error, HttpError):
        return Rejected(Reason.UNREACHABLE, f"HTTP {error.response.status}")
    if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
        return Rejected(Reason.FORBIDDEN, "robots.txt forbids the page")
    if isinstance(error, NotAllowed):
        return Rejected(Reason.FORBIDDEN, str(error))
    if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
        return Rejected(Reason.TOO_LARGE, str(error) or "more bytes than DOWNLOAD_MAXSIZE allows")
    return Rejected(Reason.UNREACHABLE, f"{type(error).__name__}: {error}")
