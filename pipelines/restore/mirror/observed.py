"""What was seen of an original, and the habits of the mirror that showed it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipelines.restore.marks import READING
from pipelines.restore.mirror.machine import (
    FIRST_LEAD,
    FIRST_TRAIL,
    LAST_LEAD,
    Decoder,
    Leniency,
    State,
    bracket,
    code_of_cut,
)
from pipelines.restore.mirror.model import CUTS
from pipelines.restore.mirror.moves import Cut, Shown, Ways
from pipelines.restore.mirror.ranking import FIXED, Prices
from pipelines.restore.tables import codes_by_reading, codes_read_as, encode, is_private_use

_ANNOTATED = re.compile(rf"({READING})\)")
_EURO = b"\x80"
_FULL_WIDTH = range(ord("！"), ord("～") + 1)
_FULL_WIDTH_OFFSET = ord("！") - ord("!")
COMMAS = frozenset("，。、,")
"""Few mirrors cut at these, and a page is full of them."""
_MARKS = frozenset("！；？，。、!;?,")

HIDDEN = 3.0
"""Nats; prior against a private-use character that a later tool dropped, where a text is too short to show that one did."""
UNLISTED = 8.0
"""Nats; prior against an annotation of a character that is in no list."""


def cuts_at(marks: str, nats: float = 0.0) -> tuple[Cut, ...]:
    """Return the cuts at these marks."""
    return tuple(Cut(mark, *code_of_cut(mark), nats) for mark in marks)


@dataclass(frozen=True, slots=True)
class Habits:
    """What one mirror does to all its pages alike."""

    leniency: Leniency = Decoder.MARKS.value
    cuts: tuple[Cut, ...] = cuts_at(CUTS)
    hidden: bool = False  # tools between it and us dropped private-use characters
    hidden_nats: float = HIDDEN  # prior against each character that they dropped
    narrow: bool = False  # they made full-width punctuation half-width
    rows: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
    """Codes by reading that this page annotates, beside those of the known list."""

    def alike_in(self, text: str) -> "Habits":
        """Return the first of all habits whose mirrors show an original as `text` exactly where this one does.

        Whether a byte goes with a decoder's mark matters where a mark stands, a cut at a comma where a comma does.
        """
        leniency, cuts = self.leniency, self.cuts
        if leniency.broken and leniency.broken not in text:
            leniency = leniency._replace(swallows=True)
        if COMMAS.isdisjoint(text):
            cuts = tuple(cut for cut in cuts if cut.mark in CUTS)
        return replace(self, leniency=leniency, cuts=cuts)


@dataclass(frozen=True, slots=True)
class Sight:
    """A text that was seen, from a place where bytes and characters begin together."""

    text: str
    habits: Habits
    prices: Prices = FIXED
    is_torn: bool = False  # it ends where a longer text was cut, perhaps inside a character
    is_exhaustive: bool = False  # no character is left out because it is improbable
    readings: Mapping[int, tuple[str, int]] = field(init=False)
    """Where the rest of an annotation stands, behind its bracket: its reading and where it ends."""
    cut_codes: frozenset[bytes] = field(init=False)
    """The two bytes of each cut."""
    steps: dict[tuple[State, int, int, int], tuple[Shown, ...]] = field(default_factory=dict, repr=False)
    """What the machine was found to show of a byte, from a state and a place on: hypotheses ask alike by the dozen."""
    ways: dict[tuple[State, int], Ways] = field(default_factory=dict, repr=False)
    """How hypotheses were found to go on, from a state and a place on."""

    def __post_init__(self) -> None:
        """Find the annotations, and the bytes at which the mirror cuts."""
        found = {match.start(): (match[1], match.end()) for match in _ANNOTATED.finditer(self.text)}
        object.__setattr__(self, "readings", found)
        codes = frozenset(bytes((cut.first, cut.second)) for cut in self.habits.cuts)
        object.__setattr__(self, "cut_codes", codes)

    def after(self, place: int, shown: str) -> int:
        """Return the place behind `shown`, if that is what was seen there; -1 if not."""
        text, habits = self.text, self.habits
        for character in shown:
            seen = text[place : place + 1]
            if seen == character or (habits.narrow and seen == narrowed(character)):
                place += 1
            elif not (habits.hidden and is_private_use(character)):
                return -1
        return place

    def codes(self, place: int) -> tuple[bytes, ...]:
        """Return the bytes that may be shown as the character at a place; none at the end."""
        return codes_of(self.text[place : place + 1], narrow=self.habits.narrow)

    def reading(self, place: int, pending: int) -> tuple[str, int]:
        """Return the annotation at a place, and where it ends, if the decoder holds `pending`; empty if none."""
        if not self.readings:
            return "", place
        opening = bracket(pending, self.habits.leniency)
        found = self.readings.get(place + len(opening))
        return found if found and self.text.startswith(opening, place) else ("", place)

    def torn(self, place: int) -> Iterator[bytes]:
        """Yield the codes whose second byte the decoder may have held where an annotation stands at a place."""
        for pending in (FIRST_LEAD, LAST_LEAD):
            reading, _ = self.reading(place, pending)
            for code, _ in self.annotated(reading) if reading else ():
                if code[1] >= FIRST_LEAD and (code[1] == LAST_LEAD) == (pending == LAST_LEAD):
                    yield code

    def annotated(self, reading: str) -> tuple[tuple[bytes, float], ...]:
        """Return the codes that an annotation may stand behind, each with the prior against it."""
        return annotated(reading, self.habits)

    def cuts(self, place: int, opening: str) -> list[Cut]:
        """Return the cuts that may have been made at a place, where `opening` is shown before the mark."""
        if self.text[place + len(opening) : place + len(opening) + 1] not in _MARKS:
            return []
        return [cut for cut in self.habits.cuts if self.after(place, opening + cut.mark) >= 0]

    def low(self, place: int) -> int:
        """Return the byte below 0x40 that stands at a place; 0 if none does."""
        character = self.text[place : place + 1]
        return ord(character) if character and ord(character) < FIRST_TRAIL else 0


def annotated(reading: str, habits: Habits) -> tuple[tuple[bytes, float], ...]:
    """Return the codes that an annotation may stand behind, each with the prior against it."""
    return _annotated(reading.rstrip(), habits.rows.get(reading.rstrip(), ()))


@lru_cache(maxsize=1 << 10)
def _annotated(reading: str, rows: tuple[bytes, ...]) -> tuple[tuple[bytes, float], ...]:
    listed = dict.fromkeys((*codes_by_reading().get(reading, ()), *rows), 0.0)
    return tuple((dict.fromkeys(codes_read_as(reading), UNLISTED) | listed).items())


def narrowed(character: str) -> str:
    """Return a full-width character as half-width one, any other as it is."""
    code = ord(character)
    return chr(code - _FULL_WIDTH_OFFSET) if code in _FULL_WIDTH else character


def all_narrowed(text: str) -> str:
    """Return a text with all its full-width characters as half-width ones."""
    return "".join(map(narrowed, text))


@lru_cache(maxsize=1 << 15)
def codes_of(character: str, *, narrow: bool) -> tuple[bytes, ...]:
    """Return the bytes of a character, and where widths were changed those of the full-width mark it may have been."""
    if not character:
        return ()
    codes = [_EURO if character == "€" else encode(character)]
    if narrow and "!" <= character <= "~":
        codes.append(encode(chr(ord(character) + _FULL_WIDTH_OFFSET)))
    return tuple(filter(None, codes))
