"""What `crawl-all` and `fleet` have in common: which sites, one round at a time, and what is told of it."""

import argparse
import asyncio
import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scrapy.utils.conf import arglist_to_dict

from schemas.round import RoundReport, SiteRun
from scraper.alerts.delivery import open_channels
from scraper.alerts.problems import find_problems
from scraper.alerts.sending import send_alerts
from scraper.cluster.connection import BadCluster
from scraper.console.command import OwnCommand
from scraper.fleet.choosing import Choice, Task, choose_tasks, read_regions
from scraper.fleet.filing import file_round
from scraper.fleet.results import judge_round
from scraper.fleet.rounds import Manner, Round
from scraper.fleet.telling import open_watcher
from scraper.fleet.venues import GRACE, Place
from scraper.health.survey import survey
from scraper.runs.outcome import Code, Outcome, explain_failure
from scraper.storage.lease.holding import Lease, LeaseLost
from scraper.storage.lease.lock import Locked, NoLocks


class FleetCommand(OwnCommand):
    """Crawls many sites, each in a process of its own."""

    name: str
    """What is typed for it."""

    patient = False
    """Whether the first signal lets the sites that run come to their own end."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options that say which sites, and how each is crawled."""
        super().add_options(parser)
        parser.add_argument("--region", metavar="CODES", default="", help="GB/T 2260 codes: 33,51,6110")
        parser.add_argument(
            "--sites", metavar="NAMES", default="", help="spiders, or hosts crawled before: a,b"
        )
        parser.add_argument("--since", metavar="DAY", help="as -a since=DAY")
        parser.add_argument(
            "-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE", help="for each spider"
        )
        parser.add_argument("--deadline", metavar="SECONDS", help="of each site, in place of SITE_DEADLINE")

    def check_place(self, opts: argparse.Namespace) -> None:
        """Return where the options say well where the sites are crawled; raise ValueError otherwise."""
        raise NotImplementedError

    def open_place(self, opts: argparse.Namespace) -> AbstractContextManager[Place]:
        """Return where the sites are crawled; raise BadCluster where it cannot be used."""
        raise NotImplementedError

    def every(self, opts: argparse.Namespace) -> timedelta | None:
        """Return how long after its last run a site is due again; None where each has one turn."""
        del opts
        return None

    @property
    def data(self) -> Path:
        """The folder of all sites."""
        assert self.settings is not None
        return Path(self.settings["DATA_DIR"]).absolute()  # a worker stands in another folder

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl the chosen sites and leave the exit code of the round."""
        assert self.settings is not None
        try:
            tasks, every = self.choose(args, opts), self.every(opts)
            self.check_place(opts)
            lease = Lease(self.data, self.settings.getfloat("LEASE_SECONDS"))
        except ValueError as error:
            outcome = Outcome(Code.USAGE, f"{error}")
        except (Locked, NoLocks) as error:
            outcome = explain_failure(error)
        except OSError as error:
            outcome = Outcome(Code.NOT_WRITTEN, f"could not write below {self.data}: {error}")
        else:
            outcome = self.crawl_leased(tasks, every, opts, lease)
        self.tell(f"scrapy {self.name}: {outcome.why}", logging.ERROR if outcome.code else logging.INFO)
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

    def crawl_leased(
        self, tasks: list[Task], every: timedelta | None, opts: argparse.Namespace, lease: Lease
    ) -> Outcome:
        """Return the outcome of a round that is the only one of its folder."""
        try:
            with self.open_place(opts) as place:
                return self.crawl(tasks, every, place, lease)
        except BadCluster as error:
            return Outcome(Code.USAGE, f"{error}")
        except LeaseLost as error:
            return Outcome(Code.LOCKED, f"{error}")
        finally:
            lease.release()

    def crawl(self, tasks: list[Task], every: timedelta | None, place: Place, lease: Lease) -> Outcome:
        """Return the outcome of a round over the tasks, which is written down and told."""
        assert self.settings is not None
        started_at, jobs = datetime.now(UTC), place.room()

        def close(results: list[SiteRun], since: datetime) -> None:
            outcome = self.close(results, since, jobs, 0)
            self.tell(f"scrapy {self.name}: {outcome.why}", logging.INFO)

        with open_watcher(None if every else len(tasks), self.settings) as watcher:
            turns = Round(tasks, place, watcher, Manner(every, self.patient, close, lease.renew))
            results = asyncio.run(turns.run())
        return self.close(results, turns.since if every else started_at, jobs, turns.stopped_by)

    def process_settings(self, opts: argparse.Namespace) -> list[str]:
        """Return the options that each crawl is started with."""
        given = [
            setting for setting in opts.set if not setting.startswith("ALERT_")
        ]  # secrets, and ours to use
        options = [part for setting in given for part in ("-s", setting)]
        return options + (["-L", opts.loglevel] if opts.loglevel else [])

    @property
    def grace(self) -> float:
        """Seconds that a process has from its SIGTERM to its end."""
        assert self.settings is not None
        return self.settings.getfloat("STOP_WITHIN") + GRACE

    def close(self, results: list[SiteRun], started_at: datetime, jobs: int, stopped_by: int) -> Outcome:
        """Return the outcome of a round that is over, or of a part of it, when it is written down and told."""
        outcome = judge_round(results, stopped_by)
        report = RoundReport(
            started_at=started_at,
            finished_at=datetime.now(UTC),
            jobs=jobs,
            sites=tuple(results),
            exit_code=outcome.code,
            outcome=outcome.why,
        )
        failure = self.file(report)  # before somebody is told: a channel may hang, and a signal end us
        told = self.alert(report)  # even where the disk is full: then above all
        failure = self.file(report.model_copy(update={"alerts": told})) if told else failure
        if failure:
            return Outcome(Code.NOT_WRITTEN, f"the round could not be written down: {failure}; {outcome.why}")
        return outcome

    def file(self, report: RoundReport) -> OSError | None:
        """Write the round down; return what went wrong."""
        try:
            file_round(self.data, report)
        except OSError as error:
            return error
        return None

    def alert(self, report: RoundReport) -> dict[str, str]:
        """Return what came of telling the operator's channels what is new and what was mended."""
        assert self.settings is not None
        channels = open_channels(self.settings)
        if not channels:
            return {}
        results = send_alerts(self.data, find_problems(survey(self.data).conditions, report), channels)
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
