import argparse
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from scrapy import Request, Spider
from scrapy.commands.parse import Command as ScrapyParse
from scrapy.http import Response
from scrapy.spiderloader import get_spider_loader
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from scraper.authoring.one_page import OfOnePage
from scraper.crawl.spider import NewsSpider

GENERAL = "news"
"""The spider of a page that is no site's: it needs no declarations."""


class Command(OfOnePage, ScrapyParse):
    """Scrapy's parse: an article gives its Article or Rejection, a listing its requests; nothing is delivered."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Find the spider of the page; items that a feed gets go through the pipelines anyhow, and once is enough."""
        assert self.settings is not None
        if args and not opts.spider:
            names = get_spider_loader(self.settings).find_by_request(Request(self.page(args)))
            if len(names) > 1:
                sys.exit(
                    f"scrapy parse: several spiders read {args[0]}, name one by --spider: {', '.join(names)}"
                )
            opts.spider = names[0] if names else GENERAL
        super().process_options(args, opts)
        opts.output = opts.output or opts.overwrite_output
        opts.pipelines = opts.pipelines and not opts.output

    def prepare_request(self, spider: Spider, request: Request, opts: argparse.Namespace) -> Request:
        """Return the request for the page, wherever it lies; that there is none is an answer too."""
        request = super().prepare_request(spider, request, opts)
        if isinstance(spider, NewsSpider):
            request.meta["allow_offsite"] = True
            request.errback = partial(self.keep_failure, spider)
        return request

    def keep_failure(self, spider: NewsSpider, failure: Failure) -> None:
        """Show the rejection of a page that could not be fetched."""
        self.add_items(1, list(spider.refuse_article(failure)))

    def run_callback(
        self, response: Response, callback: Callable[..., Any], cb_kwargs: dict[str, Any] | None = None
    ) -> Deferred[Any]:
        """Return what a callback gives, each page as its record."""
        given = super().run_callback(response, callback, cb_kwargs)
        spider = self.pcrawler.spider
        return given.addCallback(partial(map, spider.read)) if isinstance(spider, NewsSpider) else given
