"""Where a mirror may have put a text out of step: marks, cuts, and annotations that the character before does not explain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.language_model import classed, surprise
from pipelines.restore.marks import MARK, READING
from pipelines.restore.mirror.machine import FIRST_LEAD, FIRST_TRAIL
from pipelines.restore.mirror.observed import Habits, Sight, annotated
from pipelines.restore.mirror.ranking import Prices
from pipelines.restore.tables import encode, is_private_use, simplified

LONGEST_STRETCH = 240
"""Characters; damage ends at the first byte below 0x40, long before that in real text."""
ODD_AFTER_CUT = 8.0
"""Nats; a character behind a cut that surprises more may be out of step. The reading decides: this only saves time."""

_CANDIDATE = re.compile(
    rf"(?P<annotation>\((?P<reading>{READING})\))|[{MARK}]|(?P<cut>[！；？，。、!;,])"
    rf"|(?P<rest>(?<=[^\x00-\x7f]){READING}\))"
)
_REST_OF_ANNOTATION = re.compile(rf"{READING}\)")
_AMID_LATIN = re.compile(r"(?<=[0-9A-Za-z/])\?[0-9A-Za-z][0-9A-Za-z_=&.%-]")
"""A mark of an address, or within a foreign word."""


_IN_STEP = re.compile("[\x00-\x1f\"-'*+\\-./0-9<=>]| (?!\\))")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where something has to be undone."""

    start: int
    end: int  # of what was looked at
    annotated: bool = False  # an annotation that its character explains: to be taken out, nothing else


def spots(text: str, *mirrors: Habits) -> Iterator[Spot]:
    """Yield the places where what was seen is, or under the habits of one of the mirrors may be, not what stood there.

    Linear.
    """
    looks = {habits.leniency[:2]: habits for habits in mirrors}.values()  # all else is alike to a first look
    for match in _CANDIDATE.finditer(text):
        at = match.start()
        reading = match["reading"]
        if reading:
            yield Spot(at, match.end(), annotated=explains(text, at, reading, mirrors[0]))
        elif match["rest"]:
            if any(habits.leniency.swallows and not habits.leniency.broken for habits in mirrors):
                yield Spot(at, match.end())
        elif match["cut"]:
            if any(_may_be_cut(text, at, habits) and reads_oddly(text, at, habits) for habits in looks):
                yield Spot(at, match.end())
        elif any(_may_be_torn(text, at, habits) for habits in looks):
            yield Spot(at, match.end())


def sight_at(text: str, start: int, habits: Habits, prices: Prices, *, is_torn: bool) -> Sight:
    """Return what was seen from a place on, as far as damage reaches."""
    end = min(len(text), start + LONGEST_STRETCH)
    return Sight(text[start:end], habits, prices, is_torn=is_torn and end == len(text))


def explains(text: str, at: int, reading: str, habits: Habits) -> bool:
    """Tell whether what stands before an annotation is a character that is read so, or a letter that ends its bytes."""
    code = encode(text[at - 1]) if at else b""
    if len(code) == 1 and at > 1:
        code = encode(text[at - 2])[-1:] + code
    return bool(code) and any(found == code for found, _ in annotated(reading, habits))


def _may_be_cut(text: str, at: int, habits: Habits) -> bool:
    if habits.leniency.lone:
        return False
    return any(not cut.nats for cut in Sight(text[at : at + 1], habits).cuts(0, ""))


def _may_be_torn(text: str, at: int, habits: Habits) -> bool:
    """Tell whether a decoder's mark stands where a character may have been torn."""
    if _REST_OF_ANNOTATION.match(text, at + 1 + text.startswith("(", at + 1)):
        return True
    if _AMID_LATIN.match(text, at):
        return False
    if text[at + 1 : at + 2] == text[at] and (
        text[at + 2 : at + 3] == text[at] or not reads_oddly(text, at + 1, habits)
    ):
        return False  # several in a row are somebody's question
    if not habits.leniency.lone:
        return _may_be_cut(text, at, habits) and reads_oddly(text, at, habits)
    return bool(Sight(text[at : at + 3], habits).cuts(0, habits.leniency.lone))


def reads_oddly(text: str, at: int, habits: Habits) -> bool:
    """Tell whether what stands behind a mark is not what stands there in Chinese."""
    behind = text[at + 1 : at + 5]
    if not behind or behind[0] in "<\n":  # a torn character at the end is gone where nothing shows it
        return not habits.leniency.broken or not behind
    if behind[0] in MARK or FIRST_TRAIL <= ord(behind[0]) < FIRST_LEAD - 1 or "(" in behind[:3]:
        return True
    if any(map(is_private_use, behind)):
        return True
    seen = classed("".join(map(simplified, text[max(0, at - 2) : at + 5])).partition("<")[0])
    return any(
        surprise(seen[max(0, place - 2) : place], seen[place]) > ODD_AFTER_CUT
        for place in range(1, len(seen))
    )


def end_of_stretch(text: str, start: int, longest: int = LONGEST_STRETCH) -> int:
    """Return where every decoder is in step again, whatever it was before: at a byte below 0x40.

    Marks are no such place: they may have been full-width.
    """
    found = _IN_STEP.search(text, start + 1, start + longest)
    return found.start() if found else min(len(text), start + longest)


def sound_parts(text: str, habits: Habits) -> Iterator[str]:
    """Yield what stands apart from the places that may be out of step, without annotations."""
    position = 0
    for spot in spots(text, habits):
        if spot.start >= position:
            yield text[position : spot.start]
            position = spot.end if spot.annotated else end_of_stretch(text, spot.start)
    yield text[position:]
