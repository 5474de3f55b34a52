"""Hypotheses about an original, grown byte by byte: the paths of the search in inverse.py."""

from functools import cache, lru_cache
from math import inf
from operator import itemgetter
from typing import NamedTuple

from pipelines.language_model import BOUNDARY, classed, surprise
from pipelines.restore.tables import (
    decode,
    encode,
    is_plausible,
    is_private_use,
    plausible_by_lead,
    plausible_by_trail,
    simplified,
)

WIDTH = 32  # paths kept after each step; more changed no result on invented text
BRANCHES = 30  # characters tried where a byte is unknown
HORIZON = 18.0  # nats behind the best path after which one is given up
_NARROW = 9.0  # nats behind the best character after which one is not tried for an unknown byte
UNBALANCED = (
    4.0  # nats; a closing quote without its opening one, the other way round, or a quoted sentence of a word
)
_CLOSING = 5.0  # nats; a quoted term closes anywhere, however rare the character before it
_LONGEST_TERM = 9  # characters; what is longer is speech, and speech closes behind a full stop
_UNSEEN = 1.0  # nats; a closing quote whose opening one would stand before what is known
_SHORTEST_QUOTED = 4  # characters of a quoted sentence, its marks included
_BLANK = 9.0  # nats; a blank amid a sentence, which the language model does not see
_LOST_PAIR = 1.0  # nats; prior against a private-use character that a later tool dropped

NONE, ANY = -1, -2  # no byte is pending; a lead byte is pending that nobody knows
FIRST_LEAD, FIRST_TRAIL = 0x81, 0x40

# The first bytes of pairs that may read as a private-use character; once dropped, nobody knows the second.
_PRIVATE_LEADS = (*range(0xA1, 0xB0), *range(0xF8, 0xFF))


class Path(NamedTuple):
    """A beginning of an original that reads as what was seen so far, and what it costs."""

    cost: float  # nats
    pending: int  # the first byte of a character whose second one is still to come
    last: int  # the last byte read, NONE where unknown
    context: str  # the last two characters as the language model sees them
    earlier: "Path | None"
    added: str  # what this step added to the earlier path
    quotes: int  # characters since an open “, that included; 0 outside, -1 unknown
    margin: float = inf  # nats to the nearest other original that was merged into this path

    def spelled(self) -> str:
        """Return the original so far."""
        pieces: list[str] = []
        path: Path | None = self
        while path is not None:
            pieces.append(path.added)
            path = path.earlier
        return "".join(reversed(pieces))


def start_after(before: str) -> Path:
    """Return the path of nothing yet, after a repaired text."""
    last = encode(before[-1])[-1] if before and encode(before[-1]) else NONE
    context = (BOUNDARY * 2 + "".join(map(form_of, before[-8:])))[-2:]
    opened, closed = before.rfind("“"), before.rfind("”")
    quotes = -1 if opened == closed else len(before) - opened if opened > closed else 0
    return Path(0.0, NONE, last, context, None, "", quotes)


@lru_cache(maxsize=1 << 15)
def form_of(character: str) -> str:
    """Return a character as the language model sees it: Simplified and classed."""
    return classed(simplified(character))


def best(paths: list[Path], width: int = WIDTH) -> list[Path]:
    """Return the cheapest paths; of those that go on alike only the cheapest, with its margin."""
    if not paths:
        return []
    paths.sort(key=itemgetter(0))
    limit = paths[0].cost + HORIZON
    kept: dict[tuple[int, str, int], Path] = {}
    for path in paths:
        if path.cost > limit or len(kept) == width:
            break
        key = (path.pending, path.context, path.last)
        winner = kept.setdefault(key, path)
        if winner is not path and path.cost - winner.cost < winner.margin:
            kept[key] = winner._replace(margin=path.cost - winner.cost)
    return list(kept.values())


def costlier(path: Path, nats: float) -> Path:
    """Return the path at a higher cost."""
    return path._replace(cost=path.cost + nats) if nats else path


