"""The box that a selector of links points into, where it stands on the page and holds no link."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from scraper.crawl.declarations.link_selectors import select

_STEPS = re.compile(r"[\s>+~]")
_QUOTED = re.compile(r"[\"']([#.\w -]{1,80})[\"']")
_NAMES = re.compile(r"[#. ]")
_MARK = re.compile(r"[#.]([\w-]{1,60})")


def find_empty_boxes(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements that the selector names before its links, and that hold none.

    >>> from lxml.html import document_fromstring
    >>> page = document_fromstring("<ul class=news></ul><ul class=hot><li><a href=7.html>热</a></ul>")
    >>> [box.get("class") for box in find_empty_boxes(page, "ul.news li a, ul.hot li a")]
    ['news']
    """
    boxes = (box for one in _boxes_in(selector) for box in select(one, root))
    return [box for box in boxes if next(box.iter("a"), None) is None]


def _boxes_in(selector: str) -> Iterator[str]:
    """Yield for each of the selectors the part up to its last id or class."""
    for one in selector.split(","):
        for end in reversed([step.start() for step in _STEPS.finditer(one)]):
            before = one[:end].strip(" >+~")
            if before and _MARK.search(_STEPS.split(before)[-1]):
                yield before
                break


def is_filled_by_script(root: HtmlElement, boxes: Iterable[HtmlElement]) -> bool:
    """Tell whether a script of the page names one of the boxes, by its id or a class."""
    names = {
        name for box in boxes for name in ((box.get("id") or ""), *(box.get("class") or "").split()) if name
    }
    written = " ".join(script.text or "" for script in root.iter("script"))
    quoted = set(_QUOTED.findall(written))
    return any(name in _NAMES.split(text) for text in quoted for name in names)
