"""Which bytes may stand where what was seen does not tell, or tells one of two: the likeliest first."""

from collections.abc import Iterator
from functools import cache, lru_cache

from pipelines.language_model import surprise
from pipelines.restore.mirror.machine import FIRST_LEAD, FIRST_TRAIL, LAST_LEAD
from pipelines.restore.mirror.moves import Head, Hidden
from pipelines.restore.mirror.observed import Sight
from pipelines.restore.mirror.ranking import Prices, form_of
from pipelines.restore.tables import decode, encode, is_private_use, plausible_by_lead, plausible_by_trail

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


def known_seconds(sight: Sight, place: int, first: int) -> Iterator[tuple[int, int, float]]:
    """Yield the second bytes that what was seen tells, each with the cut it begins, if any, and the prior against it."""
    for code in sight.codes(place):
        if code[0] >= FIRST_TRAIL:
            yield code[0], 0, 0.0
    for code in sight.torn(place):
        if code[0] == first:
            yield code[1], 0, 0.0
    for cut in sight.cuts(place, ""):
        yield cut.first, cut.second, cut.nats
    if not sight.habits.leniency.knows_fe and sight.low(place):
        yield LAST_LEAD, 0, 0.0  # such a decoder shows nothing of it there


def fresh(sight: Sight, context: str, head: Head) -> tuple[str, ...]:
    """Return the likeliest characters that begin with a byte and whose second one shows nothing.

    It is lost itself, or begins a private-use character that a later tool dropped.
    """
    found = _fresh_characters(head.first, head.known, head.is_lost)
    if sight.is_exhaustive or not found:
        return found
    ranked = sight.prices.ranked(context, found)
    return ranked if head.is_lost else ranked[:FRESH]


@lru_cache(maxsize=1 << 12)
def _fresh_characters(first: int, known: frozenset[int], is_lost: bool) -> tuple[str, ...]:
    seconds = ((encode(one)[1], one) for one in plausible_by_lead().get(first, ()))
    return tuple(
        one for second, one in seconds if second not in known and (is_lost or second in PRIVATE_FIRST)
    )


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
    return found if sight.is_exhaustive or not found else sight.prices.ranked(context, found)


@cache
def seconds_of_private(first: int) -> frozenset[int]:
    """Return the bytes that make a private-use character with a first one."""
    pairs = ((second, decode(bytes((first, second)))) for second in range(FIRST_LEAD, 0xFF))
    return frozenset(second for second, character in pairs if not character or is_private_use(character))


def hidden_after(prices: Prices, context: str, pending: int, hidden: Hidden) -> list[str]:
    """Return the likeliest characters whose first byte makes a dropped private-use one with the byte that is held."""
    each = max(_FEWEST, FRESH // max(1, len(hidden.seconds)))
    choices = [_hidden_characters(pending, second) for second in hidden.seconds]
    if hidden.is_lost:
        choices.append(_common_hidden(pending))
    return [one for choice in choices if choice for one in prices.ranked(context, choice)[:each]]


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
