"""Pagers with words or signs: 下一页, 后页, next, ›, a picture of an arrow."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.tree.document import text_of
from scraper.crawl.pagers.addresses import is_page_of, leads_back, leads_on
from scraper.crawl.pagers.controls import Control, is_off, labels_of

LONGEST_LABEL = 24
"""Characters of such a label; a headline that begins with the same words is longer, or goes on otherwise."""

LONGEST_PAGER = 400
"""Characters of the box around a pager; twenty numbers with their words take a hundred."""

_MARKS = r"[\s\[\]【】(（)）<>《》«»‹›←→▶▸＞|&…·.]"
_COUNTER = r"(?:第?\d{1,4}\s?[页頁]?\s?(?:[/／]\s?(?:共\s?)?\d{1,4}\s?[页頁]?)?|共\s?\d{1,4}\s?[页頁])"
_NEXT = re.compile(
    rf"^{_MARKS}{{0,6}}(?:[\u4e00-\u9fff]{{0,4}}?下\s?[一1]?\s?[页頁]|[后後]\s?一?\s?[页頁]|next(?:\s?page)?|older(?:\sposts?)?)"
    rf"{_MARKS}{{0,6}}(?:{_COUNTER}{_MARKS}{{0,6}})?$",
    re.IGNORECASE,
)
_BACK = re.compile(
    rf"^{_MARKS}{{0,6}}(?:上\s?一?\s?[页頁]|前\s?一?\s?[页頁]|prev(?:ious)?(?:\s?page)?){_MARKS}{{0,6}}", re.I
)
_STEP = re.compile(r"^\s?[>›→▶▸》＞﹥]\s?$")
_LEAP = re.compile(r"^\s?(?:>>|››|»|》》|＞＞|>>>)\s?$")
_NAMED_NEXT = re.compile(r"(?:^|[\s_/-])(?:page)?_?-?next(?:_?-?page)?(?:$|[\s_.-])", re.IGNORECASE)
_LOAD = re.compile(
    r"^\s?(?:点击|向下|上拉|下拉|滑动)?\s?(?:加载|载入|显示|查看|浏览)\s?更多[\u4e00-\u9fff]{0,4}\s?[>»›…↓∨.]{0,3}$|^load\s?more$",
    re.I,
)
PAGER_WORDS = re.compile(
    r"上\s?一?\s?[页頁]|下\s?一?\s?[页頁]|首\s?[页頁]\D{0,9}\d|[尾末]\s?[页頁]|共\s?\d{1,5}\s?[页頁]|第\s?\d{1,5}\s?[页頁]"
)
_PAGER_NAME = re.compile(
    r"(?:^|[\s_-])(?:\w{0,12}page(?:s|r|d|num|nav|list|box|bar)?|pagination|paging|fanye|fenye)(?:$|[\s_\d-])",
    re.I,
)


def says_next(element: HtmlElement) -> bool:
    """Tell whether the element is called 下一页, by its text or by a name that it or its picture carries."""
    return any(len(label) <= LONGEST_LABEL and _NEXT.match(label) for label in labels_of(element))


def next_by_word(controls: Sequence[Control], url: str) -> str | None:
    """Return where the first control leads that is called 下一页 or marked as such, and leads on."""
    backward = backward_targets(controls)
    for control in controls:
        marked = "next" in (control.element.get("rel") or "").lower().split()
        if (target := control.target) and (marked or says_next(control.element)):
            if is_off(control.element) or not leads_on(target, url) or leads_back(target, url, backward):
                continue
            return target
    return None


def backward_targets(controls: Iterable[Control]) -> set[str]:
    """Return where 上一页 leads."""
    return {
        control.target
        for control in controls
        if control.target
        and any(_BACK.match(label) for label in labels_of(control.element) if len(label) <= LONGEST_LABEL)
    }


def next_by_sign(controls: Sequence[Control], url: str) -> str | None:
    """Return where ›, a control named next, or 加载更多 leads, if that is a further page of the list.

    A sign alone is no pager: » stands for "more" beside a channel's name, › turns the pictures of a slide show.
    """
    for signs in (_is_step, _is_named_next, _is_leap, is_load):
        for control in controls:
            target = control.target
            if not target or not signs(control.element) or is_off(control.element):
                continue
            other = not is_page_of(target, url) and not _stands_in_pager(control.element)
            if (
                not other
                and leads_on(target, url)
                and not leads_back(target, url, backward_targets(controls))
            ):
                return target
    return None


def _is_step(element: HtmlElement) -> bool:
    return any(_STEP.match(label) for label in labels_of(element))


def _is_leap(element: HtmlElement) -> bool:
    return any(_LEAP.match(label) for label in labels_of(element))


def _is_named_next(element: HtmlElement) -> bool:
    pictures = (picture.get("src") or "" for picture in element.iter("img"))
    names = (element.get("class") or "", element.get("id") or "", *pictures)
    return any(_NAMED_NEXT.search(name[-80:]) for name in names) and len(text_of(element)) <= LONGEST_LABEL


def is_load(element: HtmlElement) -> bool:
    """Tell whether the element is called 加载更多."""
    return any(len(label) <= LONGEST_LABEL and _LOAD.match(label) for label in labels_of(element))


def _stands_in_pager(element: HtmlElement) -> bool:
    return any(is_pager_box(box) for box in around(element))


def around(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the three boxes around the element, the closest first."""
    box = element.getparent()
    for _ in range(3):
        if box is None or box.tag in ("body", "html"):
            return
        yield box
        box = box.getparent()


def is_pager_box(box: HtmlElement) -> bool:
    """Tell by a box's words or by its name whether it is a pager and nothing more."""
    text = text_of(box)
    named = _PAGER_NAME.search(f"{box.get('class') or ''} {box.get('id') or ''}")
    return len(text) <= LONGEST_PAGER and bool(named or PAGER_WORDS.search(text))
