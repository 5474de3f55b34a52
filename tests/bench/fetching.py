"""What a crawl costs beside clean(), in stock Scrapy's downloads of the same pages: `python -m tests.bench.fetching`.

CPU time of processes of their own (user and system, from wait4), not wall time. A site on loopback, served by another
process, is crawled by
  stock    Scrapy alone: a spider that asks for the same addresses and keeps nothing
  fetching our `scrapy crawl` whose clean() is replaced by something that costs nothing: all else is done and written
  whole    our `scrapy crawl`
  again    the same, where nothing is new
They take turns, round by round; of each the least counts. What a run of one page costs is its start, told apart.

--beside CHECKOUT measures another checkout of the project in the same run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
MOST_FETCHING = 1.25
"""Times stock Scrapy's CPU that our fetching may cost."""
MOST_AGAIN = 0.005
"""Share of a full run's CPU that a run with nothing new may cost; it tells something of 6,000 articles and more."""
ENOUGH = 6000

HASTE = {
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "0",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
    "LISTING_DEPTH": "100000",
    "ALLOW_PRIVATE_HOSTS": "1",
}

STOCK = """
import sys
import scrapy
from scrapy.crawler import CrawlerProcess
from tests.bench.news_site import address

url, articles, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

class Stock(scrapy.Spider):
    name = "stock"
    came = 0

    async def start(self):
        for page in range(-(-articles // rows)):
            yield scrapy.Request(f"{url}/index_{page}.html" if page else f"{url}/")
        for number in range(articles):
            yield scrapy.Request(f"{url}{address(number)}")

    def parse(self, response):
        Stock.came += 1

process = CrawlerProcess({"LOG_LEVEL": "INFO", "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "DOWNLOAD_DELAY": 0,
                          "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": True})
process.crawl(Stock)
process.start()
assert Stock.came == articles + -(-articles // rows), Stock.came
"""

WITHOUT_CLEAN = """
import sys
sys.path.insert(0, "")
import pipelines.flow, pipelines.stages
from pipelines.canonical import article_id
from schemas import Article

LINE = Article.model_validate({
    "id": "0" * 64, "url": "http://127.0.0.1/1.html", "site": "sample", "site_name": None, "region": None,
    "section": (), "title": "山阳县农资对接会", "date": "2023-06-12T15:27:00+08:00", "date_precision": "minute",
    "date_raw": "2023-06-12 15:27", "source": None, "editor": None, "author": None, "body": "丰收。" * 400,
    "images": (), "language": "zh-Hans", "fetched_at": "2023-06-12T08:00:00Z", "fingerprint": "0" * 16,
    "restored": {}, "evidence": dict.fromkeys(("title", "date", "source", "editor", "author", "body"), "none"),
})

def told(page, rules=None, **_):
    return LINE.model_copy(update={"id": article_id(page.url), "url": page.url, "fetched_at": page.fetched_at,
                                   "requested_url": page.requested_url, "archive": page.archive})

pipelines.flow.clean = pipelines.stages.clean = told
from scrapy.cmdline import execute
execute()
"""


class Size(NamedTuple):
    """How large the site is."""

    articles: int
    rows: int

    @property
    def pages(self) -> int:
        """Articles and listings."""
        return self.articles - (-self.articles // self.rows)


class Cost(NamedTuple):
    """What a process used up."""

    seconds: float
    peak: float  # MB


@contextmanager
def served(size: Size, packed: list[str], environment: dict[str, str]) -> Iterator[str]:
    """Yield the address of the site, served by a process of its own."""
    command = [sys.executable, "-m", "tests.bench.news_site", *map(str, size), *packed]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, env=environment) as server:
        assert server.stdin
        assert server.stdout
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.stdin.close()


