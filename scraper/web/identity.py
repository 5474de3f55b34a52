"""Who we say we are: a User-Agent that names the project, its version and whom to write to."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from scraper import __version__


def user_agent(contact: str) -> str:
    """Return the User-Agent for a crawl whose operator can be reached at `contact` (a URL or an address).

    >>> user_agent("https://example.org/crawl").endswith("(+https://example.org/crawl)")
    True
    """
    return f"difang/{__version__} (+{contact})"


class Identity:
    """Downloader middleware: every request carries the operator's contact, where one is set."""

    def __init__(self, contact: str) -> None:
        self.contact = contact

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for the crawl's CONTACT; without one the default User-Agent stands."""
        return cls(crawler.settings.get("CONTACT") or "")

    def process_request(self, request: Request) -> None:
        """Set the User-Agent unless the request brought its own."""
        if self.contact:
            request.headers.setdefault("User-Agent", user_agent(self.contact))
