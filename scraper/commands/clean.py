import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO

from scrapy.exceptions import UsageError

from pipelines.segments import PART
from scraper.console.command import OwnCommand
from scraper.console.logs import is_json, start_worker_log
from scraper.console.progress import Progress, Standing
from scraper.console.screen import is_terminal
from scraper.crawl.choice import UnknownSpider, find_site, keep_to, load_sites
from scraper.saved.cleaning import clean_files
from scraper.saved.copies import SavedFile
from scraper.saved.files import NoPages, find_files, read_manifest
from scraper.saved.saved_lines import Kept, Refused, Result
from scraper.saved.sheets import SheetCleaner
from scraper.saved.tally import Tally
from scraper.saved.workers import WorkerDied, ended_by_signals, open_workers
from scraper.storage.pages import Skip, given_url

PASSED_OVER = 3
"""Exit code where pages may be missing: as that of a crawl from which too little came."""

NOT_WRITTEN = 5
"""Exit code where a process was lost, and with it pages."""

DIED = "a process was killed, as where memory is short, and the output is not whole: fewer --jobs need less"

ALL_CORES = "auto"

MOST_JOBS = 61
"""Processes that Windows lets one process wait for; nor does one that writes keep up with many more."""


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
        parser.add_argument(
            "--jobs",
            metavar="N",
            default="1",
            help=f"processes that clean; {ALL_CORES}: one a core (default: 1)",
        )
        parser.add_argument("--urls", metavar="FILE", help='URLs of html files: JSON lines {"path", "url"}')

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Clean every page below the paths; exit 1 where no article came of it."""
        if not args:
            raise UsageError("name at least one html file, folder or WARC archive")
        tally = Tally()
        try:
            with ended_by_signals():
                self.clean(args, opts, tally)
        except BrokenPipeError:  # whoever reads has enough
            raise
        except WorkerDied:
            self.tell(f"scrapy clean: {DIED}")
            self.exitcode = NOT_WRITTEN
            return
        except (UnknownSpider, NoPages, OSError, ValueError) as error:
            self.tell(f"scrapy clean: {error}")
            self.exitcode = 1
            return
        for line in tally.lines():
            self.tell(line, logging.INFO)
        self.exitcode = PASSED_OVER if tally.passed_over else 0
        if not tally.articles:
            first = tally.first
            why = f"{first.reason}: {first.detail} ({first.url})" if first else "no page in it"
            self.tell(f"scrapy clean: no article: {why}")
            self.exitcode = 1

    def clean(self, args: list[str], opts: argparse.Namespace, tally: Tally) -> None:
        """Write what becomes of each file and record, and count it."""
        assert self.settings is not None
        jobs = read_jobs(opts.jobs)
        sites = load_sites(self.settings, opts.spider)
        choose = partial(keep_to, sites[0]) if opts.spider else partial(find_site, sites)
        cleaner = SheetCleaner(choose, self.settings.getbool("PARTIAL_ARTICLES"))
        urls = read_manifest(Path(opts.urls)) if opts.urls else {}
        paths = list(map(Path, args))
        found, skips = find_files(paths)
        files = [SavedFile(path, given_url(path, urls), path in set(paths)) for path in found]
        printed = opts.output in {None, "-"} and is_terminal(
            sys.stdout
        )  # lines that the one below would tear
        changing = not printed and not is_json(self.settings)
        with (
            open_workers(jobs, partial(start_worker_log, self.settings)) as workers,
            open_writer(opts.output, opts.rejects, opts.skipped) as write,
            Progress("clean", changing=changing) as progress,
        ):
            results = clean_files(files, cleaner, workers, partial(show, progress, tally))
            for result in chain(skips, results):
                tally.count(result)
                write(result)


def read_jobs(text: str) -> int:
    """Return how many processes are meant; raise ValueError where none are."""
    if text == ALL_CORES:
        return min(
            len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
            MOST_JOBS,
        )
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= MOST_JOBS):
        raise ValueError(f"--jobs is a number from 1 to {MOST_JOBS}, or {ALL_CORES}, not {text!r}")
    return int(text)


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
                articles if isinstance(result, Kept) else refusals if isinstance(result, Refused) else skips
            )
            if file:
                file.write(as_line(result))

        yield write


def as_line(result: Result) -> bytes:
    """Return a result as one line of JSON."""
    if not isinstance(result, Skip):
        return result.line
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
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(name)
    finally:
        with suppress(OSError):
            part.unlink()
