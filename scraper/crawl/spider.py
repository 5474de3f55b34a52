"""A news site: listing pages lead to articles, articles become Pages; nothing here looks inside one."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, Literal, Self

from lxml.html import HtmlElement
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings, get_settings_priority

from pipelines.canonical import untracked
from schemas import Article, Page, Rejection, Rules
from scraper.crawl.declarations.drift import find_drift
from scraper.crawl.discovery import Link, Listing
from scraper.crawl.links import find_links, hosts, in_domains
from scraper.crawl.paging import linked_next, scripted_next
from scraper.crawl.scope import ARGUMENTS, BadArgument, Scope, days_of, own_arguments, read_days
from scraper.crawl.shapes import looks_like_article
from scraper.crawl.trying import Trying
from scraper.crawl.urls.attachments import is_attachment
from scraper.crawl.walks.barren import name_barren
from scraper.crawl.walks.list_pages import Doubt
from scraper.crawl.walks.renewals import Renewals
from scraper.crawl.walks.sightings import Sightings
from scraper.crawl.walks.trials import Trials
from scraper.storage.journal import Journal, WriteFailed
from scraper.storage.lease.holding import LeaseLost
from scraper.storage.rejects import find_due
from scraper.web.responses import content_type, fetch_failure, fetched_at

__all__ = ["BadArgument", "NewsSpider", "content_type", "fetch_failure", "fetched_at", "hosts", "in_domains"]

Confidence = Literal["high", "medium", "low"]

_ABOVE_ALL = get_settings_priority("cmdline") + 1
"""Priority of a setting that stays as it is when a process brings its own settings in once more."""

logger = logging.getLogger(__name__)


class NewsSpider(Trying):
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

    run: str

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        arguments = own_arguments(arguments)
        self.check_arguments(arguments)
        super().__init__(name, **arguments)
        self.given: Mapping[str, str] = dict(arguments)
        self.scratch: TemporaryDirectory[str] | None = None  # what a look writes, until it is over

    def __init_subclass__(cls) -> None:
        """Mark the rules of a site whose facts are unsure, so that the general reader may overrule them."""
        cls.rules = cls.rules.model_copy(update={"doubtful": cls.confidence == "low"})

    @classmethod
    def check_arguments(cls, arguments: Mapping[str, str]) -> None:
        """Return when the spider can use `arguments`; raise BadArgument naming the first that it cannot."""
        known = {**cls.arguments, **ARGUMENTS}
        arguments = own_arguments(arguments)
        for name in arguments:
            if name not in known:
                near = get_close_matches(name, known)
                told = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"
                raise BadArgument(f"spider {cls.name!r} has no argument {name!r} ({told})")
        scope = Scope.read(arguments)
        if urls := getattr(cls, "start_urls", None):
            scope.choose_listings(urls)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Bring in the spider's own settings, and those without which the ledger would not be the truth.

        A replay never asks the network for what the archive lacks. The requests that JOBDIR would keep are asked for
        anyhow, as owed: twice, if Scrapy kept them too.
        """
        super().update_settings(settings)
        if settings.get("JOBDIR"):
            logger.info("JOBDIR is not needed: a crawl that was stopped goes on from its ledger")
            settings.set("JOBDIR", None, priority=_ABOVE_ALL)
        if settings.get("REPLAY"):
            settings.set("HTTPCACHE_IGNORE_MISSING", True, priority="cmdline")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: str | None, **kwargs: str) -> Self:
        """Return the spider with its journal open; raise what Journal raises where it cannot be.

        A look takes no lock and leaves no file: its journal is one of a first run, and is thrown away.
        """
        settings, kwargs = crawler.settings, own_arguments(kwargs)
        look: str = settings.get("LOOK") or ""
        if look and "url" in cls.arguments:
            kwargs.setdefault("url", look)
        spider = super().from_crawler(crawler, *args, **kwargs)
        data = Path(settings["DATA_DIR"])
        if look:
            spider.scratch = TemporaryDirectory(prefix="difang-", ignore_cleanup_errors=True)
            data = Path(spider.scratch.name)
        try:
            site = spider.home(data)
        except OSError as error:
            raise WriteFailed(f"could not write below {data}: {error}") from error
        replay = bool(settings.get("REPLAY"))
        retry = timedelta(days=settings.getfloat("RETRY_REFUSED_DAYS"))
        spider.folder = site / "replay" if replay else site
        batch = settings.getint("COMMIT_LINES")
        refresh = read_days(kwargs.get("refresh", "0d"))
        spider.journal = Journal(
            spider.folder,
            retry_refused=retry,
            refresh=refresh,
            replay=replay,
            batch=batch,
            lasting=settings.getfloat("LEASE_SECONDS"),
        )
        spider.ledger, spider.run = spider.journal.ledger, spider.journal.run
        spider.sightings = Sightings(spider.journal, spider.scope)
        spider.renewals = Renewals(spider.journal)
        spider.trials = Trials()
        if not look:  # nothing is asked for beyond what was looked at
            spider.journal.settled = spider.hear
            crawler.signals.connect(spider.stop_waiting, signals.spider_idle)
        spider.due = find_due(spider.folder / "rejects", spider.ledger)
        return spider

    def parse(self, response: Response) -> Iterator[Request | Page | Article | Rejection]:
        """Yield what a page gives by itself: the requests of a listing, or the record of an article.

        No crawl comes here: this is for `scrapy parse`, which knows a page by its address only.
        """
        record = self.read(self.page_of(response))
        known = self.knows_as_article(response.url)
        requests = [] if known or isinstance(record, Article) else list(self.parse_listing(response))
        yield from requests or map(self.read, self.parse_article(response))

    def home(self, data: Path) -> Path:
        """Return the folder of the site's files below the data folder."""
        return data / self.name

    def read_links(self, listing: Listing) -> tuple[list[Link], list[Doubt]]:
        """Return the listing's links that are articles of this site; a described site has no doubts."""
        return self.articles_of(listing), []

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

    def sources_of(self, response: Response, listing: Listing) -> Iterator[str]:
        """Yield the listings that this one names as its parts: those of a sitemap index."""
        return (link.url for link in listing.listings if not self.scope.is_before(link.days))

    def lists_shown(self, url: str, listing: Listing) -> Iterator[str]:
        """Yield the further lists that a page leads to: a described site names its listings itself."""
        del url
        return (link.url for link in listing.listings)

    def explain_no_links(self, listing: Listing) -> str:
        """Return which of the ends a listing without articles is."""
        if listing.root is None and not listing.links:
            return "empty_list"
        if listing.root is not None and (said := name_barren(listing.root, listing.root.base_url or "")):
            return said
        if not listing.links:
            return "no_links"
        urls = [self.rewrite(link.url) for link in listing.links]
        shaped = [url for url in urls if self.article_url and re.search(self.article_url, url)]
        return "no_article_links" if any(map(self.is_at_home, shaped or urls)) else "all_links_leave"

    def name_drift(self, listing: Listing) -> str:
        """Return which declaration no longer finds what the listing shows; empty where none is."""
        if listing.root is None or listing.counted:
            return ""
        found = {link.url for link in self.articles_of(listing)}
        drift = find_drift(listing.root, listing.root.base_url or "", self, found)
        return str(drift) if drift else ""

    def is_article(self, url: str) -> bool:
        """Tell by its host and its form whether a URL is an article of this site; a file is none, whatever it fits."""
        return (
            self.is_at_home(url) and re.search(self.article_url, url) is not None and not is_attachment(url)
        )

    def is_at_home(self, url: str) -> bool:
        """Tell whether a URL stays on the hosts of this crawl."""
        return in_domains(url, getattr(self, "allowed_domains", None) or hosts(self.start_urls))

    def knows_as_article(self, url: str) -> bool:
        """Tell whether the address alone says that its page is an article, whatever the page shows."""
        return self.is_article(url) if self.article_url else looks_like_article(url)

    @classmethod
    def handles_request(cls, request: Request) -> bool:
        """Tell Scrapy whether the page of a request is this site's: by its hosts, never by the spider's name."""
        return cls.owns(request.url)

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

    @classmethod
    def regions(cls) -> frozenset[str]:
        """Return the GB/T 2260 codes of the site's regions: its own, those of its channels and of its hosts."""
        channels = getattr(cls, "channels", None)
        named = channels.values() if isinstance(channels, Mapping) else ()
        urls = (f"http://{host}/" for host in getattr(cls, "allowed_domains", None) or ())
        return frozenset(code for code in (cls.region, *map(cls.region_of, urls), *named) if code)

    def check_lease(self) -> None:
        """Return where the site is this run's alone; raise IgnoreRequest where another one asks it now."""
        try:
            self.journal.lease.check()
        except LeaseLost as error:
            raise IgnoreRequest(f"{error}") from None

    def closed(self, reason: str) -> None:
        """Let the next run in when all else is done."""
        self.journal.close()
        if self.scratch:
            self.scratch.cleanup()
