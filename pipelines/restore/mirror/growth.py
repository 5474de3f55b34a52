"""Which character an original may go on with, given what was seen: all that the machine allows, no other rule.

A hypothesis stands between two characters of the original. There the decoder holds either nothing, and goes in step
with the original, or the second byte of the last character, and is out of step: then each pair it reads is the end of
one character and the beginning of the next.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipelines.language_model import surprise
from pipelines.restore.mirror.hypotheses import (
    Character,
    Hypothesis,
    Shown,
    over_byte,
    over_code,
    with_character,
)
from pipelines.restore.mirror.machine import FIRST_LEAD, FIRST_TRAIL, LAST_LEAD, START, low
from pipelines.restore.mirror.observed import Sight
from pipelines.restore.mirror.ranking import Cost, at_the_end, form_of, least_surprising
from pipelines.restore.tables import (
    decode,
    encode,
    is_private_use,
    plausible_by_lead,
    plausible_by_trail,
)

RAW = 9.0
"""Nats; prior against a `?` that is no mark of the decoder, on a page whose own question marks are full-width."""
HIDDEN = 3.0
"""Nats; prior against a private-use character that a later tool dropped: one pair in twenty is one."""
UNCUT = 8.0
"""Nats; prior against bytes at which the mirror cuts elsewhere and did not here."""
STRANGE = 14.0
"""Nats; prior against an annotation that no character before it explains, and a tag that nothing opens."""
BLANK_GONE = 7.0
"""Nats; prior against a blank or a line's end that went with a first byte: they are rare amid Chinese."""
UNMARKED = 4.0
"""Nats; prior against a cut amid a paragraph that tore a character and left no mark of it: most marks are real."""

_NAME_OF_TAG = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]{0,9}(?=[\s/>])")
_LONGEST_TAG = 300
"""Characters of a tag that is looked for behind its `<`."""
_REST_OF_ENTITY = re.compile(r"#?\w{1,8};")
_BEHIND_ATTRIBUTE = re.compile(r"\s{0,9}/?>|\s{1,9}[a-zA-Z-]{1,20}=|\s{0,9}[,}\]:]")
_BEHIND_THE_LAST = frozenset(("", "<", "\n", "?"))
"""What stands behind the last mark of a paragraph, which is 。” as often as ！."""
_BLANKS = frozenset(("", " ", "\n", "\r", "\t", "\u3000"))
_LOW_SIGNS = "(),.:;!-/%'"
_COMMONEST = 4
"""Characters by first byte that are tried where both bytes are unknown; to find more would be chance."""
_COMMON = 40
"""Characters that may end a dropped private-use one that are looked at, the commonest ones."""
_FRESH = 4
"""Characters that are tried at each place where a private-use one may have been dropped."""
GONE = "?"
"""What stands for a digit that nobody can know."""

_PRIVATE_FIRST = frozenset((*range(0xA1, 0xB0), *range(0xF8, 0xFF)))
"""The first bytes of pairs that may be read as a private-use character."""


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
            *_over_low(sight, hypothesis),
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
    for pending in (FIRST_LEAD, LAST_LEAD):
        reading, _ = sight.reading(hypothesis.place, pending)
        if reading:
            for code, _nats in sight.annotated(reading):
                if (
                    code[0] == last
                    and code[1] >= FIRST_LEAD
                    and (code[1] == LAST_LEAD) == (pending == LAST_LEAD)
                ):
                    yield from _with_first(sight, hypothesis, code[1], 0.0)


