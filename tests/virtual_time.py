"""An event loop of virtual time: who waits for a moment is there at once, and nothing waits for the machine's clock."""

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from tests.zygote import PATIENCE

MIDNIGHT = datetime(2026, 6, 1, tzinfo=UTC)
"""The moment at which virtual time begins: hours are those of the sites' newsrooms."""

T = TypeVar("T")


class NothingComes(Exception):
    """All wait, and for nothing that time would bring."""


class _Unwaiting(selectors.DefaultSelector):
    """Does not wait for files, but lets the time pass for which it should."""

    now = 0.0  # seconds

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is ready; where nothing is, the time has passed. A thread alone is waited for."""
        ready = super().select(PATIENCE if timeout is None else 0)
        if not ready and timeout is None:
            raise NothingComes
        if not ready and timeout:
            self.now += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next moment that somebody waits for."""

    def __init__(self) -> None:
        self._passing = _Unwaiting()
        super().__init__(self._passing)

    def time(self) -> float:
        """Return the seconds since virtual time began."""
        return self._passing.now

    def moment(self) -> datetime:
        """Return the moment that it is."""
        return MIDNIGHT + timedelta(seconds=self._passing.now)


def run_virtually(loop: VirtualLoop, main: Coroutine[Any, Any, T]) -> T:
    """Return what comes of a coroutine in virtual time; the loop is closed then."""
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(main)
