"""Which character an original may go on with, given what was seen: all that the machine allows, no other rule.

A hypothesis stands between two characters of the original. There the decoder holds either nothing, and goes in step
with the original, or the second byte of the last character, and is out of step: then each pair it reads is the end of
one character and the beginning of the next.
"""

from collections.abc import Iterable, Iterator, Mapping

from pipelines.restore.mirror.hypotheses import (
    NO_LIMITS,
    Hypothesis,
    over_byte,
    over_code,
    over_mark,
    with_moves,
)
from pipelines.restore.mirror.machine import FIRST_LEAD, FIRST_TRAIL, START
from pipelines.restore.mirror.moves import Character, Head, Hidden, Move, Shown, Tail, Ways
from pipelines.restore.mirror.observed import Sight
from pipelines.restore.mirror.swallowed import may_be_low, over_low
from pipelines.restore.mirror.unknown_bytes import (
    FRESH,
    PRIVATE_FIRST,
    fresh,
    hidden_after,
    known_seconds,
    likely,
    may_be_lost,
    seconds_of_private,
)
from pipelines.restore.tables import decode, encode, is_private_use

STRANGE = 14.0
"""Nats; prior against an annotation that no character before it explains."""
RAW = 9.0
"""Nats; prior against a `?` that is no mark of the decoder, on a page whose own question marks are full-width."""
LONE_LETTER = 6.0
"""Nats; prior against a small letter between a mark at which mirrors cut and Chinese: what is left of a torn character."""
UNCUT = 8.0
"""Nats; prior against bytes at which the mirror cuts elsewhere and did not here."""
UNMARKED = 4.0
"""Nats; prior against a cut amid a paragraph that tore a character and left no mark of it: most marks are real."""

_CUT_MARKS = frozenset("！；？!;?")
_BEHIND_THE_LAST = frozenset(("", "<", "\n", "?", "！", "!"))
"""What stands behind the last mark of a paragraph, which is 。” as often as ！; two in a row may be 海。”."""


def grow(
    sight: Sight,
    hypothesis: Hypothesis,
    limits: Mapping[int, float] = NO_LIMITS,
    *,
    may_be_hidden: bool = True,
) -> list[Hypothesis]:
    """Return the hypotheses that go on with one more character and show what was seen.

    `may_be_hidden`: with characters too that end, or begin, a private-use one that a later tool dropped. `limits`:
    nats by place above which none is wanted.
    """
    state, place, context = hypothesis.state, hypothesis.place, hypothesis.context[-2:]
    ways = sight.ways.get((state, place))
    if ways is None:
        ways = sight.ways[state, place] = _ways(sight, Shown(state, place))
    later = with_moves(sight, hypothesis, ways.moves, limits)
    for head in ways.heads:
        later += with_moves(sight, hypothesis, _over_head(sight, context, head), limits, are_ranked=True)
    for tail in ways.tails:
        later += with_moves(sight, hypothesis, _over_tail(sight, hypothesis, tail), limits, are_ranked=True)
    if ways.strange:
        cost = hypothesis.cost + STRANGE
        later.append(
            hypothesis._replace(cost=cost, place=ways.strange, earlier=hypothesis, added="", margin=0.0)
        )
    if ways.hidden and may_be_hidden:
        later += with_moves(sight, hypothesis, _over_hidden(sight, hypothesis, ways.hidden), limits)
    if ways.is_low:
        later += over_low(sight, hypothesis, limits)
    return later


def _ways(sight: Sight, start: Shown) -> Ways:
    """Return how hypotheses go on from a place with the machine in a state."""
    state, place, _ = start
    if state.due:
        return _sorted(_with_first(sight, start, state.due))
    if not state.pending:
        _, end = sight.reading(place, 0)
        known = _sorted((*_in_step(sight, start), *_torn_by_annotation(sight, start)))
        tails = tuple(_torn_by_cut(sight, place))
        return known._replace(tails=tails, strange=end if place < end and place < len(sight.text) else 0)
    found: list[Move | Head] = [*_out_of_step(sight, start), *_over_real_cut(sight, start)]
    hidden = None
    if sight.habits.hidden and state.pending in PRIVATE_FIRST:
        if sight.is_exhaustive:
            for first in seconds_of_private(state.pending):
                found += _with_first(sight, Shown(state, place, sight.habits.hidden_nats), first)
        else:
            seconds = tuple(sorted({second for second, _, _ in known_seconds(sight, place, state.pending)}))
            hidden = Hidden(seconds, may_be_lost(sight, place))
    return _sorted(found)._replace(hidden=hidden, is_low=may_be_low(sight, place, state.pending))


def _sorted(found: Iterable[Move | Head]) -> Ways:
    found = tuple(found)
    return Ways(
        moves=tuple(one for one in found if isinstance(one, Move)),
        heads=tuple(one for one in found if isinstance(one, Head)),
    )


