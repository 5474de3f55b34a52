import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from schemas.reader import BadReport, read_report
from scraper.authoring.fixtures import DRIFT, Difference, check_site, find_cases
from scraper.authoring.judgement import Check, check_declarations, propose_confidence
from scraper.authoring.probing import Probed, probe_sites
from scraper.console.columns import plain_lines
from scraper.console.command import OwnCommand
from scraper.crawl.choice import Site, UnknownSpider, load_sites
from scraper.families.catalogue import FAMILIES, family_name, load_family
from scraper.fleet.choosing import ANY_SITE, SAMPLE
from scraper.storage.database import DamagedLedger
from scraper.storage.home import Home, find_homes, host_name
from scraper.storage.learned_forms import Learned, judge, read_forms
from scraper.storage.lease.ledgers import ledger_of

PROVINCES = 31
"""Provinces, autonomous regions and municipalities of mainland China (GB/T 2260, codes 11 to 65)."""

_LAST_PROVINCE = 65  # 71, 81 and 82 are 台湾, 香港 and 澳门
_WIDTH = 60  # characters of a value that are shown

_FORMS = 20  # address forms of a site that are shown, those of the most articles first


class Command(OwnCommand):
    """Show the sites, and hold each to its fixtures."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] [NAME...]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Show the sites: region, family, confidence, fixtures, last run, forms; --check runs the fixtures, --probe asks the sites"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "--check", action="store_true", help="clean every fixture, exit 1 at a difference"
        )
        parser.add_argument(
            "--probe",
            action="store_true",
            help="fetch a listing and two articles of each site, exit 1 at a difference",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a row for each site, or for the named ones, with the address forms that these have taught."""
        assert self.settings is not None
        fixtures, data = Path(self.settings["FIXTURES_DIR"]), Path(self.settings["DATA_DIR"])
        undescribed = find_homes(data, ANY_SITE, get_spider_loader(self.settings).list())
        try:
            sites, homes = self.choose(args, undescribed)
        except UnknownSpider as error:
            self.tell(f"scrapy sites: {error}")
            self.exitcode = 1
            return
        if args and not sites and (opts.check or opts.probe):
            raise UsageError("this spider has no site of its own: there is nothing to check")
        if args and not sites and not homes:
            raise UsageError(f"this spider has no site of its own, and none was crawled into {data} yet")
        header = ("site", "name", "region", "family", "confidence", "fixtures", "last run")
        rows = [*(row(site, fixtures, data) for site in sites), *map(row_of_undescribed, homes)]
        print(*plain_lines([header, *rows]), sep="\n")
        if args:
            self.show_forms([*(data / site.name for site in sites), *(home.folder for home in homes)])
        provinces = {code[:2] for site in sites for code in site.regions() if int(code[:2]) <= _LAST_PROVINCE}
        print()
        if undescribed and not args:
            print(f"{len(undescribed)} sites that nobody described were crawled: scrapy sites {ANY_SITE}")
        print(f"{len(sites) + len(homes)} sites, {len(provinces)} of {PROVINCES} provinces")
        if opts.check:
            self.check(sites if args else self.with_pages(sites, fixtures), fixtures)
        if opts.probe:
            self.probe(sites)

    def show_forms(self, folders: Sequence[Path]) -> None:
        """Print what each site has taught of its addresses, below its folder's name."""
        assert self.settings is not None
        rest, now = timedelta(days=self.settings.getfloat("RETRY_REFUSED_DAYS")), datetime.now(UTC)
        for line in (line for folder in folders for line in forms_of(folder, rest, now)):
            print(line)

    def choose(self, names: Sequence[str], undescribed: Sequence[Home]) -> tuple[list[Site], list[Home]]:
        """Return the sites that are named, all described ones for no name; raise UnknownSpider where one is none.

        The spider of undescribed sites stands for all of them, a host or an address for its own.
        """
        assert self.settings is not None
        sites: list[Site] = []
        homes: dict[Path, Home] = {}
        for name in names or (None,):
            host = host_of(name or "")
            of_host = [home for home in undescribed if host in home.hosts]
            if "." in host and not of_host:
                raise UnknownSpider(f"no site {host} was crawled yet, and no spider is called {name!r}")
            if name == ANY_SITE or of_host:
                homes |= {home.folder: home for home in of_host or undescribed}
            else:
                sites += [
                    site for site in load_sites(self.settings, name) if site.name not in {ANY_SITE, SAMPLE}
                ]
        return sites, list(homes.values())

    def with_pages(self, sites: Sequence[Site], fixtures: Path) -> list[Site]:
        """Return the sites that must have saved pages: the project's own, and of others those that have some.

        The pages of our sites are in the checkout, not in the wheel that another project has installed.
        """
        assert self.settings is not None
        own = self.settings["NEWSPIDER_MODULE"]
        wanted = [
            site
            for site in sites
            if site.__module__ == own
            or site.__module__.startswith(f"{own}.")
            or (fixtures / site.name).is_dir()
        ]
        if not wanted or not fixtures.is_dir():
            raise UsageError(
                f"there are no saved pages below {fixtures}: `scrapy keep` keeps some; those of our sites are in the "
                "project's checkout",
                print_help=False,
            )
        return wanted

    def check(self, sites: Sequence[Site], fixtures: Path) -> None:
        """Print each difference and the sum; exit 1 where there is one."""
        differences = [one for site in sites for one in check_site(fixtures / site.name, site)]
        for one in differences:
            print(*describe(one), sep="\n")
        cases = sum(len(find_cases(fixtures / site.name)) for site in sites)
        print(f"{cases} pages and {len(sites)} listings checked, {len(differences)} failures")
        self.exitcode = 1 if differences else 0

    def probe(self, sites: Sequence[Site]) -> None:
        """Print what each site's declarations are worth today; exit 1 where one does not hold."""
        assert self.settings is not None
        wrong = lost = 0
        for one in probe_sites(sites, self.settings):
            checks = check_declarations(one)
            lost += bool(one.lost)
            wrong += not one.lost and any(check.held is False for check in checks)
            print(*describe_probe(one, checks), sep="\n")
        print(f"\n{len(sites)} sites probed, {wrong} with a difference, {lost} not reached")
        self.exitcode = 1 if wrong or lost or self.exitcode else 0


