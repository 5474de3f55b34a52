"""A mirror's readings behind the characters, taken out again."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import NamedTuple

from pipelines.restore.edits import Edits
from pipelines.restore.spelled.around import LOOKS
from pipelines.restore.spelled.brackets import BLANKS, HAN, SIGN, STRAY, Bracket, Group, groups_in
from pipelines.restore.spelled.evidence import are_listed, is_annotated, is_listed
from pipelines.restore.spelled.readings import toneless
from schemas import Edit

KIND = "pinyin"

FEWEST_SIGNS = 3
"""Emoji between two characters of a word or a sentence from which a mirror strewed them."""

SPACED_SHARE = 0.6
"""Share of the annotated characters with a blank behind the reading from which the mirror printed it too."""

_PLACE = "I"
"""Typecode of the places that are kept of a whole text: four bytes each."""

_LETTERS_OF_NOTHING = 1
"""Letters of a bracket that may be a mark of its own where it is no reading: (a), (e)."""


class _Cut(NamedTuple):
    start: int
    end: int
    certain: bool


def undo_annotations(text: str, *, fragment: bool = False) -> Sequence[Edit]:
    """Return the edits that take a mirror's readings out of `text`, certain where they are the character's.

    A `fragment` is known to be damaged and too short to bear evidence: it keeps what the common mirrors print,
    which is undone bytewise.

    >>> [edit.before for edit in undo_annotations("煙(yan)(yan)氣(qi)🌟排(pai)放")]
    ['(yan)(yan)', '(qi)🌟', '(pai)']
    """
    whole = is_annotated(text)
    if not whole and not fragment:
        return ()
    listed = not whole or are_listed([group for group in islice(groups_in(text), LOOKS) if group.is_read])
    cuts = _of_groups(text, listed=listed, only_read=not whole)
    return Edits(_edits(text, merge(cuts, _strewn(text, listed=listed)) if whole else cuts))


def _of_groups(text: str, *, listed: bool, only_read: bool) -> Iterator[_Cut]:
    """Yield what to take out behind the characters, in order."""
    for group in groups_in(text):
        if group.is_read or not only_read:
            yield from _cuts(text, group, listed=listed)


def _cuts(text: str, group: Group, *, listed: bool) -> Iterator[_Cut]:
    """Yield what to take out behind one character; `listed`: a last bracket as common mirrors print it stays."""
    last = group.brackets[-1]
    for bracket in group.brackets:
        if listed and (not bracket.is_read or (bracket is last and is_listed(group.character, last))):
            continue
        if not bracket.is_read and len(toneless(bracket.spelling)) <= _LETTERS_OF_NOTHING:
            continue
        yield from _gap(text, bracket)
        yield _Cut(bracket.start, bracket.end, bracket.is_read)


def _gap(text: str, bracket: Bracket) -> Iterator[_Cut]:
    """Yield what stands before a bracket and is no markup: blanks, emoji."""
    for match in STRAY.finditer(text, bracket.from_, bracket.start):
        if match["stray"]:
            yield _Cut(match.start(), match.end(), bracket.is_read)


def _strewn(text: str, *, listed: bool) -> Iterator[_Cut]:
    """Yield the emoji and the blanks that a mirror strewed behind the readings, and between characters."""
    ends = array(_PLACE, (group.brackets[-1].end for group in groups_in(text)))
    return merge(_strewn_signs(text, ends, listed=listed), _strewn_blanks(text, ends))


def _strewn_signs(text: str, ends: Sequence[int], *, listed: bool) -> Iterator[_Cut]:
    """Yield the emoji behind the readings, which end at `ends`, and where a mirror strewed them those elsewhere."""
    if SIGN.search(text) is None:
        return
    cut = array(_PLACE, (cut.start for cut in _of_groups(text, listed=listed, only_read=False)))
    often = any(_has(cut, match.start()) for match in SIGN.finditer(text))
    often = often or sum(1 for _ in islice(_between(text, ends), FEWEST_SIGNS)) == FEWEST_SIGNS
    for start, end in _between(text, ends):
        if often or _has(ends, start):
            yield _Cut(start, end, certain=False)


def _between(text: str, ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the emoji before a character, and behind one or behind a reading."""
    for match in SIGN.finditer(text):
        start, end = match.span()
        is_behind = (start > 0 and HAN.match(text, start - 1)) or _has(ends, start)
        if is_behind and HAN.match(text, end):
            yield start, end


def _has(places: Sequence[int], place: int) -> bool:
    index = bisect_left(places, place)
    return index < len(places) and places[index] == place


def _strewn_blanks(text: str, ends: Sequence[int]) -> Iterator[_Cut]:
    """Yield the blanks that a mirror printed between most readings and the next character."""
    if sum(1 for _ in _blanks(text, ends)) >= SPACED_SHARE * len(ends):
        yield from (_Cut(start, end, certain=True) for start, end in _blanks(text, ends))


def _blanks(text: str, ends: Iterable[int]) -> Iterator[tuple[int, int]]:
    for end in ends:
        if (match := BLANKS.match(text, end)) and HAN.match(text, match.end()):
            yield match.span()


def _edits(text: str, cuts: Iterable[_Cut]) -> Iterator[Edit]:
    """Yield the cuts, which come in order, as edits, touching ones as one."""
    open_cut: _Cut | None = None
    for cut in cuts:
        if open_cut is None:
            open_cut = cut
        elif cut.start <= open_cut.end:
            open_cut = _Cut(open_cut.start, max(open_cut.end, cut.end), open_cut.certain and cut.certain)
        else:
            yield _edit(text, open_cut)
            open_cut = cut
    if open_cut is not None:
        yield _edit(text, open_cut)


def _edit(text: str, cut: _Cut) -> Edit:
    return Edit(start=cut.start, before=text[cut.start : cut.end], after="", kind=KIND, certain=cut.certain)
