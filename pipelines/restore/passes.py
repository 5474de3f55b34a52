"""A row of passes over one text: each changes what the one before left, and all together are edits of the source."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain
from typing import NamedTuple

from pipelines.restore.edits import Change, Edits, Row
from schemas import Edit

Pass = Callable[[str], Iterable[Edit]]
"""A text in, the edits that undo one kind of damage out, as they are found: sorted, none overlaps another, replayable."""

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
    edits: Sequence[Edit] = ()  # replay(source, edits) == text
    kinds: tuple[str, ...] = ()  # what was found, in the order of KINDS


def undo(source: str, passes: Iterable[Pass], before: Undone | None = None) -> Undone:
    """Return `source` after all passes, and the edits of `source` that lead there; `before`: after earlier ones."""
    done = before or Undone(source)
    for run in passes:
        done = followed_by(source, done, run(done.text))
    return done


def followed_by(source: str, before: Undone, later: Iterable[Change]) -> Undone:
    """Return what `before` made of `source` after more edits of its text."""
    left = iter(later)
    first = next(left, None)
    if first is None:
        return before
    written = _Written(before.text)
    edits = Edits(_compose(source, before.text, before.edits, written.by(chain([first], left))))
    return Undone(written.text(), edits, in_order(written.kinds.union(before.kinds)))


def in_order(kinds: Collection[str]) -> tuple[str, ...]:
    """Return kinds in the order of KINDS."""
    return tuple(kind for kind in KINDS if kind in kinds)


class _Written:
    """A text as edits that go by change it."""

    def __init__(self, text: str) -> None:
        self.kinds: set[str] = set()
        self._source = text
        self._position = 0
        self._pieces: list[str] = []
        self._blocks: list[str] = []

    def by(self, edits: Iterable[Change]) -> Iterator[Change]:
        """Yield the edits as they are, and note what each does; raise ValueError where one does not fit."""
        for edit in edits:
            end = edit.start + len(edit.before)
            if edit.start < self._position or self._source[edit.start : end] != edit.before:
                raise ValueError(f"edit at {edit.start} does not fit: expected {edit.before!r}")
            self._pieces += (self._source[self._position : edit.start], edit.after)
            self._position = end
            self.kinds.add(edit.kind)
            if len(self._pieces) >= _MOST_PIECES:
                self._join()
            yield edit

    def text(self) -> str:
        """Return the text after all edits."""
        self._pieces.append(self._source[self._position :])
        self._join()
        return "".join(self._blocks)

    def _join(self) -> None:
        self._blocks.append("".join(self._pieces))
        self._pieces.clear()


_MOST_PIECES = 4096
"""Pieces that are held apart: each takes some fifty bytes more than its characters."""


class _Change(NamedTuple):
    """An edit by the span that it leaves, or takes, in the text between two passes."""

    start: int
    end: int
    is_second: bool
    edit: Change


def compose(source: str, between: str, first: Sequence[Edit], second: Iterable[Change]) -> Sequence[Edit]:
    """Return the edits of `source` that do what `first` does to it and `second` to the result, `between`.

    >>> compose("國(guó)會", "國會", (Edit(start=1, before="(guó)", after="", kind="pinyin"),),
    ...         (Edit(start=0, before="國會", after="国会", kind="traditional"),))[0].before
    '國(guó)會'
    """
    return Edits(_compose(source, between, first, second))


def _compose(source: str, between: str, first: Sequence[Edit], second: Iterable[Change]) -> Iterator[Change]:
    if not first:
        yield from second
        return
    rows = first.rows() if isinstance(first, Edits) else first
    yield from _composed(source, between, merge(_left_by(rows), _taken_by(second), key=_by_place))


def _by_place(change: _Change) -> tuple[int, int, bool]:
    return change.start, change.end, change.is_second


def _left_by(edits: Iterable[Change]) -> Iterator[_Change]:
    shift = 0
    for edit in edits:
        start = edit.start + shift
        yield _Change(start, start + len(edit.after), is_second=False, edit=edit)
        shift += len(edit.after) - len(edit.before)


def _taken_by(edits: Iterable[Change]) -> Iterator[_Change]:
    for edit in edits:
        yield _Change(edit.start, edit.start + len(edit.before), is_second=True, edit=edit)


def _composed(source: str, between: str, changes: Iterator[_Change]) -> Iterator[Row]:
    """Yield one edit for the changes that overlap; a text between two of them stays as it is."""
    shift = 0
    group: list[_Change] = []
    end = 0
    for change in changes:
        if group and change.start >= end:
            row, shift = _joined(source, between, group, shift)
            yield row
            group = []
        end = max(end, change.end) if group else change.end
        group.append(change)
    if group:
        yield _joined(source, between, group, shift)[0]


def _joined(source: str, between: str, group: list[_Change], shift: int) -> tuple[Row, int]:
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
    row = Row(
        start=start - shift,
        before=source[start - shift : end - later],
        after="".join((*pieces, between[position:end])),
        kind=next((kind for kind in KINDS if kind in kinds), group[0].edit.kind),
        certain=all(change.edit.certain for change in group),
    )
    return row, later
