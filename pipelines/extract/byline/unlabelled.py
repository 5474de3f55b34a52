"""Credits without a label: the outlet, account or reporter printed beside the date and nothing else.

`2023-06-12 15:27  山阳日报`, `张某／山阳日报`, or an account's name between headline and date. That a word
stands there says nothing: each needs a ground of its own.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import Literal, NamedTuple

from pipelines.extract.byline.agreement import Agreement
from pipelines.extract.byline.grammar import read_source
from pipelines.extract.byline.labels import cut_glued_label, find_labels, is_label
from pipelines.extract.byline.nobody import ends_like_a_button, names_nobody
from pipelines.extract.byline.outlets import (
    LONGEST_OUTLET,
    grounds_of_outlet,
    is_division,
    is_ordinary,
    is_outlet,
    place_of,
)
from pipelines.extract.evidence.candidates import Ground
from pipelines.extract.reading.document import squeeze
from pipelines.extract.reading.furniture import names_of
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.zones import Zones, is_prose
from pipelines.names import NO_NAME, begins_as_a_word, has_form_of_name, is_everyday, is_person
from schemas import Moment


class Guess(NamedTuple):
    """A word beside the date, which field it may be, what speaks for it and what against it."""

    field: Literal["source", "author"]
    value: str
    grounds: frozenset[Ground]
    against: str = ""


_RELATIVE = re.compile("(?:今天|昨天|前天|刚刚|[0-9]{1,3} ?(?:分钟|小时|天)前)[ 0-9:]{0,6}")
_HINT_SOURCE = re.compile(
    "source|media|nick|account|js_name|(?<![a-z])(?:from|origin|ly|laiyuan|where)(?![a-z])", re.IGNORECASE
)
_HINT_NAME = re.compile(r"author|writer|byline|(?:^|[\W_])(?:user)?name(?:$|[\W_])", re.IGNORECASE)
_ACCOUNT_PAGE = re.compile(
    r"/(?:omn/)?(?:author|user|media|u|account|profile)s?[/?=]|author_?id=|uid=", re.IGNORECASE
)
_EDGE = " ·•-—:：,，/()（）"
_BOXED = re.compile(r"[\[【〔<《]([^\[\]【】〔〕<>《》]{2,24})[\]】〕>》]")
_BETWEEN = re.compile(rf"[{JOINT}|｜]|(?<![A-Za-z0-9.]) |(?<=[\u4e00-\u9fff]) | (?![A-Za-z0-9.&])")
LONGEST_ABOVE = 10
"""Characters of an outlet's name between headline and date: a longer line is a second headline."""
_NEAR = 3
"""Rows before and after the date that are looked at."""
_LONGEST_PEN_NAME = 4
_PEN_NAME = re.compile("[\u3400-\u9fff]{2,4}")
_TWO = 2
"""Characters of a word that a class alone makes no outlet: 特刊, 抖音."""
_STRANGE = re.compile(r"[^\d#＃:：]*[\u3400-\u9fff][^\d#＃:：]*")
"""What a class may make an outlet: a Chinese word without numbers."""
_FEWEST_PEN_NAMES = 3
"""Names in a row from which two with a known surname vouch for all."""
_MOST_ELEMENTS = 40
"""Elements of a row that are looked at for class names."""
_MOST_SIBLINGS = 3
"""Children up to which the parent of a row is a box of credits, and its class tells about the row."""


class _Where(Enum):
    """Where a cell stands: in the date's row, between headline and date, under the date, directly so."""

    BESIDE = 1
    ABOVE = 2
    BELOW = 3
    NEXT = 4


class _Hint(NamedTuple):
    """What an element's class says of its words; `alone` where they are all that the element holds.

    `account` where it links to an author's or an account's page.
    """

    kind: Literal["source", "name", "link"]
    alone: bool
    account: bool = False


def read_beside_date(zones: Zones, date: Moment | None, agreement: Agreement) -> Iterator[Guess]:
    """Yield what stands beside the visible date and may be an outlet or a reporter, the nearest first.

    Without a visible date the rows under the headline are read.
    """
    rows = zones.header
    here = _date_row(rows, date)
    if here is None:
        above, below = rows[:0], rows[1 : 1 + _NEAR]
    else:
        printed = date.raw if date is not None and date.rule == "label" else rows[here].parts
        yield from _read(rows[here], printed, _Where.BESIDE, agreement)
        above, below = rows[max(1, here - _NEAR) : here], rows[here + 1 : here + 1 + _NEAR]
    for where, near in ((_Where.ABOVE, reversed(above)), (_Where.BELOW, iter(below))):
        for row in near:
            if len(row.spaced) <= LONGEST_OUTLET * 2 and not is_prose(row.spaced):
                beside = here is not None and where is _Where.BELOW and _is_next(rows[here], row)
                yield from _read(row, "", _Where.NEXT if beside else where, agreement)


