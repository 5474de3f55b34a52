"""A text in step again made the text of its original: doubled marks, strays, Traditional forms, widths; what is left is marked."""

import re
from collections.abc import Collection, Iterator

from pipelines.language_model import classed, surprise
from pipelines.restore.marks import READING
from pipelines.restore.markup import text_runs
from pipelines.restore.mirror.ranking import cost_of
from pipelines.restore.punctuation import doubled_marks, full_width
from pipelines.restore.simplify import decide, read_table
from pipelines.restore.stray import stray_pairs
from pipelines.restore.tables import PRIVATE_USE, is_known, simplified
from schemas import Edit

UNNATURAL = 40.0
"""Nats of three characters in a row above which they are no Chinese: rare ones, and no pair of them was ever seen."""

_HAN = "\u3400-\u9fff"
_LEFT = re.compile(
    rf"(?<=[^\x00-\x7f])[(（]?{READING}[)）]|[{PRIVATE_USE[0]}-{PRIVATE_USE[1]}\ufffd]|[{_HAN}]\?(?=[{_HAN}！；？])"
    rf"|(?<=[^\x00-\x7f])/[a-z][a-z0-9]{{0,9}}>"
    rf"|(?<=[{_HAN}])[a-zA-Z@^`~{{}}\[\]\\](?=[{_HAN}])"
)
"""An annotation, a character no standard knows, a decoder's mark, a tag that nothing opens, half of a torn character."""
_BEHIND = 8
"""Characters around two marks in a row that tell which of them belongs there."""
_RUN_OF_HAN = re.compile(rf"[{_HAN}]+")


def undo_doublings(text: str) -> tuple[Edit, ...]:
    """Return the edits that take out a comma before another mark, or the full stop behind it; which one is not certain."""
    places = (start + place for start, end in text_runs(text) for place in doubled_marks(text[start:end]))
    return tuple(
        Edit(start=at, before=text[at], after="", kind="doubling", certain=False)
        for at in (_superfluous(text, place) for place in places)
    )


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


def undo_strays(text: str) -> tuple[Edit, ...]:
    """Return the edits that take out two random characters before a mark, or doubt them where they may be a name."""
    return tuple(
        _edit_of(text, start + pair.start, start + pair.start + 2, pair.doubtful)
        for start, end in text_runs(text)
        for pair in stray_pairs(text[start:end])
    )


def _edit_of(text: str, start: int, end: int, is_doubtful: bool) -> Edit:
    seen = text[start:end]
    return Edit(start=start, before=seen, after=seen if is_doubtful else "", kind="stray", certain=False)


def undo_traditional(text: str) -> tuple[Edit, ...]:
    """Return the edits that make a text Simplified, those that may be wrong marked."""
    simplified_text, doubtful = decide(text, read_table(text))
    return tuple(_differences(text, simplified_text, 0, "traditional", frozenset(doubtful)))


def undo_narrowing(text: str) -> tuple[Edit, ...]:
    """Return the edits that make half-width marks between Chinese full-width."""
    return tuple(
        edit
        for start, end in text_runs(text)
        for edit in _differences(text[start:end], full_width(text[start:end]), start, "punctuation")
    )


def mark_the_rest(text: str) -> tuple[Edit, ...]:
    """Return edits that change nothing and mark what no sound Simplified text shows."""
    places = {place for start, end in text_runs(text) for place in _odd_places(text, start, end)}
    return tuple(
        Edit(start=place, before=text[place], after=text[place], kind="lost", certain=False)
        for place in sorted(places)
    )


def _odd_places(text: str, start: int, end: int) -> Iterator[int]:
    for match in _LEFT.finditer(text, start, end):
        yield match.start()
    for run in _RUN_OF_HAN.finditer(text, start, end):
        yield from (
            at for at in range(*run.span()) if not is_known(text[at]) or simplified(text[at]) != text[at]
        )
        shown = classed(run[0])
        costs = [surprise(shown[max(0, at - 2) : at], shown[at]) for at in range(len(shown))]
        yield from (
            run.start() + at
            for at in range(2, len(costs))
            if costs[at - 2] + costs[at - 1] + costs[at] > UNNATURAL
        )


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
