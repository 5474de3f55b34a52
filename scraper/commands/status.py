import argparse
import json
import logging
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.text import Text

from schemas.round import SiteRun
from scraper.alerts.delivery import open_channels
from scraper.alerts.problems import find_problems, find_silent
from scraper.alerts.sending import send_alerts
from scraper.clock import describe_age, read_period
from scraper.console.columns import draw_bars, print_table
from scraper.console.command import OwnCommand
from scraper.fleet.choosing import described_sites, read_regions
from scraper.fleet.filing import read_last_round
from scraper.health.condition import Condition
from scraper.health.survey import Survey, add_up, name_never_run, survey

HEADER = ("site", "last run", "exit", "new", "refused", "owed", "来源", "责编", "author", "newest", "trend")
_SHOWN = ("source", "editor", "author")  # title, date and body are in each article
_COLOURS = {"severe": "bold red", "warning": "yellow", "notice": "cyan"}

SOMETHING_WRONG, WRONG_CALL = 1, 2
"""Exit codes where a site is not well, and for a wrong call; 0 where all sites are well."""


class Command(OwnCommand):
    """Show how every site does, what is wrong first."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Show how every site does: last run, counts, coverage, trend, drift; exit 1 where something is wrong"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--region", metavar="CODES", default="", help="GB/T 2260 codes: 33,51")
        parser.add_argument(
            "--since", metavar="DAYS", help="add up the runs of so many days, 7d; else the last run"
        )
        parser.add_argument(
            "--alert", action="store_true", help="tell the ALERT_ channels what is new or was mended"
        )
        parser.add_argument("--json", action="store_true", help="for machines")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the table and what is wrong; exit 1 where something is."""
        assert self.settings is not None
        data = Path(self.settings["DATA_DIR"])
        try:
            regions = read_regions(opts.region)
            since = datetime.now(UTC) - read_period(opts.since) if opts.since else None
            found = self.look(data, regions, args)
        except ValueError as error:
            self.tell(f"scrapy status: {error}")
            self.exitcode = WRONG_CALL
            return
        late = {
            one.site
            for one in found.conditions
            if since and not add_up(found.histories[one.site], since).runs
        }
        silent = self.find_silent(data, found, regions)
        if opts.json:
            print(
                json.dumps(
                    [tell(one, found, since, late) for one in found.conditions], ensure_ascii=False, indent=2
                )
            )
        else:
            self.show(found, since, late, regions)
            for one in silent:
                print(f"{one.site}: exit {one.exit_code}, no report in the last round: {one.outcome}")
        self.exitcode = SOMETHING_WRONG if found.wrong or late or silent else 0
        if opts.alert:
            self.alert(data, found if not regions else survey(data))

    def look(self, data: Path, regions: tuple[str, ...], args: Sequence[str]) -> Survey:
        """Return how the sites of these regions do; raise ValueError, in one line, where there is nothing to show."""
        if args:
            raise ValueError("it takes options only: --region 33 chooses sites")
        if not data.is_dir():
            raise ValueError(f"there is no data folder {data}: nothing was crawled yet")
        found = survey(data)
        if regions and not (found := found.of_regions(regions)).conditions:
            raise ValueError(f"no site of region {', '.join(regions)} has run yet")
        return found

    def find_silent(self, data: Path, found: Survey, regions: tuple[str, ...]) -> list[SiteRun]:
        """Return the sites of the last round that left no report: no history tells of them."""
        assert self.settings is not None
        silent = find_silent(found.conditions, read_last_round(data))
        if not regions:
            return silent
        inside = {*found.histories, *described_sites(self.settings, regions)}
        return [one for one in silent if one.site in inside]

    def show(
        self, found: Survey, since: datetime | None, late: Collection[str], regions: tuple[str, ...]
    ) -> None:
        """Print the table, what is wrong below it, and the sums."""
        assert self.settings is not None
        print_table(HEADER, [row(one, found, since) for one in found.conditions])
        print_wrong(found, late)
        never = name_never_run(described_sites(self.settings, regions), found)
        wrong = {one.site for one in found.wrong} | set(late)
        print(f"\n{len(found.conditions)} sites, {len(wrong)} not well, {len(never)} never run")

    def alert(self, data: Path, found: Survey) -> None:
        """Tell the operator's channels what is new and what was mended, in all regions."""
        assert self.settings is not None
        channels = open_channels(self.settings)
        if not channels:
            self.tell("scrapy status: nobody was told: no ALERT_ setting names a channel")
        problems = find_problems(found.conditions, read_last_round(data))
        for name, result in send_alerts(data, problems, channels).items():
            self.tell(f"alert by {name}: {result}", logging.INFO)


def tell(one: Condition, found: Survey, since: datetime | None, late: Collection[str] = ()) -> dict[str, Any]:
    """Return how a site does, as plain data."""
    sums = add_up(found.histories[one.site], since)
    told = one.model_dump(mode="json")
    is_wrong = one.is_wrong or one.site in late
    return {**told, "runs": sums.runs, "new": sums.new, "refused": sums.refused, "is_wrong": is_wrong}


def row(one: Condition, found: Survey, since: datetime | None) -> tuple[str | Text, ...]:
    """Return what the table says of a site."""
    sums = add_up(found.histories[one.site], since)
    shares = (f"{one.coverage[name]:.0%}" if name in one.coverage else "-" for name in _SHOWN)
    style = _COLOURS.get(one.severity or "", "red" if one.is_wrong else "")
    code = "-" if one.exit_code is None else f"{one.exit_code}"
    began = f"{one.started_at.astimezone():%m-%d %H:%M}" if one.started_at else "-"
    counts = (f"{number:,}" for number in (sums.new, sums.refused, one.owed - one.owed_on_purpose))
    newest = f"{describe_age(one.age)} ago" if one.age is not None else "-"
    return (
        Text(one.site, style=style),
        began,
        Text(code, style=style),
        *counts,
        *shares,
        newest,
        draw_bars(one.trend),
    )


def print_wrong(found: Survey, late: Collection[str]) -> None:
    """Print what is wrong with each site, and where it can be seen."""
    for one in found.conditions:
        lines = [(drift.line, drift.example) for drift in one.drifts]
        lines += [(why, None) for why in one.bad]
        if one.exit_code:
            lines.insert(0, (f"exit {one.exit_code}: {one.outcome}", None))
        if one.idle is not None:
            lines.append((f"no run has begun for {describe_age(one.idle)}", None))
        elif one.site in late:
            lines.append(("no run since then", None))
        for number, (line, example) in enumerate(lines):
            print(f"{'' if number else chr(10)}{one.site}: {line}")
            if example:
                print(f"  scrapy explain {example}")
