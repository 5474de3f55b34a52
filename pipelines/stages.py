"""The stages of a crawl as Scrapy item pipelines: Clean -> Deduplicate -> Write.

They need nothing of Scrapy: a crawler is whatever carries a spider, and a spider here is a Run.
"""

import logging
import time
from typing import Protocol, Self

from pipelines.flow import clean
from pipelines.validate import reject
from schemas import Article, Page, Reason, Rejected, Rejection, Rules

logger = logging.getLogger(__name__)


class Ledger(Protocol):
    """What was delivered before, over all runs of a site."""

    def revise(self, article: Article) -> Article | None:
        """Return the article as it is to be delivered, None where the same was delivered before."""
        ...


class Journal(Protocol):
    """Where records go: on the disk, then into the ledger, in batches."""

    def deliver(self, article: Article) -> None:
        """Write the article and remember it, both with the next commit."""
        ...

    def refuse(self, rejection: Rejection) -> None:
        """Write the rejection and remember it, both with the next commit."""
        ...

    def finish(self) -> None:
        """Commit, and give the run's files their final names."""
        ...


class Run(Protocol):
    """What the stages need to know of the spider that feeds them."""

    rules: Rules
    ledger: Ledger
    journal: Journal


class Stats(Protocol):
    """Scrapy's counts of a run."""

    def inc_value(self, key: str, count: float = 1) -> None:
        """Add to what is counted under `key`."""
        ...


class Crawler(Protocol):
    """Scrapy's crawler, as far as it concerns the stages."""

    spider: Run
    stats: Stats


CLEANING = "difang/seconds/cleaning"
"""The stat that holds the seconds in which pages were cleaned."""


def clean_or_record(page: Page, rules: Rules) -> Article | Rejection:
    """Return clean(page), and a rejection with reason `error` where our own code fails.

    The one boundary that survives defects: a page that breaks the program must not end the crawl.
    """
    try:
        return clean(page, rules)
    except Exception as defect:
        logger.exception("defect while cleaning %s", page.url)
        return reject(page, Rejected(Reason.ERROR, f"{type(defect).__name__}: {defect}"))


class Clean:
    """First stage: a page becomes an article or a rejection."""

    def __init__(self, rules: Rules, stats: Stats) -> None:
        self.rules = rules
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the stage for the spider's rules."""
        return cls(crawler.spider.rules, crawler.stats)

    def process_item(self, item: Page | Rejection) -> Article | Rejection:
        """Clean a page; a rejection that the spider made passes."""
        if isinstance(item, Rejection):
            return item
        begun = time.perf_counter()
        try:
            return clean_or_record(item, self.rules)
        finally:
            self.stats.inc_value(CLEANING, time.perf_counter() - begun)


class Deduplicate:
    """Second stage: an article that was delivered before, and has not changed, becomes a rejection."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the stage for the spider's ledger."""
        return cls(crawler.spider.ledger)

    def process_item(self, item: Article | Rejection) -> Article | Rejection:
        """Return the item, or a rejection with reason `duplicate`."""
        if isinstance(item, Rejection):
            return item
        return self.ledger.revise(item) or refuse_duplicate(item)


def refuse_duplicate(article: Article) -> Rejection:
    """Return the rejection of an article that was delivered before."""
    return Rejection(
        id=article.id,
        url=article.url,
        requested_url=article.requested_url,
        site=article.site,
        reason=Reason.DUPLICATE,
        detail="the same article was delivered before",
        fetched_at=article.fetched_at,
    )


class Write:
    """Last stage: the line goes to disk first and into the ledger second, never the other way round."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the stage for the spider's run."""
        return cls(crawler.spider.journal)

    def process_item(self, item: Article | Rejection) -> Article | Rejection:
        """Write the item; a reader sees it when the run's file is finished."""
        if isinstance(item, Rejection):
            self.journal.refuse(item)
        else:
            self.journal.deliver(item)
        return item

    def close_spider(self) -> None:
        """Give the run's files their final names."""
        self.journal.finish()
