import argparse
import logging
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from pipelines.places import find_places
from schemas.nearest import nearest
from schemas.reader import BadLine, Query, find_files, read_day
from scraper.commands.prune import describe_bytes
from scraper.console.command import OwnCommand
from scraper.export.chosen_files import check_regions, check_sites, find_folders
from scraper.export.chosen_rows import Tally, Unreadable, Wanted
from scraper.export.exporting import BadTarget, NoRows, Order, check_inputs, export
from scraper.export.extras import MissingExtra
from scraper.export.formats import FORMATS, load_extras
from scraper.export.reprint_table import open_reprints
from scraper.export.shape import Shape, shape_of
from scraper.export.state import BadState, Options
from scraper.export.targets.partitions import PARTED_BY
from scraper.fleet.choosing import read_regions
from scraper.storage.lease.lock import Locked, NoLocks

FINE, USAGE, PASSED_OVER, NOT_WRITTEN, LOCKED, INTERRUPTED = 0, 1, 3, 5, 75, 130
"""Exit codes, as those of a crawl: 3 where a line was passed over that may have been an article."""


class Command(OwnCommand):
    """Write articles in the format that another tool loads."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] --to FORMAT -o TARGET [PATH...]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Write articles as Parquet, CSV, SQLite, DuckDB, packed lines or JSON-LD, typed alike in each"

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            "PATH is a file of articles, a folder or a glob; without any, all sites of DATA_DIR. The target stands under "
            "its name when it is whole. Exit code 0: written, or nothing new to add; 1: a wrong call, or no article; "
            "3: written, without lines that hold no article; 5: it could not be written, and is as it was; 75: another "
            "export is at work on it."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        add = parser.add_argument
        add(
            "--to",
            metavar="FORMAT",
            default="",
            help="; ".join(f"{k}: {v.described}" for k, v in FORMATS.items()),
        )
        add("-o", "--output", metavar="TARGET", help="the file, or for parquet the folder")
        add("--since", metavar="DAY", help="from this day on, Beijing time: 2023-06-01")
        add("--until", metavar="DAY", help="up to this day, which is included")
        add("--site", "--sites", metavar="NAMES", default="", help="only these sites: a,b")
        add("--region", metavar="CODES", default="", help="GB/T 2260 codes: 33,51")
        add("--columns", metavar="NAMES", help="only these columns, in this order: id,date,title")
        add(
            "--latest",
            dest="latest",
            action="store_true",
            default=True,
            help="of each article the newest revision alone (default)",
        )
        add("--all-revisions", dest="latest", action="store_false", help="every line, as it was written")
        add(
            "--places",
            action="store_true",
            help="find the divisions that title and body name: fills the column places",
        )
        add("--reprints", metavar="FILE", help="what `scrapy reprints` wrote: fills the column reprint_of")
        add("--append", action="store_true", help="add the runs that the target does not have yet")
        add("--force", action="store_true", help="replace a target that is there")
        add("--strict", action="store_true", help="end at the first line that is no article")
        add(
            "--no-bom",
            action="store_true",
            help="csv for programs: no mark at its beginning, cells as the values are",
        )
        add("--no-search", action="store_true", help="sqlite without the index of words")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Export what is meant, and say in one line what came of it."""
        assert self.settings is not None
        tally = Tally()
        try:
            with ExitStack() as opened:
                order = self.read_order(args, opts, opened)
                files = export(order, tally)
        except tuple(_FAILURES) as error:
            self.tell_bad(tally)
            self.tell(f"scrapy export: {error or type(error).__name__}")
            self.exitcode = next(code for kind, code in _FAILURES.items() if isinstance(error, kind))
            return
        self.tell_bad(tally)
        for name in sorted(order.wanted.sites - tally.sites.keys() - tally.folders if files else ()):
            self.tell(f"scrapy export: no article of site {name!r} is meant", logging.WARNING)
        self.tell(describe(order, tally, files), logging.INFO)
        self.exitcode = PASSED_OVER if tally.bad else FINE

    def read_order(self, args: list[str], opts: argparse.Namespace, opened: ExitStack) -> Order:
        """Return what the call asks for; raise ValueError or Unreadable where it asks for nothing that there is."""
        assert self.settings is not None
        try:
            return read_order(self.settings, args, opts, opened)
        except OSError as error:  # of what is read: nothing is written yet
            raise Unreadable(error) from None

    def tell_bad(self, tally: Tally) -> None:
        """Say which lines were passed over: the first ones by name."""
        for line in tally.named:
            self.tell(f"scrapy export: passed over {line}")
        if more := tally.bad - len(tally.named):
            self.tell(f"scrapy export: passed over {more:,} more lines")


