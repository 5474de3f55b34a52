"""What stands beside the article, told by how it is built: teasers, comments, and the articles behind it.

Names of classes say the same on most pages, and on those that hash their names nothing: see furniture.py.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from pipelines.extract.reading.furniture import heads_other_articles
from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.extract.reading.outline import Outline
from pipelines.extract.reading.prose import ends_as_sentence

FEWEST_ROWS = 3
"""Rows of one build that make a list: an article may cite two others with a sentence about each."""

ROW_LINES = 8
"""Lines of a row: nick, place, time, the comment in a few paragraphs, its buttons."""

ROW_CHARACTERS = 600
"""Text of a row; what is longer below a line with a link or a time is an article of its own."""

BYLINE_REACH = 3
"""Lines below the headline of a further article among which its date stands."""

TEXT_REACH = 6
"""Lines below the headline of a further article among which its text begins: source and buttons go before."""

BYLINE_CHARACTERS = 80
"""Longest line with the date of a further article."""

HEADLINE_LENGTHS = range(6, 80)
"""Characters of a further article's headline."""

ENOUGH_ABOVE = 60
"""Characters of the article's own text that stand above the next one."""

ABOVE_MARK = 3
"""Lines of a row above the one that tells it."""

MARK_CHARACTERS = 60
"""Longest line with the time of a comment: nick, place and floor stand beside it."""

BUTTON_CHARACTERS = 24
"""Longest line of the buttons below a comment."""

LABEL_CHARACTERS = 12
"""Longest heading of other articles whose words are parted."""

_LABEL = re.compile(r"(?:来源|來源|作者|编辑|編輯|记者|記者|责编|发布)\s?[:：]?")
_YEAR = re.compile(r"(?:19|20)\d\d\s?[-/.年]")
_CLOCK = re.compile(r"\d{1,2}[:：]\d\d")
_NAME = re.compile(r"[^\W\d_]{2}")
_PARTING = re.compile(r"[\s·・•|丨/]+")
_HEADLINE_TAGS = frozenset({"h1", "h2"})
"""Headings within an article are h3 and below, and bold lines."""

