import argparse
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from schemas.run import RunReport
from scraper.authoring.fixtures import Difference, check_site, find_cases
from scraper.crawl.choice import Site, UnknownSpider, load_sites
from scraper.families.catalogue import FAMILIES, family_name, load_family

PROVINCES = 31
"""Provinces, autonomous regions and municipalities of mainland China (GB/T 2260, codes 11 to 65)."""

_LAST_PROVINCE = 65  # 71, 81 and 82 are 台湾, 香港 and 澳门
_WIDTH = 60  # characters of a value that are shown

_NO_SITES = frozenset({"news", "sample"})
"""Spiders without a site of their own: any site, and the invented one of the demo."""


class Command(ScrapyCommand):
    """Show the sites, and hold each to its fixtures."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] [NAME...]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Show the sites: region, family, confidence, fixtures, last run; --check runs the fixtures"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "--check", action="store_true", help="clean every fixture, exit 1 at a difference"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a row for each site, or for the named ones."""
        assert self.settings is not None
        try:
            found = [site for name in args or (None,) for site in load_sites(self.settings, name)]
        except UnknownSpider as error:
            print(f"scrapy sites: {error}", file=sys.stderr)
            self.exitcode = 1
            return
        sites = [site for site in found if site.name not in _NO_SITES]
        if args and not sites:
            raise UsageError("this spider has no site of its own")
        fixtures, data = Path(self.settings["FIXTURES_DIR"]), Path(self.settings["DATA_DIR"])
        header = ("site", "name", "region", "family", "confidence", "fixtures", "last run")
        print(*align([header, *(row(site, fixtures, data) for site in sites)]), sep="\n")
        provinces = {code[:2] for site in sites for code in regions(site) if int(code[:2]) <= _LAST_PROVINCE}
        print(f"\n{len(sites)} sites, {len(provinces)} of {PROVINCES} provinces")
        if opts.check:
            self.check(sites, fixtures)

    def check(self, sites: Sequence[Site], fixtures: Path) -> None:
        """Print each difference and the sum; exit 1 where there is one."""
        differences = [one for site in sites for one in check_site(fixtures / site.name, site)]
        for one in differences:
            print(*describe(one), sep="\n")
        cases = sum(len(find_cases(fixtures / site.name)) for site in sites)
        print(f"{cases} pages and {len(sites)} listings checked, {len(differences)} failures")
        self.exitcode = 1 if differences else 0


def row(site: Site, fixtures: Path, data: Path) -> tuple[str, ...]:
    """Return what the table says of a site."""
    folder = fixtures / site.name
    kept = f"{len(find_cases(folder))}{'' if (folder / 'listing.json').exists() else ', no listing'}"
    codes = sorted(regions(site))
    where = codes[0] if len(codes) == 1 else f"{len(codes)} regions" if codes else "-"
    family = next((one for one in FAMILIES if issubclass(site, load_family(one))), "")
    named = (site.name, site.site_name or "-", where, family_name(family) or "own")
    return *named, site.confidence, kept, last_run(data / site.name)


def regions(site: Site) -> set[str]:
    """Return the GB/T 2260 codes of the site's regions: its own, those of its channels and of its hosts."""
    hosts = getattr(site, "allowed_domains", None) or ()
    channels = getattr(site, "channels", None)
    codes = {site.region, *(site.region_of(f"http://{host}/") for host in hosts)}
    codes |= set(channels.values()) if isinstance(channels, Mapping) else set()
    return {code for code in codes if code}


def last_run(folder: Path) -> str:
    """Return what the newest run report of a site says, or a dash."""
    newest = max((folder / "runs").glob("*.json"), default=None, key=lambda path: path.name)
    if newest is None:
        return "-"
    try:
        report = RunReport.model_validate_json(newest.read_bytes())
    except ValueError:
        return f"unreadable: {newest.name}"
    refused = sum(report.rejections.values())
    return f"{report.started_at:%Y-%m-%d} {report.articles} articles, {refused} rejected"


def describe(one: Difference) -> Iterator[str]:
    """Yield the lines that tell a difference."""
    yield f"{one.case}: {one.field}"
    yield f"  expected {_short(one.expected)}"
    yield f"  found    {_short(one.found)}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"


def align(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows as lines with straight columns, Chinese characters two columns wide."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        padded = (cell + " " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=True))
        yield "  ".join(padded).rstrip()


def columns(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