def _in_step(sight: Sight, start: Shown) -> Iterator[Move]:
    """Yield what stands there, read as it is."""
    state, place, _ = start
    character = sight.text[place : place + 1]
    if not character:
        return
    codes = sight.codes(place)
    for code in codes:
        if code in sight.cut_codes:
            yield from over_mark(sight, start, code)
            continue
        nats = RAW * (character == "?" and len(code) == 1) + LONE_LETTER * _is_lone_letter(sight.text, place)
        if bytes((state.last, code[0])) in sight.cut_codes:
            nats += UNCUT
        meant = decode(code) if len(code) > 1 else character
        yield from over_code(sight, start, Character(code, meant, nats))
    if not codes:  # what CP936 lacks came later than the damage, or is the mark of a decoder
        yield Move(character, START, place + 1, RAW * (character == "\ufffd"))


def _is_lone_letter(text: str, place: int) -> bool:
    """Tell whether a small letter stands alone behind a mark, with Chinese behind it."""
    return (
        place > 0
        and "a" <= text[place] <= "z"
        and text[place - 1] in _CUT_MARKS
        and text[place + 1 : place + 2] >= "\u3400"
    )


def _torn_by_annotation(sight: Sight, start: Shown) -> Iterator[Move | Head]:
    """Yield the characters whose first byte ends what the mirror annotated."""
    last = start.state.last
    if not last:
        return
    for code in sight.torn(start.place):
        if code[0] == last:
            yield from _with_first(sight, start, code[1])


def _torn_by_cut(sight: Sight, place: int) -> Iterator[Tail]:
    """Yield the characters whose second byte, with the next first one, is what the mirror cuts at."""
    lone = sight.habits.leniency.lone
    is_amid = sight.text[place + 1 : place + 2] not in _BEHIND_THE_LAST
    for cut in sight.cuts(place, lone):
        yield Tail(cut, cut.nats + UNMARKED * (is_amid and not lone))


def _over_tail(sight: Sight, hypothesis: Hypothesis, tail: Tail) -> Iterator[Move]:
    """Yield the moves over the characters that end in what the mirror cut at."""
    cut, nats = tail
    start = Shown(hypothesis.state, hypothesis.place)
    torn_ones = likely(sight, hypothesis.context[-2:], cut.first, 1)
    for character in torn_ones if sight.is_exhaustive or not cut.nats else torn_ones[:FRESH]:
        yield from over_code(sight, start, Character(encode(character), character, nats, cut.second))


def _out_of_step(sight: Sight, start: Shown) -> Iterator[Move | Head]:
    """Yield the characters whose first byte is the second of the pair that was seen."""
    for code in sight.codes(start.place):
        if len(code) == 1 or code[0] != start.state.pending:
            continue
        if FIRST_TRAIL <= code[1] < FIRST_LEAD - 1:
            yield from over_code(sight, start, Character(code[1:], chr(code[1])))
        elif code[1] >= FIRST_LEAD:
            yield from _with_first(sight, start, code[1])


def _over_hidden(sight: Sight, hypothesis: Hypothesis, hidden: Hidden) -> Iterator[Move]:
    """Yield the characters whose first byte ends a private-use character that a later tool dropped."""
    start = Shown(hypothesis.state, hypothesis.place, sight.habits.hidden_nats)
    for character in hidden_after(sight.prices, hypothesis.context[-2:], start.state.pending, hidden):
        first, second = encode(character)
        for shown in over_byte(sight, start, first):
            cut = next((cut.second for cut in sight.cuts(shown.place, "") if cut.first == second), 0)
            for later in over_byte(sight, shown, second, cut):
                yield Move(character, *later)


def _over_real_cut(sight: Sight, start: Shown) -> Iterator[Move]:
    """Yield the marks of the original at which the mirror cut, and which put the decoder in step again."""
    for cut in sight.cuts(start.place, sight.habits.leniency.lone):
        yield from over_mark(sight, start, bytes((cut.first, cut.second)))


def _with_first(sight: Sight, start: Shown, first: int) -> Iterator[Move | Head]:
    """Yield the characters that begin with a byte, after which the decoder holds nothing."""
    for shown in over_byte(sight, start, first):
        known = tuple(known_seconds(sight, shown.place, first))
        for second, cutting, price in known:
            character = decode(bytes((first, second)))
            if not character or is_private_use(character):
                continue
            behind = Shown(shown.state, shown.place, shown.nats + price)
            for later in over_byte(sight, behind, second, cutting):
                yield Move(character, *later)
        is_lost = may_be_lost(sight, shown.place)
        if is_lost or sight.habits.hidden:
            yield Head(shown, first, frozenset(second for second, _, _ in known), is_lost)


def _over_head(sight: Sight, context: str, head: Head) -> Iterator[Move]:
    """Yield the moves over the characters that begin with a byte and whose second one shows nothing."""
    shown = head.shown
    if not head.is_lost:
        shown = Shown(shown.state, shown.place, shown.nats + sight.habits.hidden_nats)
    for character in fresh(sight, context, head):
        for later in over_byte(sight, shown, encode(character)[1]):
            yield Move(character, *later)
