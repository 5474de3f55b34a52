"""Ends a long command between two of its steps: the first signal is noted, a second one ends it at once."""

import select
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Self

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))


class Stopping:
    """Whether the process was asked to end; waiting for something else ends with the signal."""

    def __init__(self) -> None:
        self.number: int | None = None
        """The signal that asked."""
        self._woken, self._wakes = socket.socketpair()

    def __enter__(self) -> Self:
        """Hear the signals from here on; only the main thread of a process can."""
        self._before: dict[int, Callable[[int, FrameType | None], Any] | int | None] = {
            number: signal.signal(number, self._note) for number in _SIGNALS
        }
        for end in (self._woken, self._wakes):
            end.setblocking(False)
        self._wakeup = signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._woken.close()
        self._wakes.close()

    def wait(self, seconds: float) -> None:
        """Return after so many seconds, or as soon as the process is asked to end."""
        if self.number is None and select.select([self._woken], [], [], seconds)[0]:
            with suppress(BlockingIOError):
                self._woken.recv(64)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        if self.number is not None:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        self.number = number
