"""Where on a page to look: the header from headline to first paragraph, and the tail behind the last one."""

import re
from itertools import dropwhile
from typing import NamedTuple

from pipelines.extract.reading.lines import Line
from pipelines.strip.credit_lines import cut_time_source_line
from schemas import Found

_PROSE = re.compile("[。！？；，].")
_SENTENCE_END = re.compile("[。！？…][”」）]?$")
SHORTEST_PROSE = 40
"""Characters from which a row with a comma or full stop in it is prose and not a credit."""
_ABOVE = 4
"""Rows above the headline that may hold the date: some templates print it there."""
_BELOW = 14
"""Rows behind the last paragraph among which credits stand."""
_FAR = 45
"""Rows behind the last paragraph among which an editor may stand: share bars and tags go before it."""
_WIDEST_HEADER = 60
"""Rows; share bars and font buttons can stand between headline and text."""
_SHORTEST_KEY = 5
"""Characters; a shorter row is like others by chance."""
_HEADINGS = frozenset({"h1", "h2", "h3"})
_KEY = 16
"""Characters by which a row and a paragraph of the body are known to be the same."""


class Zones(NamedTuple):
    """Rows of a page by where they stand, with hidden ones left out."""

    top: int  # index of the headline's row
    above: tuple[Line, ...]  # before the headline
    header: tuple[Line, ...]  # from the headline to the first paragraph, that one excluded
    prose: tuple[Line, ...]
    tail: tuple[Line, ...]  # from the last paragraph, that one excluded
    far: tuple[Line, ...]  # behind the tail: an editor may still stand there


def find_zones(rows: tuple[Line, ...], title: Found | None, body: str) -> Zones:
    """Return the zones of an article page; without the text of a body only the header is known."""
    ours = _prose_rows(rows, body)
    top = _title_row(rows, title, ours)
    ours = [index for index in ours if index > top] or ours
    first, last = (ours[0], ours[-1]) if ours else (None, None)
    header_end = first if first is not None else min(len(rows), top + 1 + _BELOW)
    header_start = max(top, header_end - _WIDEST_HEADER)
    behind = _seen(rows[last + 1 : last + 1 + 2 * _FAR])[:_FAR] if last is not None else ()
    return Zones(
        top=top,
        above=_seen(rows[max(0, top - _ABOVE) : top]),
        header=_seen(rows[header_start:header_end]),
        prose=_seen(rows[first : last + 1]) if first is not None and last is not None else (),
        tail=behind[:_BELOW],
        far=behind[_BELOW:],
    )


def _seen(rows: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(row for row in rows if not row.hidden)


def is_prose(text: str) -> bool:
    """Tell whether a row is a sentence of an article rather than a label, a link or a credit.

    >>> is_prose("山阳县柳湾镇今年种了三万亩水稻，眼下正是收割的时候，田里到处是忙碌的身影，收割机来来回回。")
    True
    >>> is_prose("2023-06-12 15:27 来源：山阳网 作者：张某 责编：李某")
    False
    """
    return len(text) >= SHORTEST_PROSE and bool(_PROSE.search(text))


def _prose_rows(rows: tuple[Line, ...], body: str) -> list[int]:
    """Return the rows that are prose of the body."""
    if not body:
        return []
    keys = {_key(paragraph) for paragraph in body.split("\n")}
    begins = {key[:1] for key in keys}
    ours = [
        index
        for index, row in enumerate(rows)
        if row.spaced[:1] in begins and len(row.spaced) > _SHORTEST_KEY and _key(row.spaced) in keys
    ]
    # In a body of short lines the time and source line that its box begins with is no part of the text.
    spoken = dropwhile(lambda index: not cut_time_source_line(rows[index].spaced), ours)
    return [index for index in ours if is_prose(rows[index].spaced)] or list(spoken)


def _key(text: str) -> str:
    return "".join(text.split())[:_KEY]


def _title_row(rows: tuple[Line, ...], title: Found | None, ours: list[int]) -> int:
    """Return the headline's row: whole, in a heading, above the text rather than quoted elsewhere."""
    near = max(0, ours[0] - _BELOW) if ours else 0
    if title is None:
        return near
    headline = "".join(title.value.split())
    end = ours[-1] if ours else len(rows)
    named = []
    for index, row in enumerate(rows[:end]):
        if row.hidden or headline[:1] not in row.spaced:
            continue
        text = "".join(row.spaced.split())
        # A headline that <br> breaks begins with its first row.
        begins = len(text) > _SHORTEST_KEY and headline.startswith(text)
        if begins or headline[:_KEY] in text:
            linked = row.linked * 2 > len(row.spaced)
            above = not ours or index < ours[0]
            named.append((text == headline, row.element.tag in _HEADINGS, not linked, above, index))
    return max(named)[-1] if named else near
