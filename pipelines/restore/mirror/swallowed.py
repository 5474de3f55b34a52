"""The bytes below 0x40 that a decoder broke off at, and which of them may be gone with the first byte before it."""

import re
from collections.abc import Iterator, Mapping

from pipelines.restore.mirror.hypotheses import Hypothesis, over_code, with_moves
from pipelines.restore.mirror.machine import LAST_LEAD, START, Leniency, low
from pipelines.restore.mirror.moves import Character, Move, Shown
from pipelines.restore.mirror.observed import Sight
from pipelines.restore.mirror.ranking import at_the_end

UNOPENED = 14.0
"""Nats; prior against a tag that nothing opens."""
BLANK_GONE = 7.0
"""Nats; prior against a blank or a line's end that went with a first byte: they are rare amid Chinese."""
GONE = "?"
"""What stands for a digit that nobody can know."""

_NAME_OF_TAG = re.compile(r"\\?/?[a-zA-Z][a-zA-Z0-9]{0,9}(?=[\s/>])")
_LONGEST_TAG = 300
"""Characters of a tag that is looked for behind its `<`."""
_REST_OF_ENTITY = re.compile(r"#?\w{1,8};")
_BEHIND_ATTRIBUTE = re.compile(r"\s{0,9}/?>|\s{1,9}[a-zA-Z-]{1,20}=|\s{0,9}[,}\]:]")
_BLANKS = frozenset(("", " ", "\n", "\r", "\t", "\u3000"))
_LOW_SIGNS = "(),.:;!-/%'"


def may_be_low(sight: Sight, place: int, pending: int) -> bool:
    """Tell whether the decoder may have broken off at a place, holding `pending`."""
    leniency = sight.habits.leniency
    if _keeps(leniency, pending):
        return bool(sight.low(_behind_mark(leniency, place, pending)))
    return sight.after(place, leniency.broken) >= 0


def over_low(sight: Sight, hypothesis: Hypothesis, limits: Mapping[int, float]) -> Iterator[Hypothesis]:
    """Yield the bytes below 0x40 that the decoder broke off at, which may be gone with its first byte."""
    leniency, place, pending = sight.habits.leniency, hypothesis.place, hypothesis.state.pending
    if _keeps(leniency, pending):
        place = _behind_mark(leniency, place, pending)
        byte = sight.low(place)
        if byte:
            nats = UNOPENED * is_rest_of_tag(sight.text, place)
            start = Shown(hypothesis.state, hypothesis.place)
            moves = over_code(sight, start, Character(bytes((byte,)), chr(byte), nats))
            yield from with_moves(sight, hypothesis, moves, limits)
        return
    behind = sight.after(place, leniency.broken)
    if behind >= 0:
        yield from _over_swallowed(sight, hypothesis, behind, limits)


def _keeps(leniency: Leniency, pending: int) -> bool:
    """Tell whether a decoder that holds `pending` shows the byte that it breaks off at."""
    return not leniency.swallows or (pending == LAST_LEAD and not leniency.knows_fe)


def _behind_mark(leniency: Leniency, place: int, pending: int) -> int:
    """Return where the byte stands that such a decoder shows, behind the mark that it may have made of `pending`."""
    return place + len(low(pending, ord("("), leniency)) - len("(")


def is_rest_of_tag(text: str, place: int) -> bool:
    """Tell whether a tag stands at a place whose `<` is gone."""
    name = _NAME_OF_TAG.match(text, place)
    if name is None:
        return text.startswith("!--", place)
    end = text.find(">", name.end(), name.end() + _LONGEST_TAG)
    return end >= 0 and text.find("<", name.end(), end) < 0


def _over_swallowed(
    sight: Sight, hypothesis: Hypothesis, place: int, limits: Mapping[int, float]
) -> Iterator[Hypothesis]:
    """Yield the bytes below 0x40 that may be gone before a place: what stands behind tells which."""
    if is_rest_of_tag(sight.text, place):
        yield from with_moves(sight, hypothesis, (Move("<", START, place, 0.0),), limits)
        return
    if _REST_OF_ENTITY.match(sight.text, place):
        yield _unseen(hypothesis, "&", 0.0, place)
        return
    if _BEHIND_ATTRIBUTE.match(sight.text, place):
        nats = at_the_end(hypothesis.context, hypothesis.quotes, sight.prices.of)
        yield _unseen(hypothesis, '"', nats, place)
    for digit in with_moves(sight, hypothesis, (Move("0", START, place, 0.0),), limits):
        yield digit._replace(added=GONE, margin=0.0)
    if sight.text[place : place + 1].isdigit():
        return
    yield _unseen(hypothesis, "" if sight.text[place : place + 1] in _BLANKS else " ", BLANK_GONE, place)
    signs = (Move(sign, START, place, 0.0) for sign in _LOW_SIGNS)
    yield from with_moves(sight, hypothesis, signs, limits)


def _unseen(hypothesis: Hypothesis, character: str, nats: float, place: int) -> Hypothesis:
    """Return the hypothesis with a character that the language model knows nothing about."""
    return hypothesis._replace(
        cost=hypothesis.cost + nats, place=place, state=START, earlier=hypothesis, added=character
    )
