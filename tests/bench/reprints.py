"""What `scrapy reprints` costs and how often it is right: `python -m tests.bench.reprints --count 1000000`.

Writes as many invented articles, unless they lie in the folder already, runs the command on them, and prints seconds,
the most memory that it had, precision and recall. A million take 4 GB of the folder, and 5 GB for temporary files.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from functools import partial
from importlib import import_module
from multiprocessing import Pool
from pathlib import Path

from pipelines.segments import to_line
from tests.reprints.invented import article_of
from tests.reprints.scoring import Score, score

EACH = 25_000  # articles of a file, which has a seed of its own
FIRST_SEED = 1000  # the tests and whoever tunes something take smaller ones


def write_file(folder: Path, makers: str, number: int) -> None:
    """Write the articles of a file, and beside it which text each has."""
    pieces = import_module(f"tests.reprints.{makers}").make(FIRST_SEED + number, EACH)[:EACH]
    made = [article_of(piece, number * EACH + place) for place, piece in enumerate(pieces)]
    told = [(article.id, piece.text) for article, piece in zip(made, pieces, strict=True)]
    (folder / f"{number:04}.texts.json").write_text(json.dumps(told))
    (folder / f"{number:04}.jsonl").write_bytes(b"".join(map(to_line, made)))


def measure(folder: Path, *command: str | Path) -> Path:
    """Run the command on a folder, print what it cost, and return what it wrote."""
    output, begun = folder / "groups.json", time.monotonic()
    call = [sys.executable, "-m", "scrapy", "reprints", folder, "-o", output, *command]
    process = subprocess.Popen(list(map(str, call)))
    _, status, used = os.wait4(process.pid, 0)
    print(
        f"exit {os.waitstatus_to_exitcode(status)}, {time.monotonic() - begun:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of CPU, "
        f"{used.ru_maxrss / 1024:.0f} MB at most"
    )
    return output


def judge(folder: Path, output: Path) -> Score:
    """Return how well the groups tell which articles have one text."""
    told = [pair for file in sorted(folder.glob("*.texts.json")) for pair in json.loads(file.read_text())]
    numbers = {name: number for number, (name, _) in enumerate(told)}
    with output.open(encoding="utf-8") as lines:
        found = [[numbers[member["id"]] for member in json.loads(line)["members"]] for line in lines]
    return score(found, [text for _, text in told])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument(
        "--makers", default="wire", help="wire, or another module of tests/reprints with make()"
    )
    parser.add_argument("--folder", type=Path, default=Path("data/reprints_bench"))
    parser.add_argument(
        "--only-make", dest="run", action="store_false", help="write the articles and no more"
    )
    options, rest = parser.parse_known_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    wanted = range(max(1, options.count // EACH))
    missing = [number for number in wanted if not (options.folder / f"{number:04}.jsonl").exists()]
    with Pool(os.cpu_count()) as pool:
        pool.map(partial(write_file, options.folder, options.makers), missing, chunksize=1)
    if options.run:
        print(judge(options.folder, measure(options.folder, *rest)))
