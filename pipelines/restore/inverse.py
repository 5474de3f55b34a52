"""The damage undone: which original, run through the model, reads as what was seen.

Analysis by synthesis. A stretch is read as bytes again; where the mirror's decoder lost a byte, all bytes that give a
common character are tried, and a language model ranks what they spell (beam search, linear in the stretch). The
winner counts as certain only if the model, run forwards, gives back exactly what was seen, and no other original is
nearly as probable.
"""

import math
import unicodedata
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from pipelines.restore.language import BOUNDARY, classed, surprise
from pipelines.restore.model import CUTS, CUTS_WITH_COMMA, Decoder, Mirror, damage_traditional
from pipelines.restore.tables import (
    Candidate,
    annotations,
    codes_read_as,
    decode,
    encode,
    is_known,
    is_plausible,
    is_private_use,
    plausible_by_lead,
    plausible_by_trail,
    simplified,
)
from pipelines.restore.tokens import Kind, Token, tokenize

WIDTH = 48  # paths kept; more changed no result on invented text
BRANCHES = 40  # characters tried where a byte is unknown
_HORIZON = 18.0  # nats behind the best path after which one is given up
CLEAR = 6.0  # nats between the two best originals from which the better one is certain
_CHECKED = 8  # originals that are run through the model before the best one is taken as it is
NATURAL = 7.0  # nats per character above which no original is called certain: it is not Chinese
_DROPPED = (
    6.0  # nats; prior against a mirror that drops lead bytes without a mark, where nothing shows that it does
)
_LOST_PAIR = 4.0  # nats; prior against a private-use character that a later tool dropped
_UNLISTED = 8.0  # nats; prior against an annotation of a character that is in no list
_RAW = 9.0  # nats; prior against a `?` that is no mark of the decoder, and against letters amid a shifted stretch
_UNBALANCED = 4.0  # nats; a closing quote without its opening one, or the other way round, or a sentence of a word
_SHORTEST_QUOTED = 4  # characters of a quoted sentence, its marks included
_AFTER_DIGITS = "年月日时時分%.．:個个人元"
_FIRST_LEAD, _FIRST_TRAIL, _LAST_TRAIL = 0x81, 0x40, 0xFE
_PRIVATE_LEADS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF), 0xA6, 0xA7, 0xA2, 0xA8, 0xA9)

NONE, ANY = -1, -2  # no byte is pending; a lead byte is pending that nobody knows


@dataclass(frozen=True, slots=True)
class Reading:
    """An original for one damaged stretch, still Traditional."""

    text: str
    certain: bool  # verified, and no other original is nearly as probable
    verified: bool  # the model reproduces what was seen, and it is Chinese
    cost: float  # nats


class _Path(NamedTuple):
    cost: float
    pending: int
    last: int  # the last byte read, NONE where unknown
    context: str  # the last two characters, Simplified and classed
    text: "tuple[_Path | None, str]"  # the path before and what was added
    quotes: int  # characters since an open “, that included; 0 outside, -1 unknown
    margin: float = math.inf  # nats to the nearest other original that was merged into this path

    def spelled(self) -> str:
        pieces: list[str] = []
        node: _Path | None = self
        while node is not None:
            node, added = node.text
            pieces.append(added)
        return "".join(reversed(pieces))


def read_stretch(
    stretch: str,
    before: str,
    after: str = "",
    *,
    drops: bool | None = None,
    hidden: bool = False,
    torn: bool = False,
) -> Reading | None:
    """Return the most probable original of a damaged stretch; None where there is none.

    `before` is what precedes it, repaired and Traditional; `after` the character that follows it. `drops` tells
    whether the mirror drops lead bytes unmarked; None: unknown. `hidden` allows for private-use characters that later
    tools removed, `torn` for a text that begins inside a character.
    """
    last_byte = encode(before[-1])[-1] if before and encode(before[-1]) else NONE
    start = _Path(0.0, NONE, last_byte, _context(before), (None, ""), _open_quotes(before))
    beam = _torn_starts(start) if torn else [start]
    tokens = list(tokenize(stretch + after))
    last = len(tokens) - bool(after)
    for position, token in enumerate(tokens[:last]):
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        grown: list[_Path] = []
        for path in beam:
            grown += _step(path, token, following, drops=drops, hidden=hidden)
        if not grown:
            return None
        beam = _best(grown)
    finished = sorted((path for path in beam if path.pending == NONE), key=lambda path: path.cost)
    open_ended = not finished and not after
    if open_ended:  # the text was cut inside a character: what it was can only be guessed
        finished = sorted(
            (closed for path in beam for closed in _with_trail(path)), key=lambda path: path.cost
        )
    if not finished:
        return None
    best = next(
        (path for path in finished[:_CHECKED] if reproduces(path.spelled(), stretch, before)), finished[0]
    )
    text = best.spelled()
    margin = best.margin
    for path in finished:
        if abs(path.cost - best.cost) < margin and _simple(path.spelled()) != _simple(text):
            margin = abs(path.cost - best.cost)
    verified = best.cost <= NATURAL * (len(text) + 2) and all(map(is_known, text))
    verified = verified and reproduces(text, stretch, before)
    return Reading(text, verified and not open_ended and margin >= CLEAR, verified, best.cost)


