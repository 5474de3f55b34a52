"""What readers wrote below an article: the lines of a box that 网友评论 heads and in which each may be answered."""

import re
from collections.abc import Sequence

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
    r"^[\s【\[（(]{0,3}(?:(?:全部|最新|最热|最熱|热门|熱門|精彩|网友|網友|用户|讀者|读者)?"
    r"(?:评论|評論|留言|跟帖|回應|回覆|讨论|討論|留言板|评论区)"
    r"|(?:共\s?)?\d{1,6}\s?[条條則](?:评论|評論|回复|回覆|回應|留言|跟帖))"
    r"[\s】\]）):：]{0,3}(?:[（(]?\s?共?\d{0,6}\s?[条條則]?\s?[)）]?)?$"
)
_BUTTON = re.compile("^(?:回复|回覆|答复|回應|赞|讚|顶|踩|举报|檢舉|支持|点赞|按讚)")
_MOMENT = re.compile(
    r"^[^，。：]{1,20}(?:20\d\d-)?\d{1,2}-\d{1,2}\s{1,3}\d{1,2}:\d\d|(?:小时|小時|分钟|分鐘|天)前$"
)


_NOBODYS = re.compile(r"^(?:20\d\d-)?\d{1,2}-\d{1,2}\s{1,3}\d{1,2}:\d\d(?::\d\d)?$")
"""A moment and nobody's name: beside 评论(0) the article's own date stands so."""
_BYLINE = re.compile(r"来源|來源|作者|编辑|編輯|责编|发布|原创")
"""What stands beside the article's own date: no reader is named so."""


def find_readers(outline: Outline) -> frozenset[Line]:
    """Return the lines of the boxes in which readers speak, their headings among them."""
    lines = outline.lines
    found: set[Line] = set()
    for at, line in enumerate(lines):
        if line in found or len(line.text) > LONGEST_HEADING or not _HEADING.match(line.text):
            continue
        below = range(at + 1, _end_of_reach(lines, at))
        answered = (
            None if line.links else next((each for each in below if _is_of_a_comment(lines[each])), None)
        )
        if answered is not None:
            found.update(lines[at : _end_of_box(outline, line, answered)])
    return frozenset(found)


def _end_of_reach(lines: Sequence[Line], at: int) -> int:
    """Return the position behind the lines that a heading may head: the page's headline ends them."""
    end = min(at + 1 + ANSWER_REACH, len(lines))
    return next((each for each in range(at + 1, end) if lines[each].element.tag == "h1"), end)


def _is_of_a_comment(line: Line) -> bool:
    if len(line.text) > LONGEST_BUTTONS or _BYLINE.search(line.text) or _NOBODYS.match(line.text):
        return False
    return (line.links > 0 and bool(_BUTTON.match(line.text))) or bool(_MOMENT.search(line.text))


def _end_of_box(outline: Outline, heading: Line, comment: int) -> int:
    """Return the position behind the smallest box that holds a heading and a comment below it."""
    box: HtmlElement | None = heading.element
    while box is not None and outline.last[box] < comment:
        box = outline.parents[box]
    return comment + 1 if box is None else outline.last[box] + 1
