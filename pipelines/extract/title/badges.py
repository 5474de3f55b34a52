"""What stands in a heading beside the headline, and a headline that is cut short: told by another place."""

import re

from lxml.html import HtmlElement

from pipelines.controls.counters import is_counter
from pipelines.controls.lone_words import is_button_word
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.title.plain_words import LONGEST_TITLE, plain, stem
from pipelines.extract.title.site_names import SiteNames
from pipelines.extract.title.statements import Statements
from pipelines.extract.tree.document import squeeze

_EXTRA = re.compile(
    r"(?:标题|標題|题目|新闻标题|文章标题|主题)[:：]"
    r"|[\[【(（]?(?:独家|原创|转载|置顶|头条|推荐|热门?|荐|精|顶|新|图文?|组图|视频|音频|直播|专题|快讯|要闻|NEW|HOT|TOP)[\]】)）]?"
    r"|[\[【(（]?(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[\]】)）]?",
    re.IGNORECASE,
)
"""Badges, labels and days that templates print into a heading, beside buttons and counters."""
_EDIT_LINK = re.compile(
    r"[ \t]{0,3}[\[［] ?(?:编辑|編輯|edit|Edit)(?:源代码|源代碼|本段| source)?(?: ?[|｜] ?(?:编辑源代码|編輯原始碼|edit source))? ?[\]］] ?$"
)
"""The link to its editor that a wiki prints behind each heading: 柳湾镇[编辑]."""
_BRACKETS = "[【(（]】)）"
_BESIDE = re.compile(
    r"[^，。]{0,4}(?:分享|收藏|打印|纠错|复制|评论|点赞|转发|扫码|播放|收听|朗读)[^，。]{0,4}|[【\[(（]?\s?字[体号][^，。]{0,16}"
    r"|[^，。]{0,8}(?:来源|作者|责编|编辑|记者|发布时间|时间|阅读|浏览|点击)[:：][^，。]{0,40}"
)
"""Buttons, font sizes and credits: furniture where they stand in an element of their own."""
_LONG = 4
"""Characters of a headline that a heading does not hold by chance."""
_LONGEST_EXTRA = 4
"""Characters of an element in a heading that is a badge or a button, whatever its word."""
_WHOLE = ("title", "data-title", "aria-label", "alt")
"""Attributes of a heading or a link in it that hold the headline whole."""
_ITS_OWN = re.compile(r"[|｜丨:：（(【《“]")
"""Signs of a column, a remark or a quotation: an element with one belongs to the headline."""


def cut_edit_link(text: str) -> str:
    """Return a heading's text without the link to its editor.

    >>> cut_edit_link("柳湾镇[编辑]"), cut_edit_link("[编辑]"), cut_edit_link("一位[编辑]的一天")
    ('柳湾镇', '[编辑]', '一位[编辑]的一天')
    """
    return _EDIT_LINK.sub("", text) or text


def cut_furniture(text: str, row: Line, said: Statements, names: SiteNames) -> str:
    """Return a heading's text without badges, buttons and names, where another place says the headline so.

    Never without such a place: 独家 may be the headline's first word.
    """
    words = plain(text)
    if not words or words in said.heads or words in said.segments:
        return text
    head = next((head for head in said.heads if _may_hold(words, head)), "")
    if not head:
        return text
    parts = row.parts.split(JOINT) if text == row.spaced else [text]
    inner = _cut_parts(parts, head, row, names)
    return inner or _cut_ends(text, head, names) or text


def _may_hold(words: str, head: str) -> bool:
    return head != words and (len(head) >= _LONG or len(head) * 2 >= len(words)) and head in words


def _cut_parts(parts: list[str], head: str, row: Line, names: SiteNames) -> str:
    """Return the headline among the elements of a heading; empty where the others are not all furniture."""
    for first in range(len(parts)):
        for last in range(len(parts), first, -1):
            if plain("".join(parts[first:last])) == head:
                others = [*parts[:first], *parts[last:]]
                if others and all(_is_extra(other, names, alone=True) for other in others):
                    glued = "".join(parts[first:last])  # 秋收忙<em>（组图）</em>: no gap is printed
                    return glued if glued in row.spaced else " ".join(parts[first:last])
    return ""


def _cut_ends(text: str, head: str, names: SiteNames) -> str:
    """Return the headline within a text whose other words are furniture by their form, or empty."""
    for place, character in enumerate(text):
        if character != head[0] or not (end := _end_of(text, place, head)):
            continue
        start = place
        while end < len(text) and text[end] in "”’！!？?》）)…。":
            end += 1
        while start and text[start - 1] in "“‘《":
            start -= 1
        extras = [extra for extra in (text[:start].strip(), text[end:].strip()) if extra]
        if extras and all(_is_extra(extra, names, alone=False) for extra in extras):
            return text[start:end]
    return ""


def _end_of(text: str, start: int, head: str) -> int:
    """Return where a headline without signs that begins at `start` ends in the text; 0 where it is not there."""
    found = 0
    for place in range(start, len(text)):
        if not plain(text[place]):
            continue
        if text[place] != head[found]:
            return 0
        found += 1
        if found == len(head):
            return place + 1
    return 0


def _is_extra(text: str, names: SiteNames, *, alone: bool) -> bool:
    """Say whether a text is furniture; `alone`: it stands in an element of its own."""
    text = text.strip()
    if _EXTRA.fullmatch(text) or is_button_word(text) or (text and is_counter(text.strip(_BRACKETS))):
        return alone or text[:1] not in "(（【["
    if alone and _BESIDE.fullmatch(text):
        return True
    if names.is_site(text.strip("_-|｜—– ")):
        return True
    return alone and len(plain(text)) <= _LONGEST_EXTRA and not _ITS_OWN.search(text)


def complete(text: str, heading: HtmlElement | None, row: Line, said: Statements) -> str:
    """Return a headline that dots cut short as another place has it whole; the text itself where none has."""
    begun = plain(stem(text))
    if not begun:
        return text
    element = row.element if heading is None else heading
    told = [squeeze(node.get(name) or "") for node in element.iter() for name in _WHOLE if node.get(name)]
    rows = [part for other in said.rows if not other.is_prose for part in other.parts.split(JOINT)]
    for whole in (*told, *(each.headline for each in said.all), *rows):
        longer = len(begun) < len(plain(whole)) and len(whole) <= LONGEST_TITLE
        if longer and plain(whole).startswith(begun) and not stem(whole):
            return whole
    return text
