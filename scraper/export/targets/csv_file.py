"""CSV as RFC 4180 has it; for a spreadsheet so that it shows Chinese and calculates nothing."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.export.shape import Add, Cell, Row, Shape, writers_of

_BOM, _PLAIN = "utf-8-sig", "utf-8"

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula; those of a Chinese keyboard too."""


@contextmanager
def open_csv(path: Path, shape: Shape) -> Iterator[Add]:
    """Yield what takes the rows of a new CSV file; all of it is on the disk at the end.

    Made for spreadsheets it has a byte order mark, and an apostrophe before what would be read as a formula: a page
    that somebody else wrote must not calculate on the reader's machine. Else the cells are the values as they are.
    """
    writers = writers_of(shape.columns)
    guard = as_words if shape.for_spreadsheets else _as_it_is
    with path.open("w", encoding=_BOM if shape.for_spreadsheets else _PLAIN, newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(shape.names)

        def add(row: Row) -> None:
            table.writerow([guard(write(get(row))) for get, write in writers])

        yield add
        file.flush()
        os.fsync(file.fileno())


def as_words(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula.

    >>> as_words("=HYPERLINK(1)"), as_words("＠山阳"), as_words("2023"), as_words(-1)
    ("'=HYPERLINK(1)", "'＠山阳", '2023', -1)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _as_it_is(cell: Cell) -> Cell:
    return cell
