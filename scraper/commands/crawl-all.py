import argparse
import asyncio
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.utils.conf import arglist_to_dict

from schemas.round import RoundReport
from scraper.console.command import OwnCommand
from scraper.crawl.spider import BadArgument
from scraper.fleet.choosing import BadChoice, Choice, Task, choose_tasks, read_regions
from scraper.fleet.filing import file_round
from scraper.fleet.results import judge_round
from scraper.fleet.rounds import GRACE, Round
from scraper.fleet.telling import open_watcher
from scraper.runs.outcome import Code, Outcome, explain_failure
from scraper.storage.lock import Lock, Locked, NoLocks


class Command(OwnCommand):
    """Crawl many sites, each in a process of its own."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Crawl all sites, or those of some regions, so many at a time"

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            "Each site is a `scrapy crawl` of its own, with its log in DATA_DIR/<site>/logs; what was left longest "
            "goes first, and no host is asked by two. Exit code: 0 all fine; else the gravest of 5 (could not write), "
            "1 (could not begin), 4 (a site failed, hung or was killed), 3 (below its floor), 75 (in use); 130 and 143 "
            "where a signal ended the round; 75 where another crawl-all is at work."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--region", metavar="CODES", default="", help="GB/T 2260 codes: 33,51,6110")
        parser.add_argument(
            "--sites", metavar="NAMES", default="", help="spiders, or hosts crawled before: a,b"
        )
        parser.add_argument("--jobs", metavar="N", help="sites at a time; one a core by default")
        parser.add_argument("--since", metavar="DAY", help="as -a since=DAY")
        parser.add_argument(
            "-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE", help="for each spider"
        )
        parser.add_argument("--deadline", metavar="SECONDS", help="of each site, in place of SITE_DEADLINE")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check what can be checked before anything starts."""
        super().process_options(args, opts)
        assert self.settings is not None
        if args:
            raise UsageError("crawl-all takes options only: --sites a,b names sites")
        try:
            opts.spargs = arglist_to_dict(opts.spargs)
        except ValueError:
            raise UsageError("invalid -a value, use -a NAME=VALUE", print_help=False) from None
        if opts.since:
            opts.spargs["since"] = opts.since
        opts.jobs = read_count("--jobs", opts.jobs) if opts.jobs else os.cpu_count() or 1
        if opts.deadline:
            self.settings.set("SITE_DEADLINE", read_count("--deadline", opts.deadline), "cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl the chosen sites and leave the exit code of the round."""
        assert self.settings is not None
        data = Path(self.settings["DATA_DIR"])
        try:
            choice = Choice(read_regions(opts.region), _names(opts.sites), opts.spargs)
            tasks = choose_tasks(self.settings, choice)
            lock = Lock(data)
        except (BadChoice, BadArgument) as error:
            outcome = Outcome(Code.USAGE, f"{error}")
        except (Locked, NoLocks) as error:
            outcome = explain_failure(error)
        except OSError as error:
            outcome = Outcome(Code.NOT_WRITTEN, f"could not write below {data}: {error}")
        else:
            try:
                outcome = self.crawl(tasks, opts, data)
            finally:
                lock.release()
        self.tell(f"scrapy crawl-all: {outcome.why}", logging.ERROR if outcome.code else logging.INFO)
        self.exitcode = outcome.code

    def crawl(self, tasks: list[Task], opts: argparse.Namespace, data: Path) -> Outcome:
        """Return the outcome of a round over the tasks, which is written down."""
        assert self.settings is not None
        started_at = datetime.now(UTC)
        options = [part for setting in opts.set for part in ("-s", setting)]
        options += ["-L", opts.loglevel] if opts.loglevel else []
        grace = self.settings.getfloat("STOP_WITHIN") + GRACE
        with open_watcher(len(tasks), self.settings) as watcher:
            turn = Round(tasks, options, watcher, grace)
            results = asyncio.run(turn.run(opts.jobs))
        outcome = judge_round(results, turn.stopped_by)
        report = RoundReport(
            started_at=started_at,
            finished_at=datetime.now(UTC),
            jobs=opts.jobs,
            sites=tuple(results),
            exit_code=outcome.code,
            outcome=outcome.why,
        )
        try:
            file_round(data, report)
        except OSError as error:
            return Outcome(Code.NOT_WRITTEN, f"could not write the round down: {error}; {outcome.why}")
        return outcome


def read_count(option: str, text: str) -> int:
    """Return the number that an option gives; raise UsageError where it is none above zero."""
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise UsageError(f"{option} is a whole number above zero, not {text!r}", print_help=False)
    return int(text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
