"""The report of a run: a small file for the operator, written when the spider closes."""

import platform
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.settings import BaseSettings
from scrapy.statscollectors import StatsCollector
from scrapy.utils.misc import load_object

from pipelines.segments import PART
from pipelines.stages import CLEANING
from schemas.run import RUN_VERSION, RunReport, Seconds, Setting
from scraper import __version__
from scraper.crawl.spider import NewsSpider
from scraper.runs.asked import ASKED, sort_requests
from scraper.runs.census import Census
from scraper.runs.floors import hold_floors
from scraper.runs.outcome import Code, Figures, Outcome, judge
from scraper.storage.journal import TakenOver
from scraper.web.airtime import FETCHING

ENDED = "difang/listing/ended/"  # beginning of the stats that say why the paging of a listing ended
STATUSES = "downloader/response_status_count/"
FAILURES = "downloader/exception_type_count/"
AWAITED = "awaited"  # the failure of a request whose answer the end of the run did not wait for

LIBRARIES = ("scrapy", "trafilatura", "lxml", "charset-normalizer", "pydantic", "OpenCC")
"""What reads pages beside our own code: another version may read another text."""

TELLING = (
    "DOWNLOAD_DELAY",
    "AUTOTHROTTLE_ENABLED",
    "AUTOTHROTTLE_TARGET_CONCURRENCY",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "DOWNLOAD_TIMEOUT",
    "ROBOTSTXT_OBEY",
    "LISTING_DEPTH",
    "RETRY_REFUSED_DAYS",
    "PARTIAL_ARTICLES",
    "WALLS_IN_ROW",
    "BREAKER_FAILURES",
    "ALLOW_PRIVATE_HOSTS",
    "REPLAY",
)
"""Settings that say what a run may do and how fast: with them two runs can be compared."""


class Report:
    """Scrapy extension: judge what the run did, and write runs/<run>.json."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.started_at = datetime.now(UTC)
        self.outcome: Outcome | None = None
        self.cut_short: Outcome | None = None
        """How the run was ended before its time, where it was: that is its outcome then."""
        self.census = Census()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension for a site's spider; other spiders have no report."""
        if not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        report = cls(crawler)
        crawler.spider.journal.committed = report.census.add
        crawler.signals.connect(report.write, signals.spider_closed)
        return report

    @property
    def stats(self) -> StatsCollector:
        """Scrapy's counts of the run."""
        assert self.crawler.stats
        return self.crawler.stats

    def figures(self, spider: NewsSpider, reason: str) -> Figures:
        """Return what the run did so far; articles and rejections count once they are committed."""
        stats, journal = self.stats, spider.journal
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
        run = self.figures(spider, reason)
        self.outcome = self.cut_short or judge(run)
        report = self.compose(spider, run, self.outcome)
        for name, count in report.rejections.items():
            self.stats.set_value(f"difang/rejections/{name}", count)
        self.stats.set_value("difang/articles", report.articles)
        if isinstance(spider.journal.failure, TakenOver):  # nothing in the folder is ours to write
            return
        path = spider.folder / "runs" / f"{spider.run}.json"
        part = path.with_name(path.name + PART)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8", newline="\n")
            part.replace(path)
        except OSError as error:
            self.outcome = Outcome(Code.NOT_WRITTEN, f"could not write the report: {error}")
        spider.logger.info("%d articles, %d rejections: %s", report.articles, report.refused, path)

    def compose(self, spider: NewsSpider, run: Figures, outcome: Outcome) -> RunReport:
        """Return the report of the run that ended so."""
        finished_at = datetime.now(UTC)
        return RunReport(
            schema_version=RUN_VERSION,
            run=spider.run,
            site=spider.name,
            site_name=spider.site_name,
            arguments=dict(spider.given),
            started_at=self.started_at,
            finished_at=finished_at,
            finish_reason=run.finish_reason,
            **_tell_found(run),
            **self._tell_lines(spider, run),
            **_tell_traffic(self.stats, run),
            seconds=_tell_seconds(self.stats, (finished_at - self.started_at).total_seconds()),
            floors=hold_floors(run),
            versions=read_versions(),
            settings=read_settings(spider.settings),
            exit_code=outcome.code,
            outcome=outcome.why,
        )

    def _tell_lines(self, spider: NewsSpider, run: Figures) -> dict[str, Any]:
        """Return what the lines hold."""
        census = self.census
        return {
            "articles": run.articles,
            "rejections": dict(run.rejections),
            "restored": spider.journal.restored,
            "regions": dict.fromkeys(sorted(spider.regions()), 0) | dict(sorted(census.regions.items())),
            "fields": census.fields(),
            "precisions": dict(sorted(census.precisions.items())),
            "templates": census.templates(),
            "days": census.days(),
            "oldest": census.oldest,
            "newest": census.newest,
            "examples": dict(sorted(census.examples.items())),
        }


