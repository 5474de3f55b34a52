"""How far a long command is: a line that changes on a terminal, a line of the log now and then anywhere else."""

import logging
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import Self

from scraper.console.screen import Screen

logger = logging.getLogger(__name__)

_QUICK = 0.2  # seconds between two changes of a line that somebody reads
_SLOW = 60.0  # seconds between two lines of a log, as Scrapy's own of a crawl
_WINDOW = 60.0  # seconds that the rate looks back: a site that slows down is soon seen to
_FIRST = 5.0  # seconds before which a rate says nothing


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the work is: pages that are done, what came of them, and what is known of the whole."""

    pages: int
    new: int = 0
    refused: int = 0
    total: int | None = None  # pages in all; None: nobody knows
    growing: bool = False  # the total is what was found so far, and may become more
    at: str = ""  # what is done before the first page, or beside the pages
    noun: str = "page"  # what is counted; only pages are new or refused


@cache
def shared_screen() -> Screen:
    """Return the one screen of this process: what stderr is when it is first asked for."""
    return Screen(sys.stderr or StringIO())  # a program without a console has no stderr


class Progress:
    """The line of one piece of work."""

    def __init__(
        self,
        name: str,
        *,
        changing: bool = True,
        screen: Screen | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare a line called `name`; with `changing` False it goes to the log, even on a terminal."""
        self._name = name
        self._screen = screen or shared_screen()
        self._changing = changing and self._screen.can_change
        self._clock = clock
        self._due = clock() + (0 if self._changing else _SLOW)
        self._seen: deque[tuple[float, int]] = deque([(clock(), 0)])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def show(self, standing: Standing) -> None:
        """Say how far the work is, where it is time to."""
        now = self._clock()
        if now < self._due:
            return
        self._due = now + (_QUICK if self._changing else _SLOW)
        if standing.pages < self._seen[-1][1]:
            self._seen = deque([(now, standing.pages)])  # another piece of the work, counted anew
        self._seen.append((now, standing.pages))
        while self._seen[1][0] <= now - _WINDOW and len(self._seen) > 2:
            self._seen.popleft()
        if self._changing:
            self._screen.show(self._name, fit(self._name, standing, self._rate(), self._screen.width))
        else:
            logger.info("%s", fit(self._name, standing, self._rate()))

    def end(self) -> None:
        """Leave the terminal without the line."""
        self._screen.drop(self._name)

    def _rate(self) -> float | None:
        """Return the pages of a second lately; None where it is too early to tell."""
        (first, before), (last, after) = self._seen[0], self._seen[-1]
        return (after - before) / (last - first) if last - first >= _FIRST else None


def fit(name: str, standing: Standing, rate: float | None, width: int | None = None) -> str:
    """Return the line for so many characters: what matters least is left out first.

    >>> fit("clean", Standing(412, 390, 22, total=1200), 2.0)
    'clean: 412 of 1,200 pages (34 %), 390 new, 22 refused, 7 min left, 120 a minute'
    >>> fit("tibet", Standing(412, 390, 22, total=630, growing=True), 2.0)
    'tibet: 412 of 630 pages or more, 390 new, 22 refused, 2 min left or more, 120 a minute'
    >>> fit("tibet", Standing(412, 390, 22, total=630, growing=True), 2.0, 45)
    'tibet: 412 of 630 pages or more, 390 new'
    """
    parts = [
        describe_pages(standing),
        *([standing.at] if standing.at else []),
        *(
            [f"{standing.new:,} new", f"{standing.refused:,} refused"]
            if standing.pages and standing.noun == "page"
            else []
        ),
        *describe_pace(standing, rate),
    ]
    while len(parts) > 1 and width is not None and len(f"{name}: {', '.join(parts)}") > width:
        parts.pop()
    return f"{name}: {', '.join(parts)}"


def describe_pages(standing: Standing) -> str:
    """Return how many pages are done, and of how many, as far as that is known.

    >>> describe_pages(Standing(1)), describe_pages(Standing(5, total=5)), describe_pages(Standing(0, total=0))
    ('1 page', '5 of 5 pages (100 %)', '0 of 0 pages')
    >>> describe_pages(Standing(2, noun="article"))
    '2 articles'
    """
    pages = standing.noun if standing.pages == 1 and standing.total is None else f"{standing.noun}s"
    if standing.total is None:
        return f"{standing.pages:,} {pages}"
    total = max(standing.total, standing.pages)
    counts = f"{standing.pages:,} of {total:,} {pages}"
    if standing.growing:
        return f"{counts} or more"
    return f"{counts} ({100 * standing.pages // total} %)" if total else counts


def describe_pace(standing: Standing, rate: float | None) -> list[str]:
    """Return the time that is left, where it is known, and the pages of a minute.

    >>> describe_pace(Standing(10, total=10_000), 0.5), describe_pace(Standing(10), 0.5), describe_pace(Standing(10), 0.0)
    (['5 h 33 min left', '30 a minute'], ['30 a minute'], ['0 a minute'])
    """
    if rate is None:
        return []
    left = max(0, standing.total - standing.pages) if standing.total is not None else 0
    known = [f"{describe_seconds(left / rate)} left{' or more' * standing.growing}"] if left and rate else []
    return [*known, f"{60 * rate:,.0f} a minute"]


def describe_seconds(seconds: float) -> str:
    """Return a time that is estimated, no finer than it is known.

    >>> [describe_seconds(each) for each in (0.4, 59, 61, 3599, 3600, 90_000)]
    ['1 s', '59 s', '2 min', '60 min', '1 h 0 min', '25 h 0 min']
    """
    if seconds <= 60:
        return f"{max(1, round(seconds))} s"
    minutes = -int(-seconds // 60)
    return f"{minutes} min" if seconds < 3600 else f"{int(seconds // 3600)} h {int(seconds % 3600 // 60)} min"
