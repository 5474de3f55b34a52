import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager

from scraper.fleet.round_command import FleetCommand, read_count
from scraper.fleet.venues import Here


class Command(FleetCommand):
    """Crawl many sites, each in a process of its own, on this machine."""

    name = "crawl-all"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Crawl all sites, or those of some regions, so many at a time"

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            "Each site is a `scrapy crawl` of its own, with its log in DATA_DIR/<site>/logs; what owes articles or was "
            "left longest goes first, and no host is asked by two. Exit code: 0 all fine; else the gravest of 5 (could "
            "not write), 1 (could not begin), 4 (a site failed, hung or was killed), 3 (below its floor), 75 (in use); "
            "130 and 143 where a signal ended the round; 75 where another one is at work."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        cores = f"{os.cpu_count() or 1}"
        parser.add_argument(
            "--jobs", metavar="N", default=cores, help="sites at a time; one a core by default"
        )

    def check_place(self, opts: argparse.Namespace) -> None:
        """Return where --jobs is a number; raise ValueError otherwise."""
        read_count("--jobs", opts.jobs)

    @contextmanager
    def open_place(self, opts: argparse.Namespace) -> Iterator[Here]:
        """Yield this machine, with room for as many as --jobs says."""
        yield Here(read_count("--jobs", opts.jobs), self.process_settings(opts), self.grace)
