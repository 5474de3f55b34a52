import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.http import Response
from scrapy.settings import BaseSettings, Settings

from schemas import Page
from scraper.archive import find_archived
from scraper.choice import UnknownSpider, claim, find_site, load_sites
from scraper.explanation import describe, explain
from scraper.pages import read_archived, read_html
from scraper.spider import content_type, fetched_at


class OnePage(Spider):
    """Fetch one page, politely, for a look at it."""

    name = "one-page"

    def __init__(self, url: str, pages: list[Page]) -> None:
        super().__init__(start_urls=[url])
        self.pages = pages

    def parse(self, response: Response) -> Iterator[Request]:
        """Keep the page."""
        self.pages.append(
            Page(
                url=response.url,
                body=response.body,
                content_type=content_type(response),
                fetched_at=fetched_at(response),
            )
        )
        return iter(())


class Command(ScrapyCommand):
    """Tell how a page becomes its line."""

    requires_project = True
    requires_crawler_process = False  # most pages come from a file or the archive

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] URL-or-FILE"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Explain each value of a page: the rules that gave it, what was restored, what was cut"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--spider", metavar="NAME", help="use this site's rules")
        parser.add_argument("--json", action="store_true", help="for machines")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Explain the page: from a file, from our archive, or fetched now, in this order."""
        if len(args) != 1:
            raise UsageError("name one URL or one html file")
        assert self.settings is not None
        try:
            sites = load_sites(self.settings, opts.spider)
            page = self.find_page(args[0])
        except (UnknownSpider, OSError, ValueError) as error:
            print(f"scrapy explain: {error}", file=sys.stderr)
            self.exitcode = 1
            return
        site = sites[0] if opts.spider else find_site(sites, page.url)
        story = explain(*claim(page, site))
        if opts.json:
            print(json.dumps(story, ensure_ascii=False, indent=2))
        else:
            print("\n".join(describe(story)))

    def find_page(self, name: str) -> Page:
        """Return the page called `name`; raise ValueError or OSError where there is none."""
        assert self.settings is not None
        if not name.startswith(("http://", "https://")):
            return read_html(Path(name), {})
        archived = find_archived(Path(self.settings["DATA_DIR"]), name)
        return read_archived(archived) if archived else self.fetch(name, self.settings)

    def fetch(self, url: str, settings: BaseSettings) -> Page:
        """Return the page as it is on the web now; nothing is written."""
        pages: list[Page] = []
        quiet = {"HTTPCACHE_ENABLED": False, "ITEM_PIPELINES": {}, "LOG_LEVEL": "WARNING"}
        process = AsyncCrawlerProcess(Settings({**settings.copy_to_dict(), **quiet}))
        process.crawl(OnePage, url=url, pages=pages)
        process.start()
        if not pages:
            raise ValueError(f"{url} could not be fetched: the log above says why")
        return pages[0]
