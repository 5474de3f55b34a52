"""Any site that nobody described: `scrapy crawl news -a url=https://www.example.gov.cn/xw/`.

What a listing shows is told by how the page is built, and what the site has taught of its addresses; the fields are
left to the general reader. Confidence: low, as nothing of the site is known.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement
from scrapy.http import Response

from pipelines.address_form import folded_path, form_of
from pipelines.controls.pagers import turns_pages
from scraper.crawl.discovery import Link, Listing
from scraper.crawl.groups.largest import describe_groups
from scraper.crawl.groups.shown import Headline, Shown, read_shown
from scraper.crawl.groups.signs import is_folder
from scraper.crawl.links import frames_of, in_domains
from scraper.crawl.lists.page_data import read_data_lists
from scraper.crawl.scope import days_of
from scraper.crawl.shapes import looks_like_listing
from scraper.crawl.spider import BadArgument
from scraper.crawl.substituting import Substituting
from scraper.crawl.urls.attachments import is_attachment
from scraper.crawl.urls.domains import site_of
from scraper.crawl.walks.list_pages import Doubt
from scraper.storage.home import choose_home
from scraper.storage.learned_forms import Verdict

MOST_CHANNELS = 60
"""Channels that are read below the given address; a county's news section has some ten."""

DEEPEST_CHANNEL = 2
"""Steps from the given address to a channel whose own channels are not looked for."""

_FOLDER_PAGE = re.compile(r"(?:index|default)\.\w{2,5}$", re.IGNORECASE)


