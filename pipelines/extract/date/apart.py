"""A date whose label, day and clock stand in rows of their own, as one text."""

import re
from collections.abc import Iterator

from pipelines.extract.reading.lines import JOINT, Line

_SHORT_CELL = 12
"""Characters; year, day and clock in blocks of their own are shorter."""
_DATE_PART = re.compile("[0-9]|月|^[A-Z][a-z]{2,8}[.]?$")
_LABEL_ALONE = re.compile(r"^[^0-9]{0,8}(?:时间|時間|日期)[\s:：】\]]{0,3}$")
_CLOCK_ROW = re.compile(
    "^(?:发布|發布)?(?:时间|時間)[ ]?[:：]?[ ]?[0-2]?[0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?$"
)
"""A clock in a row of its own, the day standing in one above it: 时间：15:27."""
_DAY_ROW = re.compile("^(?:发布|發布)?日期[ ]?[:：]?[ ]?[0-9年月日./-]{6,11}$")
_CLOCK_REACH = 2
"""Rows below the day's in which its clock may stand: the source goes between."""


def join_rows(rows: tuple[Line, ...], index: int) -> Iterator[str]:
    """Yield the texts that a row is read as: with the label before it, and together with its neighbours."""
    yield _label_before(rows, index) + rows[index].parts
    yield from filter(None, (_with_next(rows, index), _with_clock(rows, index)))


def _label_before(rows: tuple[Line, ...], index: int) -> str:
    """Return the label that stands in the row before, a cell of its own; none where two labels stand there."""
    before = rows[max(0, index - 2) : index]
    labels = [row for row in before if len(row.spaced) <= _SHORT_CELL and _LABEL_ALONE.search(row.spaced)]
    return f"{labels[-1].spaced}{JOINT}" if len(labels) == 1 and labels[0] is before[-1] else ""


def _with_next(rows: tuple[Line, ...], index: int) -> str:
    """Join year, day and clock that stand in blocks of their own; empty where this row is none of them."""
    group = rows[index : index + 3]
    if any(len(row.spaced) > _SHORT_CELL or not _DATE_PART.search(row.spaced) for row in group[:2]):
        return ""
    return JOINT.join(row.parts for row in group if len(row.spaced) <= _SHORT_CELL)


def _with_clock(rows: tuple[Line, ...], index: int) -> str:
    """Join 日期：2023-06-12 with 时间：15:27 in one of the rows below; empty where none has it."""
    if not _DAY_ROW.match(rows[index].spaced):
        return ""
    below = rows[index + 1 : index + 1 + _CLOCK_REACH]
    clock = next((row.spaced for row in below if _CLOCK_ROW.match(row.spaced)), "")
    return clock and f"{rows[index].spaced}{JOINT}{clock}"
