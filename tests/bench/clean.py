"""What cleaning a page costs, in parses of the same bytes: `python -m tests.bench.clean` (make bench).

CPU time, not wall time. The readers take turns, page by page and round by round, so that what else the machine
does meets all of them; of each page the least of its rounds counts. The unit is lxml's parse of the page's bytes,
told their charset: left to itself lxml reads some five elements of a page that declares a wrong one, and nothing
behind an early </html>. Where the quartiles of this parse's rounds differ by more than SPREAD, there is no verdict.

--beside CHECKOUT measures another checkout of the project in the same run, in a process of its own.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml.html import HTMLParser, document_fromstring

from pipelines import clean
from pipelines.decode import decode
from schemas import Page
from tests.quality.benchmark.render import pages as rendered_pages
from tests.quality.labelled import PAGES, SAVED

BUDGET = 120.0  # seconds of wall time in which the rounds must end
FEWEST_ROUNDS, MOST_ROUNDS = 3, 15
SPREAD = 0.15  # share by which rounds of the baseline may differ
TARGET, MOST = 8.0, 40.0  # parses: the sum and the median of all pages, and any one page
STAGES = ("decode", "restore", "parse", "read", "extract", "strip", "validate")
_PAGE_END = re.compile(rb"</(?:html|body)\s{0,9}>", re.IGNORECASE)

Reader = Callable[[int], float]
"""Reads the page of this number and returns the CPU seconds that it took."""


@dataclass
class Times:
    """CPU seconds by page, the least of all rounds; and the sum of each round."""

    least: dict[int, float] = field(default_factory=dict)
    rounds: list[float] = field(default_factory=list)

    def add(self, number: int, seconds: float) -> None:
        """Note one reading of a page."""
        self.least[number] = min(seconds, self.least.get(number, seconds))
        self.rounds[-1] += seconds

    @property
    def spread(self) -> float:
        """By which share the third quarter of the rounds is slower than the first: one disturbed round is none."""
        first, _, third = statistics.quantiles(self.rounds, n=4)
        return third / first - 1


def labelled_pages() -> Iterator[Page]:
    """Yield the labelled pages."""
    for line in (PAGES / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            entry = json.loads(line)
            path = PAGES / "html" / f"{entry['id']}.html"
            yield Page(url=entry.get("url") or path.as_uri(), body=path.read_bytes(), fetched_at=SAVED)


def invented_pages() -> Iterator[Page]:
    """Yield a page of the public benchmark for each of its templates."""
    met: set[str] = set()
    for page in rendered_pages():
        template = page.name.split("/")[1]
        if template not in met:
            met.add(template)
            yield Page(
                url=page.url, body=page.body, content_type=page.content_type, fetched_at=page.fetched_at
            )


def timed(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def baseline(pages: Sequence[Page]) -> Reader:
    """Return the reader that parses a page's bytes and does no more."""
    sources = []
    for page in pages:
        encoding = decode(page.body, page.content_type).encoding
        sources.append((_PAGE_END.sub(b"", page.body), encoding.replace("big5hkscs", "big5-hkscs")))

    def parse(number: int) -> float:
        body, encoding = sources[number]
        return timed(lambda: document_fromstring(body, parser=HTMLParser(huge_tree=True, encoding=encoding)))

    return parse


def ours(pages: Sequence[Page], stages: dict[str, Times]) -> Reader:
    """Return the reader that cleans a page, and notes what each stage took."""

    def read(number: int) -> float:
        marks = [("", time.process_time())]

        def watch(stage: str, result: Any) -> Any:
            marks.append((stage, time.process_time()))
            return result

        clean(pages[number], watch=watch)
        ended = time.process_time()
        for (_, before), (stage, after) in pairwise(marks):
            stages[stage].add(number, after - before)
        return ended - marks[0][1]

    return read


def with_trafilatura(pages: Sequence[Page]) -> Reader:
    """Return the reader that asks trafilatura for the text and the metadata."""
    from trafilatura import bare_extraction  # slow to import

    return lambda number: timed(lambda: bare_extraction(pages[number].body, with_metadata=True))


def with_readability(pages: Sequence[Page]) -> Reader | None:
    """Return the reader that asks readability for the text; None where it is not installed."""
    try:
        from readability import Document  # the group `peers`
    except ImportError:
        return None
    texts = [decode(page.body, page.content_type).text for page in pages]
    return lambda number: timed(lambda: Document(texts[number]).summary())


