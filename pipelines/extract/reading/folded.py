"""Text that a page folds away behind a button such as 展开全文: it is the article's, and read as if it were shown."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.reading.furniture import (
    FOREIGN_NAMES,
    heads_other_articles,
    is_furniture,
    is_notice,
    names_of,
)
from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.extract.tree.document import is_hidden

BUTTON_CHARACTERS = 20
"""Longest label of a button that unfolds: 剩余75%未读，点击展开全文 has sixteen."""

BETWEEN = 2
"""Visible lines that may stand between the text and its button, such as …… or an arrow, and are no sentence."""

BETWEEN_OF_OTHERS = 30
"""Lines of links, of sharing or of other articles, that may stand there beside; the button's box is the text's all the same."""

PREVIEW_LINES = 40
"""Visible lines above the folded text among which a preview of it begins."""

SAME_HEAD = 12
"""Characters by which the first paragraph of a preview is known to be that of the whole text."""

LEVELS = 3
"""Boxes around a folded one among which one holds the button too; those that hold nothing else beside are not counted."""

_UNFOLDS = re.compile(
    r"^[^\w]{0,4}(?:剩[余餘下].{0,10}[，, ]{0,2})?(?:[点點轻][击擊触此]?|请点击|請點擊)?"
    r"(?:(?:展[开開]|[阅閱][读讀]|查看|显示|顯示|加[载載]|[浏瀏][览覽]|打[开開]|继续|繼續|往下|余下|餘下|剩[余餘])"
    r"(?:[阅閱][读讀]|查看|[浏瀏][览覽])?(?:剩[余餘下]|余下|餘下|全部|更多|完整|后续)?的?"
    r"(?:\s?[（(]?\d{1,3}\s?%[）)]?)?(?:全文|正文|文章|内容|內容|部分|全部|更多|[余餘]下全文)?"
    r"|(?:全文|全部内容|更多内容|剩余内容|余下内容)(?:展[开開]|打开|显示|查看|阅读)|全文|更多内容)(?:[（(]\d{1,3}%[）)])?[^\w]{0,4}$"
)
_UNFOLDS_WHAT = re.compile("[全余餘剩]|更多|[继繼][续續]|展[开開]|完整")
_FOLDS = re.compile(r"^[^\w]{0,4}(?:点击)?收起(?:全文|正文|内容|文章|全部)?[^\w]{0,4}$")


def unfold(lines: Sequence[Line]) -> frozenset[HtmlElement]:
    """Make the text visible that a button beside it unfolds, and return its boxes.

    The button, and a preview of the text, are dropped.

    Hidden lists of links, notices, comments and whatever no button stands at stay hidden.
    """
    boxes: set[HtmlElement] = set()
    if not any(line.hidden and line.is_prose for line in lines):  # the text of most pages is all shown
        return frozenset()
    for start, end in _hidden_runs(lines):
        run = _without_link_boxes([line for line in lines[start:end] if line.text])
        button = _button_beside(lines, start, end)
        if button is None or not run or not _is_text(run) or not _shares_box(run[0], button):
            continue
        button.dropped = True
        for line in run:
            if _FOLDS.match(line.text):
                line.dropped = True
            boxes.update({line.hider} if line.hider is not None else ())
            line.show()
        _drop_preview(lines, start, run)
    return frozenset(boxes)


def _is_button(line: Line) -> bool:
    if (
        not line.text
        or len(line.text) > BUTTON_CHARACTERS
        or line.hidden
        or not _UNFOLDS_WHAT.search(line.text)
    ):
        return False
    return _UNFOLDS.match(line.text) is not None and not _leads_away(line)


def _leads_away(line: Line) -> bool:
    """Say whether the line is a link to another page: 阅读全文 below a teaser."""
    if not line.linked:
        return False
    links = [line.element] if line.element.tag == "a" else list(line.element.iter("a"))
    around = line.element.iterancestors("a")
    hrefs = [str(link.get("href") or "").strip().lower() for link in (*links, *around)]
    return any(href and not href.startswith(("#", "javascript")) for href in hrefs)


def _hidden_runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield where hidden lines stand without a visible one between them."""
    start = None
    for position, line in enumerate(lines):
        if line.hidden:
            start = position if start is None else start
        elif line.text and start is not None:
            yield start, position
            start = None
    if start is not None:
        yield start, len(lines)


def _without_link_boxes(run: list[Line]) -> list[Line]:
    """Return hidden lines without those of boxes that hold nothing but links: mirrors hang them on beside the text."""
    texts = {line.hider for line in run if line.link_share < LINKED_SHARE}
    return [line for line in run if line.hider in texts]


def _button_beside(lines: Sequence[Line], start: int, end: int) -> Line | None:
    for places in (range(end, len(lines)), range(start - 1, -1, -1)):
        passed = others = 0
        for place in places:
            line = lines[place]
            if not line.text:
                continue
            if _is_button(line):
                return line
            foreign = line.link_share >= LINKED_SHARE or heads_other_articles(line.text)
            passed, others = passed + (not foreign), others + foreign
            if passed > BETWEEN or others > BETWEEN_OF_OTHERS or line.is_prose or line.hidden:
                break
    return None


def _is_text(run: list[Line]) -> bool:
    """Say whether hidden lines are a text: prose, and neither links nor another article's."""
    prose = [line for line in run if line.is_prose and not is_notice(line.text)]
    linked = sum(line.link_share >= LINKED_SHARE and not _FOLDS.match(line.text) for line in run)
    boxes = {line.hider for line in run if line.hider is not None}
    return (
        bool(prose)
        and linked * 4 <= len(run)
        and not any(heads_other_articles(line.text) for line in run)
        and not any(is_furniture(box.tag, names_of(box), FOREIGN_NAMES) for box in boxes)
        and not any(is_hidden(outer) for box in boxes for outer in box.iterancestors())
    )


def _shares_box(line: Line, button: Line) -> bool:
    """Say whether the button stands in the box of the text, or beside it."""
    outer: HtmlElement | None = line.hider.getparent() if line.hider is not None else None
    around_button = {button.element, *button.element.iterancestors()}
    levels = 0
    while outer is not None and levels < LEVELS:
        if outer in around_button:
            return bool(outer.tag != "html")
        levels += len(outer) > 1
        outer = outer.getparent()
    return False


def _drop_preview(lines: Sequence[Line], start: int, run: list[Line]) -> None:
    """Drop the visible beginning of a text that the folded box says again from its start."""
    head = next(line for line in run if line.is_prose).text[:SAME_HEAD]
    above = [line for line in lines[:start] if line.text and not line.hidden][-PREVIEW_LINES:]
    begins = next((index for index, line in enumerate(above) if line.text.startswith(head)), None)
    for line in above[begins:] if begins is not None else ():
        line.dropped = True
