"""The damage undone: which original, run through the model, reads as what was seen.

Analysis by synthesis. A stretch is read as bytes again; where the mirror's decoder lost a byte, all bytes
that give a common character are tried, and a language model ranks what they spell (beam search, linear in the
stretch). The winner counts as certain only if the model, run forwards, gives back exactly what was seen, and
no other original is nearly as probable.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import product

from pipelines.language_model import surprise
from pipelines.restore.model import CUTS, MORE_CUTS, Decoder, Mirror, damage_traditional
from pipelines.restore.paths import (
    ANY,
    FIRST_LEAD,
    NONE,
    Path,
    at_the_end,
    best,
    costlier,
    form_of,
    over_any_byte,
    over_byte,
    over_lost_pair,
    start_after,
    with_character,
    with_ending,
)
from pipelines.restore.tables import annotations, codes_read_as, encode, is_known, is_private_use
from pipelines.restore.tokens import MARK, READING, Kind, Token, tokenize

CLEAR = 6.0  # nats between the two best originals from which the better one is certain
UNNATURAL = 33.0  # nats of three characters in a row above which no original is certain: it is not Chinese
_CHECKED = 8  # originals that are run through the model before the best one is taken as it is
_FRESH = 24  # paths over a lost pair that are followed at each step
_DROPPED = 6.0  # nats; prior against a mirror that drops lead bytes without a mark
_DROPPED_AGAIN = 1.0  # nats; and at the end of the text, where a dropped one must be pending already
_UNLISTED = 8.0  # nats; prior against an annotation of a character that is in no list
_RAW = 9.0  # nats; prior against a `?` that is no mark of the decoder
_LONE_MARK = re.compile(rf"[{MARK}][!;！；]")
_STOPS = MORE_CUTS + ",?"
_READING = re.compile(rf"({READING})\)")
_AFTER_DIGITS = "年月日时時分%.．:個个人元"


@dataclass(frozen=True, slots=True)
class Habits:
    """What a page tells about its mirror, or a fragment cannot tell."""

    hidden: bool = True  # tools between it and us may have dropped private-use characters
    drops: bool = True  # its decoder may have dropped lead bytes without a mark


def habits_of(text: str) -> Habits:
    """Return what the whole text allows to think of its mirror."""
    return Habits(hidden=not any(map(is_private_use, text)), drops=_LONE_MARK.search(text) is None)


@dataclass(frozen=True, slots=True)
class Reading:
    """An original for one damaged stretch, still Traditional."""

    text: str
    certain: bool  # verified, and no other original is nearly as probable
    verified: bool  # the model reproduces what was seen, and it is Chinese
    cost: float  # nats


def read_stretch(
    stretch: str, before: str, after: str = "", habits: Habits = Habits(), *, torn: bool = False
) -> Reading | None:
    """Return the most probable original of a damaged stretch; None where there is none.

    `before` is what precedes it, repaired and Traditional; `after` the character that follows it. `torn`
    allows for a text that begins inside a character.
    """
    start = start_after(before)
    beam = _torn_starts(start) if torn else [start]
    tokens = [*tokenize(stretch + after)]
    for position in range(len(tokens) - bool(after)):
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if habits.hidden:
            # Beside the beam, not in it: what a lost pair costs pays off only two bytes later.
            beam += best([lost for path in beam for lost in over_lost_pair(path)], _FRESH)
        grown = [later for path in beam for later in _step(path, tokens[position], following, habits)]
        if not grown:
            return None
        beam = best(grown)
    finished = [path for path in beam if path.pending == NONE]
    open_ended = not finished and not after
    if not after:
        # A lead byte at the very end was dropped, or the text was cut there: what it was can only be guessed.
        closed = [
            costlier(later, _DROPPED_AGAIN)
            for path in beam
            if path.pending >= 0
            for later in over_any_byte(path)
        ]
        finished += closed
        if tokens and tokens[-1].kind is not Kind.ANNOTATION:
            finished = [at_the_end(path) for path in finished]
    if not finished:
        return None
    finished.sort(key=lambda path: path.cost)
    originals = [(path, path.spelled()) for path in finished[:_CHECKED]]
    proven = [path for path, text in originals if reproduces(text, stretch, before)]
    known = [path for path in proven if all(map(is_known, path.spelled()))]
    winner = next(iter(known or proven or finished))
    return _judged(winner, finished, stretch, before, open_ended=open_ended)


def _judged(winner: Path, finished: list[Path], stretch: str, before: str, *, open_ended: bool) -> Reading:
    text = winner.spelled()
    distances = (abs(path.cost - winner.cost) for path in finished if path is not winner)
    margin = min(winner.margin, *distances, CLEAR)
    verified = all(map(is_known, text)) and is_natural(text, before) and reproduces(text, stretch, before)
    return Reading(text, verified and not open_ended and margin >= CLEAR, verified, winner.cost)


def is_natural(text: str, before: str) -> bool:
    """Tell whether no three characters in a row surprise too much for Chinese."""
    costs = [0.0, 0.0]
    path = start_after(before)
    for character in text:
        later = with_character(path, character)
        costs.append(later.cost - path.cost)
        path = later
    return max(map(sum, zip(costs, costs[1:], costs[2:], strict=False)), default=0.0) < UNNATURAL


def cost_of(text: str, before: str) -> float:
    """Return the nats that `text` costs after `before`, read as it stands."""
    context, cost = start_after(before).context, 0.0
    for form in map(form_of, text):
        if form:
            cost += surprise(context, form)
            context = (context + form)[-2:]
    return cost


def _torn_starts(start: Path) -> list[Path]:
    """Return the paths of a text that begins inside a character: most likely one that an annotation tore."""
    torn_by_annotation = {row.code[1] for row in annotations() if row.code[1] >= FIRST_LEAD}
    known = [start._replace(pending=byte, last=byte) for byte in sorted(torn_by_annotation)]
    return [*known, start._replace(pending=ANY, cost=_DROPPED)]


def _step(path: Path, token: Token, following: Token | None, habits: Habits) -> list[Path]:
    """Return the paths that lead on over one token."""
    match token.kind:
        case Kind.ANNOTATION:
            return _over_annotation(path, token, habits)
        case Kind.TAG:
            if path.pending == NONE:
                return []
            return [with_ending(closed, "<" + token.text[1:]) for closed in over_any_byte(path)]
        case Kind.MARK:
            return _over_mark(path, token, following, habits)
    grown: list[Path] = []
    # Widths make a difference only inside a shift: aligned, a mark reads the same as half and as full width.
    for code in token.codes if path.pending != NONE else token.codes[:1]:
        grown += _over_code(path, code, token.text)
    if not token.codes and path.pending == NONE:  # a character that CP936 lacks came later than the damage
        grown.append(with_character(path, token.text))
    if token.kind is Kind.CUT and habits.drops:
        for lost in over_any_byte(path):
            grown += [costlier(later, _DROPPED) for later in _over_code(lost, token.codes[-1], token.text)]
    return grown


def _over_annotation(path: Path, token: Token, habits: Habits) -> list[Path]:
    """Return the paths over `(jié)`, or over `?jié)` whose mark was the second byte of what is annotated."""
    swallowed = not token.text.startswith("(")
    grown: list[Path] = []
    listed = token.codes
    for code in listed:
        if path.last in {code[0], NONE}:
            # The second byte was the lead that was swallowed, or dropped before a bracket that stayed.
            grown += [costlier(later, 0.0 if swallowed else _DROPPED) for later in over_byte(path, code[1])]
    if swallowed:
        for code in codes_read_as(token.text[1:-1]):
            if path.last == code[0] and code not in listed:
                grown += [costlier(later, _UNLISTED) for later in over_byte(path, code[1])]
        return grown
    if any(path.last == code[1] for code in listed):
        grown.append(path)
    elif path.pending == NONE:
        grown.append(costlier(path, _UNLISTED))
    return grown


def _over_mark(path: Path, token: Token, following: Token | None, habits: Habits) -> list[Path]:
    """Return the paths over `?`: a lone lead byte, one that swallowed a byte, or a question mark."""
    grown: list[Path] = []
    if token.text == "?":
        grown += _over_code(path, encode("？"), token.text)
        for lost in over_any_byte(path) if habits.drops else ():
            grown += [costlier(later, _DROPPED) for later in _over_code(lost, encode("？"), token.text)]
        if path.pending == NONE:
            grown.append(costlier(with_character(path, "?"), _RAW))
    if following is None or following.kind is Kind.CUT or following.text in _STOPS:
        grown += over_any_byte(path)
    if path.pending >= 0:
        # A lead byte that swallowed what followed: a line's end or a space may go, a digit stays a `?`.
        gone = following is not None and (following.text.isdigit() or following.text in _AFTER_DIGITS)
        grown += [
            with_character(closed, token.text)._replace(margin=0.0) if gone else closed
            for closed in over_any_byte(path)
        ]
    return grown


def _over_code(path: Path, code: bytes, shown: str) -> list[Path]:
    """Return the paths over the bytes of one shown character."""
    if path.pending == NONE:
        return [with_character(path, shown, code[-1])]
    paths = [path]
    for byte in code:
        paths = [later for earlier in paths for later in over_byte(earlier, byte)]
    return paths


def reproduces(original: str, stretch: str, before: str) -> bool:
    """Tell whether some mirror that annotates what is annotated here makes `stretch` of `original`."""
    shown = {reading.rstrip() for reading in _READING.findall(stretch)}
    annotated = {row.character for row in annotations() if shown.intersection(row.readings)}
    wanted = _comparable(stretch)
    head = before[-1:]
    for decoder, cuts in product(Decoder, (CUTS, MORE_CUTS, "")):
        seen = damage_traditional(head + original, Mirror(only=annotated, cuts=cuts, decoder=decoder))
        if _comparable(seen).endswith(wanted):
            return True
    return False


def _comparable(text: str) -> str:
    """Return `text` without what tools between the mirror and us change: private use, widths, spaces."""
    kept = "".join(character for character in text if not is_private_use(character))
    return "".join(unicodedata.normalize("NFKC", kept).split())
