"""Which character an original may go on with, given what was seen: all that the machine allows, no other rule.

A hypothesis stands between two characters of the original. There the decoder holds either nothing, and goes in step
with the original, or the second byte of the last character, and is out of step: then each pair it reads is the end of
one character and the beginning of the next.
"""

from collections.abc import Iterator

from pipelines.restore.mirror.hypotheses import (
    Character,
    Hypothesis,
    Shown,
    over_byte,
    over_code,
    with_character,
)
from pipelines.restore.mirror.machine import FIRST_LEAD, FIRST_TRAIL, START
from pipelines.restore.mirror.observed import Sight
from pipelines.restore.mirror.swallowed import over_low
from pipelines.restore.mirror.unknown_bytes import (
    FRESH,
    HIDDEN,
    PRIVATE_FIRST,
    hidden_after,
    likely,
    seconds_of,
    seconds_of_private,
)
from pipelines.restore.tables import decode, encode, is_private_use

STRANGE = 14.0
"""Nats; prior against an annotation that no character before it explains."""
RAW = 9.0
"""Nats; prior against a `?` that is no mark of the decoder, on a page whose own question marks are full-width."""
UNCUT = 8.0
"""Nats; prior against bytes at which the mirror cuts elsewhere and did not here."""
UNMARKED = 4.0
"""Nats; prior against a cut amid a paragraph that tore a character and left no mark of it: most marks are real."""

_BEHIND_THE_LAST = frozenset(("", "<", "\n", "?"))
"""What stands behind the last mark of a paragraph, which is 。” as often as ！."""


def grow(sight: Sight, hypothesis: Hypothesis, *, may_be_hidden: bool = True) -> list[Hypothesis]:
    """Return the hypotheses that go on with one more character and show what was seen.

    `may_be_hidden`: with characters too that end, or begin, a private-use one that a later tool dropped.
    """
    if hypothesis.state.due:
        return list(_with_first(sight, hypothesis, hypothesis.state.due, 0.0))
    if hypothesis.state.pending:
        return [
            *_out_of_step(sight, hypothesis),
            *(_over_hidden(sight, hypothesis) if may_be_hidden and sight.habits.hidden else ()),
            *_over_real_cut(sight, hypothesis),
            *over_low(sight, hypothesis),
        ]
    return [
        *_in_step(sight, hypothesis),
        *_torn_by_annotation(sight, hypothesis),
        *_torn_by_cut(sight, hypothesis),
    ]


def _in_step(sight: Sight, hypothesis: Hypothesis) -> Iterator[Hypothesis]:
    """Yield what stands there, read as it is."""
    place = hypothesis.place
    character = sight.text[place : place + 1]
    if not character:
        return
    codes = sight.codes(place)
    for code in codes:
        if any(code == bytes((cut.first, cut.second)) for cut in sight.habits.cuts):
            yield from _over_mark(sight, hypothesis, code)
            continue
        nats = RAW * (character == "?" and len(code) == 1)
        if any((hypothesis.state.last, code[0]) == (cut.first, cut.second) for cut in sight.habits.cuts):
            nats += UNCUT
        meant = decode(code) if len(code) > 1 else character
        yield from over_code(sight, hypothesis, Character(code, meant, nats))
    if not codes:  # what CP936 lacks came later than the damage, or is the mark of a decoder
        shown = Shown(START, place + 1, RAW * (character == "\ufffd"))
        yield with_character(sight, hypothesis, character, shown)
    _, end = sight.reading(place, 0)
    if end > place:
        yield hypothesis._replace(
            cost=hypothesis.cost + STRANGE, place=end, earlier=hypothesis, added="", margin=0.0
        )


def _over_mark(sight: Sight, hypothesis: Hypothesis, code: bytes) -> Iterator[Hypothesis]:
    """Yield a mark of the original at which the mirror cut."""
    start = Shown(hypothesis.state, hypothesis.place)
    for shown in over_byte(sight, start, code[0], code[1]):
        for later in over_byte(sight, shown, code[1]):
            yield with_character(sight, hypothesis, decode(code), later)


