"""What readers wrote below an article: the lines of a box that 网友评论 heads and in which each may be answered."""

import re

from lxml.html import HtmlElement

from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.outline import Outline

LONGEST_HEADING = 24
"""Characters of a heading such as 网友评论（共128条）."""

ANSWER_REACH = 12
"""Lines below the heading among which the first comment's button or moment stands; a box to write in comes before."""

LONGEST_BUTTONS = 30
"""Characters of a line with the buttons of a comment, or with its writer and moment."""

_HEADING = re.compile(
    r"^[\s【\[（(]{0,3}(?:(?:全部|最新|最热|热门|精彩|网友|用户|读者)?(?:评论|留言|跟帖|回應|留言板|评论区)"
    r"|(?:共\s?)?\d{1,6}\s?条(?:评论|回复|留言|跟帖))[\s】\]）):：]{0,3}(?:[（(]?\s?共?\d{0,6}\s?条?\s?[)）]?)?$"
)
_BUTTON = re.compile("^(?:回复|答复|回應|赞|顶|踩|举报|支持|点赞)")
_MOMENT = re.compile(r"^[^，。：]{1,20}(?:20\d\d-)?\d{1,2}-\d{1,2}\s{1,3}\d{1,2}:\d\d|(?:小时|分钟|天)前$")


def find_readers(outline: Outline) -> frozenset[Line]:
    """Return the lines of the boxes in which readers speak, their headings among them."""
    lines = outline.lines
    found: set[Line] = set()
    for at, line in enumerate(lines):
        if line in found or len(line.text) > LONGEST_HEADING or not _HEADING.match(line.text):
            continue
        if line.links or not any(map(_is_of_a_comment, lines[at + 1 : at + 1 + ANSWER_REACH])):
            continue
        found.update(lines[at : _end_of_box(outline, line, at)])
    return frozenset(found)


def _is_of_a_comment(line: Line) -> bool:
    if len(line.text) > LONGEST_BUTTONS:
        return False
    return (line.links > 0 and bool(_BUTTON.match(line.text))) or bool(_MOMENT.search(line.text))


def _end_of_box(outline: Outline, heading: Line, at: int) -> int:
    """Return the position behind the box that a heading is the first line of."""
    box: HtmlElement = heading.element
    parent = outline.parents[box]
    while parent is not None and outline.first[parent] == at:
        box, parent = parent, outline.parents[parent]
    if outline.last[box] > at or parent is None:
        return outline.last[box] + 1
    return outline.last[parent] + 1
