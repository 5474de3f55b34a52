import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from pipelines.segments import PART, to_line
from pipelines.stages import clean_or_record
from schemas import Article, Rejection
from scraper.crawl.choice import Site, UnknownSpider, claim, find_site, load_sites
from scraper.runs.progress import Progress
from scraper.storage.pages import NoPages, find_files, read_manifest, read_pages


class Command(ScrapyCommand):
    """Clean pages from disk with the same clean() as a crawl."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] PATH..."

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Clean saved pages, folders and WARC archives into JSON Lines"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="articles go here (default: stdout)")
        parser.add_argument("--rejects", metavar="FILE", help="rejections go here")
        parser.add_argument("--spider", metavar="NAME", help="use this site's rules for every page")
        parser.add_argument("--urls", metavar="FILE", help='URLs of html files: JSON lines {"path", "url"}')

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Clean every page below the paths, one at a time; exit 1 where no article came of it."""
        if not args:
            raise UsageError("name at least one html file, folder or WARC archive")
        assert self.settings is not None
        try:
            sites = load_sites(self.settings, opts.spider)
            choose = (lambda _url: sites[0]) if opts.spider else partial(find_site, sites)
            urls = read_manifest(Path(opts.urls)) if opts.urls else {}
            files = [file for arg in args for file in find_files(Path(arg))]
            with open_output(opts.output, sys.stdout.buffer) as out, open_output(opts.rejects) as rejects:
                counts, first = clean_files(files, urls, choose, out, rejects)
        except (UnknownSpider, NoPages, OSError, ValueError) as error:
            print(f"scrapy clean: {error}", file=sys.stderr)
            self.exitcode = 1
            return
        articles = counts.pop("articles", 0)
        reasons = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
        print(f"{articles} articles, {counts.total()} rejections ({reasons or 'none'})", file=sys.stderr)
        if not articles:
            why = f"{first.reason.value}: {first.detail} ({first.url})" if first else "no page in it"
            print(f"scrapy clean: no article: {why}", file=sys.stderr)
            self.exitcode = 1


def clean_files(
    files: Sequence[Path],
    urls: Mapping[str, str],
    choose: Callable[[str], Site | None],
    out: IO[bytes] | None,
    rejects: IO[bytes] | None,
) -> tuple[Counter[str], Rejection | None]:
    """Write a line for each page; return how many there were of each kind, and the first rejection."""
    counts: Counter[str] = Counter()
    first: Rejection | None = None
    progress = Progress(sum(file.stat().st_size for file in files))
    done = 0
    for file in files:
        for page in read_pages(file, urls):
            result = clean_or_record(*claim(page, choose(page.url)))
            if isinstance(result, Article):
                counts["articles"] += 1
                write(out, result)
            else:
                counts[result.reason.value] += 1
                first = first or result
                write(rejects, result)
            progress.show(done, counts.total())
        done += file.stat().st_size
    progress.clear()
    return counts, first


def write(file: IO[bytes] | None, record: Article | Rejection) -> None:
    """Write the record as a line, where there is a file for it."""
    if file:
        file.write(to_line(record))


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
