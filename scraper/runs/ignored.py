"""What was not fetched, told where nobody else tells it: a plain spider and Scrapy's own tools say nothing of it."""

import logging
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured

from scraper.crawl.spider import NewsSpider
from scraper.web.politeness import host_of

logger = logging.getLogger(__name__)


class Ignored:
    """Downloader middleware: why a request was not made goes into the log, each host's reason once."""

    def __init__(self) -> None:
        self.told: set[tuple[str, str]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware, but for a crawl of ours: it has a line for each address that it did not get."""
        if isinstance(crawler.spider, NewsSpider) and not crawler.settings.get("LOOK"):
            raise NotConfigured
        return cls()

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Tell it."""
        if not isinstance(exception, IgnoreRequest):
            return
        one = (host_of(request), str(exception))
        if one not in self.told:
            self.told.add(one)
            logger.warning("%s is not fetched: %s", request.url, exception)
