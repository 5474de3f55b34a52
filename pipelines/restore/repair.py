"""One run of damaged text, repaired: shifts, annotations, doubled marks, strays, characters, widths."""

import re
from functools import lru_cache

from pipelines.language_model import classed, surprise
from pipelines.restore.cells import Cell, cells_of, rewrite, source_of, spell
from pipelines.restore.inverse import Habits, Reading, cost_of, read_stretch
from pipelines.restore.punctuation import doubled_marks, full_width
from pipelines.restore.simplify import Table, decide, read_table
from pipelines.restore.stray import stray_pairs
from pipelines.restore.tables import simplified
from pipelines.restore.tokens import MARK, READING, end_of_stretch

_CONTEXT = 60  # characters before a stretch that the language model and the quotes look at
_MOST_MARKS = 8  # in one stretch; more is no text that a mirror ever showed
_BENEFIT = 12.0  # nats that an unproven reading may cost more than what is seen, which it explains
_ODD = 12.0  # nats; a character after a cut that surprises more may be shifted

_ODD_AFTER_CUT = 9.5  # nats; lower, because the reading decides: this only saves time
_TORN_LOOK = 4  # characters at the beginning of a fragment
_TORN = 11.0  # nats per character there, above which it is no Chinese

_TRAILS = frozenset(map(chr, range(0x40, 0x7F)))  # ASCII that may be the second byte of a character
_CUT_ENDINGS = frozenset("!;！；")

_HAN = "\u3400-\u9fff\ue000-\uf8ff"
_SUSPECT = re.compile(
    rf"[{MARK}](?={READING}\))"
    rf"|(?<=[{_HAN}“”‘’，。、：（）《》,()])[{MARK}]|[{MARK}](?=[{_HAN}!;！；，,“])"
    rf"|(?<![\x00-(*-\x7f])(?P<cut>[!;！；?？])(?=\S)"
)
_ALL_HAN = re.compile(rf"[{_HAN}]{{{_TORN_LOOK}}}")
_ANNOTATION = re.compile(rf"(?<=[{_HAN}])\({READING}\)|(?<=[{_HAN}])(\([a-z]{{1,6}}\))\1")


def repair(source: str, start: int, end: int, habits: Habits, *, fragment: bool) -> list[Cell]:
    """Return a damaged run of `source` as cells that read as its original.

    `fragment`: the run is a piece of a page, so it may begin inside a character. `habits`: what
    the whole page tells of its mirror.
    """
    cells = _undo_shifts(source, start, end, habits, fragment=fragment)
    _drop_doubled_marks(cells)
    _drop_strays(cells)
    _simplify(cells, _table_of(source))
    rewrite(cells, full_width(spell(cells)), "punctuation")
    return cells


def _undo_shifts(source: str, start: int, end: int, habits: Habits, *, fragment: bool) -> list[Cell]:
    """Return cells without annotations, each shifted stretch a cell that reads as its likeliest original."""
    cells: list[Cell] = []
    position = start
    if fragment and (torn := _torn_beginning(source, start, end)):
        cells.append(torn)
        position += len(torn.before)
    while (suspect := _SUSPECT.search(source, position, end)) is not None:
        begin = suspect.start()
        cells += _without_annotations(source, position, begin)
        before = spell(cells[-_CONTEXT:])
        position = end_of_stretch(source, begin, end)
        stretch = source[begin:position]
        if suspect["cut"] and not _reads_oddly(stretch, before):
            position = begin + 1
            cells += cells_of(source, begin, position)
            continue
        cells += _read(source, begin, position, before, habits)
    cells += _without_annotations(source, position, end)
    if fragment and cells and cells[-1].after in _CUT_ENDINGS:
        # 。” is seen as ！ where a decoder drops what it cannot read, and nothing follows that could tell.
        ending = cells.pop()
        cells += _read(source, ending.start, end, spell(cells[-_CONTEXT:]), habits)
        cells[-1].becomes(cells[-1].after, "lost", certain=False)
    return cells