def _torn_by_cut(sight: Sight, hypothesis: Hypothesis) -> Iterator[Hypothesis]:
    """Yield the characters whose second byte, with the next first one, is what the mirror cuts at."""
    for cut in sight.cuts(hypothesis.place, sight.habits.leniency.lone):
        likely = _likely(sight, hypothesis.context, cut.first, 1)
        for character in likely if sight.is_exhaustive or not cut.nats else likely[:_FRESH]:
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
    if pending not in _PRIVATE_FIRST:
        return
    if sight.is_exhaustive:
        for first in _second_of_private(pending):
            yield from _with_first(sight, hypothesis, first, HIDDEN)
        return
    known = tuple(sorted({second for second, _, _ in _known_seconds(sight, hypothesis.place, pending)}))
    is_lost = _may_be_lost(sight, hypothesis.place)
    for character in _likeliest_hidden(sight.cost, hypothesis.context, pending, known, is_lost):
        first, second = encode(character)
        for shown in over_byte(sight, Shown(hypothesis.state, hypothesis.place, HIDDEN), first):
            cut = next((cut.second for cut in sight.cuts(shown.place, "") if cut.first == second), 0)
            for later in over_byte(sight, shown, second, cut):
                yield with_character(sight, hypothesis, character, later)


@lru_cache(maxsize=1 << 14)
def _likeliest_hidden(
    cost: Cost, context: str, pending: int, seconds: tuple[int, ...], is_lost: bool
) -> list[str]:
    found = _hidden_characters(pending, seconds) + (_common_hidden(pending) if is_lost else ())
    return least_surprising(context, found, cost)[:_FRESH]


@lru_cache(maxsize=1 << 12)
def _hidden_characters(pending: int, seconds: tuple[int, ...]) -> tuple[str, ...]:
    """Return the commonest characters whose first byte makes a private-use one with `pending`, by their second byte."""
    firsts = _second_of_private(pending)
    found = (
        character
        for second in seconds
        for character in plausible_by_trail().get(second, ())
        if encode(character)[0] in firsts
    )
    return tuple(sorted(found, key=lambda character: surprise("", form_of(character)))[:_COMMON])


@cache
def _common_hidden(pending: int) -> tuple[str, ...]:
    """Return the commonest of the same characters, for a second byte that is lost as well."""
    return tuple(
        character
        for first in _second_of_private(pending)
        for character in plausible_by_lead().get(first, ())[:_COMMONEST]
    )


def _over_real_cut(sight: Sight, hypothesis: Hypothesis) -> Iterator[Hypothesis]:
    """Yield the marks of the original at which the mirror cut, and which put the decoder in step again."""
    for cut in sight.cuts(hypothesis.place, sight.habits.leniency.lone):
        yield from _over_mark(sight, hypothesis, bytes((cut.first, cut.second)))


def _over_low(sight: Sight, hypothesis: Hypothesis) -> Iterator[Hypothesis]:
    """Yield the bytes below 0x40 that the decoder broke off at, which may be gone with its first byte."""
    leniency, place, pending = sight.habits.leniency, hypothesis.place, hypothesis.state.pending
    if not leniency.swallows or (pending == LAST_LEAD and not leniency.knows_fe):
        place += len(low(pending, ord("("), leniency)) - 1
        byte = sight.low(place)
        if byte:
            nats = STRANGE * (_is_rest_of_tag(sight.text, place))
            yield from over_code(sight, hypothesis, Character(bytes((byte,)), chr(byte), nats))
        return
    behind = sight.after(place, leniency.broken)
    if behind >= 0:
        yield from _over_swallowed(sight, hypothesis, behind)


def _is_rest_of_tag(text: str, place: int) -> bool:
    """Tell whether a tag stands at a place whose `<` is gone."""
    name = _NAME_OF_TAG.match(text, place)
    if name is None:
        return text.startswith("!--", place)
    end = text.find(">", name.end(), name.end() + _LONGEST_TAG)
    return end >= 0 and text.find("<", name.end(), end) < 0


def _over_swallowed(sight: Sight, hypothesis: Hypothesis, place: int) -> Iterator[Hypothesis]:
    """Yield the bytes below 0x40 that may be gone before a place: what stands behind tells which."""
    shown = Shown(START, place)
    if _is_rest_of_tag(sight.text, place):
        yield with_character(sight, hypothesis, "<", shown)
        return
    if _REST_OF_ENTITY.match(sight.text, place):
        yield _unseen(hypothesis, "&", 0.0, place)
        return
    if _BEHIND_ATTRIBUTE.match(sight.text, place):
        nats = at_the_end(hypothesis.context, hypothesis.quotes, sight.cost)
        yield _unseen(hypothesis, '"', nats, place)
    digit = with_character(sight, hypothesis, "0", shown)
    yield digit._replace(added=GONE, margin=0.0)
    if sight.text[place : place + 1].isdigit():
        return
    yield _unseen(hypothesis, "" if sight.text[place : place + 1] in _BLANKS else " ", BLANK_GONE, place)
    for character in _LOW_SIGNS:
        yield with_character(sight, hypothesis, character, shown)


