"""Credits without a label: the outlet, account or reporter printed beside the date and nothing else.

`2023-06-12 15:27  山阳日报`, `张某／山阳日报`, or an account's name between headline and date.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import Literal

from pipelines.extract.byline.grammar import read_source
from pipelines.extract.byline.labels import find_labels
from pipelines.extract.reading.document import squeeze
from pipelines.extract.reading.furniture import names_of
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.zones import Zones, is_prose
from pipelines.names import is_person, is_place, read_words
from schemas import Moment

Guess = tuple[Literal["source", "author"], str]

_OUTLET_ENDINGS = tuple(read_words("outlet_endings.txt"))
_BUTTONS = read_words("buttons.txt")
_ADDITION = re.compile(r"[\[(（·・-].*")
_ACCOUNT = re.compile('^(?:微信|微博)?公众号.?[“「"]')
_SIGNS = re.compile(r"[\W\d_]+")
_NOBODY = re.compile(
    r"人参与|次阅读|阅读[量数]?[\d.]|阅读$|閱讀|浏览|点击|(?<![\d.])[\d.]+万?[次+]|条评论|有限公司|属地|来自|更新|星期|发布时间|版权"
    "|记者|記者|通讯员|(?:编辑|編輯|评论员)$|[／/].{0,6}(?:报道|報導|电|電)$|ICP|[.](?:cn|com)"
)
_RELATIVE = re.compile("(?:今天|昨天|前天|刚刚|[0-9]{1,3} ?(?:分钟|小时|天)前)[ 0-9:]{0,6}")
_HINT_SOURCE = re.compile("source|media|(?<![a-z])(?:from|origin|ly|laiyuan|where)(?![a-z])", re.IGNORECASE)
_HINT_NAME = re.compile(
    r"author|nick|account|writer|byline|(?:^|[\W_])(?:user)?name(?:$|[\W_])", re.IGNORECASE
)
_EDGE = " ·•-—:：,，/()（）"
_BETWEEN = re.compile(rf"[{JOINT}|｜]|(?<![A-Za-z0-9]) |(?<=[\u4e00-\u9fff]) ")
LONGEST = 24
"""Characters of an outlet's name as printed beside a date."""
LONGEST_ABOVE = 10
"""Characters of an outlet's name between headline and date."""
_NEAR = 3
"""Rows before and after the date that are looked at."""
_LONGEST_PEN_NAME = 4
_MOST_ELEMENTS = 40
"""Elements of a row that are looked at for class names."""
_MOST_SIBLINGS = 3
"""Children up to which the parent of a row is a box of credits, and its class tells about the row."""


class _Where(Enum):
    """Where a cell stands: in the date's row, between headline and date, or under the date."""

    BESIDE = 1
    ABOVE = 2
    BELOW = 3


def read_beside_date(zones: Zones, date: Moment | None) -> Iterator[Guess]:
    """Yield the unlabelled outlets and reporters beside the visible date, the surest first.

    Without a visible date only elements whose class says so are believed.
    """
    rows = zones.header
    here = _date_row(rows, date)
    if here is None:
        above, below = rows[:0], rows[1 : 1 + _NEAR]
    else:
        printed = date.raw if date is not None and date.rule == "label" else rows[here].parts
        yield from _read(rows[here], printed, _Where.BESIDE)
        above, below = rows[max(1, here - _NEAR) : here], rows[here + 1 : here + 1 + _NEAR]
    for where, near in ((_Where.ABOVE, reversed(above)), (_Where.BELOW, iter(below))):
        for row in near:
            if len(row.spaced) <= LONGEST * 2 and not is_prose(row.spaced):
                yield from _read(row, "", where)


def _date_row(rows: tuple[Line, ...], date: Moment | None) -> int | None:
    """Return the row that prints the date, or 昨天 where the page's data gave the day."""
    if date is None or date.rule != "label":
        return next((index for index, row in enumerate(rows) if _RELATIVE.fullmatch(_flat(row))), None)
    # A date whose parts stand in rows of their own is known by its first part, the year.
    for printed in dict.fromkeys((date.raw.split()[0], re.split("[ /.-]", date.raw)[0])):
        here = next((index for index, row in enumerate(rows) if printed in _flat(row)), None)
        if here is not None:
            return here
    return None


