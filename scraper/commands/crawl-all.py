import argparse
import asyncio
import logging
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from scrapy.utils.conf import arglist_to_dict

from schemas.round import RoundReport
from scraper.alerts.delivery import open_channels
from scraper.alerts.problems import find_problems
from scraper.alerts.sending import send_alerts
from scraper.console.command import OwnCommand
from scraper.fleet.choosing import Choice, Task, choose_tasks, read_regions
from scraper.fleet.filing import file_round
from scraper.fleet.results import judge_round
from scraper.fleet.rounds import GRACE, Round
from scraper.fleet.telling import open_watcher
from scraper.health.survey import survey
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
        cores = f"{os.cpu_count() or 1}"
        parser.add_argument(
            "--jobs", metavar="N", default=cores, help="sites at a time; one a core by default"
        )
        parser.add_argument("--since", metavar="DAY", help="as -a since=DAY")
        parser.add_argument(
            "-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE", help="for each spider"
        )
        parser.add_argument("--deadline", metavar="SECONDS", help="of each site, in place of SITE_DEADLINE")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl the chosen sites and leave the exit code of the round."""
        assert self.settings is not None
        data = Path(self.settings["DATA_DIR"])
        try:
            tasks, jobs = self.choose(args, opts), read_count("--jobs", opts.jobs)
            lock = Lock(data)
        except ValueError as error:
            outcome = Outcome(Code.USAGE, f"{error}")
        except (Locked, NoLocks) as error:
            outcome = explain_failure(error)
        except OSError as error:
            outcome = Outcome(Code.NOT_WRITTEN, f"could not write below {data}: {error}")
        else:
            try:
                outcome = self.crawl(tasks, jobs, opts)
            finally:
                lock.release()
        self.tell(f"scrapy crawl-all: {outcome.why}", logging.ERROR if outcome.code else logging.INFO)
        self.exitcode = outcome.code

    def choose(self, args: Sequence[str], opts: argparse.Namespace) -> list[Task]:
        """Return what was asked for; raise ValueError, in one line, where a part of the call is wrong."""
        assert self.settings is not None
        if args:
            raise ValueError("it takes options only: --sites a,b names sites")
        if opts.deadline:
            self.settings.set("SITE_DEADLINE", read_count("--deadline", opts.deadline), "cmdline")
        try:
            arguments = arglist_to_dict(opts.spargs)
        except ValueError:
            raise ValueError("-a takes NAME=VALUE") from None
        if opts.since:
            arguments["since"] = opts.since
        return choose_tasks(self.settings, Choice(read_regions(opts.region), _names(opts.sites), arguments))

    def crawl(self, tasks: list[Task], jobs: int, opts: argparse.Namespace) -> Outcome:
        """Return the outcome of a round over the tasks, which is written down and told."""
        assert self.settings is not None
        data, started_at = Path(self.settings["DATA_DIR"]), datetime.now(UTC)
        given = [
            setting for setting in opts.set if not setting.startswith("ALERT_")
        ]  # secrets, and ours to use
        options = [part for setting in given for part in ("-s", setting)]
        options += ["-L", opts.loglevel] if opts.loglevel else []
        grace = self.settings.getfloat("STOP_WITHIN") + GRACE
        with open_watcher(len(tasks), self.settings) as watcher:
            turn = Round(tasks, options, watcher, grace)
            results = asyncio.run(turn.run(jobs))
        outcome = judge_round(results, turn.stopped_by)
        report = RoundReport(
            started_at=started_at,
            finished_at=datetime.now(UTC),
            jobs=jobs,
            sites=tuple(results),
            exit_code=outcome.code,
            outcome=outcome.why,
        )
        failure = self.file(data, report)  # before somebody is told: a channel may hang, and a signal end us
        told = self.alert(data, report)  # even where the disk is full: then above all
        failure = self.file(data, report.model_copy(update={"alerts": told})) if told else failure
        if failure:
            return Outcome(Code.NOT_WRITTEN, f"the round could not be written down: {failure}; {outcome.why}")
        return outcome

    def file(self, data: Path, report: RoundReport) -> OSError | None:
        """Write the round down; return what went wrong."""
        try:
            file_round(data, report)
        except OSError as error:
            return error
        return None

    def alert(self, data: Path, report: RoundReport) -> dict[str, str]:
        """Return what came of telling the operator's channels what is new and what was mended."""
        assert self.settings is not None
        channels = open_channels(self.settings)
        if not channels:
            return {}
        results = send_alerts(data, find_problems(survey(data).conditions, report), channels)
        for name, result in results.items():
            self.tell(f"alert by {name}: {result}", logging.INFO)
        return results


def read_count(option: str, text: str) -> int:
    """Return the number that an option gives; raise ValueError where it is none above zero."""
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise ValueError(f"{option} is a whole number above zero, not {text!r}")
    return int(text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
