"""A digit that a decoder swallowed behind 。”, where a date stands: the calendar and the page's own dates tell it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from schemas import Edit

_GONE = re.compile(
    r"(?<=[^\x00-\x7f])\?(?:(?P<day>月(?P<of>\d{1,2})日)|(?<=[”」』）\ufffd。，]\?)(?:[0-2]月\d{0,2}日?|(?P<year>[09]\d\d年)))"
)
"""A mark where a month, or a year, lacks its first digit."""
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})(?!\d)")
_LAST_OF_ONE_DIGIT = 9


class _Day(NamedTuple):
    month: int
    day: int


def undo_gone_digits(text: str) -> Iterator[Edit]:
    """Yield the edits that give dates their first digit again; never certain.

    >>> [edit.after for edit in undo_gone_digits("2014-03-22 …看得到。”?月16日，…。”?2月初…”?014年")]
    ['3', '1', '2']
    >>> list(undo_gone_digits("是吗?2月再来，。”?月16日"))
    []
    """
    shown: Counter[_Day] | None = None
    for gone in _GONE.finditer(text):
        if gone["day"]:
            shown = _days_of(text) if shown is None else shown
            digit = _month_of(text, int(gone["of"]), shown)
        else:
            digit = "2" if gone["year"] and gone["year"][0] == "0" else "1"
        if digit:
            yield Edit(start=gone.start(), before="?", after=digit, kind="lost", certain=False)


def _days_of(text: str) -> Counter[_Day]:
    """Return the days that the page names with their year."""
    return Counter(_Day(int(month), int(day)) for month, day in _DATE.findall(text))


def _month_of(text: str, day: int, shown: Counter[_Day]) -> str:
    """Return the month of a day: that of the same day elsewhere, else the last one before the page's commonest date."""
    named = set(map(int, re.findall(rf"(?<!\d)(\d{{1,2}})月{day}日", text)))
    named = named or {other.month for other in shown if other.day == day}
    if not named and shown:
        published = shown.most_common(1)[0][0]
        named = {published.month - (day > published.day)}
    month = named.pop() if len(named) == 1 else 0
    return str(month) if 0 < month <= _LAST_OF_ONE_DIGIT else ""