def _flat(row: Line) -> str:
    return row.parts.replace(JOINT, " ")


def _read(row: Line, date: str, where: _Where) -> Iterator[Guess]:
    text = row.parts
    if date:
        text = text.replace(date, JOINT) if date in text else text.replace(JOINT, " ").replace(date, JOINT)
    labelled = any(label.role != "other" for label in find_labels(text))
    hints = _hints(row)
    cells = [(cell, hints.get(cell, "")) for cell in _cells(text)]
    if labelled:  # beside labels only reporters in elements of their own are believed
        guesses = [("author", cell) for cell, hint in cells if hint == "name" and is_person(cell)]
    else:
        guesses = [guess for cell, hint in cells for guess in _guess(cell, hint, where)]
    unknown = [name for role, name in guesses if role == "unknown"]
    authors = [name for role, name in guesses if role == "author"]
    yield from (("source", name) for role, name in guesses if role == "source")
    if authors:
        # A known surname vouches for the pen names beside it.
        pen_names = [name for name in unknown if len(name) <= _LONGEST_PEN_NAME]
        yield "author", "、".join(name for _, name in guesses if name in {*authors, *pen_names})
    elif len(unknown) == 1:
        yield "source", unknown[0]


def is_button(text: str) -> bool:
    """Tell whether `text` is a button or a counter of those that stand beside dates and credits.

    >>> is_button("分享到"), is_button("字号"), is_button("山阳网")
    (True, True, False)
    """
    return _SIGNS.sub("", text) in _BUTTONS


def _cells(text: str) -> Iterator[str]:
    """Yield the words of a row that may name somebody: neither labels nor buttons nor numbers."""
    for cell in _BETWEEN.split(text):
        name = cell.strip(_EDGE)
        if not 2 <= len(name) <= LONGEST or cell.strip().endswith((":", "：")):
            continue
        letters = _SIGNS.sub("", name)
        if len(letters) > 1 and letters not in _BUTTONS and not _NOBODY.search(name) and read_source(name):
            yield name


def _guess(cell: str, hint: str, where: _Where) -> Iterator[tuple[str, str]]:
    """Yield what a cell may be: source, author, or unknown."""
    if is_place(cell):
        return
    halves = [half.strip() for half in re.split("[/／]", cell)]
    if len(halves) == 2 and sum(map(is_person, halves)) == 1:
        outlet, person = sorted(halves, key=is_person)
        yield "author", person
        yield "source", outlet
    elif where is _Where.BELOW and hint not in {"source", "name"}:
        return
    elif hint == "source" or _ACCOUNT.match(cell) or (_is_outlet(cell) and _may_be_outlet(cell, where)):
        yield "source", cell
    elif is_person(cell):
        if hint != "link":
            yield "author", cell
    elif hint == "name":
        yield "source", cell
    elif where is _Where.BESIDE and not hint:
        yield "unknown", cell


def _is_outlet(cell: str) -> bool:
    return _ADDITION.sub("", cell).endswith(_OUTLET_ENDINGS)


def _may_be_outlet(cell: str, where: _Where) -> bool:
    """Tell whether an outlet may stand there: between headline and date a long line is a second headline."""
    return where is not _Where.ABOVE or len(cell) <= LONGEST_ABOVE


def _hints(row: Line) -> dict[str, str]:
    """Tell what class names and links say about the cells of a row: source, name, link."""
    hints: dict[str, str] = {}
    elements = [row.element, *row.element.iterdescendants()][:_MOST_ELEMENTS]
    parent = row.element.getparent()
    if parent is not None and len(parent) <= _MOST_SIBLINGS:
        elements.insert(0, parent)
    for element in elements:
        hint = _hint(element.tag, names_of(element))
        if hint:
            for text in element.itertext():
                cell = squeeze(text).strip(_EDGE)
                if cell and hints.get(cell, "link") == "link":
                    hints[cell] = hint
    return hints


@lru_cache(maxsize=4096)
def _hint(tag: object, names: str) -> str:
    if _HINT_SOURCE.search(names):
        return "source"
    if _HINT_NAME.search(names):
        return "name"
    return "link" if tag == "a" else ""