def _read(source: str, begin: int, end: int, before: str, habits: Habits) -> list[Cell]:
    """Return the cells of one suspicious stretch, read as its most probable original."""
    stretch, after = source[begin:end], source[end : end + 1].strip("<&")
    cells = _without_annotations(source, begin, end)
    if sum(map(stretch.count, MARK)) > _MOST_MARKS:
        cells[0].becomes(cells[0].after, "lost", certain=False)
        return cells
    reading = read_stretch(stretch, before, after, habits)
    if reading is None:
        cells[0].becomes(cells[0].after, "lost", certain=False)
        return cells
    if reading.text == spell(cells):
        if not reading.verified:
            cells[0].becomes(cells[0].after, "lost", certain=False)
        return cells
    if not reading.verified and reading.cost > cost_of(spell(cells), before) + _BENEFIT:
        cells[0].becomes(cells[0].after, "lost", certain=False)
        return cells
    return _changed_part(cells, reading, begin)


def _changed_part(cells: list[Cell], reading: Reading, begin: int) -> list[Cell]:
    """Return one cell for what a repair changed and the rest, which reads the same at the end, as it was."""
    text, kept = reading.text, len(cells)
    while kept > 1 and text and (cells[kept - 1].after == text[-1] or not cells[kept - 1].after):
        text = text[:-1] if cells[kept - 1].after else text
        kept -= 1
    changed = Cell(begin, source_of(cells[:kept]), source_of(cells[:kept]))
    changed.becomes(text, "shift", certain=reading.certain)
    return [changed, *cells[kept:]]


def _torn_beginning(source: str, start: int, end: int) -> Cell | None:
    """Return the beginning of a fragment that was torn inside a character, if it is Chinese only so."""
    position = end_of_stretch(source, start, end)
    stretch = source[start:position]
    head = stretch[:_TORN_LOOK]
    if not _ALL_HAN.fullmatch(head) or cost_of(head, "") < _TORN * len(head):
        return None
    reading = read_stretch(stretch, "", source[position : position + 1], torn=True)
    literal = cost_of(spell(_without_annotations(source, start, position)), "")
    if reading is None or literal - reading.cost < 2 * _ODD:
        return None
    cell = Cell(start, stretch, stretch)
    cell.becomes(reading.text, "shift", certain=False)
    return cell


def _reads_oddly(stretch: str, before: str) -> bool:
    text = classed("".join(map(simplified, before[-2:] + stretch[:4])))
    return (
        stretch[1:2] in _TRAILS
        or "(" in stretch[1:4]
        or any(surprise(text[max(0, at - 2) : at], text[at]) > _ODD_AFTER_CUT for at in range(1, len(text)))
    )


def _without_annotations(source: str, start: int, end: int) -> list[Cell]:
    """Return cells of a span whose annotations stand behind their characters and are gone."""
    cells: list[Cell] = []
    position = start
    for match in _ANNOTATION.finditer(source, start, end):
        cells += cells_of(source, position, match.start())
        cell = Cell(match.start(), match[0], match[0])
        cell.becomes("", "pinyin")
        cells.append(cell)
        position = match.end()
    return cells + cells_of(source, position, end)


def _drop_doubled_marks(cells: list[Cell]) -> None:
    owners = _owners(cells)
    for place in doubled_marks(spell(cells)):
        if place in owners:
            owners[place].becomes("", "doubling")


def _owners(cells: list[Cell]) -> dict[int, Cell]:
    """Return the cells of one character by their place in what the cells read as."""
    owners: dict[int, Cell] = {}
    position = 0
    for cell in cells:
        if len(cell.after) == 1:
            owners[position] = cell
        position += len(cell.after)
    return owners


def _drop_strays(cells: list[Cell]) -> None:
    owners = _owners(cells)
    for pair in stray_pairs(spell(cells)):
        for place in (pair.start, pair.start + 1):
            if place in owners:
                owners[place].becomes(owners[place].after if pair.doubtful else "", "stray", certain=False)


def _simplify(cells: list[Cell], table: Table) -> None:
    simplified, doubtful = decide(spell(cells), table)
    rewrite(cells, simplified, "traditional")
    places = set(doubtful)
    position = 0
    for cell in cells:
        if not places.isdisjoint(range(position, position + len(cell.after))):
            cell.becomes(cell.after, "traditional", certain=False)
        position += len(cell.after)


@lru_cache(maxsize=2)
def _table_of(source: str) -> Table:
    return read_table(source)
