"""What one page of a listing shows, and what becomes of its links that lead to no article."""

from collections.abc import Collection, Iterator

from lxml.html import HtmlElement
from scrapy.http import Response

from scraper.crawl.assembly import Assembly
from scraper.crawl.discovery import Link, Listing
from scraper.crawl.paging import is_named, next_number, shows_pager
from scraper.crawl.urls.attachments import is_attachment
from scraper.crawl.walks.list_pages import Doubt, ListPage, Turn
from scraper.crawl.walks.renewals import Renewals
from scraper.storage.account import ATTACHMENT, NOT_ARTICLE, OTHER_SITE
from scraper.storage.journal import Journal


class ListReading(Assembly):
    """What a spider sees on a page of a listing; how it walks on is not its matter."""

    article_links: str
    journal: Journal
    renewals: Renewals

    def read_links(self, listing: Listing) -> tuple[list[Link], list[Doubt]]:
        """Return the listing's links that are articles of this site, and those of which nobody knows."""
        raise NotImplementedError

    def sources_of(self, response: Response, listing: Listing) -> Iterator[str]:
        """Yield the listings that this one names as its parts."""
        raise NotImplementedError

    def is_at_home(self, url: str) -> bool:
        """Tell whether a URL stays on the hosts of this crawl."""
        raise NotImplementedError

    def explain_no_links(self, listing: Listing) -> str:
        """Return which of the ends a listing without articles is."""
        raise NotImplementedError

    def name_drift(self, listing: Listing) -> str:
        """Return which declaration no longer finds what the listing shows; empty where none is."""
        raise NotImplementedError

    def rewrite(self, url: str) -> str:
        """Return the article's own address for that of its copy on a mirror, without tracking keys."""
        raise NotImplementedError

    def find_next_page(self, root: HtmlElement, url: str) -> str | None:
        """Return the URL of the listing page after this one, or None on the last."""
        raise NotImplementedError

    def read_page(self, response: Response, listing: Listing) -> ListPage:
        """Return what the page shows; its links that lead to no article of this site are counted."""
        links, doubts = self.read_links(listing)
        self.pass_over(
            listing, {link.url for one in (links, *(doubt.links for doubt in doubts)) for link in one}
        )
        page = ListPage(
            response.url,
            tuple(links),
            tuple(doubts),
            tuple(self.sources_of(response, listing)),
            self.find_turn(response, listing),
            "" if links else self.explain_no_links(listing),
            depth=response.meta.get("depth", 0),
        )
        return self.renewals.renew(page, listing, self.rewrite)

    def pass_over(self, listing: Listing, taken: Collection[str]) -> None:
        """Count the links of a listing that lead to no article of this site."""
        for url in dict.fromkeys(self.rewrite(link.url) for link in listing.links):
            if url not in taken:
                self.journal.account.pass_over(url, self.name_other(url))

    def name_other(self, url: str) -> str:
        """Return the end of an address that leads to no article of this site."""
        if not self.is_at_home(url):
            return OTHER_SITE
        return ATTACHMENT if is_attachment(url) else NOT_ARTICLE

    def find_turn(self, response: Response, listing: Listing) -> Turn:
        """Return how the listing goes on behind this page."""
        url, root = response.url, listing.root
        following = self.find_next_page(root, url) if root is not None else None
        counted = (
            root is None
            or listing.counted
            or (following is not None and not is_named(following, response.body, root, url))
        )
        if following is None and listing.counted:
            following = next_number(url)
        if following is not None and self.is_at_home(following):
            return Turn(following, counted)
        return Turn(waits=root is not None and (following is not None or shows_pager(root, url)))

    def note_drift(self, listing: Listing, url: str) -> None:
        """Count and name the declarations that no longer find what a listing shows."""
        if drift := self.name_drift(listing):
            self.count("listing/drifted")
            self.tell("listing/drift", drift)
            self.logger.warning("listing %s drifted: %s", url, drift)

    def tell(self, what: str, text: str) -> None:
        """Keep the last word on something in the crawl's stats: the line at the end says it."""
        assert self.crawler.stats
        self.crawler.stats.set_value(f"difang/{what}", text)

    def count(self, what: str, by: int = 1) -> None:
        """Add to one of our figures in the crawl's stats."""
        assert self.crawler.stats
        self.crawler.stats.inc_value(f"difang/{what}", by)
