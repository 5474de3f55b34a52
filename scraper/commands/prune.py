import argparse
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scrapy.exceptions import UsageError

from scraper.clock import read_period
from scraper.console.columns import print_table
from scraper.console.command import OwnCommand
from scraper.fleet.filing import ROUNDS, prune_rounds
from scraper.runs.outcome import Code
from scraper.runs.retention import Old, find_sites, prune
from scraper.storage.lease.holding import LeaseLost
from scraper.storage.lease.lock import Locked, NoLocks
from scraper.storage.ledger import DamagedLedger

_UNITS = ("B", "kB", "MB", "GB", "TB")


class Command(OwnCommand):
    """Remove what is old and needed by nothing."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "--older AGE [options]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Remove old archives, reports, rejections and logs; never articles, nor what is still needed"

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            "Of each site stay: articles, the ledger, what is being written, the newest 240 reports, and the archives"
            " and rejections that retries and `scrapy replay-rejects` read. Exit code 0: done; 1: a wrong call, or a"
            " site of which it cannot be told what is needed; 5: a file could not be removed; 75: a site was running"
            " and was left as it is. Old rounds of crawl-all go too, but for the last one."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--older", metavar="AGE", help="what runs left that began so many days ago: 90d")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would go")
        parser.add_argument(
            "--site", "--sites", metavar="NAMES", action="append", help="only the sites of these folders: a,b"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prune each site, and print what went; one that cannot be pruned does not keep the others from it."""
        if args or not opts.older:
            raise UsageError("say how old: scrapy prune --older 90d")
        assert self.settings is not None
        try:
            before = datetime.now(UTC) - read_period(opts.older)
            folders = choose_folders(Path(self.settings["DATA_DIR"]), opts.site or [])
        except (ValueError, OverflowError, OSError) as error:
            self.tell(f"scrapy prune: {error}")
            self.exitcode = Code.USAGE
            return
        codes: set[Code] = set()
        pruned: dict[str, list[Old]] = {}
        for folder in folders:
            try:
                pruned[folder.name] = prune(folder, before, dry_run=opts.dry_run)
            except tuple(_FAILURES) as error:
                self.tell(f"scrapy prune: {folder.name}: {error}")
                codes.add(next(code for kind, code in _FAILURES.items() if isinstance(error, kind)))
        if not opts.site:
            try:
                pruned[ROUNDS] = prune_rounds(Path(self.settings["DATA_DIR"]), before, dry_run=opts.dry_run)
            except OSError as error:
                self.tell(f"scrapy prune: {ROUNDS}: {error}")
                codes.add(Code.NOT_WRITTEN)
        print_table(("site", "gone", "stays, old but needed"), [*rows(pruned)])
        print(f"{'would go' if opts.dry_run else 'gone'}: {describe(each(pruned), gone=True)}")
        self.exitcode = min(codes, default=Code.FINE)


_FAILURES: dict[type[Exception], Code] = {
    Locked: Code.LOCKED,
    LeaseLost: Code.LOCKED,
    NoLocks: Code.USAGE,
    DamagedLedger: Code.USAGE,
    OSError: Code.NOT_WRITTEN,
    ValueError: Code.USAGE,
}
"""What keeps a site from being pruned; of several codes the smallest counts: what time does not mend."""


def choose_folders(data: Path, names: Iterable[str]) -> list[Path]:
    """Return the folders of the named sites, of all for no name; raise ValueError where there is no such site."""
    if not data.is_dir():
        raise ValueError(f"DATA_DIR names no folder: {data}")
    folders = {folder.name: folder for folder in find_sites(data)}
    wanted = [name.strip() for each in names for name in each.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in folders]:
        there = ", ".join(folders) or "none"
        raise ValueError(f"no site {unknown[0]!r} was crawled into {data} (there are: {there})")
    if not folders:
        raise ValueError(f"no site was crawled into {data}")
    return [folders[name] for name in dict.fromkeys(wanted)] if wanted else list(folders.values())


def each(pruned: dict[str, list[Old]]) -> list[Old]:
    """Return the old files of all sites."""
    return [old for found in pruned.values() for old in found]


def rows(pruned: dict[str, list[Old]]) -> Iterator[Sequence[str]]:
    """Yield what went of each site, and what stays though it is old."""
    for name, found in pruned.items():
        yield name, describe(found, gone=True), describe(found, gone=False)


def describe(found: Iterable[Old], *, gone: bool) -> str:
    """Return how many files go or stay, of each kind and with what they are needed for, and their bytes.

    >>> describe([Old("archive", Path("a"), 1500), Old("archive", Path("b"), 700)], gone=True)
    '2 archives, 2.2 kB'
    >>> describe([Old("archive", Path("a"), 999, "retry")], gone=False), describe([], gone=True)
    ('1 archive for retry, 999 B', '-')
    """
    chosen = [old for old in found if bool(old.needed_for) != gone]
    kinds = [name_kind(old) for old in chosen]
    counts = [count_kind(kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)]
    return ", ".join((*counts, describe_bytes(sum(old.bytes for old in chosen)))) if chosen else "-"


def name_kind(old: Old) -> tuple[str, str]:
    """Return what an old file is, and why it stays or what stays of it."""
    if old.needed_for:
        return old.kind, f" for {old.needed_for}"
    return old.kind, " but for refused pages" if old.told_in else ""


def count_kind(kind: tuple[str, str], number: int) -> str:
    """Return how many files there are of a kind.

    >>> count_kind(("rejects file", " for retry"), 2)
    '2 rejects files for retry'
    """
    name, addition = kind
    return f"{number:,} {name}{'s' * (number != 1)}{addition}"


def describe_bytes(size: float) -> str:
    """Return a size as people read it.

    >>> [describe_bytes(size) for size in (0, 999, 1000, 1_234_567, 5 * 10**15)]
    ['0 B', '999 B', '1.0 kB', '1.2 MB', '5,000.0 TB']
    """
    unit = 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:,.1f} {_UNITS[unit]}" if unit else f"{size:.0f} B"
