import argparse
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from scraper.clock import read_period
from scraper.console.command import OwnCommand
from scraper.fleet.choosing import described_sites, read_regions
from scraper.fleet.filing import read_rounds
from scraper.health.survey import name_never_run, survey
from scraper.views.overview.composing import Asked, Language, Overview, compose
from scraper.views.review_file import check_writable, write_review

PERIOD = "30d"
"""Four weeks and two days: each day of the week is there four times, whichever is the last."""

NOT_WRITTEN, WRONG_CALL = 1, 2
"""Exit codes: the page could not be written, or there is nothing to tell; a value of an option is none. 0: it is there."""


class Command(OwnCommand):
    """Write one page that shows how all sites do."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] -o FILE"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Write an HTML page on all sites: map, articles a day, coverage, refusals, drift, what was restored"

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            "The page is one file and asks for no network. It shows how each site did in its last run, and what the runs "
            "of the period came to. Exit code: 0 where it was written, whatever it says; 1 where it could not be; "
            "2 for a wrong call."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "-o", "--output", metavar="FILE", type=Path, help="the page; one of ours is replaced"
        )
        parser.add_argument("--region", metavar="CODES", default="", help="GB/T 2260 codes: 33,51")
        parser.add_argument(
            "--since", metavar="DAYS", default=PERIOD, help=f"the period, 7d; {PERIOD} by default"
        )
        parser.add_argument(
            "--lang", choices=get_args(Language), default="both", help="shown first; the page can switch"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the page and say where it is."""
        until = datetime.now(UTC)
        try:
            if args or not opts.output:
                raise ValueError("it takes options only: -o FILE names the page")  # noqa: TRY301
            regions = read_regions(opts.region)
            since = until - read_period(opts.since)
        except ValueError as error:
            self.tell(f"scrapy report: {error}")
            self.exitcode = WRONG_CALL
            return
        try:
            check_writable(opts.output)  # before a thousand reports are read
            overview = self.look(Asked(since, until, regions, opts.lang))
            write_review(opts.output, overview)
        except (ValueError, OSError) as error:
            self.tell(f"scrapy report: {error}")
            self.exitcode = NOT_WRITTEN
            return
        print(f"report    {opts.output}: {len(overview.rows)} sites, {len(overview.wrong)} not well")

    def look(self, asked: Asked) -> Overview:
        """Return the report that was asked for; raise ValueError where there is nothing that it could be on."""
        assert self.settings is not None
        data = Path(self.settings["DATA_DIR"])
        if not data.is_dir():
            raise ValueError(f"there is no data folder {data}: nothing was crawled yet")
        found = survey(data)
        if asked.regions:
            found = found.of_regions(asked.regions)
            if not found.conditions:
                raise ValueError(f"no site of region {', '.join(asked.regions)} has run yet")
        never = name_never_run(described_sites(self.settings, asked.regions), found)
        rounds, bad = read_rounds(data, asked.since)
        return compose(found.histories, found.conditions, replace(asked, never_run=tuple(never)), rounds, bad)
