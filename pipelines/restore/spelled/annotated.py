"""A mirror's readings behind the characters, taken out again."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

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

_LETTERS_OF_NOTHING = 1
"""Letters of a bracket that may be a mark of its own where it is no reading: (a), (e)."""


class _Cut(NamedTuple):
    start: int
    end: int
    certain: bool


def undo_annotations(text: str, *, fragment: bool = False) -> tuple[Edit, ...]:
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
    cuts: list[_Cut] = []
    ends: set[int] = set()
    for group in groups_in(text):
        if whole or group.is_read:
            cuts += _cuts(text, group, listed=listed)
            ends.add(group.brackets[-1].end)
    if whole:
        cuts += _strewn(text, ends, {cut.start for cut in cuts})
    return tuple(_edits(text, cuts))


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


def _strewn(text: str, ends: set[int], known: set[int]) -> Iterator[_Cut]:
    """Yield the emoji and the blanks that a mirror strewed behind the readings, and between characters.

    `ends` is where readings end, `known` where something is cut already.
    """
    signs = [match.span() for match in SIGN.finditer(text)]
    within = any(start in known for start, _ in signs)
    between = [(start, end) for start, end in signs if _is_between(text, start, end, ends)]
    often = within or len(between) >= FEWEST_SIGNS
    yield from (_Cut(start, end, certain=False) for start, end in between if often or start in ends)
    blanks = [
        match.span() for end in ends if (match := BLANKS.match(text, end)) and HAN.match(text, match.end())
    ]
    if len(blanks) >= SPACED_SHARE * len(ends):
        yield from (_Cut(start, end, certain=True) for start, end in blanks)


def _is_between(text: str, start: int, end: int, ends: set[int]) -> bool:
    before = start in ends or (start > 0 and HAN.match(text, start - 1) is not None)
    return before and HAN.match(text, end) is not None


def _edits(text: str, cuts: Iterable[_Cut]) -> Iterator[Edit]:
    """Yield the cuts as edits in order, touching ones as one."""
    joined: list[_Cut] = []
    for cut in sorted(set(cuts)):
        if joined and cut.start <= joined[-1].end:
            before = joined.pop()
            certain = before.certain and cut.certain
            joined.append(_Cut(before.start, max(before.end, cut.end), certain))
        else:
            joined.append(cut)
    for start, end, certain in joined:
        yield Edit(start=start, before=text[start:end], after="", kind=KIND, certain=certain)
