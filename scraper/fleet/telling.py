"""What a round says while it works: a line a site on a terminal, which changes; elsewhere plain lines, which stay."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text
from scrapy.settings import BaseSettings

from schemas.round import SiteRun
from scraper.console.logs import is_json, tell
from scraper.console.screen import is_terminal
from scraper.fleet.counting import LineCount
from scraper.fleet.results import standing_of
from scraper.fleet.venues import Begun
from scraper.runs.outcome import Code

_TIMES_A_SECOND = 2
"""How often the lines on a terminal are drawn again."""


class PlainLines:
    """Says when a site begins and what became of it, a line each."""

    def __init__(self, total: int | None, say: Callable[[str], None]) -> None:
        self._total = total
        self._over = 0
        self._say = say

    def begin(self, begun: Begun) -> None:
        """Say that a site's run was started."""
        self._say(f"{begun.task.name} begins, its log is {begun.log}")

    def end(self, result: SiteRun) -> None:
        """Say what became of a site."""
        self._over += 1
        self._say(f"{_so_far(self._over, '/', self._total)} {describe_result(result)}")


class LiveLines:
    """A line for each site that runs, drawn again and again, and above them what became of the others."""

    def __init__(self, total: int | None, console: Console) -> None:
        self._total = total
        self._over = 0
        self._running: dict[str, tuple[Begun, LineCount, LineCount]] = {}
        self._console = console
        self.live = Live(
            get_renderable=self.draw, console=console, refresh_per_second=_TIMES_A_SECOND, transient=True
        )

    def begin(self, begun: Begun) -> None:
        """Draw a line for the site."""
        folder = begun.task.folder
        counts = LineCount(folder / "articles"), LineCount(folder / "rejects")
        self._running[begun.task.name] = (begun, *counts)

    def end(self, result: SiteRun) -> None:
        """Say what became of the site, above the lines of those that run."""
        self._over += 1
        self._running.pop(result.site, None)
        style = "green" if standing_of(result) is Code.FINE else "red"
        self._console.print(Text(describe_result(result), style=style), soft_wrap=True)

    def draw(self) -> Group:
        """Return the lines as they are now."""
        table = Table.grid(padding=(0, 2))
        for begun, articles, rejects in tuple(
            self._running.values()
        ):  # a thread draws, and sites begin and end
            table.add_row(
                begun.task.name,
                _elapsed((datetime.now(UTC) - begun.began).total_seconds()),
                f"{articles.update():,} new",
                f"{rejects.update():,} refused",
            )
        return Group(table, Text(f"{_so_far(self._over, ' of ', self._total)} sites done", style="bold"))


@contextmanager
def open_watcher(total: int | None, settings: BaseSettings) -> Iterator[PlainLines | LiveLines]:
    """Yield who is told of the round: live lines on a terminal that can draw them, plain ones or events elsewhere."""
    console = Console(file=sys.stderr, force_terminal=is_terminal(sys.stderr))
    if is_json(settings):
        yield PlainLines(total, lambda line: tell(settings, line, logging.INFO))
        return
    if not console.is_terminal or console.is_dumb_terminal:
        yield PlainLines(total, lambda line: tell(settings, f"{_now()} {line}"))
        return
    watcher = LiveLines(total, console)
    with watcher.live:
        yield watcher


def describe_result(one: SiteRun) -> str:
    """Return what became of a site, in one line.

    >>> run = "20260413T180000000Z"
    >>> describe_result(SiteRun(site="tibet", exit_code=0, run=run, outcome="fine", new=12, refused=1, seconds=61))
    'tibet exit 0 after 1:01: 12 new, 1 refused; fine'
    """
    if one.exit_code is None:
        return f"{one.site}: {one.outcome}"
    owed = f", {one.owed:,} owed" if one.owed else ""
    if one.run is None:
        return f"{one.site} exit {one.exit_code} after {_elapsed(one.seconds)}, no report: {one.outcome}"
    counts = f"{one.new:,} new, {one.refused:,} refused{owed}"
    return f"{one.site} exit {one.exit_code} after {_elapsed(one.seconds)}: {counts}; {one.outcome}"


def _so_far(over: int, of: str, total: int | None) -> str:
    """Return how many sites had their turn, of how many where each has one."""
    return f"{over}" if total is None else f"{over}{of}{total}"


def _elapsed(seconds: float) -> str:
    """Return a time as a clock shows it.

    >>> _elapsed(7), _elapsed(3725)
    ('0:07', '1:02:05')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - the hour of who reads it
