"""How a run ends before its time: a signal, or a disk that takes no more. It ends soon, and loses nothing."""

import asyncio
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType
from typing import Any, ClassVar, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from scraper.crawl.spider import NewsSpider
from scraper.runs.outcome import WRITE_ERROR, Code, Outcome
from scraper.runs.report import Report
from scraper.storage.journal import TakenOver, WriteFailed

logger = logging.getLogger(__name__)

_BEAT = 1.0  # seconds between two looks at whether a commit is due
_CODES = {signal.SIGINT: Code.INTERRUPTED, signal.SIGTERM: Code.TERMINATED}
if sys.platform == "win32":  # where no other process can send one of those: it sends Ctrl+Break
    _CODES[signal.SIGBREAK] = Code.TERMINATED


class Ending:
    """Scrapy extension: commit in time, stop in time, and know why.

    The first SIGINT or SIGTERM lets the requests under way come home, for STOP_WITHIN seconds at most; a
    second one stops at once. Either way a line is committed whole or fetched again by the next run. Where several
    spiders run in one process, the last of them ends it.
    """

    running: ClassVar[set["Ending"]] = set()  # of this process
    given_up: ClassVar[list["Ending"]] = []  # runs of this process whose requests under way nobody waits for

    def __init__(self, crawler: Crawler, within: float) -> None:
        self.crawler = crawler
        self.within = within
        self._cut_short: Outcome | None = None
        self.loop: asyncio.AbstractEventLoop | None = None
        self.closing: asyncio.Task[None] | None = None  # the loop itself keeps no task alive
        self.beat = create_looping_call(self.commit)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension for a site's spider."""
        if not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        ending = cls(crawler, crawler.settings.getfloat("STOP_WITHIN"))
        crawler.signals.connect(ending.begin, signals.spider_opened)
        crawler.signals.connect(ending.end, signals.spider_closed)
        return ending

    @property
    def spider(self) -> NewsSpider:
        """The spider whose run this is."""
        assert isinstance(self.crawler.spider, NewsSpider)
        return self.crawler.spider

    @property
    def outcome(self) -> Outcome | None:
        """How the run was ended before its time; None where it came to its own end."""
        return self._cut_short

    def cut_short(self, outcome: Outcome) -> None:
        """Remember how the run is ended before its time, and have its report say so."""
        self._cut_short = outcome
        if report := self.crawler.get_extension(Report):
            report.cut_short = outcome

    def begin(self) -> None:
        """Watch the clock, the disk and the signals."""
        self.loop = asyncio.get_running_loop()
        self.spider.journal.alarm = self.stop_writing
        self.beat.start(_BEAT, now=False)
        self.running.add(self)
        if threading.current_thread() is not threading.main_thread():
            return  # signals are the main thread's: whoever runs a crawl beside it stops it himself
        if sys.platform != "win32":  # which pauses no process
            signal.signal(signal.SIGCONT, self.wake)
        for number in _CODES:
            before = signal.getsignal(number)
            if callable(before) and before is not signal.default_int_handler:  # Scrapy's: it stops the engine

                def note(signum: int, frame: FrameType | None, before: Any = before) -> None:  # noqa: ANN401  # whatever stood there
                    self.note_signal(signum)
                    before(signum, frame)

                signal.signal(number, note)

    def commit(self) -> None:
        """Commit where it is due; a failure has raised its alarm."""
        with suppress(WriteFailed):
            self.spider.journal.commit_if_due()

    def wake(self, _number: int, _frame: FrameType | None) -> None:
        """Go on behind a pause, or end before anything else is done where all sites went to other runs.

        A connection that was being made would be used for its request otherwise, whatever the spider is told. What was
        being done goes on behind this, so that nothing is changed here.
        """
        if all(ending.spider.journal.lease.went for ending in self.running):
            logger.error("the run ends: %s was taken over while it was paused", self.spider.folder)
            os._exit(Code.LOCKED)

    def note_signal(self, number: int) -> None:
        """Remember why the run ends, and when it must have ended; one that is over hears nothing."""
        if self not in self.running:
            return
        assert self.loop
        name = signal.Signals(number).name
        self.cut_short(Outcome(_CODES[signal.Signals(number)], f"stopped by {name}"))
        self.loop.call_soon_threadsafe(self.loop.call_later, self.within, self.give_up)

    def stop_writing(self, failure: WriteFailed) -> None:
        """Close the spider: nothing that it fetches could be kept."""
        assert self.loop
        code = Code.LOCKED if isinstance(failure, TakenOver) else Code.NOT_WRITTEN
        self.cut_short(Outcome(code, f"{failure}"))
        logger.error("the run stops: %s", failure)
        self.loop.call_soon(self.close)
        self.loop.call_later(self.within, self.give_up)

    def close(self) -> None:
        """Ask the engine to close the spider."""
        assert self.crawler.engine
        self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=WRITE_ERROR))

    def give_up(self) -> None:
        """End now: keep what is written, leave what is under way to the next run."""
        if self not in self.running:  # the spider closed in time
            return
        with suppress(WriteFailed):
            self.spider.journal.finish()
        if report := self.crawler.get_extension(Report):
            report.write(self.spider, "gave_up")
        self.crawler.crawling = False  # or the reactor waits for the requests that we wait for no more
        self.given_up.append(self)
        self.end()

    def end(self) -> None:
        """Stop watching; after the last spider the process ends, where one has been given up."""
        from twisted.internet import reactor  # noqa: PLC0415  # to import it is to install it

        if self.beat.running:
            self.beat.stop()
        self.running.discard(self)
        if self.given_up and not self.running:
            with suppress(RuntimeError):  # it is stopping already
                reactor.stop()  # type: ignore[misc]  # Twisted types it as a plain function
