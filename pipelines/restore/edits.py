"""The edits of a text, packed: a book has millions of them, and as records they take fifty times its memory."""

import marshal
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, overload

from schemas import Edit

_TOGETHER = 1024
"""Edits in a packet: some eight kilobytes, unpacked at once."""


class Row(NamedTuple):
    """An edit by its fields: what passes through many hands, and need not be checked at each."""

    start: int
    before: str
    after: str
    kind: str
    certain: bool


Change = Edit | Row
"""One change of a text, see schemas.Edit."""


class Edits(Sequence[Edit]):
    """Edits in order, some ten bytes each; a record is made of one when it is looked at.

    >>> edits = Edits([Edit(start=1, before="(guó)", after="", kind="pinyin")])
    >>> edits[0].before, len(edits), edits == (edits[0],)
    ('(guó)', 1, True)
    """

    __slots__ = ("_count", "_packets")

    def __init__(self, changes: Iterable[Change]) -> None:
        """Pack the changes, as they come."""
        self._count = 0
        self._packets: list[bytes] = []
        left = iter(changes)
        while together := list(islice(left, _TOGETHER)):
            self._count += len(together)
            self._packets.append(_packed(together))

    def rows(self) -> Iterator[Row]:
        """Yield the edits as rows."""
        for packet in self._packets:
            yield from _unpacked(packet)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Edit]:
        return map(_record, self.rows())

    @overload
    def __getitem__(self, index: int) -> Edit: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Edit, ...]: ...

    def __getitem__(self, index: int | slice) -> Edit | tuple[Edit, ...]:
        if isinstance(index, slice):
            return tuple(map(_record, list(self.rows())[index]))
        place = range(self._count)[index]
        return _record(_unpacked(self._packets[place // _TOGETHER])[place % _TOGETHER])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"


def _packed(changes: list[Change]) -> bytes:
    """Return changes as a packet: where each begins is told from where the one before ends, a small number."""
    rows: list[tuple[int, str, str, str, bool]] = []
    end = 0
    for change in changes:
        rows.append((change.start - end, change.before, change.after, change.kind, change.certain))
        end = change.start + len(change.before)
    return zlib.compress(marshal.dumps(rows))


def _unpacked(packet: bytes) -> list[Row]:
    rows: list[Row] = []
    end = 0
    for gap, before, *rest in marshal.loads(zlib.decompress(packet)):  # noqa: S302 - packed here, by this process
        rows.append(Row(end + gap, before, *rest))
        end += gap + len(before)
    return rows


def _record(row: Row) -> Edit:
    return Edit(start=row.start, before=row.before, after=row.after, kind=row.kind, certain=row.certain)
