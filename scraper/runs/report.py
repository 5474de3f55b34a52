"""The report of a run: a small file for the operator, written when the spider closes."""

from datetime import UTC, datetime
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.statscollectors import StatsCollector

from pipelines.segments import PART
from schemas.run import RunReport
from scraper.crawl.spider import NewsSpider
from scraper.runs.asked import ASKED, sort_requests
from scraper.runs.outcome import Code, Figures, Outcome, judge

ENDED = "difang/listing/ended/"  # beginning of the stats that say why the paging of a listing ended


class Report:
    """Scrapy extension: judge what the run did, and write runs/<run>.json."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.started_at = datetime.now(UTC)
        self.outcome: Outcome | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension for a site's spider; other spiders have no report."""
        if not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        report = cls(crawler)
        crawler.signals.connect(report.write, signals.spider_closed)
        return report

    def figures(self, spider: NewsSpider, reason: str) -> Figures:
        """Return what the run did so far; articles and rejections count once they are committed."""
        stats = self.crawler.stats
        assert stats
        journal = spider.journal
        return Figures(
            finish_reason=reason,
            listings=stats.get_value("difang/listing/pages", 0),
            listings_lost=stats.get_value("difang/listing/lost", 0),
            links=stats.get_value("difang/listing/links", 0),
            unchanged=stats.get_value("difang/listing/unchanged", 0),
            articles=journal.articles,
            rejections=dict(sorted(journal.rejections.items())),
            defects=stats.get_value("spider_exceptions/count", 0),
            at_least=getattr(spider, "at_least", 0),
            given_up=stats.get_value("difang/politeness/why", ""),
            lost_why=stats.get_value("difang/listing/why", ""),
            robots_lost=stats.get_value("difang/robots/unreachable", 0),
            ended=_counts(stats, ENDED),
            barren=stats.get_value("difang/listing/barren", 0),
            listing=stats.get_value("difang/listing/barren_url") or next(iter(spider.starts), ""),
            told=stats.get_value("difang/listing/drift") or stats.get_value("difang/listing/told", ""),
            drifted=stats.get_value("difang/listing/drifted", 0),
            groups=stats.get_value("difang/listing/groups", ""),
            balance=journal.balance,
            refused_since=journal.refused_since,
            delivered_at=journal.delivered_at,
        )

    def write(self, spider: NewsSpider, reason: str) -> None:
        """Write the report and log its one-line summary."""
        stats = self.crawler.stats
        assert stats
        run = self.figures(spider, reason)
        self.outcome = judge(run)
        report = RunReport(
            run=spider.run,
            site=spider.name,
            started_at=self.started_at,
            finished_at=datetime.now(UTC),
            finish_reason=reason,
            listing_pages=run.listings,
            listing_unchanged=run.unchanged,
            listing_lost=run.listings_lost,
            links=run.links,
            known=run.known,
            ended=dict(run.ended),
            found=run.balance.found,
            ends=dict(run.balance.ends),
            owed=dict(run.balance.owed),
            owed_on_purpose=run.balance.left,
            articles=run.articles,
            rejections=dict(run.rejections),
            restored=spider.journal.restored,
            requests=stats.get_value("downloader/request_count", 0),
            asked=sort_requests(_counts(stats, ASKED), run.rejections),
            bytes=stats.get_value("downloader/response_bytes", 0),
            exit_code=self.outcome.code,
            outcome=self.outcome.why,
        )
        for name, count in report.rejections.items():
            stats.set_value(f"difang/rejections/{name}", count)
        stats.set_value("difang/articles", report.articles)
        path = spider.folder / "runs" / f"{spider.run}.json"
        part = path.with_name(path.name + PART)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8")
            part.rename(path)
        except OSError as error:
            self.outcome = Outcome(Code.NOT_WRITTEN, f"could not write the report: {error}")
        total = sum(run.rejections.values())
        spider.logger.info("%d articles, %d rejections: %s", report.articles, total, path)


def _counts(stats: StatsCollector, begin: str) -> dict[str, int]:
    """Return the counts whose names have this beginning, by what follows it."""
    named = sorted(stats.get_stats().items())
    return {name.removeprefix(begin): count for name, count in named if name.startswith(begin)}
