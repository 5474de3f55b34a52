import argparse
import logging
import math
import select
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from scrapy.exceptions import UsageError

from scraper.console.command import OwnCommand, drop_output
from scraper.console.stopping import Stopping
from scraper.feed.changes import Choice, Entry, Feed
from scraper.feed.feed_index import BadIndex, IndexNotWritten
from scraper.feed.feed_offset import Offset, read_offset
from scraper.fleet.choosing import read_regions
from scraper.runs.outcome import Code

LEFT_OUT = 3
"""Exit code where lines were left out, each named: as that of `scrapy clean`."""

SHORTEST, LONGEST_WAIT = 0.05, 86400.0
"""Seconds between two looks: what a look at a thousand sites takes, and a day."""

END = "end"
"""What --since says for the present end."""


_STOPPED: dict[int, Code] = {signal.SIGINT: Code.INTERRUPTED, signal.SIGTERM: Code.TERMINATED}


class NotPrinted(Exception):
    """What the lines are printed to takes no more."""


@dataclass(slots=True)
class Asked:
    """For how long and how lines are printed."""

    stopping: Stopping
    follow: bool
    interval: float  # seconds
    bare: bool
    left: float  # lines that may still be printed

    @property
    def is_cut(self) -> bool:
        """Whether no line may follow, though there may be some."""
        return self.left <= 0 or self.stopping.number is not None

    @property
    def is_over(self) -> bool:
        """Whether nobody waits for more."""
        return self.is_cut or not self.follow


class Command(OwnCommand):
    """Print the lines of all sites in one order, from any position on."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Print new articles of all sites in the order of their commits, with a position to go on from"

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            'A line is {"offset": ..., "article": ...}; the offset is the position behind it: whoever keeps the last one'
            " in the same transaction as what came of the line is given each line once, whatever is killed. Exit code"
            " 0: all was given; 3: something was left out, and named; 1: a wrong call, or an index that is of no use;"
            " 5: the index could not be written; 130 and 143: stopped by a signal."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "--since", metavar="OFFSET", help=f"what a line said before, or {END!r}; else the first line"
        )
        parser.add_argument("--follow", action="store_true", help="wait for more, until a signal")
        parser.add_argument(
            "--interval", metavar="SECONDS", default="1", help="between two looks (default: 1)"
        )
        parser.add_argument(
            "--site",
            "--sites",
            metavar="NAMES",
            action="append",
            help="only these: folders, or what lines call their site",
        )
        parser.add_argument("--region", metavar="CODES", default="", help="GB/T 2260 codes: 33,51")
        parser.add_argument("--limit", metavar="N", help="end after so many lines")
        parser.add_argument(
            "--bare", action="store_true", help="articles alone; the last offset is said on stderr"
        )
        parser.add_argument(
            "--index", metavar="FILE", help="the file that keeps the order, where DATA_DIR is not written to"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the lines; say what was left out, and exit 3 where something was."""
        if args:
            raise UsageError("it takes options only: --site tibet chooses a site")
        assert self.settings is not None
        try:
            choice = Choice(frozenset(split(opts.site or [])), read_regions(opts.region))
            interval, limit = read_interval(opts.interval), read_limit(opts.limit)
            since = read_offset(opts.since) if opts.since not in {None, END} else None
            data, index = Path(self.settings["DATA_DIR"]), Path(opts.index) if opts.index else None
            with Feed(data, index=index, tell=self.warn) as feed, Stopping() as stopping:
                asked = Asked(stopping, opts.follow, interval, opts.bare, limit)
                feed.look()
                self.check_sites(feed, choice, following=opts.follow)
                start = feed.end if opts.since == END else since or Offset(feed.index.id, 0)
                self.exitcode = self.print_all(feed, start, choice, asked)
        except BrokenPipeError:  # whoever reads has enough
            raise
        except (IndexNotWritten, NotPrinted) as error:
            drop_output()
            self.tell(f"scrapy tail: {error}")
            self.exitcode = Code.NOT_WRITTEN
        except (BadIndex, ValueError, OSError) as error:
            self.tell(f"scrapy tail: {error}")
            self.exitcode = Code.USAGE

    def print_all(self, feed: Feed, start: Offset, choice: Choice, asked: Asked) -> int:
        """Print what follows a position, for as long as it is asked for; return the exit code."""
        at = start
        while True:
            at = print_lines(feed, at, choice, asked)
            if asked.is_over:
                break
            asked.stopping.wait(asked.interval)
            if nobody_reads():
                raise BrokenPipeError
            if not asked.stopping.number:
                feed.look()
        if asked.bare:
            self.tell(str(at), logging.INFO)
        return _STOPPED.get(asked.stopping.number or 0, LEFT_OUT if feed.left_out else Code.FINE)

    def check_sites(self, feed: Feed, choice: Choice, *, following: bool) -> None:
        """Raise ValueError for a site that nobody has crawled; whoever follows is told, and waits for it."""
        there = sorted(feed.sites())
        for name in sorted(choice.sites.difference(there)):
            near = ", ".join(get_close_matches(name, there) or there) or "none"
            line = f"no site {name!r} was crawled into {feed.data} (there are: {near})"
            if not following:
                raise ValueError(line)
            self.warn(f"{line}: it is waited for")

    def warn(self, line: str) -> None:
        """Say one line of what is left out."""
        self.tell(f"scrapy tail: {line}", logging.WARNING)


def print_lines(feed: Feed, since: Offset, choice: Choice, asked: Asked) -> Offset:
    """Print the lines that were seen behind a position; return the position behind what was printed or passed over."""
    at, end = since, feed.end
    for entry in feed.read(since, end, choice):
        put(entry.line + b"\n" if asked.bare else wrap(entry))
        at = entry.offset
        asked.left -= 1
        if asked.is_cut:
            break
    else:
        at = end
    put(b"", flush=True)
    return at


def put(line: bytes, *, flush: bool = False) -> None:
    """Print a line; raise BrokenPipeError where nobody reads, NotPrinted where it cannot be written."""
    try:
        sys.stdout.buffer.write(line)
        if flush:
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotPrinted(f"the lines cannot be written: {error.strerror or error}") from None


def nobody_reads() -> bool:
    """Tell whether the pipe behind stdout was closed, where the system says so before something is written."""
    if not hasattr(select, "poll"):
        return False
    asking = select.poll()
    asking.register(sys.stdout.fileno(), 0)
    return any(said & select.POLLERR for _, said in asking.poll(0))


def wrap(entry: Entry) -> bytes:
    """Return a line of the feed: the article's own bytes, and the position behind them."""
    return b'{"offset":"%s","article":%s}\n' % (str(entry.offset).encode(), entry.line)


def read_interval(text: str) -> float:
    """Return the seconds between two looks; raise ValueError for what would never or always look."""
    with suppress(ValueError):
        if SHORTEST <= (seconds := float(text)) <= LONGEST_WAIT:
            return seconds
    raise ValueError(f"--interval is {SHORTEST:g} to {LONGEST_WAIT:g} seconds, not {text!r}")


def read_limit(text: str | None) -> float:
    """Return how many lines are asked for, endlessly many for None; raise ValueError where it is no number."""
    if text is None:
        return math.inf
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise ValueError(f"--limit is a number of lines, from 1 on, not {text!r}")
    return int(text)


def split(names: Iterable[str]) -> list[str]:
    """Return the names of options that may each name several.

    >>> split(["tibet, people", "news"])
    ['tibet', 'people', 'news']
    """
    return [name.strip() for each in names for name in each.split(",") if name.strip()]