class AnySpider(Substituting):
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
        self.folder_url = folder_of(url)
        self._channels = 0
        self._shown: tuple[HtmlElement, Shown] | None = None  # of the page that was read last

    def home(self, data: Path) -> Path:
        """Return the folder of this site: undescribed ones have each their own."""
        return choose_home(data, self.name, self.start_urls[0])

    @classmethod
    def check_arguments(cls, arguments: Mapping[str, str]) -> None:
        """Return when there is a url that can be fetched; raise BadArgument otherwise."""
        super().check_arguments(arguments)
        url = arguments.get("url", "")
        if not url.lower().startswith(("http://", "https://")) or not urlsplit(url).hostname:
            raise BadArgument(f"the spider 'news' needs -a url=https://..., a listing page; it got {url!r}")

    def is_at_home(self, url: str) -> bool:
        """Tell whether a URL stays on the site's hosts."""
        return in_domains(url, self.domains)

    def is_article(self, url: str) -> bool:
        """Tell whether a URL that a feed or a sitemap names may be an article of this site."""
        path = form_of(url).partition("/")[2]
        return self.is_at_home(url) and not is_attachment(url) and not is_folder(path)

    def may_be_told(self, url: str) -> bool:
        """Tell whether a URL that a list tells with its headline may be an article of this site: no front page is one."""
        front = not urlsplit(url).path.strip("/") and not urlsplit(url).query
        return self.is_at_home(url) and not is_attachment(url) and not front

    def shown_on(self, root: HtmlElement) -> Shown:
        """Return what the groups of the page show; it is read once."""
        if self._shown is None or self._shown[0] is not root:
            self._shown = root, read_shown(root, root.base_url or "", self.believes)
        return self._shown[1]

    def read_links(self, listing: Listing) -> tuple[list[Link], list[Doubt]]:
        """Return the articles that the groups of links on the page show, and the links that may be some."""
        if listing.root is None:
            told = self._choose_told(listing.told, ())
            return told or super().articles_of(listing), []
        shown = self.shown_on(listing.root)
        if shown.platform and shown.platform not in self.domains:
            self.logger.info("the articles stand on %s: it is crawled too", shown.platform)
            self.domains.append(shown.platform)
        links = [self._as_link(one) for one in shown.articles()]
        doubts = [Doubt(form, tuple(map(self._as_link, found))) for form, found in shown.doubts()]
        shown_urls = {link.url for one in (links, *(doubt.links for doubt in doubts)) for link in one}
        links += self._choose_told(read_data_lists(listing.root, listing.root.base_url or ""), shown_urls)
        return list(dict.fromkeys(links)), doubts

    def name_drift(self, listing: Listing) -> str:
        """Return nothing: what is not declared cannot drift."""
        return ""

    def _choose_told(self, told: Iterable[Link], shown: Collection[str]) -> list[Link]:
        """Return the articles that data tell beside those that the page shows."""
        links = (Link(self.rewrite(url), days or days_of(url)) for url, days, _ in told)
        return [
            link
            for link in dict.fromkeys(links)
            if link.url not in shown
            and self.may_be_told(link.url)
            and self.believes(form_of(link.url)) is not False
        ]

    def explain_no_links(self, listing: Listing) -> str:
        """Return which of the ends a listing without articles is, and keep what its links were taken for."""
        if listing.root is not None:
            self.tell("listing/groups", describe_groups(self.shown_on(listing.root).groups))
        return super().explain_no_links(listing)

    def articles_of(self, listing: Listing) -> list[Link]:
        """Return the articles of which there is no doubt."""
        return self.read_links(listing)[0]

    def _as_link(self, headline: Headline) -> Link:
        url = self.rewrite(headline.url)
        return Link(url, days_of(url) or ((headline.day, headline.day) if headline.day else None))

    def believes(self, form: str) -> bool | None:
        """Tell what the site has taught of a form of address: articles, none, or nothing."""
        journal = getattr(self, "journal", None)  # a page can be read without a crawl
        verdict = journal.forms.verdict(form) if journal else Verdict.UNKNOWN
        return {Verdict.BELIEVED: True, Verdict.RESTING: False}.get(verdict)

    def sources_of(self, response: Response, listing: Listing) -> Iterator[str]:
        """Yield the channels below the address that the crawl was given, and the lists that the page shows in frames."""
        yield from super().sources_of(response, listing)
        if response.meta.get("depth", 0) >= DEEPEST_CHANNEL:
            return
        for url in self.lists_shown(response.url, listing):
            if self._channels < MOST_CHANNELS and not self.journal.frontier.is_barren(url):
                self._channels += 1
                yield url

    def lists_shown(self, url: str, listing: Listing) -> Iterator[str]:
        """Yield the further lists that the page leads to: its frames on this site, and the channels below it."""
        yield from super().lists_shown(url, listing)
        if listing.root is None:
            return
        yield from (frame for frame in frames_of(listing.root, url) if self.is_at_home(frame))
        shown = self.shown_on(listing.root)
        bare = (
            not shown.articles()
        )  # a front page of channels alone: whatever they are called, the articles are there
        for one in shown.channels():
            turns = turns_pages(one.name) or not any(map(str.isalpha, one.name))
            formed = looks_like_listing(one.url) or (bare and not is_attachment(one.url))
            if formed and not turns and self._is_below(one.url) and not is_same_folder(one.url, url):
                yield one.url

    def _is_below(self, url: str) -> bool:
        return bool(self.folder_url) and url.startswith(self.folder_url) and self.is_at_home(url)


def folder_of(url: str) -> str:
    """Return the folder whose channels belong to a section; empty for a list that is a page of its own.

    >>> folder_of("http://a.cn/xw/"), folder_of("http://a.cn/xw/index.html"), folder_of("http://a.cn/xw")
    ('http://a.cn/xw/', 'http://a.cn/xw/', 'http://a.cn/xw/')
    >>> folder_of("http://a.cn/list-7-1.html"), folder_of("http://a.cn/list.jsp?lm=7")
    ('', '')
    """
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    if parts.query or not is_folder(folded_path(form_of(url))):
        return ""
    return urljoin(url, ".") if not name or "." in name else f"{url}/"


def is_same_folder(one: str, other: str) -> bool:
    """Tell whether two addresses are the same page of a folder, named or not.

    >>> is_same_folder("http://a.cn/xw/index.html", "http://a.cn/xw/"), is_same_folder("http://a.cn/xw/a.html", "http://a.cn/xw/")
    (True, False)
    """
    return _FOLDER_PAGE.sub("", one) == _FOLDER_PAGE.sub("", other)
