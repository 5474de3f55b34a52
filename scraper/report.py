"""The report of a run: a small file for the operator, written when the spider closes."""

from collections import Counter
from datetime import UTC, datetime
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from schemas import Article, Rejection
from schemas.run import RunReport
from scraper.spider import NewsSpider

ENDED = "difang/listing/ended/"  # beginning of the stats that say why the paging of a listing ended


class Report:
    """Scrapy extension: count what comes home, and write runs/<run>.json."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.started_at = datetime.now(UTC)
        self.articles = 0
        self.restored = 0
        self.rejections: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension for a site's spider; other spiders have no report."""
        if not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        report = cls(crawler)
        crawler.signals.connect(report.count_article, signals.item_scraped)
        crawler.signals.connect(report.count_rejection, signals.item_dropped)
        crawler.signals.connect(report.write, signals.spider_closed)
        return report

    def count_article(self, item: object) -> None:
        """Count an article that is on disk."""
        if isinstance(item, Article):
            self.articles += 1
            self.restored += bool(item.restored.kinds)

    def count_rejection(self, item: object, exception: BaseException) -> None:
        """Count a rejection that is on disk, by its reason."""
        rejection = getattr(exception, "rejection", None)
        if isinstance(rejection, Rejection):
            self.rejections[rejection.reason.value] += 1

    def write(self, spider: NewsSpider, reason: str) -> None:
        """Write the report and log its one-line summary."""
        stats = self.crawler.stats
        assert stats
        report = RunReport(
            run=spider.run,
            site=spider.name,
            started_at=self.started_at,
            finished_at=datetime.now(UTC),
            finish_reason=reason,
            listing_pages=stats.get_value("difang/listing/pages", 0),
            listing_lost=stats.get_value("difang/listing/lost", 0),
            links=stats.get_value("difang/listing/links", 0),
            known=stats.get_value("difang/listing/known", 0),
            ended={
                name.removeprefix(ENDED): count
                for name, count in sorted(stats.get_stats().items())
                if name.startswith(ENDED)
            },
            articles=self.articles,
            rejections=dict(sorted(self.rejections.items())),
            restored=self.restored,
            requests=stats.get_value("downloader/request_count", 0),
            bytes=stats.get_value("downloader/response_bytes", 0),
        )
        for name, count in report.rejections.items():
            stats.set_value(f"difang/rejections/{name}", count)
        stats.set_value("difang/articles", report.articles)
        path = spider.folder / "runs" / f"{spider.run}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8")
        spider.logger.info("%d articles, %d rejections: %s", report.articles, self.rejections.total(), path)
