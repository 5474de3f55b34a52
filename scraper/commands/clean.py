import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from scrapy.exceptions import UsageError

from pipelines.segments import PART, to_line
from schemas import Article, Rejection
from scraper.console.command import OwnCommand
from scraper.console.logs import is_json
from scraper.console.progress import Progress, Standing
from scraper.console.screen import is_terminal
from scraper.crawl.choice import UnknownSpider, find_site, load_sites
from scraper.saved.cleaning import Cleaner, Result
from scraper.saved.files import NoPages, find_files, read_manifest
from scraper.saved.stock import Stock
from scraper.saved.tally import Tally
from scraper.storage.pages import Skip

PASSED_OVER = 3
"""Exit code where pages may be missing: as that of a crawl from which too little came."""


class Command(OwnCommand):
    """Clean pages from disk with the same clean() as a crawl."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] PATH..."

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Clean saved pages, folders and WARC archives into JSON Lines"

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            "Every file and every record is an article, a rejection or a counted skip. Exit code 0: all was "
            "read; 3: something was passed over that may have been a page; 1: a wrong call, or no article."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="articles go here (default: stdout)")
        parser.add_argument("--rejects", metavar="FILE", help="rejections go here")
        parser.add_argument(
            "--skipped", metavar="FILE", help="what is neither goes here: JSON lines with place and reason"
        )
        parser.add_argument("--spider", metavar="NAME", help="use this site's rules for every page")
        parser.add_argument("--urls", metavar="FILE", help='URLs of html files: JSON lines {"path", "url"}')

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Clean every page below the paths, one at a time; exit 1 where no article came of it."""
        if not args:
            raise UsageError("name at least one html file, folder or WARC archive")
        assert self.settings is not None
        tally = Tally()
        try:
            sites = load_sites(self.settings, opts.spider)
            choose = (lambda _url: sites[0]) if opts.spider else partial(find_site, sites)
            urls = read_manifest(Path(opts.urls)) if opts.urls else {}
            files, skips = find_files(map(Path, args))
            stock = Stock(urls, named=frozenset(map(Path, args)))
            cleaner = Cleaner(stock, choose, self.settings.getbool("PARTIAL_ARTICLES"))
            printed = opts.output in {None, "-"} and is_terminal(
                sys.stdout
            )  # lines that the one below would tear
            changing = not printed and not is_json(self.settings)
            with (
                open_writer(opts.output, opts.rejects, opts.skipped) as write,
                Progress("clean", changing=changing) as progress,
            ):
                for result in clean_files(files, skips, cleaner, partial(show, progress, tally)):
                    tally.count(result)
                    write(result)
        except BrokenPipeError:  # whoever reads has enough
            raise
        except (UnknownSpider, NoPages, OSError, ValueError) as error:
            self.tell(f"scrapy clean: {error}")
            self.exitcode = 1
            return
        for line in tally.lines():
            self.tell(line, logging.INFO)
        self.exitcode = PASSED_OVER if tally.passed_over else 0
        if not tally.articles:
            first = tally.first
            why = f"{first.reason.value}: {first.detail} ({first.url})" if first else "no page in it"
            self.tell(f"scrapy clean: no article: {why}")
            self.exitcode = 1


def clean_files(
    files: list[Path], skips: list[Skip], cleaner: Cleaner, tell: Callable[[int, int | None, str], None]
) -> Iterator[Result]:
    """Yield what becomes of each file and record: first of what is no page, then of the pages.

    `tell` hears how many pages are done, of how many where that is known, and what is done before the first.
    """
    yield from skips
    stock = cleaner.stock
    for number, file in enumerate(files, 1):
        tell(0, None, f"looking at file {number:,} of {len(files):,}")
        yield from stock.take(file)
    yield from stock.settle()
    total = sum(map(len, stock.copies.values()))
    for number, result in enumerate(cleaner.clean(), 1):
        yield result
        tell(number, total, "")


def show(progress: Progress, tally: Tally, pages: int, total: int | None, at: str) -> None:
    """Show how far the cleaning is."""
    progress.show(Standing(pages, tally.articles, tally.rejections.total(), total, at=at))


@contextmanager
def open_writer(
    output: str | None, rejects: str | None, skipped: str | None
) -> Iterator[Callable[[Result], None]]:
    """Yield what writes a result into the file for its kind, where there is one."""
    with (
        open_output(output, sys.stdout.buffer) as articles,
        open_output(rejects) as refusals,
        open_output(skipped) as skips,
    ):

        def write(result: Result) -> None:
            file = (
                articles
                if isinstance(result, Article)
                else refusals
                if isinstance(result, Rejection)
                else skips
            )
            if file:
                file.write(as_line(result))

        yield write


def as_line(result: Result) -> bytes:
    """Return a result as one line of JSON."""
    if not isinstance(result, Skip):
        return to_line(result)
    said = {
        "where": result.where,
        "reason": result.kind,
        "detail": result.detail,
        "url": result.url or None,
        "passed_over": result.passed_over,
    }
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


@contextmanager
def open_output(name: str | None, default: IO[bytes] | None = None) -> Iterator[IO[bytes] | None]:
    """Yield the file to write to; it appears under its name when all went well, else not at all."""
    if name is None or name == "-":
        yield default if name is None else sys.stdout.buffer
        return
    part = Path(name + PART)
    with part.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    part.replace(name)
