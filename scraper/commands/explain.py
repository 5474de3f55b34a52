import argparse
import json
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError

from schemas import Page, Rejected
from scraper.authoring.explanation import describe, explain
from scraper.authoring.listing_story import describe_listing, tell_listing
from scraper.authoring.looking import is_url, look_at, read_file
from scraper.console.command import OwnCommand
from scraper.crawl.choice import Site, UnknownSpider, claim, find_site, load_sites
from scraper.storage.archive import find_archived
from scraper.storage.pages import read_archived
from scraper.views.listing_review import review_listing
from scraper.views.page_review import review_page
from scraper.views.review_file import check_writable, write_review


class Command(OwnCommand):
    """Tell how a page becomes its line."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] URL-or-FILE"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Explain each value of a page, or each link of a listing: what gave it, and what was left"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--spider", metavar="NAME", help="use this site's rules")
        parser.add_argument("--listing", action="store_true", help="explain where a list of articles leads")
        parser.add_argument("--url", metavar="URL", default="", help="the address of a saved page")
        parser.add_argument("--json", action="store_true", help="for machines")
        parser.add_argument(
            "--html", metavar="FILE", type=Path, help="show the page with its marks in FILE too"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Explain the page: from a file, from our archive, or fetched now, in this order."""
        if len(args) != 1:
            raise UsageError("name one URL or one html file")
        assert self.settings is not None
        tell_lines = describe_listing if opts.listing else describe
        try:
            if opts.html:
                if opts.json:
                    raise ValueError("--html and --json tell the same: ask for one of them")  # noqa: TRY301
                check_writable(opts.html)  # before anything is fetched
            sites = load_sites(self.settings, opts.spider)
            page = self.find_page(args[0], opts.url)
            site = sites[0] if opts.spider else find_site(sites, page.url)
            story = tell(page, site, opts)
        except (UnknownSpider, Rejected, OSError, ValueError) as error:
            self.tell(f"scrapy explain: {error}")
            self.exitcode = 1
            return
        if opts.json:
            print(json.dumps(story, ensure_ascii=False, indent=2))
        else:
            print("\n".join(tell_lines(story)))
        if opts.html:
            print(f"review    {opts.html}")

    def find_page(self, name: str, url: str = "") -> Page:
        """Return the page called `name`, under `url` where it is a file; raise ValueError or OSError where there is none."""
        assert self.settings is not None
        if url and not is_url(name):
            return read_file(Path(name), url)
        archived = find_archived(Path(self.settings["DATA_DIR"]), name) if is_url(name) else None
        return read_archived(archived) if archived else look_at([name], self.settings)[0].page


def tell(page: Page, site: Site | None, opts: argparse.Namespace) -> dict[str, Any]:
    """Return how the page becomes its line, or where the listing leads, as plain data; write the review of it."""
    if opts.html:
        review = review_listing(page, site) if opts.listing else review_page(*claim(page, site))
        write_review(opts.html, review)
        return review.story
    return tell_listing(page, site) if opts.listing else explain(*claim(page, site))
