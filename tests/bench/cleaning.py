"""What several processes gain and need: `python -m tests.bench.cleaning --pages 2000 --jobs 1,2 --rounds 3`.

`scrapy clean` of an archive of generated pages, the numbers of jobs in turn. Of each process the CPU seconds and the
peak of its memory, as /proc tells it, in the round with the least CPU; the least wall time of all rounds. Where others
use the cores, no clock tells what two cores would give: then the bound holds, all CPU seconds of one job to the most
that one process of several used, or to the share of each in all of theirs, whichever is less.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from tests.quality.benchmark.render import pages as rendered_pages
from tests.storage.warcs import packed, response

EVERY = 0.05  # seconds between two looks at the processes: less than any of them lives
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Used:
    """What a command took: seconds of wall time, and of each of its processes CPU seconds and the peak in MB."""

    seconds: float = 0.0
    cpu: dict[int, float] = field(default_factory=dict)
    peak: dict[int, float] = field(default_factory=dict)


def write_archive(path: Path, count: int) -> None:
    """Write so many pages of the public benchmark, each under an address of its own."""
    some = list(rendered_pages())
    with path.open("wb") as file:
        for number, page in enumerate(islice(cycle(some), count)):
            url = f"http://www.shanyang{number % 7}.example/202306/t20230612_{number}.html"
            body = page.body.replace(b"</title>", b" %d</title>" % number, 1)
            said = {"Content_Type": page.content_type} if page.content_type else {}
            file.write(packed(response(url, body, **said)))


def family(pid: int) -> Iterator[int]:
    """Yield a process and its children."""
    yield pid
    yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split())


def look(process: subprocess.Popen[bytes], used: Used) -> None:
    """Note what the processes of a command used so far."""
    try:
        for pid in family(process.pid):
            words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            used.cpu[pid] = (int(words[11]) + int(words[12])) / TICK
            for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
                if line.startswith("VmHWM"):
                    used.peak[pid] = int(line.split()[1]) / 1024
    except (FileNotFoundError, ProcessLookupError):  # one has ended meanwhile
        return


def clean(archive: Path, jobs: int, out: Path) -> Used:
    """Return what one run took."""
    command = [sys.executable, "-m", "scrapy", "clean", str(archive), "-o", str(out), "--jobs", str(jobs)]
    used, began = Used(), time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            look(process, used)
            time.sleep(EVERY)
    used.seconds = time.monotonic() - began
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return used


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.cleaning", description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    numbers = [int(each) for each in options.jobs.split(",")]
    best: dict[int, Used] = {}
    seconds: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "pages.warc.gz")
        write_archive(archive, options.pages)
        print(f"{options.pages:,} pages, {archive.stat().st_size / 1e6:.1f} MB packed")
        for _ in range(options.rounds):
            for jobs in numbers:
                used = clean(archive, jobs, Path(folder, f"{jobs}.jsonl"))
                seconds[jobs] = min(seconds.get(jobs, used.seconds), used.seconds)
                best[jobs] = min(best.get(jobs, used), used, key=lambda one: sum(one.cpu.values()))
        if len({Path(folder, f"{jobs}.jsonl").read_bytes() for jobs in numbers}) > 1:
            sys.exit("the lines differ")
    first = best[numbers[0]]
    print(f"{'jobs':>5}{'wall s':>8}{'gain':>6}{'CPU s':>8}{'bound':>7}  of each process: CPU s, peak MB")
    for jobs, used in best.items():
        each = ", ".join(f"{used.cpu[pid]:.1f} {used.peak[pid]:.0f}" for pid in used.cpu)
        total = sum(used.cpu.values())
        bound = sum(first.cpu.values()) / max(*used.cpu.values(), total / jobs)
        gain = seconds[numbers[0]] / seconds[jobs]
        print(f"{jobs:>5}{seconds[jobs]:>8.1f}{gain:>6.2f}{total:>8.1f}{bound:>7.2f}  {each}")


if __name__ == "__main__":
    main()
