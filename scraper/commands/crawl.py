import argparse
import sys
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from scraper.choice import UnknownSpider, load_spider
from scraper.spider import BadArgument, NewsSpider

USAGE = 1  # exit code: the call itself was wrong, nothing was crawled


class Command(ScrapyCrawl):
    """Scrapy's crawl, with one clear line instead of a traceback where the call itself is wrong."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check spider, arguments and files before anything starts, the log too."""
        super().process_options(args, opts)
        if len(args) != 1:
            raise UsageError("name one spider; `scrapy list` shows them")
        assert self.settings is not None
        try:
            spider = load_spider(self.settings, args[0])
            if issubclass(spider, NewsSpider):
                spider.check_arguments(opts.spargs)
            check_replay(self.settings.get("REPLAY") or "")
        except (UnknownSpider, BadArgument, FileNotFoundError) as error:
            print(f"scrapy crawl: {error}", file=sys.stderr)
            sys.exit(USAGE)


def check_replay(path: str) -> None:
    """Return when there is nothing to replay, or a file to replay from; raise FileNotFoundError otherwise."""
    if path and not Path(path).is_file():
        raise FileNotFoundError(f"REPLAY names no file: {path}")
