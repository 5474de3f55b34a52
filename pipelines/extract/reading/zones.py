"""Where on a page to look: the header from headline to first paragraph, and the tail behind the last one."""

import re
from collections.abc import Set
from itertools import dropwhile
from typing import NamedTuple

from pipelines.extract.reading.lines import Line
from pipelines.strip.credit_lines import cut_time_source_line
from schemas import Found

_PROSE = re.compile("[。！？；，].")
_STOP = re.compile("[。！？]")
_LABEL = re.compile(
    "(?:[来來稿] ?源|作 ?者|[记記] ?者|撰 ?文|通[讯訊][员員]|[编編] ?[辑輯]|[责責] ?[编編]|[時时] ?[间間]|日 ?期|[发發] ?[布佈]"
    "|[点點][击擊]|[浏瀏][览覽]|[阅閱][读讀]|字[号號体體]|(?<![\u3400-\u9fff])文)"
    "[^，。:：]{0,4}[:：|｜丨/]"
)
"""Words with a sign behind them that make a row one of credits: commas there part names and no clauses."""
_DAY = re.compile("(?:19|20)[0-9]{2}[-/.年][0-9]")
_FEWEST_LABELS = 2
"""Labels, a date being as good as one, that make a long row one of credits."""
_SENTENCE_END = re.compile("[。！？…][”」）]?$")
SHORTEST_PROSE = 40
"""Characters from which a row with a comma or full stop in it is prose and not a credit."""
_ABOVE = 4
"""Rows above the headline that may hold the date: some templates print it there."""
_MOST_CELLS = 24
"""Lines above the headline, whatever rows they are cells of."""
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
    """Rows of a page by where they stand, with hidden ones left out but for those of the header."""

    top: int  # index of the headline's row
    above: tuple[Line, ...]  # before the headline
    header: tuple[Line, ...]  # from the headline to the first paragraph, that one excluded
    prose: tuple[Line, ...]
    tail: tuple[Line, ...]  # from the last paragraph, that one excluded
    far: tuple[Line, ...]  # behind the tail: an editor may still stand there
    unseen: tuple[
        Line, ...
    ]  # the hidden rows of the header: some templates write the credits for machines there


def find_zones(
    rows: tuple[Line, ...], title: Found | None, body: str, others: Set[Line] = frozenset()
) -> Zones:
    """Return the zones of an article page; without the text of a body only the header is known.

    `others` are lines that stand there and are no article's of this page.
    """
    ours = _prose_rows(rows, body)
    top = _title_row(rows, title, ours)
    ours = [index for index in ours if index > top] or ours
    first, last = (ours[0], ours[-1]) if ours else (None, None)
    header_end = first if first is not None else min(len(rows), top + 1 + _BELOW)
    header_start = max(top, header_end - _WIDEST_HEADER)
    behind = _seen(rows[last + 1 : last + 1 + 2 * _FAR], others)[:_FAR] if last is not None else ()
    return Zones(
        top=top,
        above=_seen(rows[_above(rows, top) : top], others),
        header=_seen(rows[header_start:header_end], others),
        prose=_seen(rows[first : last + 1], others) if first is not None and last is not None else (),
        tail=behind[:_BELOW],
        far=behind[_BELOW:],
        unseen=tuple(row for row in rows[header_start:header_end] if row.hidden),
    )


def _above(rows: tuple[Line, ...], top: int) -> int:
    """Return the first of the rows above the headline; the cells of a table's row, are one."""
    start, left = top, _ABOVE
    while start and left and top - start < _MOST_CELLS:
        start -= 1
        cells = start and rows[start].row is not None and rows[start - 1].row is rows[start].row
        left -= not cells
    # Where the credits are a box above the headline, each in a row of its own, the box is read whole.
    box = rows[start].element.getparent() if start < top else None
    while start and top - start < _MOST_CELLS and rows[start - 1].element.getparent() is box:
        start -= 1
    return start


def _seen(rows: tuple[Line, ...], others: Set[Line]) -> tuple[Line, ...]:
    return tuple(row for row in rows if not row.hidden and row not in others)


def is_prose(text: str) -> bool:
    """Tell whether a row is a sentence of an article rather than a label, a link or a credit.

    >>> is_prose("山阳县柳湾镇今年种了三万亩水稻，眼下正是收割的时候，田里到处是忙碌的身影，收割机来来回回。")
    True
    >>> is_prose("2023-06-12 15:27 来源：山阳网 作者：张某 责编：李某")
    False
    >>> is_prose("作者：张某，李某某，王某，赵某某，刘某 来源：山阳县融媒体中心 发布时间：2023-06-12 15:27")
    False
    """
    if len(text) < SHORTEST_PROSE or not _PROSE.search(text):
        return False
    return bool(_STOP.search(text)) or len(_LABEL.findall(text)) + bool(_DAY.search(text)) < _FEWEST_LABELS


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
    prose = [index for index in ours if is_prose(rows[index].spaced)]
    if not prose:
        return list(spoken)
    # A sentence behind the last long one is text too: what signs the article stands behind it.
    return prose + [index for index in ours if index > prose[-1] and _SENTENCE_END.search(rows[index].spaced)]


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