_FAILURES: dict[type[BaseException], int] = {
    Locked: LOCKED,
    NoLocks: USAGE,
    BadTarget: USAGE,
    BadState: USAGE,
    NoRows: USAGE,
    BadLine: USAGE,
    Unreadable: USAGE,
    MissingExtra: USAGE,
    ValueError: USAGE,
    OSError: NOT_WRITTEN,
    sqlite3.Error: NOT_WRITTEN,  # of the reprints: they lie in a temporary file
    KeyboardInterrupt: INTERRUPTED,
}
"""What keeps an export from its end, the nearest name first."""


def read_order(
    settings: BaseSettings, args: Sequence[str], opts: argparse.Namespace, opened: ExitStack
) -> Order:
    """Return what the call asks for; raise ValueError, in one line, where it asks for nothing that there is."""
    if opts.to not in FORMATS:
        raise ValueError(f"--to {opts.to or 'FORMAT'}: {nearest(opts.to, sorted(FORMATS))}")
    if not opts.output or opts.output == "-":
        raise ValueError("-o TARGET says where it goes")
    load_extras(opts.to)
    if opts.to == "jsonld" and opts.columns:
        raise ValueError("--columns chooses columns of tables: jsonld has the keys of schema.org")
    only = [name.strip() for name in opts.columns.split(",")] if opts.columns else None
    shape = Shape(shape_of(only), opts.latest, not opts.no_bom, not opts.no_search)
    if opts.to == "parquet" and only == [PARTED_BY]:
        raise ValueError(f"parquet tells {PARTED_BY} by its folders: --columns must name another one too")
    since, until = read_day(opts.since), read_day(opts.until)
    if opts.since and opts.until and f"{opts.until}" < f"{opts.since}":
        raise ValueError(f"--since {opts.since} lies after --until {opts.until}")
    regions = read_regions(opts.region)
    check_regions(regions)
    sites = frozenset(name.strip() for name in opts.site.split(",") if name.strip())
    data = Path(settings["DATA_DIR"])
    inputs = [Path(arg) for arg in args] or find_folders(data)
    if not args:
        check_sites(sites, get_spider_loader(settings).list(), inputs)
    target = Path(opts.output)
    check_inputs(target, inputs)
    options = Options(
        columns=shape.names,
        latest=opts.latest,
        since=opts.since,
        until=opts.until,
        sites=tuple(sorted(sites)),
        regions=regions,
        places=opts.places,
        reprints=bool(opts.reprints),
    )
    reprints = opened.enter_context(open_reprints(Path(opts.reprints))) if opts.reprints else None
    wanted = Wanted(
        Query(since=since, until=until, regions=regions),
        sites,
        opts.latest,
        opts.strict,
        reprints,
        find_places if opts.places else None,
    )
    return Order(opts.to, target, find_files(inputs), shape, options, wanted, opts.append, opts.force)


def describe(order: Order, tally: Tally, files: int) -> str:
    """Return what came of an export, in one line."""
    if not files:
        return f"{order.target}: nothing new to add"
    written = [*order.target.rglob("*.parquet")] if order.target.is_dir() else [order.target]
    size = sum(path.stat().st_size for path in written)
    passed = f", {tally.bad:,} lines passed over" if tally.bad else ""
    verb = "added to" if order.append else "written to"
    return (
        f"{tally.rows:,} articles of {len(tally.sites):,} sites from {files:,} files {verb} {order.target}:"
        f" {len(written):,} files, {describe_bytes(size)}{passed}"
    )
