import argparse
import json
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from schemas import Page, Rejected
from scraper.authoring.fixtures import LISTING, listing_links, save_case, save_listing
from scraper.authoring.looking import Headers, Seen, is_url, look_at, read_file
from scraper.console.command import OwnCommand
from scraper.crawl.choice import Site, UnknownSpider, claim, load_sites

_WIDTH = 100  # characters of a value that are shown; the file has all


class Command(OwnCommand):
    """Keep a page as a fixture: its bytes, its headers and the record that comes of it now."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] NAME URL-or-FILE CASE"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Keep a page as a fixture of a site, with the record that it gives now"

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            "CASE is the name of the fixture's folder; the case `listing` keeps the links of a listing page. "
            "Read what is shown: it is what the tests will hold the site to."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--url", metavar="URL", default="", help="the address of the page in a FILE")
        parser.add_argument("--force", action="store_true", help="write over a case that is there")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Keep the page and show what came of it; exit 1 where nothing could be kept."""
        if len(args) != 3:
            raise UsageError("name a site, a URL or file, and a case")
        assert self.settings is not None
        name, where, case = args
        folder = Path(self.settings["FIXTURES_DIR"]) / name
        try:
            (site,) = load_sites(self.settings, name)
            target = check_target(folder, case, force=opts.force)
            seen = read(where, opts.url, self.settings)
            lines = (
                keep_listing(folder, seen.page, site) if case == LISTING else keep_case(target, *seen, site)
            )
        except (UnknownSpider, Rejected, OSError, ValueError) as error:
            self.tell(f"scrapy keep: {error}")
            self.exitcode = 1
            return
        print(*lines, sep="\n")


def read(where: str, url: str, settings: BaseSettings) -> Seen:
    """Return the page, fetched or from a file; raise ValueError where its address is not known."""
    seen = look_at([where], settings)[0] if is_url(where) else Seen(read_file(Path(where), url))
    if not is_url(seen.page.url):
        raise ValueError(f"the address of {where} is not known: name it with --url")
    return seen


def check_target(folder: Path, case: str, *, force: bool) -> Path:
    """Return the folder of the case; raise ValueError at a name that is none, or at one that is taken."""
    if not case.replace("-", "_").isidentifier():
        raise ValueError(f"{case!r} is no name of a case: use letters, digits and _")
    taken = folder / f"{LISTING}.json" if case == LISTING else folder / case
    if taken.exists() and not force:
        raise ValueError(f"{taken} is there already: choose another name, or say --force")
    return folder / case


def keep_listing(folder: Path, page: Page, site: Site) -> list[str]:
    """Keep a listing; return the lines that show the links it leads to, raise ValueError at none."""
    links = listing_links(page.body, page.content_type, page.url, site)
    if not links:
        raise ValueError(
            f"{page.url} leads to no article: look at article_links and article_url of {site.name}"
        )
    save_listing(folder, page, links)
    return [f"kept {folder / LISTING}.html", *links, f"{len(links)} articles. Read the list: {LISTING}.json"]


def keep_case(case: Path, page: Page, headers: Headers, site: Site) -> list[str]:
    """Keep an article; return the lines that show its record."""
    claimed, rules = claim(page, site)
    record = save_case(case, claimed, headers, rules)
    shown = [
        f"  {field:<15} {_short(json.dumps(value, ensure_ascii=False))}" for field, value in record.items()
    ]
    parts = f" and {len(page.parts)} further parts" if page.parts else ""
    return [
        f"kept {case / 'page.html'}{parts}",
        *shown,
        f"Read it against the page: {case / 'expected.json'}",
    ]


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 24]} … {text[-20:]}"