WORKER = """
import pickle, sys, time
sys.path.insert(0, sys.argv[1])
from pipelines import clean
from schemas import Page
pages = [Page(**each) for each in pickle.load(sys.stdin.buffer)]
for line in sys.stdin:
    page = pages[int(line)]
    began = time.process_time()
    clean(page)
    print(time.process_time() - began, flush=True)
"""


def beside(checkout: Path, pages: Sequence[Page], ended: ExitStack) -> Reader:
    """Return the reader that cleans with another checkout of the project, in a process of its own."""
    import pickle  # for this alone

    process = ended.enter_context(
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(checkout.resolve())],
            cwd=checkout,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
    )
    assert process.stdin
    assert process.stdout
    ask, answers = process.stdin, process.stdout
    pickle.dump([page.model_dump() for page in pages], ask)
    ask.flush()

    def read(number: int) -> float:
        ask.write(f"{number}\n".encode())
        ask.flush()
        return float(answers.readline())

    ended.callback(ask.close)
    return read


def measure(readers: dict[str, Reader], count: int, extra: dict[str, Times]) -> dict[str, Times]:
    """Return what each reader took: all in turn on each page, round by round until the budget is spent."""
    times = {name: Times() for name in readers}
    for name, read in readers.items():  # what is imported and compiled at the first page is no page's cost
        for number in range(count):
            times[name].rounds = [0.0]
            read(number)
    for each in (*times.values(), *extra.values()):
        each.least, each.rounds = {}, []
    began = time.monotonic()
    while len(times["parse"].rounds) < MOST_ROUNDS:
        done = len(times["parse"].rounds)
        if done >= FEWEST_ROUNDS and (time.monotonic() - began) * (done + 1) / done > BUDGET:
            break
        for each in (*times.values(), *extra.values()):
            each.rounds.append(0.0)
        for number in range(count):
            for name, read in readers.items():
                times[name].add(number, read(number))
    return times


def in_parses(times: Times, unit: Times) -> tuple[float, float, float]:
    """Return the sum, the median and the greatest of all pages, in parses."""
    shares = [times.least[number] / unit.least[number] for number in unit.least]
    return sum(times.least.values()) / sum(unit.least.values()), statistics.median(shares), max(shares)


def main() -> int:
    """Measure, print, judge; return 1 where the target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.clean", description=__doc__)
    parser.add_argument("--beside", type=Path, metavar="CHECKOUT")
    options = parser.parse_args()
    pages = list(labelled_pages() if PAGES.is_dir() else invented_pages())
    stages = {stage: Times() for stage in STAGES}
    for each in stages.values():
        each.rounds = [0.0]
    with ExitStack() as ended:
        readers: dict[str, Reader] = {"parse": baseline(pages), "clean": ours(pages, stages)}
        if options.beside:
            readers[f"clean of {options.beside.name}"] = beside(options.beside, pages, ended)
        readers["trafilatura, metadata"] = with_trafilatura(pages)
        if readability := with_readability(pages):
            readers["readability"] = readability
        times = measure(readers, len(pages), stages)
    unit = times.pop("parse")
    total = sum(unit.least.values())
    where = "labelled pages" if PAGES.is_dir() else f"invented pages, as nothing is at {PAGES}"
    print(f"{len(pages)} {where}, {len(unit.rounds)} rounds")
    print(f"parse of all: {total * 1000:.1f} ms, its rounds differ by {unit.spread:.0%}")
    print(f"{'in parses':24}{'sum':>8}{'median':>8}{'most':>8}")
    for name, each in times.items():
        print(f"{name:24}" + "".join(f"{value:8.2f}" for value in in_parses(each, unit)))
    for stage in STAGES:
        print(f"  {stage:22}{sum(stages[stage].least.values()) / total:8.2f}")
    if unit.spread > SPREAD:
        print(f"no verdict: the parse itself varies by more than {SPREAD:.0%} from round to round")
        return 0
    whole, median, most = in_parses(times["clean"], unit)
    missed = whole > TARGET or median > TARGET or most > MOST
    print(f"target {TARGET:g} (sum, median), {MOST:g} (any page): {'missed' if missed else 'met'}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