def _torn_starts(start: _Path) -> list[_Path]:
    """Return the paths of a text that begins inside a character: most likely one that an annotation tore."""
    torn_by_annotation = {row.code[1] for row in annotations() if row.code[1] >= _FIRST_LEAD}
    return [start._replace(pending=byte, last=byte) for byte in sorted(torn_by_annotation)] + [
        start._replace(pending=ANY, cost=_DROPPED)
    ]


def _best(paths: list[_Path]) -> list[_Path]:
    paths.sort(key=lambda path: path.cost)
    limit = paths[0].cost + _HORIZON
    kept: dict[tuple[int, str, int], _Path] = {}
    for path in paths:
        if path.cost > limit or len(kept) == WIDTH:
            break
        key = (path.pending, path.context, path.last)
        winner = kept.get(key)
        if winner is None:
            kept[key] = path
        elif path.cost - winner.cost < winner.margin and _simple(path.spelled()) != _simple(winner.spelled()):
            kept[key] = winner._replace(margin=min(path.cost - winner.cost, winner.margin))
    return list(kept.values())


def _step(
    path: _Path, token: Token, following: Token | None, *, drops: bool | None, hidden: bool
) -> list[_Path]:
    """Return the paths that lead on over one token."""
    match token.kind:
        case Kind.ANNOTATION:
            return _over_annotation(path, token)
        case Kind.TAG:
            return [_ended(closed, "<" + token.text[1:]) for closed in _with_trail(path)]
        case Kind.MARK:
            return _over_mark(path, token, following)
    grown: list[_Path] = []
    for code in token.codes if path.pending != NONE else token.codes[:1]:
        grown += _over_code(path, code, token.text)
    if not token.codes and path.pending == NONE:  # a character that CP936 lacks came later than the damage
        grown.append(_with(path, token.text))
    if token.kind is Kind.CUT and drops is not False:
        prior = 0.0 if drops else _DROPPED
        code = token.codes[-1]
        for lost in _with_any(path):
            grown += [later._replace(cost=later.cost + prior) for later in _over_code(lost, code, token.text)]
    if hidden and path.pending >= 0:
        grown += [
            later
            for lost in _with_lost_pair(path)
            for code in token.codes
            for later in _over_code(lost, code, token.text)
        ]
    return grown


def _over_annotation(path: _Path, token: Token) -> list[_Path]:
    swallowed = not token.text.startswith("(")
    grown: list[_Path] = []
    for code in token.codes:
        if path.last == code[0] or (path.pending == NONE and path.last == NONE):
            # The second byte was the lead that was swallowed, or dropped unmarked before a bracket that stayed.
            prior = 0.0 if swallowed else _DROPPED
            grown += [later._replace(cost=later.cost + prior) for later in _over_byte(path, code[1])]
    if swallowed:
        for code in codes_read_as(token.text[1:-1]):
            if path.last == code[0] and code not in token.codes:
                grown += [later._replace(cost=later.cost + _UNLISTED) for later in _over_byte(path, code[1])]
        return grown
    if _ends_with(path, token.codes):
        grown.append(path)
    elif path.context and path.pending == NONE:
        grown.append(path._replace(cost=path.cost + _UNLISTED))
    return grown


def _ends_with(path: _Path, codes: tuple[bytes, ...]) -> bool:
    added = path.text[1] if path.text[1] else ""
    if path.pending >= 0:
        before = encode(added[-1])[-1:] if added and encode(added[-1]) else b""
        return any(before + bytes([path.pending]) == code for code in codes)
    return any(path.last == code[1] for code in codes) and (not added or encode(added[-1]) in codes)


def _over_mark(path: _Path, token: Token, following: Token | None) -> list[_Path]:
    """A mark is a lead byte at the end of a piece, a lead byte with a swallowed one, or a question mark."""
    grown: list[_Path] = []
    if token.text == "?":
        grown += _over_code(path, encode("？"), token.text)
        if path.pending == NONE:
            raw = _with(path, "?")
            grown.append(raw._replace(cost=raw.cost + _RAW))
    if following is None or following.kind is Kind.CUT or following.text == "?":
        grown += _with_any(path)
    if path.pending != NONE:
        # A lead byte that swallowed what followed: a line's end or a space may be missed, a digit stays a `?`.
        gone = following is not None and (following.text.isdigit() or following.text in _AFTER_DIGITS)
        grown += [_with(closed, token.text) if gone else closed for closed in _with_trail(path)]
    return grown


def _over_code(path: _Path, code: bytes, shown: str) -> list[_Path]:
    """Return the paths over the bytes of one shown character."""
    paths = [path]
    for byte in code:
        paths = [later for earlier in paths for later in _over_byte(earlier, byte)]
    if len(code) == 1 and path.pending == NONE:
        return [_with(path, shown)]
    return paths


