"""The posts of a thread, and comments told as such: each begins with who said it when, in the words of a forum."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines.extract.others.repeats import ROW_CHARACTERS
from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.extract.reading.outline import Outline

FEWEST_MARKS = 2
"""Marks that make a thread: the first post's and one answer's. A floor's name needs no second one."""

MARK_CHARACTERS = 60
"""Longest mark: floor, nick, place and time."""

_MARK = re.compile(
    r"(?:发表于|發表於|发表时间|回复于|评论于|留言于)\s?[:：]?\s?(?:\d|半|昨|前天|刚|今)"
    r"|\d[\d:：\s]{3,9}(?:说|發表|发表|评论|留言)(?:道)?\s?[:：]"
)
"""发表于 2026-4-16 10:02, 于 2026-3-11 20:17 说：."""

_FLOOR = re.compile(
    r"^[\s#【\[]{0,3}(?:沙发|板凳|地板|地下室|\d{1,4}\s?(?:楼|樓|F|#)|#\s?\d{1,4})(?:[\s\]】|:：]|$|(?=发表|匿名|网友|作者))"
)


def find_answers(outline: Outline, texts: Sequence[tuple[int, Line]], top: int) -> int | None:
    """Return the index in `texts` at which the answers below the first post, or the comments, begin; None without them.

    A mark with a text above it begins them: above the first post's own stands none. What is longer than an answer
    below a mark is the article, its date printed below a summary.
    """
    marks = [index for index in range(top + 1, len(texts)) if is_mark(texts[index][1])]
    floors = [index for index in marks if _FLOOR.match(texts[index][1].text)]
    if len(marks) < FEWEST_MARKS and not floors:
        return None
    prose = [index for index in range(top + 1, len(texts)) if texts[index][1].is_prose]
    for mark, end in zip(marks, [*marks[1:], len(texts)], strict=True):
        said = sum(len(texts[index][1].text) for index in prose if mark < index < end)
        if said > ROW_CHARACTERS:
            continue
        above = [index for index in prose if index < mark]
        if above:
            return _begin_of(outline, texts, mark, above[-1])
    return None


def is_mark(line: Line) -> bool:
    """Say whether a line begins a post: who said it when, or on which floor."""
    return (
        len(line.text) <= MARK_CHARACTERS
        and not line.is_prose
        and line.link_share < LINKED_SHARE
        and (_MARK.search(line.text) is not None or _FLOOR.match(line.text) is not None)
    )


def _begin_of(outline: Outline, texts: Sequence[tuple[int, Line]], mark: int, above: int) -> int:
    """Return the index of the first line of the largest box around a mark that holds nothing of the text above."""
    last = texts[above][0]
    first = outline.first[texts[mark][1].element]
    node: HtmlElement | None = texts[mark][1].element
    while node is not None and outline.first[node] > last:
        first, node = outline.first[node], outline.parents[node]
    return next((index for index in range(above + 1, mark) if texts[index][0] >= first), mark)
