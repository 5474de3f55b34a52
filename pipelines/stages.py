"""The stages of a crawl as Scrapy item pipelines: Clean -> Deduplicate -> Write.

They need nothing of Scrapy: a crawler is whatever carries a spider, and a spider whose pages are cleaned is a Run.
Any other spider's items pass all three untouched: a plain one beside ours, or that of Scrapy's own tools.
"""

import logging
import time
from typing import Protocol, Self, TypeVar, runtime_checkable

from pipelines.validate import reject
from schemas import Article, Page, Reason, Rejected, Rejection, Rules

logger = logging.getLogger(__name__)

Item = TypeVar("Item")
"""An item of somebody else's."""


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


@runtime_checkable
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

    spider: object
    stats: Stats


CLEANING = "difang/seconds/cleaning"
"""The stat that holds the seconds in which pages were cleaned."""


def run_of(crawler: Crawler) -> Run | None:
    """Return the crawler's spider where it is one whose pages are cleaned, None where it is another."""
    return crawler.spider if isinstance(crawler.spider, Run) else None


def clean_or_record(page: Page, rules: Rules) -> Article | Rejection:
    """Return clean(page), and a rejection with reason `error` where our own code fails.

    The one boundary that survives defects: a page that breaks the program must not end the crawl.
    """
    from pipelines import clean  # noqa: PLC0415 - a second of patterns, which a run without a new page need not wait

    try:
        return clean(page, rules)
    except Exception as defect:
        logger.exception("defect while cleaning %s", page.url)
        return reject(page, Rejected(Reason.ERROR, f"{type(defect).__name__}: {defect}"))


class Clean:
    """First stage: a page becomes an article or a rejection."""

    def __init__(self, rules: Rules | None, stats: Stats) -> None:
        self.rules = rules
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the stage for the spider's rules."""
        run = run_of(crawler)
        return cls(run.rules if run else None, crawler.stats)

    def process_item(self, item: Page | Item) -> Article | Rejection | Page | Item:
        """Clean a page of the run; whatever else there is passes."""
        if self.rules is None or not isinstance(item, Page):
            return item
        begun = time.perf_counter()
        try:
            return clean_or_record(item, self.rules)
        finally:
            self.stats.inc_value(CLEANING, time.perf_counter() - begun)


class Deduplicate:
    """Second stage: an article that was delivered before, and has not changed, becomes a rejection."""

    def __init__(self, ledger: Ledger | None) -> None:
        self.ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the stage for the spider's ledger."""
        run = run_of(crawler)
        return cls(run.ledger if run else None)

    def process_item(self, item: Article | Item) -> Article | Rejection | Item:
        """Return the item, or a rejection with reason `duplicate`."""
        if self.ledger is None or not isinstance(item, Article):
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

    def __init__(self, journal: Journal | None) -> None:
        self.journal = journal

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the stage for the spider's run."""
        run = run_of(crawler)
        return cls(run.journal if run else None)

    def process_item(self, item: Item) -> Item:
        """Write an article or a rejection; a reader sees it when the run's file is finished."""
        if self.journal and isinstance(item, Rejection):
            self.journal.refuse(item)
        elif self.journal and isinstance(item, Article):
            self.journal.deliver(item)
        return item

    def close_spider(self) -> None:
        """Give the run's files their final names."""
        if self.journal:
            self.journal.finish()