def spend(command: list[str], folder: Path, environment: dict[str, str], log: Path) -> Cost:
    """Return what a command costs; raise RuntimeError where it does not end well."""
    with log.open("wb") as told:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=told, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(
            f"{command[:4]} ended with {process.returncode}:\n{log.read_text('utf-8')[-3000:]}"
        )
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Bench:
    """The crawls of one site, each into a folder of its own."""

    def __init__(self, folder: Path, url: str, size: Size, environment: dict[str, str]) -> None:
        self.folder, self.url, self.size, self.environment = folder, url, size, environment

    def stock(self) -> Cost:
        """Crawl with Scrapy alone."""
        command = [sys.executable, "-c", STOCK, self.url, *map(str, self.size)]
        return spend(command, ROOT, self.environment, self.folder / "stock.log")

    def ours(self, checkout: Path, begin: list[str], name: str) -> Cost:
        """Crawl with a checkout of the project into data/<name>."""
        data = self.folder / name
        settings = {**HASTE, "DATA_DIR": str(data)}
        options = [part for key, value in settings.items() for part in ("-s", f"{key}={value}")]
        command = [sys.executable, *begin, "crawl", "sample", "-a", f"url={self.url}/", *options]
        cost = spend(command, checkout, self.environment, self.folder / f"{name}.log")
        lines = sum(file.read_bytes().count(b"\n") for file in data.glob("sample/articles/*.jsonl"))
        if lines != self.size.articles:
            raise RuntimeError(f"{lines} of {self.size.articles} articles in {data}")
        return cost

    def round(self, checkouts: dict[str, Path], number: int, *, whole: bool) -> Iterator[tuple[str, Cost]]:
        """Yield the cost of each crawl, by its name."""
        yield "stock", self.stock()
        for name, checkout in checkouts.items():
            yield f"fetching{name}", self.ours(checkout, ["-c", WITHOUT_CLEAN], f"{number}-fetching{name}")
        for name, checkout in checkouts.items():
            data = f"{number}-{'whole' if whole else 'fetching'}{name}"
            if whole:
                yield f"whole{name}", self.ours(checkout, ["-m", "scrapy"], data)
            yield f"again{name}", self.ours(checkout, ["-m", "scrapy"], data)


def measure(
    size: Size, checkouts: dict[str, Path], rounds: int, packed: list[str], *, whole: bool
) -> dict[str, Cost]:
    """Return the least cost of each crawl."""
    least: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory(prefix="fetching-") as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "fetching-pyc"))}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles all modules for each crawl
        with served(size, packed, environment) as url:
            bench = Bench(Path(folder), url, size, environment)
            for number in range(rounds):
                for name, cost in bench.round(checkouts, number, whole=whole):
                    if name not in least or cost.seconds < least[name].seconds:
                        least[name] = cost
    return least


def tell(size: Size, costs: dict[str, Cost], starts: dict[str, Cost]) -> Iterator[str]:
    """Yield the lines of the table: gross, and without the start."""
    yield f"{'':22}{'CPU s':>9}{'start s':>9}{'ms/page':>9}{'pages/s':>9}{'peak MB':>9}"
    for name, cost in costs.items():
        start = starts[name].seconds
        line = f"{name:22}{cost.seconds:9.2f}{start:9.2f}"
        if not name.startswith("again"):
            each = (cost.seconds - start) / (size.pages - 2)
            line += f"{each * 1000:9.2f}{1 / each:9.1f}"
        else:
            line += " " * 18
        yield f"{line}{cost.peak:9.1f}"


def judge(size: Size, costs: dict[str, Cost], starts: dict[str, Cost], names: list[str]) -> Iterator[str]:
    """Yield the ratios that have targets."""
    for name in names:
        gross = costs[f"fetching{name}"].seconds / costs["stock"].seconds
        net = (costs[f"fetching{name}"].seconds - starts[f"fetching{name}"].seconds) / (
            costs["stock"].seconds - starts["stock"].seconds
        )
        yield f"fetching{name} / stock: {gross:.2f}, without their starts {net:.2f} (target {MOST_FETCHING})"
        if whole := costs.get(f"whole{name}"):
            share = costs[f"again{name}"].seconds / whole.seconds
            target = f"target {MOST_AGAIN:.1%}" if size.articles >= ENOUGH else f"of {size.articles} articles"
            yield f"again{name} / whole{name}: {share:.2%} ({target})"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fetching", description=__doc__)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rows", type=int, default=150, help="links of a listing")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--no-whole", action="store_true", help="leave out the crawl that cleans")
    parser.add_argument("--packed", action="store_true", help="the server packs its pages, as most do")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("--beside", type=Path, metavar="CHECKOUT")
    options = parser.parse_args()
    checkouts = {"": ROOT}
    if options.beside:
        checkouts[f" of {options.beside.name}"] = options.beside.resolve()
    whole = not options.no_whole
    size = Size(options.articles, options.rows)
    packed = ["packed"] if options.packed else []
    measure(Size(1, 1), checkouts, 1, packed, whole=whole)  # what is compiled once is no crawl's cost
    starts = measure(Size(1, 1), checkouts, 3, packed, whole=whole)
    costs = measure(size, checkouts, options.rounds, packed, whole=whole)
    say = [
        f"{size.articles} articles, {size.pages - size.articles} listings; the least of {options.rounds} rounds",
        *tell(size, costs, starts),
        *judge(size, costs, starts, list(checkouts)),
    ]
    sys.stdout.write("\n".join(say) + "\n")
    if options.json:
        options.json.write_text(
            json.dumps({"costs": costs, "starts": starts, "size": size}), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
