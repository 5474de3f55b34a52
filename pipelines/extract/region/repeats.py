"""Rows of one build on a page: teasers of other articles, and what readers said below this one."""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from pipelines.extract.reading.lines import LINKED_SHARE, Line
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

MARK_CHARACTERS = 60
"""Longest line with the time of a comment: nick, place and floor stand beside it."""

BUTTON_CHARACTERS = 24
"""Longest line of the buttons below a comment."""

_BEGINS_TIME = re.compile(r"[\d刚昨前]")
"""A line without any of these has no _TIME: one search of characters for five of patterns."""

_TIME = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d|\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}[:：]\d\d|\b\d{1,2}[:：]\d\d\b"
    r"|\d\s?(?:秒|分钟|分鐘|小时|小時|天|个月|月)前|刚刚|昨天|前天"
)

DATE = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]|\d\s?(?:分钟|小时|天)前"
    r"|^\W{0,3}\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}[:：]\d\d(?!.{0,60}[\u3400-\u9fff]{8})"
)
"""A date, or a time of the day beside a day, or how long ago it was."""

LABEL = re.compile(r"(?:来源|來源|作者|编辑|編輯|记者|記者|责编|发布)\s?[:：]?")
"""What names a part of a byline: no nick stands before it, and no headline is it."""

_BUTTONS = re.compile(r"^[\W\d]{0,8}(?:回复|回覆|点赞|赞|顶|踩|支持|反对|举报|分享|引用)")

_NAME = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class _Run:
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


def find_linked_headlines(texts: Sequence[tuple[int, Line]]) -> list[int]:
    """Return where in `texts` the headlines of other articles stand: lines that are a link and no sentence."""
    return [index for index, (_, line) in enumerate(texts) if _begins_teaser(line)]


def find_boxed_teasers(
    outline: Outline, texts: Sequence[tuple[int, Line]], headlines: Sequence[int]
) -> set[HtmlElement]:
    """Return the boxes of one build that hold one of the linked headlines and a sentence or two each."""
    by_form: dict[tuple[object, ...], list[int]] = {}
    for index in headlines:
        by_form.setdefault(form_of(texts[index][1]), []).append(index)
    found: set[HtmlElement] = set()
    for marks in by_form.values():
        if len(marks) < FEWEST_ROWS:
            continue
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
    outline: Outline, texts: Sequence[tuple[int, Line]], headlines: Sequence[int]
) -> list[tuple[int, int]]:
    """Return where teasers of other articles stand: of each run the first index in `texts`, and the one behind."""
    lines = [line for _, line in texts]
    runs = _runs(lines, headlines, _is_teaser)
    return [(_begin_of(outline, texts, run.starts), run.end) for run in runs]


def spans_of_comments(outline: Outline, texts: Sequence[tuple[int, Line]], top: int) -> list[tuple[int, int]]:
    """Return where readers' comments stand: of each run the first index in `texts`, and the one behind.

    Where no text stands between the headline, at index `top`, and rows that can be answered, the page is a
    thread, whose first post is the article; rows that cannot be answered are then the article themselves.
    """
    lines = [line for _, line in texts]
    timed = [index for index, line in enumerate(lines) if _is_time(line)]
    signed = [index for index in timed if _is_signed(lines[index])]
    spans = []
    for run in _runs(lines, timed, _is_comment):
        begin = _begin_of(outline, texts, run.starts)
        if _begins_page(lines, top, begin):
            begin = _begin_of(outline, texts, run.starts[1:])
        spans.append((begin, run.end))
    for run in _runs(lines, signed, _is_said):
        begin = _begin_of(outline, texts, run.starts)
        if not _begins_page(lines, top, begin):
            spans.append((begin, run.end))
    return spans


def _begins_page(lines: Sequence[Line], top: int, begin: int) -> bool:
    """Say whether no sentence stands between the headline and the first row."""
    return not any(line.is_prose for line in lines[top + 1 : begin])


def _runs(
    lines: Sequence[Line], marks: Sequence[int], holds: Callable[[Sequence[Line]], bool]
) -> Iterator[_Run]:
    """Yield the runs of rows of one build that begin at some of the `marks` and whose rest `holds` tells."""
    if len(marks) < FEWEST_ROWS:
        return
    by_form: dict[tuple[object, ...], list[int]] = {}
    for index in marks:
        by_form.setdefault(form_of(lines[index]), []).append(index)
    for alike in by_form.values():
        if len(alike) < FEWEST_ROWS:
            continue
        run: list[int] = []
        for mark, following in zip(alike, [*alike[1:], len(lines)], strict=True):
            row = lines[mark + 1 : min(following, mark + 1 + ROW_LINES)]
            if holds(row):
                run.append(mark)
                if following - mark <= ROW_LINES + 1 and following < len(lines):
                    continue
            if len(run) >= FEWEST_ROWS:
                yield _Run(tuple(run), _end_of(lines, run))
            run = []
        if len(run) >= FEWEST_ROWS:
            yield _Run(tuple(run), _end_of(lines, run))


def _end_of(lines: Sequence[Line], run: Sequence[int]) -> int:
    """Return where the last row ends: it is as long as its neighbours at most, and built as they are."""
    longest = max(later - mark for mark, later in pairwise(run))
    forms = {form_of(line) for line in lines[run[0] : run[-1]]}
    end = run[-1] + 1
    while end < min(len(lines), run[-1] + longest) and form_of(lines[end]) in forms:
        end += 1
    return end


def _begin_of(outline: Outline, texts: Sequence[tuple[int, Line]], starts: Sequence[int]) -> int:
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


def _is_time(line: Line) -> bool:
    # Most lines are no times: the signs of one are looked for first.
    return (
        len(line.text) <= MARK_CHARACTERS
        and _BEGINS_TIME.search(line.text) is not None
        and _TIME.search(line.text) is not None
        and not line.is_prose
    )


def _is_comment(row: Sequence[Line]) -> bool:
    """Say whether the lines below a time are what somebody wrote, with the buttons that answer it."""
    said = sum(len(line.text) for line in row if line.link_share < LINKED_SHARE)
    return 0 < said <= ROW_CHARACTERS and any(
        len(line.text) <= BUTTON_CHARACTERS and _BUTTONS.match(line.text) for line in row
    )


def _is_signed(line: Line) -> bool:
    """Say whether a line holds a time and a name beside it, and no label of a byline."""
    text = line.text
    if len(text) > MARK_CHARACTERS or line.is_prose or LABEL.search(text):
        return False
    time = DATE.search(text)
    return time is not None and _NAME.search(text[: time.start()]) is not None


def _is_said(row: Sequence[Line]) -> bool:
    """Say whether the first line below a name and a time is what was said: no headline, no link."""
    return (
        bool(row)
        and row[0].link_share < LINKED_SHARE
        and sum(len(line.text) for line in row) <= ROW_CHARACTERS
    )