def describe_probe(one: Probed, checks: Sequence[Check]) -> Iterator[str]:
    """Yield the lines that tell what was seen of a site: + holds, - does not, ? was not tested."""
    seen = propose_confidence(one, checks) or "unknown"
    yield f"\n{one.site.name}  {one.listing}  confidence: declared {one.site.confidence}, seen {seen}"
    rows = [
        ({True: "+", False: "-", None: "?"}[check.held], check.declaration, check.seen) for check in checks
    ]
    yield from (f"  {line}" for line in plain_lines(rows))


def row(site: Site, fixtures: Path, data: Path) -> tuple[str, ...]:
    """Return what the table says of a site."""
    folder = fixtures / site.name
    kept = f"{len(find_cases(folder))}{'' if (folder / 'listing.json').exists() else ', no listing'}"
    codes = sorted(site.regions())
    where = codes[0] if len(codes) == 1 else f"{len(codes)} regions" if codes else "-"
    family = next((one for one in FAMILIES if issubclass(site, load_family(one))), "")
    named = (site.name, site.site_name or "-", where, family_name(family) or "own")
    return *named, site.confidence, kept, last_run(data / site.name)


def row_of_undescribed(home: Home) -> tuple[str, ...]:
    """Return what the table says of a site that nobody described."""
    return home.folder.name, ", ".join(home.hosts) or "-", "-", "-", "low", "0", last_run(home.folder)


def forms_of(folder: Path, rest: timedelta, now: datetime) -> Iterator[str]:
    """Yield the table of the address forms that a site has taught, nothing where it has taught none."""
    ledger = ledger_of(folder)
    try:
        forms = read_forms(ledger) if ledger.is_file() else {}
    except DamagedLedger as error:
        forms = {}
        yield from ("", f"forms of {folder.name}: {error}")
    header = (f"forms of {folder.name}", "articles", "refused", "newest", "verdict")
    shown = list(forms.items())[:_FORMS]
    if shown:
        yield ""
        yield from plain_lines([header, *(row_of_form(form, learned, rest, now) for form, learned in shown)])
    if len(forms) > _FORMS:
        yield f"and {len(forms) - _FORMS} more"


def row_of_form(form: str, learned: Learned, rest: timedelta, now: datetime) -> tuple[str, ...]:
    """Return what the table says of a form: what it gave, when it last gave an article, what is thought of it."""
    newest = f"{learned.article_at:%Y-%m-%d}" if learned.article_at else "-"
    return form, f"{learned.yes}", f"{learned.no}", newest, judge(learned, rest, now).value


def host_of(name: str) -> str:
    """Return the name of a site's folder for its host or one of its addresses, empty for what is neither.

    >>> host_of("www.example.gov.cn"), host_of("https://www.example.gov.cn/xw/"), host_of("http://[")
    ('example.gov.cn', 'example.gov.cn', '')
    """
    try:
        return host_name(name if "://" in name else f"//{name}")
    except ValueError:
        return ""


def last_run(folder: Path) -> str:
    """Return what the newest run report of a site says, or a dash."""
    newest = max((folder / "runs").glob("*.json"), default=None, key=lambda path: path.name)
    if newest is None:
        return "-"
    try:
        report = read_report(newest)
    except BadReport:
        return f"unreadable: {newest.name}"
    return f"{report.started_at:%Y-%m-%d} {report.articles} articles, {report.refused} rejected"


def describe(one: Difference) -> Iterator[str]:
    """Yield the lines that tell a difference."""
    yield f"{one.case}: {one.field}"
    yield f"  expected {_short(one.expected)}"
    yield f"  found    {one.found if one.field == DRIFT else _short(one.found)}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"
