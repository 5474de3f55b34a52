"""What the requests of a run were for: listings, articles and their parts, or neither."""

from collections.abc import Mapping
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from schemas import Reason
from scraper.crawl.spider import NewsSpider

LISTING, ARTICLE, OTHER = "listing", "article", "other"
ASKED = "difang/asked/"  # beginning of the stats that count the requests of a kind

_MAY_BE_ARTICLES = frozenset(
    {
        Reason.UNREACHABLE,
        Reason.GONE,
        Reason.WALL,
        Reason.FORBIDDEN,
        Reason.TOO_LARGE,
        Reason.DUPLICATE,
        Reason.ERROR,
    }
)
"""Reasons that say nothing against an article behind the address; after any other the request was for none."""


class Asked:
    """Downloader middleware: count each request, those for robots.txt and after a redirect among them, by its kind."""

    def __init__(self, crawler: Crawler, spider: NewsSpider) -> None:
        self.crawler = crawler
        self.kinds = {
            spider.parse_listing: LISTING,
            spider.parse_article: ARTICLE,
            spider.parse_part: ARTICLE,
        }

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for a site's spider."""
        if not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        return cls(crawler, crawler.spider)

    def process_request(self, request: Request) -> None:
        """Count the request."""
        assert self.crawler.stats
        kind = self.kinds.get(request.callback, OTHER) if request.callback else OTHER
        self.crawler.stats.inc_value(f"{ASKED}{kind}")


def sort_requests(counted: Mapping[str, int], rejections: Mapping[str, int]) -> dict[str, int]:
    """Return how many requests were for listings, for articles and for neither: a page refused as none was neither.

    >>> sort_requests({"listing": 2, "article": 20, "other": 1}, {"list_page": 1, "unreachable": 3})
    {'listing': 2, 'article': 19, 'other': 2}
    """
    refused = sum(count for reason, count in rejections.items() if reason not in _MAY_BE_ARTICLES)
    articles = counted.get(ARTICLE, 0)
    none = min(refused, articles)
    return {
        LISTING: counted.get(LISTING, 0),
        ARTICLE: articles - none,
        OTHER: counted.get(OTHER, 0) + none,
    }