def _over_byte(path: _Path, byte: int) -> list[_Path]:
    if path.pending == NONE:
        if byte < _FIRST_LEAD:
            return [_with(path, chr(byte))._replace(last=byte)]
        return [path._replace(pending=byte, last=byte, text=(path, ""))]
    if byte < _FIRST_TRAIL:
        return []
    if path.pending == ANY:
        return _branch(path, plausible_by_trail().get(byte, ()))
    character = decode(bytes((path.pending, byte)))
    if not character or is_private_use(character):
        return []
    return [_with(path, character)._replace(pending=NONE, last=byte)]


def _with_any(path: _Path) -> list[_Path]:
    """Return the paths over one byte that is above 0x80 and otherwise unknown."""
    if path.pending == ANY:
        return []
    if path.pending == NONE:
        return [path._replace(pending=ANY, last=NONE, text=(path, ""))]
    return _with_trail(path)


def _with_trail(path: _Path) -> list[_Path]:
    """Return the paths whose pending lead byte is closed by an unknown trail byte above 0x80."""
    if path.pending < 0:
        return []
    return _branch(path, plausible_by_lead().get(path.pending, ()))


def _branch(path: _Path, candidates: tuple[Candidate, ...]) -> list[_Path]:
    """Return the paths over one of many characters, the least surprising ones only."""
    if not candidates:
        return []
    context = path.context
    ranked = sorted((surprise(context, candidate.form), at) for at, candidate in enumerate(candidates))
    limit = ranked[0][0] + _HORIZON
    return [
        _with(path, candidates[at].character)._replace(pending=NONE, last=candidates[at].trail)
        for cost, at in ranked[:BRANCHES]
        if cost <= limit
    ]


def _with_lost_pair(path: _Path) -> list[_Path]:
    """Return the paths over two bytes that read as a private-use character, which a later tool dropped."""
    grown: list[_Path] = []
    for lead in _PRIVATE_LEADS:
        character = decode(bytes((path.pending, lead)))
        if character and not is_private_use(character) and is_plausible(character):
            later = _with(path, character)
            grown.append(later._replace(cost=later.cost + _LOST_PAIR, pending=ANY, last=NONE))
    return grown


def _with(path: _Path, added: str) -> _Path:
    """Return the path with characters added at their cost."""
    cost, context, quotes = path.cost, path.context, path.quotes
    for character in classed("".join(map(simplified, added))):
        cost += surprise(context, character)
        context = (context + character)[-2:]
        if quotes > 0:
            quotes += 1
            cost += _UNBALANCED * (character in "。！？" and quotes <= _SHORTEST_QUOTED)
        if character == "“":
            cost += _UNBALANCED * (quotes > 0)
            quotes = 1
        elif character == "”":
            cost += _UNBALANCED * (quotes == 0)
            quotes = 0
    return _Path(cost, path.pending, path.last, context, (path, added), quotes, path.margin)


def _ended(path: _Path, markup: str) -> _Path:
    """Return the path at the end of its paragraph, followed by markup that costs nothing."""
    ending = path.cost + surprise(path.context, BOUNDARY)
    return path._replace(cost=ending, context=BOUNDARY * 2, text=(path, markup))


def cost_of(text: str, before: str) -> float:
    """Return the nats that `text` costs after `before`, read as it stands."""
    return _with(_Path(0.0, NONE, NONE, _context(before), (None, ""), _open_quotes(before)), text).cost


def _context(before: str) -> str:
    return (BOUNDARY * 2 + classed("".join(map(simplified, before[-8:]))))[-2:]


def _open_quotes(before: str) -> int:
    opened, closed = before.rfind("“"), before.rfind("”")
    if opened == closed:
        return -1
    return len(before) - opened if opened > closed else 0


def _simple(text: str) -> str:
    return classed("".join(map(simplified, text)))


def reproduces(original: str, stretch: str, before: str) -> bool:
    """Tell whether the model makes `stretch` of `original` for some mirror that annotates what is annotated here."""
    seen = {
        row.character
        for row in annotations()
        if any(f"{r})" in stretch or f"{r} )" in stretch for r in row.readings)
    }
    wanted = _comparable(stretch)
    head = before[-1:]
    for decoder, cuts in product(Decoder, (CUTS, CUTS_WITH_COMMA, "")):
        shown = damage_traditional(head + original, Mirror(only=seen, cuts=cuts, decoder=decoder))
        if _comparable(shown).endswith(wanted) and len(_comparable(shown)) - len(wanted) <= len(head) * 12:
            return True
    return False


def _comparable(text: str) -> str:
    """Return `text` without what tools between the mirror and us change: private use, widths, spaces, reading variants."""
    kept = "".join(character for character in text if not is_private_use(character))
    return "".join(unicodedata.normalize("NFKC", kept).split())