def _tell_found(run: Figures) -> dict[str, Any]:
    """Return what was found, and what became of it."""
    return {
        "listing_pages": run.listings,
        "listing_unchanged": run.unchanged,
        "listing_lost": run.listings_lost,
        "links": run.links,
        "known": run.known,
        "ended": dict(run.ended),
        "found": run.balance.found,
        "ends": dict(run.balance.ends),
        "owed": dict(run.balance.owed),
        "owed_on_purpose": run.balance.left,
    }


def _tell_traffic(stats: StatsCollector, run: Figures) -> dict[str, Any]:
    """Return what was asked for, and what came back."""
    return {
        "requests": stats.get_value("downloader/request_count", 0),
        "asked": sort_requests(_counts(stats, ASKED), run.rejections),
        **_tell_answers(stats),
        "bytes": stats.get_value("downloader/response_bytes", 0),
    }


def _tell_answers(stats: StatsCollector) -> dict[str, dict[str, int]]:
    """Return what the requests met: with those that nobody waited for any more, answers and failures are all of them.

    What our own rules held back was never asked.
    """
    statuses, failures, withheld = _counts(stats, STATUSES), Counter[str](), Counter[str]()
    for path, count in _counts(stats, FAILURES).items():
        kind = withheld if issubclass(load_object(path), IgnoreRequest) else failures
        kind[path.rpartition(".")[2]] += count
    awaited = stats.get_value("downloader/request_count", 0) - sum(statuses.values()) - failures.total()
    if awaited > 0:
        failures[AWAITED] = awaited
    return {"statuses": dict(statuses), "failures": dict(failures), "withheld": dict(withheld)}


def _tell_seconds(stats: StatsCollector, total: float) -> Seconds:
    """Return where the time went; what neither awaited nor cleaned waited, at least."""
    fetching, cleaning = (round(float(stats.get_value(name, 0)), 3) for name in (FETCHING, CLEANING))
    waiting = max(total - fetching - cleaning, 0.0)
    return Seconds(total=round(total, 3), fetching=fetching, cleaning=cleaning, waiting=round(waiting, 3))


def read_versions() -> dict[str, str]:
    """Return the versions of the program, of Python, and of the libraries that read pages."""
    libraries = {name.lower(): version(name) for name in LIBRARIES}
    return {"difang": __version__, "python": platform.python_version(), **libraries}


def read_settings(settings: BaseSettings) -> dict[str, Setting]:
    """Return the settings that say what a run may do; one that is no plain value is told as text."""
    values = {name: settings.get(name) for name in TELLING}
    return {name: one if isinstance(one, Setting) else f"{one}" for name, one in values.items()}


def _counts(stats: StatsCollector, begin: str) -> Mapping[str, int]:
    """Return the counts whose names have this beginning, by what follows it."""
    named = sorted(stats.get_stats().items())
    return {name.removeprefix(begin): count for name, count in named if name.startswith(begin)}
