import argparse
import asyncio
import sys
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from scraper.console.logs import BadLog, check_log, start_log, tell
from scraper.crawl.choice import UnknownSpider, load_spider
from scraper.crawl.spider import BadArgument, NewsSpider
from scraper.runs.ending import Ending
from scraper.runs.outcome import Code, Outcome, explain_failure
from scraper.runs.report import Report


class Command(ScrapyCrawl):
    """Scrapy's crawl, with exit codes that tell how it ended and one clear line where it is not well."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check spider, arguments and files before anything starts, the log too."""
        assert self.settings is not None
        try:
            super().process_options(args, opts)
            check_log(self.settings)
        except (UsageError, BadLog) as error:
            tell(self.settings, f"scrapy crawl: {error}")
            sys.exit(Code.USAGE)
        try:
            spider = load_spider(self.settings, one_name(args))
            if issubclass(spider, NewsSpider):
                spider.check_arguments(opts.spargs)
            check_replay(self.settings.get("REPLAY") or "")
        except (UsageError, UnknownSpider, BadArgument, FileNotFoundError) as error:
            start_log(self.settings)  # or a scheduler's LOG_FILE would stay empty
            tell(self.settings, f"scrapy crawl: {error}")
            sys.exit(Code.USAGE)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, and leave the exit code of scraper.runs.outcome.Code."""
        assert self.crawler_process
        assert self.settings is not None
        load_downloads()
        crawler = self._create_crawler(args[0])
        failures: list[BaseException] = []
        crawl = self.crawler_process.crawl(crawler, **opts.spargs)
        if isinstance(crawl, asyncio.Future):
            crawl.add_done_callback(lambda done: failures.extend(filter(None, [done.exception()])))
        elif isinstance(crawl, Deferred):  # where the settings force another process class

            def keep(failure: Failure) -> None:
                failures.extend(filter(None, [failure.value]))

            crawl.addErrback(keep)
        self.crawler_process.start()
        outcome = explain_failure(failures[0]) if failures else explain_end(crawler)
        if outcome != Outcome(Code.FINE, "fine"):
            tell(self.settings, f"scrapy crawl: {outcome.why}")
        self.exitcode = outcome.code


def load_downloads() -> None:
    """Import what Scrapy downloads with, each module from here: it looks up every frame below it, thrice."""
    import scrapy.core.downloader.tls  # noqa: PLC0415, I001 - in this order: the second imports the first
    import scrapy.core.downloader.contextfactory  # noqa: F401, PLC0415


def explain_end(crawler: Crawler) -> Outcome:
    """Return the outcome of a run that ended: by itself, by a signal, or for want of a disk."""
    ending, report = crawler.get_extension(Ending), crawler.get_extension(Report)
    if ending and ending.outcome:
        return ending.outcome
    return report.outcome if report and report.outcome else Outcome(Code.FINE, "fine")


def one_name(args: list[str]) -> str:
    """Return the only argument; raise UsageError where there are none or several."""
    if len(args) != 1:
        raise UsageError("name one spider; `scrapy list` shows them")
    return args[0]


def check_replay(path: str) -> None:
    """Return when there is nothing to replay, or a file to replay from; raise FileNotFoundError otherwise."""
    if path and not Path(path).is_file():
        raise FileNotFoundError(f"REPLAY names no file: {path}")
