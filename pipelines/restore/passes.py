"""A row of passes over one text: each changes what the one before left, and all together are edits of the source."""

from collections.abc import Callable, Collection, Iterable, Iterator
from heapq import merge
from typing import NamedTuple

from schemas import Edit, replay

Pass = Callable[[str], tuple[Edit, ...]]
"""A text in, the edits that undo one kind of damage out: sorted, none overlaps another, replayable."""

# Where changes touch, the edit is named after the one that explains most.
KINDS = (
    "mojibake",
    "shift",
    "pinyin",
    "stray",
    "doubling",
    "lost",
    "traditional",
    "punctuation",
    "escape",
    "syllable",
)


class Undone(NamedTuple):
    """What a row of passes made of a source."""

    text: str
    edits: tuple[Edit, ...] = ()  # replay(source, edits) == text
    kinds: tuple[str, ...] = ()  # what was found, in the order of KINDS


def undo(source: str, passes: Iterable[Pass], before: Undone | None = None) -> Undone:
    """Return `source` after all passes, and the edits of `source` that lead there; `before`: after earlier ones."""
    done = before or Undone(source)
    for run in passes:
        if later := run(done.text):
            done = followed_by(source, done, later, {edit.kind for edit in later})
    return done


def followed_by(source: str, before: Undone, later: tuple[Edit, ...], kinds: Collection[str]) -> Undone:
    """Return what `before` made of `source` after more edits of its text, which undo these kinds."""
    found = {*before.kinds, *kinds}
    return Undone(
        replay(before.text, later),
        compose(source, before.text, before.edits, later),
        tuple(kind for kind in KINDS if kind in found),
    )


class _Change(NamedTuple):
    """An edit by the span that it leaves, or takes, in the text between two passes."""

    start: int
    end: int
    is_second: bool
    edit: Edit


def compose(source: str, between: str, first: tuple[Edit, ...], second: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return the edits of `source` that do what `first` does to it and `second` to the result, `between`.

    >>> compose("國(guó)會", "國會", (Edit(start=1, before="(guó)", after="", kind="pinyin"),),
    ...         (Edit(start=0, before="國會", after="国会", kind="traditional"),))[0].before
    '國(guó)會'
    """
    if not first:
        return second
    return tuple(_composed(source, between, merge(_left_by(first), _taken_by(second), key=_by_place)))


def _by_place(change: _Change) -> tuple[int, int, bool]:
    return change.start, change.end, change.is_second


def _left_by(edits: Iterable[Edit]) -> Iterator[_Change]:
    shift = 0
    for edit in edits:
        start = edit.start + shift
        yield _Change(start, start + len(edit.after), is_second=False, edit=edit)
        shift += len(edit.after) - len(edit.before)


def _taken_by(edits: Iterable[Edit]) -> Iterator[_Change]:
    for edit in edits:
        yield _Change(edit.start, edit.start + len(edit.before), is_second=True, edit=edit)


def _composed(source: str, between: str, changes: Iterator[_Change]) -> Iterator[Edit]:
    """Yield one edit for the changes that overlap; a text between two of them stays as it is."""
    shift = 0
    group: list[_Change] = []
    end = 0
    for change in changes:
        if group and change.start >= end:
            edit, shift = _joined(source, between, group, shift)
            yield edit
            group = []
        end = max(end, change.end) if group else change.end
        group.append(change)
    if group:
        yield _joined(source, between, group, shift)[0]


def _joined(source: str, between: str, group: list[_Change], shift: int) -> tuple[Edit, int]:
    """Return the one edit that a group of overlapping changes is, and the shift behind it."""
    start, end = group[0].start, max(change.end for change in group)
    pieces: list[str] = []
    position, later = start, shift
    for change in group:
        if change.is_second:
            pieces += (between[position : change.start], change.edit.after)
            position = change.end
        else:
            later += len(change.edit.after) - len(change.edit.before)
    kinds = {change.edit.kind for change in group}
    edit = Edit(
        start=start - shift,
        before=source[start - shift : end - later],
        after="".join((*pieces, between[position:end])),
        kind=next((kind for kind in KINDS if kind in kinds), group[0].edit.kind),
        certain=all(change.edit.certain for change in group),
    )
    return edit, later
