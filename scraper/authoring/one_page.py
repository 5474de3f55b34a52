"""Scrapy's own tools on one page of ours: fetched as a crawl fetches it; no lock taken, no file left."""

import argparse
import sys
from collections.abc import Sequence

from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings
from scrapy.utils.url import guess_scheme

from scraper.crawl.choice import UnknownSpider, load_spider
from scraper.crawl.spider import BadArgument, NewsSpider

NO_PAGE = "about:blank"
"""What a look has before it is told a page: `scrapy shell` without an address, `scrapy check`."""

_FILES = "scrapy.core.downloader.handlers.file.FileDownloadHandler"
_OURS = "scraper."  # beginning of the names of our extensions: reports, signals, commits


def look_at(settings: BaseSettings, url: str) -> None:
    """Let whatever crawls with these settings be a look at `url`: a file, where the operator names one."""
    changed: dict[str, object] = {
        "LOOK": url,
        "HTTPCACHE_ENABLED": bool(settings.get("REPLAY")),  # read from an archive, but written into none
        "EXTENSIONS": {
            name: None if str(name).startswith(_OURS) else order
            for name, order in settings.getdict("EXTENSIONS").items()
        },
    }
    if url.startswith("file:"):
        changed["DOWNLOAD_HANDLERS"] = {**settings.getdict("DOWNLOAD_HANDLERS"), "file": _FILES}
    settings.setdict(changed, priority="cmdline")


class OfOnePage(ScrapyCommand):
    """What Scrapy's shell, fetch, view, parse and check have in common here."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Make the command a look; where its spider is unknown or lacks an argument, say so in one line and end."""
        super().process_options(args, opts)
        assert self.settings is not None
        url = self.page(args)
        look_at(self.settings, url)
        try:
            for name in self.spiders(args, opts):
                spider = load_spider(self.settings, name)
                if issubclass(spider, NewsSpider):
                    given: dict[str, str] = getattr(opts, "spargs", {})  # only some of these commands take -a
                    spider.check_arguments({"url": url, **given} if "url" in spider.arguments else given)
        except (UnknownSpider, BadArgument) as error:
            sys.exit(f"scrapy {type(self).__module__.rpartition('.')[2]}: {error}")

    def page(self, args: list[str]) -> str:
        """Return the address of the page that the command was given."""
        return guess_scheme(args[0]) if args else NO_PAGE

    def spiders(self, args: list[str], opts: argparse.Namespace) -> Sequence[str]:
        """Return the names of the spiders that the command was given."""
        del args
        return [opts.spider] if opts.spider else []
