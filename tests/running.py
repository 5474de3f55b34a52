"""How much Python runs: a number that is the same on every machine and at every hour, as a clock's is not."""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

HALF_WAY = 2 * 2**0.5
"""Times what half as much takes: the geometric middle of linear (2) and square (4)."""


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of Python `work` runs, a loop's as often as it goes round."""
    lines = 0

    def note(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def growth_of_lines(work: Callable[[int], object], size: int) -> float:
    """Return how many times the lines that `work` runs more grow when its size is twice as large: 2 where linear.

    What is run for any size does not count, and less than a line for each piece of `size` is nothing.
    """
    work(size)  # what is loaded or remembered at the first time is so now
    first, second, third = (lines_run(partial(work, times * size)) for times in (1, 2, 4))
    return (third - second) / max(second - first, size)
