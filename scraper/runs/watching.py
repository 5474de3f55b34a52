"""How far a crawl is, shown while it runs."""

import sys
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from scraper.console.logs import is_json
from scraper.console.progress import Progress, Standing
from scraper.console.screen import is_terminal
from scraper.crawl.spider import NewsSpider

_BEAT = 1.0  # seconds between two looks: all addresses that the run found are counted each time


class Watching:
    """Scrapy extension: a line about the run at the foot of a terminal, or in the log where there is none."""

    def __init__(self, crawler: Crawler, spider: NewsSpider) -> None:
        self.spider = spider
        self.stats = crawler.stats
        own = is_terminal(sys.stdout) and any(
            str(uri).startswith("stdout:") for uri in crawler.settings["FEEDS"]
        )
        self.progress = Progress(spider.name, changing=not own and not is_json(crawler.settings))
        self.beat = create_looping_call(self.show)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension for a site's spider."""
        if not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        watching = cls(crawler, crawler.spider)
        crawler.signals.connect(watching.begin, signals.spider_opened)
        crawler.signals.connect(watching.end, signals.spider_closed)
        return watching

    def begin(self) -> None:
        """Show the line, again and again."""
        self.beat.start(_BEAT, now=True)

    def show(self) -> None:
        """Show how far the run is: what it found may become more as long as it reads listings."""
        journal = self.spider.journal
        new, refused = journal.so_far()
        waits = len(journal.account.open() - journal.account.left)
        count = self.stats.get_value("difang/listing/pages", 0)
        at = f"{count} listing{'s' * (count != 1)}" if count else ""
        total = new + refused + waits
        self.progress.show(Standing(new + refused, new, refused, total or None, growing=True, at=at))

    def end(self) -> None:
        """Leave the terminal to what is said of the end."""
        if self.beat.running:
            self.beat.stop()
        self.progress.end()
