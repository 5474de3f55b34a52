import argparse
from typing import Any

from scrapy.commands.shell import Command as ScrapyShell

from scraper.authoring.one_page import OfOnePage
from scraper.crawl.spider import NewsSpider


class Command(OfOnePage, ScrapyShell):
    """Scrapy's shell, which takes no lock of a site and leaves no file."""

    spider: object = None

    def update_vars(self, vars: dict[str, Any]) -> None:  # Scrapy's own name
        """Remember the shell's spider: Scrapy never closes it."""
        self.spider = vars["spider"]

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the shell, and throw away what its spider wrote."""
        try:
            super().run(args, opts)
        finally:
            if isinstance(self.spider, NewsSpider):
                self.spider.closed("shell")
