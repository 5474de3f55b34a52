"""Crawls, tails and consumers are killed at random moments; at the end each line was consumed once."""

import os
import random
import signal
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.feed.sites import lines_of, night
from tests.zygote import Child, Zygote

KINDS = ("pipe", "read")


class Consumers:
    """One consumer behind a pipe, one that reads by itself; whoever was killed is started again."""

    def __init__(self, zygote: Zygote, folder: Path, data: Path) -> None:
        self.zygote = zygote
        self.folder = folder
        self.data = data
        self.enough = folder / "enough"
        self.alive: dict[str, Child] = {}

    def start(self, kind: str) -> None:
        log = self.folder / "consumer.log"
        self.alive[kind] = self.zygote.start(
            kind,
            self.data,
            self.kept(kind),
            self.enough,
            out=log,
            err=log,
            program="tests.feed.consumer:main",
        )

    def kept(self, kind: str) -> Path:
        return self.folder / f"{kind}.sqlite"

    def kill_tail(self) -> None:
        """Kill the command at the other end of the pipe; its consumer ends with it."""
        with suppress(OSError, ValueError):
            os.kill(int(self.kept("pipe").with_suffix(".pid").read_text(encoding="utf-8")), signal.SIGKILL)

    def start_again(self, *kinds: str) -> None:
        for kind in kinds:
            self.alive[kind].kill()
            self.alive[kind].wait()
            if kind == "pipe":
                self.kill_tail()  # which found nothing new and does not know yet that nobody reads
            self.start(kind)

    def end(self) -> None:
        self.enough.touch()
        self.start_again("pipe")
        for child in self.alive.values():
            assert child.wait() == 0, (self.folder / "consumer.log").read_text(encoding="utf-8")

    def consumed(self, kind: str) -> list[bytes]:
        with closing(sqlite3.connect(self.kept(kind))) as database:
            return [line for (line,) in database.execute("SELECT line FROM lines ORDER BY number")]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_each_line_is_consumed_once_whoever_is_killed_and_whenever(
    crawl, pages, zygote, tmp_path, seed
) -> None:
    moments = random.Random(seed)
    consumers = Consumers(zygote, tmp_path, crawl.data)
    for kind in KINDS:
        consumers.start(kind)
    pages.number, killed = 60, 0
    for number in range(40):
        pages.number += 20
        pages.begin()
        running = crawl()
        victims = moments.choice(
            ((running.kill,), (running.kill, consumers.kill_tail), (consumers.kill_tail,), ())
        )
        timers = [threading.Timer(moments.uniform(0.0, 0.1), victim) for victim in victims]
        for timer in timers:
            pages.call_at(moments.randrange(20), timer.start)
        consumers.start_again(*moments.sample(KINDS, moments.randrange(3)))
        killed += running.wait() == -signal.SIGKILL
        for timer in timers:
            timer.cancel()
        night(crawl.data / "tibet", *range(10 * number, 10 * number + moments.randrange(1, 5)))
        consumers.start_again("pipe")
    crawl.until_fine()
    consumers.end()
    files = {site: lines_of(crawl.data / site) for site in ("sample", "tibet")}
    assert killed >= 5, "hardly a kill came while there was something to lose"
    assert len(files["sample"]) == len(pages.articles)
    first, second = map(consumers.consumed, KINDS)
    assert first == second
    assert len(first) == sum(map(len, files.values()))
    for site, lines in files.items():
        assert [line for line in first if line in {*lines}] == lines, site
