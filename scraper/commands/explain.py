import argparse
import json
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from schemas import Page
from scraper.authoring.explanation import describe, explain
from scraper.authoring.looking import is_url, look_at
from scraper.crawl.choice import UnknownSpider, claim, find_site, load_sites
from scraper.storage.archive import find_archived
from scraper.storage.pages import read_archived


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
        archived = find_archived(Path(self.settings["DATA_DIR"]), name) if is_url(name) else None
        return read_archived(archived) if archived else look_at([name], self.settings)[0].page
