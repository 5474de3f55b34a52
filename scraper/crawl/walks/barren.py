"""What a page without article links is, where it says so itself: a login, a search, an empty list, a message."""

import re
from urllib.parse import parse_qsl, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.tree.document import text_of

MOST_LINKS_OF_LOGIN = 12
"""Links of a page whose matter is its form; a listing with a login in its corner has more."""

LONGEST_MESSAGE = 200
"""Characters that a page of one message shows, navigation and all."""

LONGEST_NOTE = 20
"""Characters of the note that stands in place of the entries: 对不起，没有找到相关的记录."""

_EMPTY = re.compile(
    r"(?:暂无|暂时没有|没有|尚无|无)(?:找到|查到|查询到|检索到|符合|任何|相关|更多|可显示|的|条件){0,3}"
    r"(?:数据|内容|信息|记录|文章|新闻|资讯|结果|稿件)|列表为空|(?:共|找到)(?:约|有)?\s?0\s?(?:条|篇|个)",
)
_SIGN_IN = re.compile(r"登[录陆錄入]|Log ?in|Sign ?in", re.IGNORECASE)
_SEARCH = re.compile(r"搜索|检索|搜尋|Search", re.IGNORECASE)


def name_barren(root: HtmlElement, url: str) -> str | None:
    """Return the end of a listing whose page says why no article is on it, None where it does not say.

    >>> from lxml.html import document_fromstring
    >>> name_barren(document_fromstring("<div class=list>暂无数据</div>"), "http://a.cn/xw/")
    'empty_list'
    >>> name_barren(document_fromstring("<h1>要闻</h1><a href=7.html>本县暂无数据中心</a>"), "http://a.cn/xw/")
    """
    title = root.findtext(".//title") or ""
    fields = {(field.get("type") or "text").lower() for field in root.iter("input")}
    if "password" in fields and (_SIGN_IN.search(title) or _count_links(root) <= MOST_LINKS_OF_LOGIN):
        return "login"
    if _SEARCH.search(title) or _shows_question(root, url):
        return "search"
    text = text_of(root)
    if len(text) <= LONGEST_MESSAGE:
        from pipelines.extract.kind.messages import GONE  # noqa: PLC0415 - brings many patterns, for rare pages

        if GONE.search(text):
            return "not_there"
    return "empty_list" if any(map(_shows_note, root.iter(etree.Element))) else None


def _count_links(root: HtmlElement) -> int:
    return sum(1 for _ in root.iter("a"))


def _shows_question(root: HtmlElement, url: str) -> bool:
    """Tell whether a field of the page holds what its own address asks for: the answer to a search."""
    asked = {value for _, value in parse_qsl(urlsplit(url).query) if not value.isdecimal()}
    fields = (
        field for field in root.iter("input") if field.get("type", "text").lower() in {"text", "search"}
    )
    return any(field.get("value", "").strip() in asked for field in fields)


def _shows_note(element: HtmlElement) -> bool:
    """Tell whether a note in place of entries stands in the element, or behind it; what is linked is an entry."""
    linked = next(element.iterancestors("a"), None) is not None
    texts = [] if linked or element.tag in ("a", "script", "style") else [element.text]
    return any(map(_is_note, texts if linked else [*texts, element.tail]))


def _is_note(text: str | None) -> bool:
    note = (text or "").strip()
    return len(note) <= LONGEST_NOTE and _EMPTY.search(note) is not None