def _torn_by_annotation(sight: Sight, hypothesis: Hypothesis) -> Iterator[Hypothesis]:
    """Yield the characters whose first byte ends what the mirror annotated."""
    last = hypothesis.state.last
    if not last:
        return
    for code in sight.torn(hypothesis.place):
        if code[0] == last:
            yield from _with_first(sight, hypothesis, code[1], 0.0)


def _torn_by_cut(sight: Sight, hypothesis: Hypothesis) -> Iterator[Hypothesis]:
    """Yield the characters whose second byte, with the next first one, is what the mirror cuts at."""
    for cut in sight.cuts(hypothesis.place, sight.habits.leniency.lone):
        torn_ones = likely(sight, hypothesis.context[-2:], cut.first, 1)
        for character in torn_ones if sight.is_exhaustive or not cut.nats else torn_ones[:FRESH]:
            behind = sight.text[hypothesis.place + 1 : hypothesis.place + 2]
            is_amid = behind not in _BEHIND_THE_LAST
            nats = cut.nats + UNMARKED * (is_amid and not sight.habits.leniency.lone)
            torn = Character(encode(character), character, nats, cut.second)
            yield from over_code(sight, hypothesis, torn)


def _out_of_step(sight: Sight, hypothesis: Hypothesis) -> Iterator[Hypothesis]:
    """Yield the characters whose first byte is the second of the pair that was seen."""
    for code in sight.codes(hypothesis.place):
        if len(code) == 1 or code[0] != hypothesis.state.pending:
            continue
        if FIRST_TRAIL <= code[1] < FIRST_LEAD - 1:
            yield from over_code(sight, hypothesis, Character(code[1:], chr(code[1])))
        elif code[1] >= FIRST_LEAD:
            yield from _with_first(sight, hypothesis, code[1], 0.0)


def _over_hidden(sight: Sight, hypothesis: Hypothesis) -> Iterator[Hypothesis]:
    """Yield the characters whose first byte ends a private-use character that a later tool dropped."""
    pending = hypothesis.state.pending
    if pending not in PRIVATE_FIRST:
        return
    if sight.is_exhaustive:
        for first in seconds_of_private(pending):
            yield from _with_first(sight, hypothesis, first, HIDDEN)
        return
    for character in hidden_after(sight, hypothesis.context[-2:], pending, hypothesis.place):
        first, second = encode(character)
        for shown in over_byte(sight, Shown(hypothesis.state, hypothesis.place, HIDDEN), first):
            cut = next((cut.second for cut in sight.cuts(shown.place, "") if cut.first == second), 0)
            for later in over_byte(sight, shown, second, cut):
                yield with_character(sight, hypothesis, character, later)


def _over_real_cut(sight: Sight, hypothesis: Hypothesis) -> Iterator[Hypothesis]:
    """Yield the marks of the original at which the mirror cut, and which put the decoder in step again."""
    for cut in sight.cuts(hypothesis.place, sight.habits.leniency.lone):
        yield from _over_mark(sight, hypothesis, bytes((cut.first, cut.second)))


def _with_first(sight: Sight, hypothesis: Hypothesis, first: int, nats: float) -> Iterator[Hypothesis]:
    """Yield the characters that begin with a byte, after which the decoder holds nothing."""
    for shown in over_byte(sight, Shown(hypothesis.state, hypothesis.place, nats), first):
        for second, cutting, price in seconds_of(sight, hypothesis.context[-2:], first, shown.place):
            character = decode(bytes((first, second)))
            if not character or is_private_use(character):
                continue
            for later in over_byte(sight, shown._replace(nats=shown.nats + price), second, cutting):
                yield with_character(sight, hypothesis, character, later)
