"""Which bytes may stand where what was seen does not tell, or tells one of two: the likeliest first."""

from collections.abc import Iterator
from functools import cache, lru_cache

from pipelines.language_model import surprise
from pipelines.restore.mirror.machine import FIRST_LEAD, FIRST_TRAIL
from pipelines.restore.mirror.observed import Sight
from pipelines.restore.mirror.ranking import Cost, form_of, least_surprising
from pipelines.restore.tables import decode, encode, is_private_use, plausible_by_lead, plausible_by_trail

HIDDEN = 3.0
"""Nats; prior against a private-use character that a later tool dropped: one pair in twenty is one."""
FRESH = 4
"""Characters that are tried at each place where a private-use one may have been dropped."""
_FEWEST = 2
"""Characters of these for each byte that may end them."""
PRIVATE_FIRST = frozenset((*range(0xA1, 0xB0), *range(0xF8, 0xFF)))
"""The first bytes of pairs that may be read as a private-use character."""
_COMMONEST = 4
"""Characters by first byte that are tried where both bytes are unknown; to find more would be chance."""
_COMMON = 40
"""Characters that may end a dropped private-use one that are looked at, the commonest ones."""


def seconds_of(sight: Sight, context: str, first: int, place: int) -> Iterator[tuple[int, int, float]]:
    """Yield the second bytes of a character, the decoder being in step before it: each with the cut it begins, if any."""
    known = set[int]()
    for second, cutting, nats in _known_seconds(sight, place, first):
        known.add(second)
        yield second, cutting, nats
    any_byte = may_be_lost(sight, place)
    if any_byte or sight.habits.hidden:
        fresh = 0
        for character in likely(sight, context, first, 0):
            second = encode(character)[1]
            if second in known:
                continue
            if any_byte:
                yield second, 0, 0.0
            elif second in PRIVATE_FIRST and (fresh < FRESH or sight.is_exhaustive):
                fresh += 1
                yield second, 0, HIDDEN


def _known_seconds(sight: Sight, place: int, first: int) -> Iterator[tuple[int, int, float]]:
    """Yield the second bytes that what was seen tells, each with the cut it begins, if any."""
    for code in sight.codes(place):
        if code[0] >= FIRST_TRAIL:
            yield code[0], 0, 0.0
    for code in sight.torn(place):
        if code[0] == first:
            yield code[1], 0, 0.0
    for cut in sight.cuts(place, ""):
        yield cut.first, cut.second, cut.nats


def may_be_lost(sight: Sight, place: int) -> bool:
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


def likely(sight: Sight, context: str, byte: int, index: int) -> tuple[str, ...]:
    """Return the likeliest characters after a context of which one byte is known; all where the sight is exhaustive."""
    found = (plausible_by_trail() if index else plausible_by_lead()).get(byte, ())
    return found if sight.is_exhaustive else _likeliest(sight.cost, context, found)


@lru_cache(maxsize=1 << 13)
def _likeliest(cost: Cost, context: str, found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(least_surprising(context, found, cost))


@cache
def seconds_of_private(first: int) -> frozenset[int]:
    """Return the bytes that make a private-use character with a first one."""
    pairs = ((second, decode(bytes((first, second)))) for second in range(FIRST_LEAD, 0xFF))
    return frozenset(second for second, character in pairs if not character or is_private_use(character))


def hidden_after(sight: Sight, context: str, pending: int, place: int) -> list[str]:
    """Return the likeliest characters whose first byte makes a dropped private-use one with the byte that is held."""
    known = tuple(sorted({second for second, _, _ in _known_seconds(sight, place, pending)}))
    return _likeliest_hidden(sight.cost, context, pending, known, may_be_lost(sight, place))


@lru_cache(maxsize=1 << 14)
def _likeliest_hidden(
    cost: Cost, context: str, pending: int, seconds: tuple[int, ...], is_lost: bool
) -> list[str]:
    each = max(_FEWEST, FRESH // max(1, len(seconds)))
    found = [
        character
        for second in seconds
        for character in least_surprising(context, _hidden_characters(pending, second), cost)[:each]
    ]
    return found + (least_surprising(context, _common_hidden(pending), cost)[:each] if is_lost else [])


@lru_cache(maxsize=1 << 12)
def _hidden_characters(pending: int, second: int) -> tuple[str, ...]:
    """Return the commonest characters whose first byte makes a private-use one with `pending`, by their second byte."""
    firsts = seconds_of_private(pending)
    found = (
        character for character in plausible_by_trail().get(second, ()) if encode(character)[0] in firsts
    )
    return tuple(sorted(found, key=lambda character: surprise("", form_of(character)))[:_COMMON])


@cache
def _common_hidden(pending: int) -> tuple[str, ...]:
    """Return the commonest of the same characters, for a second byte that is lost as well."""
    return tuple(
        character
        for first in seconds_of_private(pending)
        for character in plausible_by_lead().get(first, ())[:_COMMONEST]
    )
