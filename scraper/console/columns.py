"""Tables for a terminal, and the same as plain lines where the output goes elsewhere."""

import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scraper.console.screen import is_terminal

_ENDLESS: Final = 100_000
"""Columns of a plain table, which is never wrapped: who reads it in a pipe cuts lines himself."""

_BARS: Final = "▁▂▃▄▅▆▇█"

Cell = str | Text


def plain_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Yield the rows as lines with straight columns, Chinese characters two columns wide.

    >>> list(plain_lines([("site", "name"), ("tibet", "中国西藏网"), ("ts", "天山网")]))
    ['site   name', 'tibet  中国西藏网', 'ts     天山网']
    """
    table = Table.grid(padding=(0, 2))
    for _ in rows[0] if rows else ():
        table.add_column(no_wrap=True)
    for row in rows:
        table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    file = StringIO()
    Console(file=file, width=_ENDLESS, color_system=None, legacy_windows=False).print(table)
    return (line.rstrip() for line in file.getvalue().splitlines())


def print_table(header: Sequence[str], rows: Sequence[Sequence[Cell]], stream: TextIO | None = None) -> None:
    """Print a table: with lines and colours on a terminal, as plain columns anywhere else."""
    stream = stream or sys.stdout
    console = Console(file=stream, force_terminal=is_terminal(stream), highlight=False)
    if not console.is_terminal or console.is_dumb_terminal:
        for line in plain_lines([header, *rows]):
            print(line, file=stream)
        return
    table = Table(box=None, header_style="bold", padding=(0, 1))
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    console.print(table)


def draw_bars(numbers: Sequence[float]) -> str:
    """Return a small line of bars, the highest number as the highest bar; nothing is the lowest, as no number at all.

    >>> draw_bars([0, 5, 10, 10, 2]), draw_bars([0, 0]), draw_bars([])
    ('▁▅██▂', '▁▁', '')
    """
    most = max(numbers, default=0) or 1
    return "".join(_BARS[round(max(one, 0) / most * (len(_BARS) - 1))] for one in numbers)