def _unseen(hypothesis: Hypothesis, character: str, nats: float, place: int) -> Hypothesis:
    """Return the hypothesis with a character that the language model knows nothing about."""
    return hypothesis._replace(
        cost=hypothesis.cost + nats, place=place, state=START, earlier=hypothesis, added=character
    )


def _with_first(sight: Sight, hypothesis: Hypothesis, first: int, nats: float) -> Iterator[Hypothesis]:
    """Yield the characters that begin with a byte, after which the decoder holds nothing."""
    for shown in over_byte(sight, Shown(hypothesis.state, hypothesis.place, nats), first):
        for second, cutting, price in _seconds(sight, hypothesis, first, shown.place):
            character = decode(bytes((first, second)))
            if not character or is_private_use(character):
                continue
            for later in over_byte(sight, shown._replace(nats=shown.nats + price), second, cutting):
                yield with_character(sight, hypothesis, character, later)


def _seconds(
    sight: Sight, hypothesis: Hypothesis, first: int, place: int
) -> Iterator[tuple[int, int, float]]:
    """Yield the second bytes of a character, the decoder being in step before it: each with the cut it begins, if any."""
    known = set[int]()
    for second, cutting, nats in _known_seconds(sight, place, first):
        known.add(second)
        yield second, cutting, nats
    any_byte = _may_be_lost(sight, place)
    if any_byte or sight.habits.hidden:
        fresh = 0
        for character in _likely(sight, hypothesis.context, first, 0):
            second = encode(character)[1]
            if second in known:
                continue
            if any_byte:
                yield second, 0, 0.0
            elif second in _PRIVATE_FIRST and (fresh < _FRESH or sight.is_exhaustive):
                fresh += 1
                yield second, 0, HIDDEN


def _known_seconds(sight: Sight, place: int, first: int) -> Iterator[tuple[int, int, float]]:
    """Yield the second bytes that what was seen tells, each with the cut it begins, if any."""
    for code in sight.codes(place):
        if code[0] >= FIRST_TRAIL:
            yield code[0], 0, 0.0
    for pending in (FIRST_LEAD, LAST_LEAD):
        reading, _ = sight.reading(place, pending)
        if reading:
            for code, _nats in sight.annotated(reading):
                if code[0] == first:
                    yield code[1], 0, 0.0
    for cut in sight.cuts(place, ""):
        yield cut.first, cut.second, cut.nats


def _may_be_lost(sight: Sight, place: int) -> bool:
    """Tell whether a first byte that the decoder held before this place may be gone."""
    leniency = sight.habits.leniency
    if place >= len(sight.text):
        return sight.is_torn or not leniency.lone
    if leniency.lone and sight.text.startswith(leniency.lone, place) and place + 1 == len(sight.text):
        return True
    if sight.cuts(place, leniency.lone):
        return True
    if leniency.broken:
        return sight.after(place, leniency.broken) >= 0
    return leniency.swallows or bool(sight.low(place))


def _likely(sight: Sight, context: str, byte: int, index: int) -> tuple[str, ...]:
    """Return the likeliest characters after a context of which one byte is known; all where the sight is exhaustive."""
    found = (plausible_by_trail() if index else plausible_by_lead()).get(byte, ())
    return found if sight.is_exhaustive else _likeliest(sight.cost, context, found)


@lru_cache(maxsize=1 << 13)
def _likeliest(cost: Cost, context: str, found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(least_surprising(context, found, cost))


@cache
def _second_of_private(first: int) -> frozenset[int]:
    """Return the bytes that make a private-use character with a first one."""
    pairs = ((second, decode(bytes((first, second)))) for second in range(FIRST_LEAD, 0xFF))
    return frozenset(second for second, character in pairs if not character or is_private_use(character))
