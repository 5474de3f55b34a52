"""A text under repair: each cell is a stretch of the source and what it has become."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas import Edit

# Where changes touch, the edit is named after the one that explains most.
KINDS = ("mojibake", "shift", "pinyin", "stray", "doubling", "lost", "traditional", "punctuation")


@dataclass(slots=True)
class Cell:
    """A stretch of the source, what it reads as now, and why."""

    start: int
    before: str
    after: str
    kinds: frozenset[str] = frozenset()
    certain: bool = True

    def becomes(self, after: str, kind: str, *, certain: bool = True) -> None:
        """Change what the cell reads as."""
        self.after = after
        self.kinds |= {kind}
        self.certain = self.certain and certain


def cells_of(source: str, start: int, end: int) -> list[Cell]:
    """Return one unchanged cell per character of a span."""
    return [Cell(position, source[position], source[position]) for position in range(start, end)]


def spell(cells: Iterable[Cell]) -> str:
    """Return what the cells read as."""
    return "".join(cell.after for cell in cells)


def source_of(cells: Iterable[Cell]) -> str:
    """Return what the cells read as in the source."""
    return "".join(cell.before for cell in cells)


def rewrite(cells: list[Cell], text: str, kind: str) -> None:
    """Make the cells read as `text`, which is as long as what they read as."""
    position = 0
    for cell in cells:
        end = position + len(cell.after)
        if text[position:end] != cell.after:
            cell.becomes(text[position:end], kind)
        position = end


def edits_of(cells: Iterable[Cell]) -> Iterator[Edit]:
    """Yield the changes as edits of the source, touching ones as one; an uncertain place is always one."""
    group: list[Cell] = []
    for cell in cells:
        changed = cell.before != cell.after or not cell.certain
        if group and not (changed and group[-1].start + len(group[-1].before) == cell.start):
            yield _edit(group)
            group = []
        if changed:
            group.append(cell)
    if group:
        yield _edit(group)


def _edit(group: list[Cell]) -> Edit:
    return Edit(
        start=group[0].start,
        before=source_of(group),
        after=spell(group),
        kind=next(kind for kind in KINDS if any(kind in cell.kinds for cell in group)),
        certain=all(cell.certain for cell in group),
    )
