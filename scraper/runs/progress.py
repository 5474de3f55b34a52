"""What a long command says while it works, on a terminal only."""

import sys
import time
from typing import TextIO

_EVERY = 0.2  # seconds between two looks of the same line


class Progress:
    """One line on a terminal that tells how far the work is; silent anywhere else."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        """Prepare for `total` bytes of work."""
        self.total = total
        self.stream = stream or sys.stderr
        self.live = self.stream.isatty()
        self._next = 0.0

    def show(self, done: int, pages: int) -> None:
        """Say that `done` bytes and `pages` pages are behind us."""
        now = time.monotonic()
        if self.live and now >= self._next:
            self._next = now + _EVERY
            share = done / self.total if self.total else 1.0
            bar = "█" * int(24 * share)
            self.stream.write(f"\r{bar:░<24} {share:4.0%}  {pages:,} pages")
            self.stream.flush()

    def clear(self) -> None:
        """Leave the terminal without the line."""
        if self.live:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
