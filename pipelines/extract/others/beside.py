"""What stands beside the article, told by how it is built: teasers, comments, and the articles behind it.

Names of classes say the same on most pages, and on those that hash their names nothing: see furniture.py.
"""

import re
from collections.abc import Sequence, Set

from lxml.html import HtmlElement

from pipelines.extract.others.comments import spans_of_answered, spans_of_signed
from pipelines.extract.others.following import ENOUGH_ABOVE, find_next_article
from pipelines.extract.others.posts import find_answers
from pipelines.extract.others.repeats import (
    find_boxed_teasers,
    find_linked_headlines,
    find_round_up,
    spans_of_teasers,
)
from pipelines.extract.reading.furniture import heads_other_articles
from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.outline import Outline
from pipelines.strip.other_articles import HEADING_CHARACTERS

_COMMENTS = re.compile(
    r"^[\s【\[（(]*(?:(?:全部|最新|最热|热门|精彩|网友|用户|读者)?(?:评论|留言|回复|跟帖|回應|留言板)"
    r"|发表(?:评论|回复|留言)|参与(?:评论|讨论)|写(?:评论|留言)|评论区|我来说两句|我要(?:留言|评论|跟帖)|(?:共\s*)?\d+\s*条(?:评论|回复|留言|跟帖)"
    r"|《[^》]{2,80}》有\s?\d+\s?条评论)[\s】\]）):：]*(?:[（(]?\s?\d+\s?条?\s?[)）]?)?$"
)

LABEL_CHARACTERS = 12
"""Longest heading of other articles whose words are parted."""

_PARTING = re.compile(r"[\s·・•|丨/]+")


def find_beside(
    outline: Outline, texts: Sequence[tuple[int, Line]], headline: int | None, readers: Set[Line]
) -> set[HtmlElement]:
    """Return the elements that hold no line of the article whose headline is the line at position `headline`, by their build.

    `texts` are the outline's lines that have a text, each with its position, `readers` those in which readers speak.
    """
    lines = [line for _, line in texts]
    top = next((index for index, (position, _) in enumerate(texts) if position >= (headline or 0)), 0)
    beside: set[HtmlElement] = set()
    headlines = find_linked_headlines(texts)
    teasers = find_boxed_teasers(outline, texts, headlines)
    for first, end in spans_of_teasers(outline, texts, headlines):
        teasers |= _elements(outline, texts, first, end)
    beside |= teasers - find_round_up(outline, texts[top:], teasers)
    for first, end in spans_of_signed(outline, texts, top):
        beside |= _elements(outline, texts, first, end)
    answers = find_answers(outline, texts, top)
    if answers is not None:
        beside |= _elements(outline, texts, answers, len(texts))
    comments = _comments(lines, top, readers)
    if comments is not None:
        beside |= _box_below(outline, texts, comments)
    return beside


def find_others(
    outline: Outline, texts: Sequence[tuple[int, Line]], headline: int | None
) -> set[HtmlElement]:
    """Return the elements that are never the article whose headline is the line at position `headline`.

    They hold the whole articles that follow it, and what readers said and others may answer.
    """
    top = next((index for index, (position, _) in enumerate(texts) if position >= (headline or 0)), 0)
    others: set[HtmlElement] = set()
    for first, end in spans_of_answered(outline, texts, top):
        others |= _elements(outline, texts, first, end)
    following = None if headline is None else find_next_article([line for _, line in texts], top)
    return others if following is None else others | _elements(outline, texts, following, len(texts))


def heads_others(line: str) -> bool:
    """Say whether a line heads other articles or comments, its words joined or parted: 延伸 · 推荐.

    >>> heads_others("相关新闻"), heads_others("延伸 · 推荐"), heads_others("相关部门表示")
    (True, True, False)
    """
    if len(line) > HEADING_CHARACTERS:
        return False
    if heads_other_articles(line):
        return True
    if len(line) > LABEL_CHARACTERS or line.isalnum():
        return False
    joined = _PARTING.sub("", line)
    return joined != line and heads_other_articles(joined)


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


def _comments(lines: Sequence[Line], top: int, readers: Set[Line]) -> int | None:
    """Return the index of the heading of the readers' comments behind the article's text, or None.

    Where `readers` speak below the heading a single sentence above it is text enough.
    """
    above = 0
    for index in range(top, len(lines)):
        line = lines[index]
        enough = above >= ENOUGH_ABOVE or (above and line in readers)
        if enough and len(line.text) <= 100 and _COMMENTS.match(line.text):
            return index
        above += len(line.text) if line.is_prose else 0
    return None
