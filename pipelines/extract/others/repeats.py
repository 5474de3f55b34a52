"""Rows of one build on a page, and the teasers of other articles among them."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.outline import Outline
from pipelines.extract.reading.prose import ends_as_sentence

FEWEST_ROWS = 3
"""Rows of one build that make a list: an article may cite two others with a sentence about each."""

ROW_LINES = 8
"""Lines of a row: nick, place, time, the comment in a few paragraphs, its buttons."""

ROW_CHARACTERS = 600
"""Text of a row; what is longer below a line with a link or a time is an article of its own."""

HEADLINE_LENGTHS = range(6, 80)
"""Characters of a further article's headline."""

ABOVE_MARK = 3
"""Lines of a row above the one that tells it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of one build: the positions at which they begin, and the line behind the last one."""

    starts: tuple[int, ...]
    end: int


def find_round_up(
    outline: Outline, texts: Sequence[tuple[int, Line]], teasers: Set[HtmlElement]
) -> set[HtmlElement]:
    """Return the teasers that stand among the article's own paragraphs: a round-up of the news is made so."""
    columns = {outline.parents[row] for row in teasers}
    begun: dict[HtmlElement, int] = {}
    for position, line in texts:
        parent = outline.parents[line.element]
        if line.is_prose and parent in columns and line.element not in teasers and parent is not None:
            begun.setdefault(parent, position)
    return {
        row
        for row in teasers
        if (parent := outline.parents[row]) is not None
        and begun.get(parent, outline.first[row]) < outline.first[row]
    }


def find_linked_headlines(texts: Sequence[tuple[int, Line]]) -> list[list[int]]:
    """Return where in `texts` the headlines of other articles stand, by their build: lines that are a link and no sentence."""
    lines = [line for _, line in texts]
    return find_alike(lines, [index for index, line in enumerate(lines) if _begins_teaser(line)])


def find_alike(lines: Sequence[Line], marks: Sequence[int]) -> list[list[int]]:
    """Return the marks of one build, of each build that has as many as make a list."""
    if len(marks) < FEWEST_ROWS:
        return []
    by_form: dict[tuple[object, ...], list[int]] = {}
    for index in marks:
        by_form.setdefault(form_of(lines[index]), []).append(index)
    return [alike for alike in by_form.values() if len(alike) >= FEWEST_ROWS]


def find_boxed_teasers(
    outline: Outline, texts: Sequence[tuple[int, Line]], headlines: Sequence[Sequence[int]]
) -> set[HtmlElement]:
    """Return the boxes of one build that hold one of the linked headlines, alike in each list, and a sentence or two each."""
    found: set[HtmlElement] = set()
    for marks in headlines:
        boxes = [
            box
            for before, mark, after in zip((None, *marks), marks, (*marks[1:], None), strict=False)
            if (box := _box_alone(outline, texts, mark, before, after)) is not None
        ]
        if len(boxes) >= FEWEST_ROWS:
            found.update(boxes)
    return found


def _box_alone(
    outline: Outline, texts: Sequence[tuple[int, Line]], mark: int, before: int | None, after: int | None
) -> HtmlElement | None:
    """Return the box around a linked headline that holds none of its neighbours, where it is a teaser's."""
    low = -1 if before is None else texts[before][0]
    high = len(outline.lines) if after is None else texts[after][0]
    box = texts[mark][1].element
    while (parent := outline.parents[box]) is not None:
        if outline.first[parent] <= low or outline.last[parent] >= high:
            break
        if outline.last[parent] - outline.first[parent] > ROW_LINES:
            break
        box = parent
    rows = [line for line in outline.lines[outline.first[box] : outline.last[box] + 1] if line.text]
    return box if len(rows) > 1 and _is_teaser(rows) else None


def spans_of_teasers(
    outline: Outline, texts: Sequence[tuple[int, Line]], headlines: Sequence[Sequence[int]]
) -> list[tuple[int, int]]:
    """Return where teasers of other articles stand: of each run the first index in `texts`, and the one behind."""
    lines = [line for _, line in texts]
    runs = find_runs(lines, headlines, _is_teaser)
    return [(begin_of(outline, texts, run.starts), run.end) for run in runs]


def find_runs(
    lines: Sequence[Line], marks: Iterable[Sequence[int]], holds: Callable[[Sequence[Line]], bool]
) -> Iterator[Run]:
    """Yield the runs of rows that begin at some of the `marks`, alike in each list, and whose rest `holds` tells."""
    for alike in marks:
        run: list[int] = []
        for mark, following in zip(alike, [*alike[1:], len(lines)], strict=True):
            row = lines[mark + 1 : min(following, mark + 1 + ROW_LINES)]
            if holds(row):
                run.append(mark)
                if following - mark <= ROW_LINES + 1 and following < len(lines):
                    continue
            if len(run) >= FEWEST_ROWS:
                yield Run(tuple(run), _end_of(lines, run))
            run = []
        if len(run) >= FEWEST_ROWS:
            yield Run(tuple(run), _end_of(lines, run))


def _end_of(lines: Sequence[Line], run: Sequence[int]) -> int:
    """Return where the last row ends: it is as long as its neighbours at most, and built as they are."""
    longest = max(later - mark for mark, later in pairwise(run))
    forms = {form_of(line) for line in lines[run[0] : run[-1]]}
    end = run[-1] + 1
    while end < min(len(lines), run[-1] + longest) and form_of(lines[end]) in forms:
        end += 1
    return end


def begin_of(outline: Outline, texts: Sequence[tuple[int, Line]], starts: Sequence[int]) -> int:
    """Return where the first row begins: a nick or a picture's text stands above the line that tells it."""
    first, second = starts[:2]
    box = texts[first][1].element
    while (parent := outline.parents[box]) is not None and outline.last[parent] < texts[second][0]:
        box = parent
    begin = first
    while begin > max(0, first - ABOVE_MARK) and texts[begin - 1][0] >= outline.first[box]:
        begin -= 1
    return begin if texts[begin][0] == outline.first[box] else first


def form_of(line: Line) -> tuple[object, ...]:
    """Return how a line is built: the elements around it."""
    tags = []
    element: HtmlElement | None = line.element
    for _ in range(4):
        if element is None:
            break
        tags.append(element.tag)
        element = element.getparent()
    return (*tags, line.element.get("class"))


def _begins_teaser(line: Line) -> bool:
    return (
        line.linked > 0
        and line.link_share >= 0.9
        and len(line.text) in HEADLINE_LENGTHS
        and not ends_as_sentence(line.text)
    )


def _is_teaser(row: Sequence[Line]) -> bool:
    """Say whether the lines below a linked headline tell what it is about, and no more."""
    prose = sum(len(line.text) for line in row if line.is_prose)
    return 0 < prose <= ROW_CHARACTERS