def with_character(path: Path, character: str, last: int = NONE) -> Path:
    """Return the path with one more character, at its cost; nothing is pending after it."""
    cost, context, quotes = path.cost, path.context, path.quotes
    form = form_of(character)
    if not form and context != BOUNDARY * 2:
        cost += _BLANK
    if form:
        nats = surprise(context, form)
        cost += min(nats, _CLOSING) if form == "”" and 0 < quotes <= _LONGEST_TERM else nats
        context = (context + form)[-2:]
        if quotes > 0:
            quotes += 1
            cost += UNBALANCED * (form in "。！？" and quotes <= _SHORTEST_QUOTED)
        if form == "“":
            cost += UNBALANCED * (quotes > 0)
            quotes = 1
        elif form == "”":
            cost += (0.0, UNBALANCED, _UNSEEN)[(quotes == 0) - (quotes < 0)]
            quotes = 0
    return Path(cost, NONE, last, context, path, character, quotes, path.margin)


def at_the_end(path: Path) -> Path:
    """Return the path at the cost of ending here."""
    return costlier(path, surprise(path.context, BOUNDARY) + UNBALANCED * (path.quotes > 0))


def with_ending(path: Path, markup: str) -> Path:
    """Return the path at the end of its paragraph, followed by markup that costs nothing."""
    cost = at_the_end(path).cost
    return Path(cost, NONE, NONE, BOUNDARY * 2, path, markup, path.quotes, path.margin)


def over_byte(path: Path, byte: int) -> list[Path]:
    """Return the paths over one known byte."""
    if path.pending == NONE:
        if byte < FIRST_LEAD:
            return [with_character(path, chr(byte), byte)]
        return [path._replace(pending=byte, last=byte)]
    if byte < FIRST_TRAIL:
        return []
    if path.pending == ANY:
        return [with_character(path, later, byte) for later in _likely_before(path.context, byte, path.last)]
    character = decode(bytes((path.pending, byte)))
    return [with_character(path, character, byte)] if character and not is_private_use(character) else []


def over_any_byte(path: Path) -> list[Path]:
    """Return the paths over one byte that is above 0x80 and otherwise unknown."""
    if path.pending == NONE:
        return [path._replace(pending=ANY, last=NONE)]
    if path.pending == ANY:
        return []
    return [
        with_character(path, character, encode(character)[1])
        for character in _likely_after(path.context, path.pending)
    ]


def over_lost_pair(path: Path) -> list[Path]:
    """Return the paths over two bytes that read as a private-use character, which a later tool dropped."""
    if path.pending < 0:
        return []
    grown: list[Path] = []
    for lead in _PRIVATE_LEADS:
        character = decode(bytes((path.pending, lead)))
        if character and is_plausible(character):
            later = with_character(path, character)
            grown.append(later._replace(cost=later.cost + _LOST_PAIR, pending=ANY, last=lead))
    return grown


@lru_cache(maxsize=1 << 14)
def _likely_before(context: str, byte: int, lost_lead: int) -> tuple[str, ...]:
    """Return the least surprising characters with this second byte.

    Their first byte is unknown; after the lead byte of a lost pair it made that pair a private-use one.
    """
    candidates = plausible_by_trail().get(byte, ())
    if lost_lead != NONE:
        candidates = tuple(later for later in candidates if encode(later)[0] in _lost_trails(lost_lead))
    return _least_surprising(context, candidates)


@lru_cache(maxsize=1 << 13)
def _likely_after(context: str, byte: int) -> tuple[str, ...]:
    """Return the least surprising characters with this first byte and a second one above 0x80."""
    return _least_surprising(context, plausible_by_lead().get(byte, ()))


def _least_surprising(context: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
    ranked = sorted((surprise(context, form_of(character)), character) for character in candidates)
    return tuple(character for cost, character in ranked[:BRANCHES] if cost <= ranked[0][0] + _NARROW)


@cache
def _lost_trails(lead: int) -> frozenset[int]:
    pairs = ((trail, decode(bytes((lead, trail)))) for trail in range(FIRST_TRAIL, 0xFF))
    return frozenset(trail for trail, character in pairs if not character or is_private_use(character))
