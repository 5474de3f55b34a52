"""The mirror's machine behind its character table, one byte at a time: annotation, cut, lenient decoding.

A byte of the original goes in, what the reader of the page sees comes out. What the mirror does at a byte may depend on
the bytes behind it (a cut) and on its list (an annotation): whoever feeds the machine says so. The model knows
both and feeds an original; the search supposes both and keeps what comes out as it was seen.
"""

from enum import Enum
from typing import NamedTuple

from pipelines.restore.tables import decode, encode

FIRST_LEAD, LAST_LEAD = 0x81, 0xFE
FIRST_TRAIL = 0x40
"""Bytes of CP936: the first of a pair lies between these, the second is no smaller than this one."""

EURO = 0x80
"""The one byte above ASCII that is a character of its own."""


class Leniency(NamedTuple):
    """What a decoder writes for a first byte whose second one is not there."""

    lone: str  # at the end of a piece
    broken: str  # before a byte below 0x40
    swallows: bool  # whether that byte is gone with it
    knows_fe: bool = True  # whether 0xFE is a first byte to it; else it vanishes alone


class Decoder(Enum):
    """What decoders do: a lone first byte is a mark or nothing, one before a byte below 0x40 a mark, or not, for one or both.

    The first ones are those that mirrors were seen with, and those of common libraries.
    """

    MARKS = Leniency("?", "?", swallows=True)
    DROPS = Leniency("", "?", swallows=True)
    SKIPS = Leniency("", "?", swallows=True, knows_fe=False)
    IGNORES = Leniency("", "", swallows=False)
    MARKS_ALONE = Leniency("?", "?", swallows=False)
    REPLACES = Leniency("\ufffd", "\ufffd", swallows=True)
    REPLACES_ALONE = Leniency("\ufffd", "\ufffd", swallows=False)
    SWALLOWS = Leniency("", "", swallows=True)
    DROPS_THE_LAST = Leniency("", "?", swallows=False)
    MARKS_THE_LAST = Leniency("?", "", swallows=False)
    MARKS_THE_LAST_AND_SWALLOWS = Leniency("?", "", swallows=True)
    REPLACES_THE_LAST = Leniency("\ufffd", "", swallows=False)
    REPLACES_THE_LAST_AND_SWALLOWS = Leniency("\ufffd", "", swallows=True)


class State(NamedTuple):
    """The machine between two bytes."""

    pending: int = 0  # the first byte that the decoder holds; 0: none
    last: int = 0  # the byte of the original that came last; 0: unknown, or none
    due: int = 0  # the second byte of the cut that has begun; 0: none


START = State()


def step(
    state: State, byte: int, leniency: Leniency, *, reading: str = "", second: int = 0
) -> tuple[State, str]:
    """Return the machine after one byte of the original, and what it shows.

    `reading`: the annotation that the mirror inserts behind the byte, without its brackets. `second`: the byte that
    follows, where the mirror cuts at the two.
    """
    pending, _, due = state
    if due:  # the end of a cut, which was shown when it began
        shown, pending, due = "", 0, 0
    elif second:
        shown, pending, due = (leniency.lone if pending else "") + decode(bytes((byte, second))), 0, second
    elif pending:
        pending, shown = _after_first(pending, byte, leniency)
    elif byte < FIRST_LEAD:
        shown = "€" if byte == EURO else chr(byte)
    else:
        pending, shown = byte, ""
    if reading:
        shown += bracket(pending, leniency) + reading + ")"
        pending = 0
    return State(pending, byte, due), shown


def _after_first(first: int, byte: int, leniency: Leniency) -> tuple[int, str]:
    """Return what the decoder holds after a pair of bytes, and what it shows."""
    if byte >= FIRST_TRAIL:
        return 0, decode(bytes((first, byte))) or leniency.broken
    return 0, low(first, byte, leniency)


def low(first: int, byte: int, leniency: Leniency) -> str:
    """Return what is shown for a first byte and the byte below 0x40 behind it."""
    if first == LAST_LEAD and not leniency.knows_fe:
        return chr(byte)
    return leniency.broken if leniency.swallows else leniency.broken + chr(byte)


def bracket(pending: int, leniency: Leniency) -> str:
    """Return what is shown of the bracket that opens an annotation."""
    return low(pending, ord("("), leniency) if pending else "("


def finish(state: State, leniency: Leniency) -> str:
    """Return what is shown where the text ends."""
    return leniency.lone if state.pending else ""


def code_of_cut(mark: str) -> tuple[int, int]:
    """Return the two bytes that a mirror looks for to cut at a mark."""
    first, second = encode(mark)
    return first, second
