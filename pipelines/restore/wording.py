"""A text in step again made the text of its original: doubled marks, strays, Traditional forms, widths; what is left is marked."""

import re
from collections.abc import Collection, Iterator
from heapq import merge
from itertools import groupby

from pipelines.language_model import classed, surprise
from pipelines.restore.lost_signs import lost_signs
from pipelines.restore.marks import READING
from pipelines.restore.markup import text_runs, windows
from pipelines.restore.mirror.machine import code_of_cut
from pipelines.restore.mirror.ranking import cost_of
from pipelines.restore.mirror.untouched import forms
from pipelines.restore.punctuation import doubled_marks, full_width
from pipelines.restore.simplify import decide, read_table
from pipelines.restore.stray import GAIN_ON_A_PAGE, GAIN_WITHOUT_PROOF, stray_pairs
from pipelines.restore.tables import PRIVATE_USE, decode, is_known, simplified
from schemas import Edit

UNNATURAL = 33.0
"""Nats of three characters in a row above which they are no Chinese: rare ones, and no pair of them was ever seen."""

_HAN = "\u3400-\u9fff"
_LEFT = re.compile(
    rf"(?<=[^\x00-\x3e\x40-\x7f])[(（]?{READING}[)）]|[{PRIVATE_USE[0]}-{PRIVATE_USE[1]}\ufffd]|[{_HAN}]\?(?=[{_HAN}！；？])"
    rf"|(?<=[^\x00-\x7f])/[a-z][a-z0-9]{{0,9}}>"
    rf"|(?<=[{_HAN}])[a-zA-Z@^`~{{}}\[\]\\](?=[{_HAN}])"
)
"""An annotation, a character no standard knows, a decoder's mark, a tag that nothing opens, half of a torn character."""
_LETTER = re.compile(rf"[，；？](?P<letter>[@-~])(?=[{_HAN}])")
"""A letter behind a mark at which mirrors cut, of those whose second byte begins a character."""
_BEHIND = 8
"""Characters around two marks in a row that tell which of them belongs there."""
_RUN_OF_HAN = re.compile(rf"[{_HAN}]+")


def undo_doublings(text: str) -> Iterator[Edit]:
    """Yield the edits that take out a comma before another mark, or the full stop behind it; which one is not certain."""
    for start, end in text_runs(text):
        for place in doubled_marks(text[start:end]):
            at = _superfluous(text, start + place)
            yield Edit(start=at, before=text[at], after="", kind="doubling", certain=False)


def _superfluous(text: str, place: int) -> int:
    """Return which of two marks in a row is the one too many: the first, but where a comma fits better amid a sentence.

    >>> _superfluous("大树倒了，。", 4), _superfluous("如果明天下雨，。比赛就改在后天", 6)
    (4, 7)
    """
    behind = text[place + 2 : place + 2 + _BEHIND]
    if text[place + 1] != "。" or not _RUN_OF_HAN.match(behind):
        return place
    before = text[max(0, place - _BEHIND) : place]
    return place + (cost_of("，" + behind, before) < cost_of("。" + behind, before))


def undo_strays(text: str, *, shown: str, is_torn: bool) -> Iterator[Edit]:
    """Yield the edits that take out two random characters before a mark, or doubt them where they may be a name.

    None of a pair that is not in `shown`, what the mirror showed: that one is a guess of an earlier pass.
    `is_torn`: the text was cut out of a longer one.
    """
    least = GAIN_WITHOUT_PROOF if is_torn else GAIN_ON_A_PAGE
    for start, end in text_runs(text):
        for pair in stray_pairs(text[start:end], least):
            place = start + pair.start
            if text[place : place + 2] in shown:
                yield _edit_of(text, place, place + 2, pair.doubtful)


def _edit_of(text: str, start: int, end: int, is_doubtful: bool) -> Edit:
    seen = text[start:end]
    return Edit(start=start, before=seen, after=seen if is_doubtful else "", kind="stray", certain=False)


def undo_traditional(text: str) -> Iterator[Edit]:
    """Yield the edits that make a text Simplified, those that may be wrong marked."""
    table = read_table(text)
    for window in windows(text):
        meant, doubtful = decide(window.text, table)
        places = frozenset(place - window.begin for place in doubtful)
        seen = window.text[window.begin : window.end]
        yield from _differences(seen, meant[window.begin : window.end], window.start, "traditional", places)


def undo_narrowing(text: str) -> Iterator[Edit]:
    """Yield the edits that make half-width marks between Chinese full-width."""
    for start, end in text_runs(text):
        for window in windows(text, start, end):
            meant = full_width(window.text)[window.begin : window.end]
            seen = window.text[window.begin : window.end]
            yield from _differences(seen, meant, window.start, "punctuation")


def mark_the_rest(text: str, *, narrow: bool) -> Iterator[Edit]:
    """Yield edits that change nothing and mark what no sound Simplified text shows; `narrow`: marks were half-width."""
    for start, end in text_runs(text):
        left = (match.start() for match in _LEFT.finditer(text, start, end))
        gone = lost_signs(text, start, end, narrow=narrow)
        torn = _torn_letters(text, start, end)
        for place, _ in groupby(merge(left, gone, torn, _unnatural(text, start, end))):
            yield Edit(start=place, before=text[place], after=text[place], kind="lost", certain=False)


def _torn_letters(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a letter is what is left of a Traditional form, the mark before it the rest: 異，F象 was 異常現象."""
    _, made = forms()
    for match in _LETTER.finditer(text, start, end):
        _, second = code_of_cut(match[0][0])
        if decode(bytes((second, ord(match["letter"])))) in made:
            yield match.start("letter")


def _unnatural(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a part of a text shows characters that are not Simplified, or no Chinese together."""
    for run in _RUN_OF_HAN.finditer(text, start, end):
        shown = classed(run[0])
        before, last = 0.0, 0.0
        for at, character in enumerate(shown):
            cost = surprise(shown[max(0, at - 2) : at], character)
            place = run.start() + at
            is_rare = at > 1 and before + last + cost > UNNATURAL
            if is_rare or not is_known(text[place]) or simplified(text[place]) != text[place]:
                yield place
            before, last = last, cost


def _differences(
    seen: str, meant: str, offset: int, kind: str, doubtful: Collection[int] = ()
) -> Iterator[Edit]:
    """Yield the changes between two texts of one length, touching ones as one; a doubtful place alone."""
    start = -1
    for at, (one, other) in enumerate(zip(seen + "\0", meant + "\0", strict=True)):
        changes = one != other and at not in doubtful
        if start >= 0 and not changes:
            yield Edit(start=offset + start, before=seen[start:at], after=meant[start:at], kind=kind)
            start = -1
        elif start < 0 and changes:
            start = at
        if at in doubtful:
            yield Edit(start=offset + at, before=one, after=other, kind=kind, certain=False)
