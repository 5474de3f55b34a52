"""How long a crawl awaited answers: the rest of its time it cleaned, or waited for politeness."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

FETCHING = "difang/seconds/fetching"
"""The stat that holds the seconds in which at least one answer was awaited."""


class Airtime:
    """Scrapy extension: adds up the seconds in which at least one answer is awaited, however many are."""

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats
        self._awaited = 0
        self._since = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension for any spider; the download handler tells it what it awaits."""
        assert crawler.stats
        return cls(crawler.stats)

    @contextmanager
    def awaiting(self) -> Iterator[None]:
        """Count the time in here, once where several await at once."""
        if not self._awaited:
            self._since = time.monotonic()
        self._awaited += 1
        try:
            yield
        finally:
            self._awaited -= 1
            if not self._awaited:
                self.stats.inc_value(FETCHING, time.monotonic() - self._since)  # type: ignore[arg-type]  # any number