def _is_next(dated: Line, row: Line) -> bool:
    """Tell whether a row is another cell of the date's table row, or the box beside the date's own."""
    if dated.row is not None:
        return dated.row is row.row
    box = dated.element.getparent()
    siblings = row.element.getprevious() is dated.element and row.element.getparent() is box
    return siblings and row.element.tag == dated.element.tag


def find_date_row(zones: Zones, date: Moment | None) -> Line | None:
    """Return the row of the header that prints the date."""
    here = _date_row(zones.header, date)
    return None if here is None else zones.header[here]


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


def _read(row: Line, date: str, where: _Where, agreement: Agreement) -> Iterator[Guess]:
    text = row.parts
    if date:
        text = text.replace(date, JOINT) if date in text else text.replace(JOINT, " ").replace(date, JOINT)
    labelled = any(label.role != "other" for label in find_labels(text))
    hints = _hints(row)
    cells = [(cell, hints.get(cell)) for cell in _cells(text)]
    guesses = [guess for cell, hint in cells for guess in _guess(cell, hint, where, agreement)]
    sources = [guess for guess in guesses if guess.field == "source"]
    people = [guess for guess in guesses if guess.field == "author"]
    if labelled:  # beside labels only reporters in elements of their own are believed
        named = {cell for cell, hint in cells if hint and hint.kind == "name"}
        yield from (guess for guess in people if guess.value in named)
        return
    yield from sources
    yield from _together(people, [cell for cell, _ in cells if not is_outlet(cell)])


def _together(people: list[Guess], words: list[str]) -> Iterator[Guess]:
    """Yield the reporters of a row as one credit; a name that is sure vouches for the others beside it."""
    sure = [guess for guess in people if _is_enough(guess)]
    strangers = [word for word in words if len(word) <= _LONGEST_PEN_NAME and not _is_no_name(word)]
    if not sure and len(strangers) == len(words) >= _FEWEST_PEN_NAMES and len(people) > 1:
        grounds = frozenset({Ground.PLACE, Ground.SHAPE, Ground.ELSEWHERE})
        yield Guess("author", "、".join(strangers), grounds)
    elif len(sure) < len(people) or not sure:
        yield from (guess for guess in people if guess not in sure)
    if sure:
        grounds = frozenset().union(*(guess.grounds for guess in sure))
        yield Guess("author", "、".join(dict.fromkeys(guess.value for guess in sure)), grounds)


def _is_enough(guess: Guess) -> bool:
    sure = {Ground.FORM, Ground.NAMED, Ground.ELSEWHERE, Ground.TEXT}
    return not guess.against and not guess.grounds.isdisjoint(sure)


def _cells(text: str) -> Iterator[str]:
    """Yield the words of a row that may name somebody: neither labels nor numbers."""
    for cell in _BETWEEN.split(text):
        name = cell.strip(_EDGE)
        if boxed := _BOXED.fullmatch(name):
            name = boxed[1].strip(_EDGE)
        if 2 <= len(name) <= LONGEST_OUTLET and not cell.strip().endswith((":", "：")) and read_source(name):
            yield name


def _guess(cell: str, hint: _Hint | None, where: _Where, agreement: Agreement) -> Iterator[Guess]:
    """Yield what a cell may be, with what speaks for it."""
    halves = [half.strip() for half in re.split("[/／]", cell)]
    if len(halves) == 2 and sum(map(is_person, halves)) == 1:
        outlet, person = sorted(halves, key=is_person)
        if grounds := grounds_of_outlet(outlet):  # a name and an outlet by a slash speak for each other
            yield Guess("author", person, frozenset({Ground.SHAPE, Ground.FORM}))
            yield Guess("source", outlet, grounds | {Ground.PLACE})
        return
    kind = hint.kind if hint else ""
    if where is _Where.BELOW and kind not in {"source", "name"}:
        return
    rest = cut_glued_label(cell)
    if rest is not None:
        yield Guess(
            "source", rest, grounds_of_outlet(rest) | {Ground.LABEL}, _against(rest, where, agreement)
        )
        return
    outlet_grounds = grounds_of_outlet(cell) - {Ground.SHAPE}
    if is_person(cell) and not outlet_grounds and kind != "source":
        yield _guess_person(cell, hint, agreement)
        return
    if not outlet_grounds and (has_form_of_name(cell) or _is_named_writer(cell, hint, agreement)):
        yield _guess_person(cell, hint, agreement)
        return
    yield Guess("source", cell, _outlet_grounds(cell, hint, agreement), _against(cell, where, agreement))


