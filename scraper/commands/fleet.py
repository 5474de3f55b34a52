import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from scraper.clock import read_period
from scraper.cluster.connection import join_cluster
from scraper.cluster.crew import Crew
from scraper.fleet.elsewhere import Elsewhere, shown_to_workers
from scraper.fleet.round_command import FleetCommand, read_count


class Command(FleetCommand):
    """Crawl many sites on the workers of a Dask cluster."""

    name = "fleet"
    patient = True

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Crawl all sites, or those of some regions, on a Dask cluster, once or again and again"

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            "As `crawl-all`, but each site's process is started by a worker of the cluster. All workers see DATA_DIR at "
            "the same place, and have this program. With --every each site is crawled again so long after its last "
            "run, one that fails ever later, and a round is written down each time that it is over. SIGTERM lets the "
            "sites that run come to their end, a second one ends them. Exit codes as of `crawl-all`; 1 too where the "
            "cluster cannot be used."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        cores = f"{os.cpu_count() or 1}"
        parser.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster: tcp://HOST:8786")
        parser.add_argument(
            "--local", metavar="N", default=cores, help="so many workers here; one a core by default"
        )
        parser.add_argument("--every", metavar="TIME", help="again and again, each site so often: 6h, 1d")

    def every(self, opts: argparse.Namespace) -> timedelta | None:
        """Return how often each site is crawled; raise ValueError where that is no time."""
        if opts.every is None:
            return None
        every = read_period(opts.every)
        if not every:
            raise ValueError("--every is an hour at least: 1h")
        return every

    def check_place(self, opts: argparse.Namespace) -> None:
        """Return where --local is a number; raise ValueError otherwise. A scheduler goes before it."""
        read_count("--local", opts.local)

    @contextmanager
    def open_place(self, opts: argparse.Namespace) -> Iterator[Elsewhere]:
        """Yield the workers that can be used; each that cannot is told. Raise BadCluster where none can."""
        assert self.settings is not None
        with (
            join_cluster(opts.scheduler or read_count("--local", opts.local)) as joined,
            shown_to_workers(self.data) as seen,
        ):
            crew = Crew(joined, seen)
            for line in crew.refused:
                self.tell(f"scrapy fleet: {line}")
            options = [*self.process_settings(opts), "-s", f"DATA_DIR={self.data}"]
            pause = self.settings.getfloat("LEASE_SECONDS") / 2
            yield Elsewhere(crew, options, self.grace, pause)
