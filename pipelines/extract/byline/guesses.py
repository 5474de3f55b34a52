"""What a word beside a date may be, what speaks for it and what against: never its place alone."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Literal, NamedTuple

from pipelines.controls.lone_words import ends_like_a_button
from pipelines.extract.byline.hints import Hint
from pipelines.extract.byline.labels import cut_glued_label, is_label
from pipelines.extract.byline.mentions import Agreement
from pipelines.extract.byline.nobody import names_nobody
from pipelines.extract.byline.outlets import grounds_of_outlet, is_division, is_ordinary, is_outlet, place_of
from pipelines.extract.evidence.candidates import Ground
from pipelines.names import (
    NO_NAME,
    begins_as_a_word,
    has_form_of_name,
    is_everyday,
    is_person,
    sounds_like_a_name,
)

LONGEST_ABOVE = 10
"""Characters of an outlet's name between headline and date: a longer line is a second headline."""
_PEN_NAME = re.compile("[\u3400-\u9fff]{2,4}")
_TWO = 2
"""Characters of a word that a class alone makes no outlet: 特刊, 抖音."""
_HAN = re.compile("[\u3400-\u9fff]")
_NUMBERED = re.compile(r"[\d#＃:：]")
"""Signs of counters and topics, which no class makes outlets."""


class Guess(NamedTuple):
    """A word beside the date, which field it may be, what speaks for it and what against it."""

    field: Literal["source", "author"]
    value: str
    grounds: frozenset[Ground]
    against: str = ""


class Where(Enum):
    """Where a cell stands: in the date's row, between headline and date, under the date, directly so."""

    BESIDE = 1
    ABOVE = 2
    BELOW = 3
    NEXT = 4


def guess_cell(cell: str, hint: Hint | None, where: Where, agreement: Agreement) -> Iterator[Guess]:
    """Yield what a cell may be, with what speaks for it."""
    halves = [half.strip() for half in re.split("[/／]", cell)]
    if len(halves) == 2 and sum(map(is_person, halves)) == 1:
        outlet, person = sorted(halves, key=is_person)
        grounds = grounds_of_outlet(outlet)
        if is_everyday(person) and not has_form_of_name(person):  # 石榴云/山阳日报: two outlets
            return
        if grounds:  # a name and an outlet by a slash speak for each other
            yield Guess("author", person, frozenset({Ground.SHAPE, Ground.FORM}))
            yield Guess("source", outlet, grounds | {Ground.PLACE})
        return
    kind = hint.kind if hint else ""
    names = cell.split("、")
    if len(names) > 1 and all(map(_may_be_listed, names)):
        sure = any(map(has_form_of_name, names)) and not any(map(is_no_name, names))
        yield Guess("author", cell, frozenset({Ground.PLACE, Ground.FORM if sure else Ground.SHAPE}))
        return
    told = kind in {"source", "name"} or (hint is not None and hint.account)
    if where is Where.BELOW and not (told or agreement.has_account(cell)):
        return
    rest = cut_glued_label(cell)
    if rest is not None:  # 转自山阳日报; 据了解 begins so too
        label = frozenset({Ground.LABEL} if is_outlet(rest) else {Ground.HINTED})
        yield Guess("source", rest, grounds_of_outlet(rest) | label, _against(rest, where, agreement))
        return
    name = has_form_of_name(cell) or (is_person(cell) and kind != "source")
    if not is_outlet(cell) and (name or _is_named_writer(cell, hint, agreement)):
        yield _guess_person(cell, hint, agreement)
        return
    yield Guess("source", cell, _outlet_grounds(cell, hint, agreement), _against(cell, where, agreement))


def _may_be_listed(name: str) -> bool:
    return has_form_of_name(name) or is_person(name) or sounds_like_a_name(name)


def _is_named_writer(cell: str, hint: Hint | None, agreement: Agreement) -> bool:
    """Tell whether a strange name stands in an element of its own for the writer, the outlet having a label."""
    named = hint is not None and hint.kind == "name" and hint.alone
    return named and agreement.sourced and bool(_PEN_NAME.fullmatch(cell))


def _outlet_grounds(cell: str, hint: Hint | None, agreement: Agreement) -> frozenset[Ground]:
    grounds = {Ground.PLACE, *grounds_of_outlet(cell)}
    everyday = all(map(is_everyday, cell.split("·")))
    if Ground.SHAPE in grounds and agreement.names_place(place_of(cell)):
        grounds.add(Ground.ELSEWHERE)
    elif everyday:  # 主题教育 ends as 山阳教育 does
        grounds.discard(Ground.SHAPE)
    if hint and (hint.kind != "link" or hint.account):
        # A template calls many things source: a word of everyday language is a section or a button there too.
        strange = (
            bool(_HAN.search(cell)) and not _NUMBERED.search(cell) and not everyday and not is_ordinary(cell)
        )
        sure = hint.alone and ((strange and (len(cell) > _TWO or hint.account)) or hint.own)
        grounds.add(Ground.NAMED if sure else Ground.HINTED)
    if agreement.names_outlet(cell):
        grounds.add(Ground.ELSEWHERE)
    return frozenset(grounds)


def _guess_person(cell: str, hint: Hint | None, agreement: Agreement) -> Guess:
    grounds = {Ground.PLACE}
    # In an element of its own for the writer, beside a labelled outlet, a pen name may begin as a word.
    everyday = begins_as_a_word(cell) and not (len(cell) > _TWO and _is_named_writer(cell, hint, agreement))
    if is_person(cell) and not everyday:
        grounds.add(Ground.SHAPE)
    if has_form_of_name(cell):
        grounds.add(Ground.FORM)
    if hint and (hint.kind == "name" or hint.account):
        grounds.add(Ground.NAMED if hint.alone and not everyday else Ground.HINTED)
    if agreement.names_reporter(cell):
        grounds.add(Ground.ELSEWHERE)
    against = ""
    if is_no_name(cell):
        against = "the word names nobody"
    elif cell in agreement.channels or (
        hint and hint.kind == "link" and not hint.account and Ground.FORM not in grounds
    ):
        against = "it is the name of a channel or a link"
    return Guess("author", cell, frozenset(grounds), against)


def is_no_name(cell: str) -> bool:
    """Tell whether a word beside a date names nobody: a button, a label without value, a place, a section."""
    return (
        names_nobody(cell)
        or cell in NO_NAME
        or is_label(cell)
        or ends_like_a_button(cell)
        or is_division(cell)
    )


def _against(cell: str, where: Where, agreement: Agreement) -> str:
    """Return what speaks against a word as an outlet, empty where nothing does."""
    if not is_outlet(cell) and is_no_name(cell):
        return "the word names nobody"
    if not is_outlet(cell) and cell in agreement.channels:
        return "it is the name of a channel"
    known = Ground.KNOWN in grounds_of_outlet(cell) or cell.endswith(("”", "」")) or cell.isascii()
    if where is Where.ABOVE and len(cell) > LONGEST_ABOVE and not known:
        return "a long line under the headline is a second headline"
    return ""
