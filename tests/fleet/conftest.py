import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from schemas.round import RoundReport
from tests.served import Site, serve
from tests.stories import HASTE, article, listing, name
from tests.zygote import PATIENCE, ROOT

OURS = ("-s", "ALLOW_PRIVATE_HOSTS=1", "-s", "SPIDER_MODULES=tests.fleet.fleet_sites", *HASTE)


class Fleet:
    """Some sites, and the command that crawls them."""

    def __init__(self, sites: Mapping[str, Site], data: Path) -> None:
        self.sites = sites
        self.data = data
        self.deaf: tuple[str, ...] = ()
        self.deadlines: dict[str, float] = {}  # of a site of its own

    @property
    def environment(self) -> dict[str, str]:
        """What says where the sites are."""
        addresses = {each: site.address for each, site in self.sites.items()}
        return {
            "FLEET_SITES": json.dumps(addresses),
            "FLEET_DEAF": " ".join(self.deaf),
            "FLEET_DEADLINES": json.dumps(self.deadlines),
        }

    def start(
        self,
        *options: str,
        command: str = "crawl-all",
        settings: tuple[str, ...] = OURS,
        err: int = subprocess.PIPE,
    ) -> subprocess.Popen[str]:
        """Start the command in an environment that says where the sites are."""
        words = [sys.executable, "-m", "scrapy", command, *settings, "-s", f"DATA_DIR={self.data}"]
        return subprocess.Popen(
            [*words, *options],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=err,
            text=True,
            encoding="utf-8",
        )

    def run(self, *options: str, command: str = "crawl-all") -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        with self.start(*options, command=command) as process:
            try:
                out, err = process.communicate(timeout=PATIENCE)
            finally:
                process.kill()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def last_round(self) -> RoundReport:
        """Return what the newest round wrote down."""
        return RoundReport.model_validate_json(max(self.data.glob("rounds/*.json")).read_bytes())

    def lines(self, site: str) -> int:
        """Return how many articles a site has delivered."""
        return sum(path.read_bytes().count(b"\n") for path in self.data.glob(f"{site}/articles/*.jsonl"))

    def urls(self, site: str) -> list[str]:
        """Return the address of each article that a site has delivered."""
        files = sorted(self.data.glob(f"{site}/articles/*.jsonl"))
        return [json.loads(line)["url"] for path in files for line in path.read_bytes().splitlines()]

    def kill(self, site: str) -> None:
        """Kill the process that owns a site."""
        os.kill(json.loads((self.data / site / "holder.json").read_bytes())["pid"], signal.SIGKILL)


def fill(site: Site, articles: int = 3) -> Site:
    """Let a site show a listing of so many articles."""
    site.put("/robots.txt", b"", status=404)
    site.put("/", listing(*range(1, articles + 1)))
    for number in range(1, articles + 1):
        site.put(name(number), article(number))
    return site


@pytest.fixture
def launch(tmp_path) -> Iterator[Callable[..., Fleet]]:
    """Serve each named site on a loopback host of its own."""
    with ExitStack() as served:

        def open_sites(*names: str) -> Fleet:
            hosts = (f"127.0.0.{number}" for number in range(2, 250))
            sites = {each: fill(served.enter_context(serve(next(hosts)))) for each in names}
            return Fleet(sites, tmp_path / "data")

        yield open_sites