_TIME = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d|\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}[:：]\d\d|\b\d{1,2}[:：]\d\d\b"
    r"|\d\s?(?:秒|分钟|分鐘|小时|小時|天|个月|月)前|刚刚|昨天|前天"
)
_DATE = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]|\d\s?(?:分钟|小时|天)前"
    r"|^\W{0,3}\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}[:：]\d\d(?!.{0,60}[\u3400-\u9fff]{8})"
)
_BUTTONS = re.compile(r"^[\s\W\d]*(?:回复|回覆|点赞|赞|顶|踩|支持|反对|举报|分享|引用)[\s\W\d]*")
_COMMENTS = re.compile(
    r"^[\s【\[（(]*(?:(?:全部|最新|最热|热门|精彩|网友|用户|读者)?(?:评论|留言|回复|跟帖|回應|留言板)"
    r"|发表(?:评论|回复|留言)|参与(?:评论|讨论)|写(?:评论|留言)|评论区|我来说两句|(?:共\s*)?\d+\s*条(?:评论|回复|留言|跟帖)"
    r"|《[^》]{2,80}》有\s?\d+\s?条评论)[\s】\]）):：]*(?:[（(]?\s?\d+\s?条?\s?[)）]?)?$"
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows of one build: the positions at which they begin, and the line behind the last one."""

    starts: tuple[int, ...]
    end: int


def find_beside(outline: Outline, texts: Sequence[tuple[int, Line]], start: int) -> set[HtmlElement]:
    """Return the elements that hold no line of the article at position `start` or below, by their build.

    `texts` are the outline's lines that have a text, each with its position.
    """
    lines = [line for _, line in texts]
    top = next((index for index, (position, _) in enumerate(texts) if position >= start), 0)
    beside: set[HtmlElement] = set()
    teasers = _boxed_teasers(outline, texts)
    for run in _runs(lines, _begins_teaser, _is_teaser):
        teasers |= _elements(outline, texts, _begin_of(outline, texts, run), run.end)
    beside |= teasers - _digest(outline, texts[top:], teasers)
    said = (*_runs(lines, _is_time, _is_comment), *_runs(lines, _is_signed, _is_said))
    for run in said:
        beside |= _elements(outline, texts, _begin_of(outline, texts, run), run.end)
    end = _next_article(lines, top)
    if end is not None:
        beside |= _elements(outline, texts, end, len(texts))
    comments = _comments(lines, top)
    if comments is not None:
        beside |= _box_below(outline, texts, comments)
    return beside


def heads_others(line: str) -> bool:
    """Say whether a line heads other articles or comments, its words joined or parted: 延伸 · 推荐.

    >>> heads_others("相关新闻"), heads_others("延伸 · 推荐"), heads_others("相关部门表示")
    (True, True, False)
    """
    return heads_other_articles(line) or (
        len(line) <= LABEL_CHARACTERS and heads_other_articles(_PARTING.sub("", line))
    )


def _digest(
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


def _boxed_teasers(outline: Outline, texts: Sequence[tuple[int, Line]]) -> set[HtmlElement]:
    """Return the boxes of one build that hold a linked headline and a sentence or two each."""
    by_form: dict[tuple[object, ...], list[int]] = {}
    for index, (_, line) in enumerate(texts):
        if _begins_teaser(line):
            by_form.setdefault(_form(line), []).append(index)
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


def _runs(
    lines: Sequence[Line], begins: Callable[[Line], bool], holds: Callable[[Sequence[Line]], bool]
) -> Iterator[_Run]:
    """Yield the runs of rows of one build whose first lines `begins` tells, and whose rest `holds` does."""
    by_form: dict[tuple[object, ...], list[int]] = {}
    for index, line in enumerate(lines):
        if begins(line):
            by_form.setdefault(_form(line), []).append(index)
    for marks in by_form.values():
        run: list[int] = []
        for mark, following in zip(marks, [*marks[1:], len(lines)], strict=True):
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
    forms = {_form(line) for line in lines[run[0] : run[-1]]}
    end = run[-1] + 1
    while end < min(len(lines), run[-1] + longest) and _form(lines[end]) in forms:
        end += 1
    return end


def _begin_of(outline: Outline, texts: Sequence[tuple[int, Line]], run: _Run) -> int:
    """Return where the first row begins: a nick or a picture's text stands above the line that tells it."""
    first, second = run.starts[:2]
    box = texts[first][1].element
    while (parent := outline.parents[box]) is not None and outline.last[parent] < texts[second][0]:
        box = parent
    begin = first
    while begin > max(0, first - ABOVE_MARK) and texts[begin - 1][0] >= outline.first[box]:
        begin -= 1
    return begin if texts[begin][0] == outline.first[box] else first


def _form(line: Line) -> tuple[object, ...]:
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
    return line.link_share >= 0.9 and len(line.text) in HEADLINE_LENGTHS and not ends_as_sentence(line.text)


def _is_teaser(row: Sequence[Line]) -> bool:
    """Say whether the lines below a linked headline tell what it is about, and no more."""
    prose = sum(len(line.text) for line in row if line.is_prose)
    return 0 < prose <= ROW_CHARACTERS


def _is_time(line: Line) -> bool:
    return len(line.text) <= MARK_CHARACTERS and not line.is_prose and _TIME.search(line.text) is not None


def _is_comment(row: Sequence[Line]) -> bool:
    """Say whether the lines below a time are what somebody wrote, with the buttons that answer it."""
    said = sum(len(line.text) for line in row if line.link_share < LINKED_SHARE)
    return 0 < said <= ROW_CHARACTERS and any(
        len(line.text) <= BUTTON_CHARACTERS and _BUTTONS.match(line.text) for line in row
    )


def _is_signed(line: Line) -> bool:
    """Say whether a line holds a time and a name beside it, and no label of a byline."""
    text = line.text
    if len(text) > MARK_CHARACTERS or line.is_prose or _LABEL.search(text):
        return False
    time = _DATE.search(text)
    return time is not None and _NAME.search(text[: time.start()]) is not None


def _is_said(row: Sequence[Line]) -> bool:
    """Say whether the first line below a name and a time is what was said: no headline, no link."""
    return (
        bool(row)
        and row[0].link_share < LINKED_SHARE
        and sum(len(line.text) for line in row) <= ROW_CHARACTERS
    )


def _next_article(lines: Sequence[Line], top: int) -> int | None:
    """Return the index of the headline of the next whole article behind the first one, or None."""
    above = 0
    data = _data(lines)
    own = lines[top] if top else None
    for index in range(top + 1, len(lines)):
        line = lines[index]
        if (
            above >= ENOUGH_ABOVE
            and _may_be_headline(line)
            and _byline_and_text_follow(lines, data, index, plain=not _is_headline(line, own))
        ):
            return index
        above += len(line.text) if line.is_prose else 0
    return None


def _data(lines: Sequence[Line]) -> set[Line]:
    """Return the lines that stand in a row of data: few lines in several cells."""
    rows: dict[HtmlElement, list[Line]] = {}
    for line in lines:
        if line.row is not None:
            rows.setdefault(line.row, []).append(line)
    return {
        line
        for row in rows.values()
        if len(row) <= ROW_LINES and len({line.cell for line in row}) > 1
        for line in row
    }


def _may_be_headline(line: Line) -> bool:
    return len(line.text) in HEADLINE_LENGTHS and not (
        line.is_prose or ends_as_sentence(line.text) or _LABEL.search(line.text) or _DATE.search(line.text)
    )


def _is_headline(line: Line, own: Line | None) -> bool:
    """Say whether a line is built as a headline: a heading, a link, or as the article's own headline."""
    heading = line.element.tag in _HEADLINE_TAGS or line.link_share >= 0.9
    return heading or (own is not None and _form(line) == _form(own))


def _byline_and_text_follow(lines: Sequence[Line], data: Set[Line], index: int, *, plain: bool) -> bool:
    """Say whether a date and then sentences stand below a line; of a `plain` line the date is a byline's at once."""
    below = lines[index + 1 : index + 1 + (1 if plain else BYLINE_REACH)]
    dated = any(
        len(line.text) <= BYLINE_CHARACTERS
        and not (line.is_prose or line in data)
        and line.link_share < LINKED_SHARE
        and _DATE.search(line.text)
        and (
            not plain or (_YEAR.search(line.text) and (_CLOCK.search(line.text) or _LABEL.search(line.text)))
        )
        for line in below
    )
    return dated and any(line.is_prose for line in lines[index + 1 : index + 1 + TEXT_REACH])


def _comments(lines: Sequence[Line], top: int) -> int | None:
    """Return the index of the heading of the readers' comments behind the article's text, or None."""
    above = 0
    for index in range(top, len(lines)):
        line = lines[index]
        if above >= ENOUGH_ABOVE and len(line.text) <= 100 and _COMMENTS.match(line.text):
            return index
        above += len(line.text) if line.is_prose else 0
    return None


def _elements(outline: Outline, texts: Sequence[tuple[int, Line]], first: int, end: int) -> set[HtmlElement]:
    """Return the largest elements that hold only lines from `first` up to `end`."""
    low, high = texts[first][0], texts[end - 1][0]
    found = set()
    for _, line in texts[first:end]:
        element = _largest(outline, line.element, low, high)
        if element is not None:
            found.add(element)
    return found


def _largest(outline: Outline, element: HtmlElement, low: int, high: int) -> HtmlElement | None:
    """Return the largest element around a line whose lines stand from `low` to `high`, if any."""
    largest = None
    node: HtmlElement | None = element
    while node is not None and low <= outline.first[node] and outline.last[node] <= high:
        largest, node = node, outline.parents[node]
    return largest


def _box_below(outline: Outline, texts: Sequence[tuple[int, Line]], heading: int) -> set[HtmlElement]:
    """Return the elements from a heading on that lie in the box that it heads, or beside it."""
    position, line = texts[heading]
    box = line.element
    parent = outline.parents[box]
    while parent is not None and outline.first[parent] == position:
        box, parent = parent, outline.parents[parent]
    if parent is None:
        return {box}
    last = outline.last[parent]
    end = next((index for index in range(heading, len(texts)) if texts[index][0] > last), len(texts))
    return _elements(outline, texts, heading, end)