def _is_named_writer(cell: str, hint: _Hint | None, agreement: Agreement) -> bool:
    """Tell whether a strange name stands in an element of its own for the writer, the outlet having a label."""
    named = hint is not None and hint.kind == "name" and hint.alone
    return named and agreement.sourced and bool(_PEN_NAME.fullmatch(cell))


def _outlet_grounds(cell: str, hint: _Hint | None, agreement: Agreement) -> frozenset[Ground]:
    grounds = {Ground.PLACE, *grounds_of_outlet(cell)}
    everyday = is_everyday(cell)
    if Ground.SHAPE in grounds and agreement.names_place(place_of(cell)):
        grounds.add(Ground.ELSEWHERE)
    elif everyday:  # 主题教育 ends as 山阳教育 does
        grounds.discard(Ground.SHAPE)
    if hint and hint.kind != "link":
        # A template calls many things source: a word of everyday language is a section or a button there too.
        strange = bool(_STRANGE.fullmatch(cell)) and not everyday and not is_ordinary(cell)
        sure = hint.alone and strange and (len(cell) > _TWO or hint.account)
        grounds.add(Ground.NAMED if sure else Ground.HINTED)
    if agreement.names_outlet(cell):
        grounds.add(Ground.ELSEWHERE)
    return frozenset(grounds)


def _guess_person(cell: str, hint: _Hint | None, agreement: Agreement) -> Guess:
    grounds = {Ground.PLACE}
    everyday = begins_as_a_word(cell)
    if is_person(cell) and not everyday:
        grounds.add(Ground.SHAPE)
    if has_form_of_name(cell):
        grounds.add(Ground.FORM)
    if hint and hint.kind == "name":
        grounds.add(Ground.NAMED if hint.alone and not everyday else Ground.HINTED)
    if agreement.names_reporter(cell):
        grounds.add(Ground.ELSEWHERE)
    against = ""
    if _is_no_name(cell):
        against = "the word names nobody"
    elif cell in agreement.channels or (hint and hint.kind == "link" and Ground.FORM not in grounds):
        against = "it is the name of a channel or a link"
    return Guess("author", cell, frozenset(grounds), against)


def _is_no_name(cell: str) -> bool:
    return (
        names_nobody(cell)
        or cell in NO_NAME
        or is_label(cell)
        or ends_like_a_button(cell)
        or is_division(cell)
    )


def _against(cell: str, where: _Where, agreement: Agreement) -> str:
    """Return what speaks against a word as an outlet, empty where nothing does."""
    if not is_outlet(cell) and _is_no_name(cell):
        return "the word names nobody"
    if not is_outlet(cell) and cell in agreement.channels:
        return "it is the name of a channel"
    known = Ground.KNOWN in grounds_of_outlet(cell) or cell.endswith(("”", "」")) or cell.isascii()
    if where is _Where.ABOVE and len(cell) > LONGEST_ABOVE and not known:
        return "a long line under the headline is a second headline"
    return ""


def _hints(row: Line) -> dict[str, _Hint]:
    """Tell what class names and links say about the cells of a row."""
    hints: dict[str, _Hint] = {}
    elements = [row.element, *row.element.iterdescendants()][:_MOST_ELEMENTS]
    parent = row.element.getparent()
    if parent is not None and len(parent) <= _MOST_SIBLINGS:
        elements.insert(0, parent)
    for element in elements:
        kind = _hint(element.tag, names_of(element))
        account = element.tag == "a" and bool(_ACCOUNT_PAGE.search(element.get("href", "")))
        if kind:
            cells = [cell for text in element.itertext() if (cell := squeeze(text).strip(_EDGE))]
            for cell in cells:
                alone = len(cells) == 1 or cell == row.spaced
                if cell not in hints or hints[cell].kind == "link" or (alone and kind != "link"):
                    hints[cell] = _Hint(kind, alone, account or (cell in hints and hints[cell].account))
    return hints


@lru_cache(maxsize=4096)
def _hint(tag: object, names: str) -> Literal["source", "name", "link"] | None:
    if _HINT_SOURCE.search(names):
        return "source"
    if _HINT_NAME.search(names):
        return "name"
    return "link" if tag == "a" else None
