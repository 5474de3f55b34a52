"""Pages whose article only scripts bring: a box for it that is empty, and scripts to fill it."""

import re

from lxml.html import HtmlElement

from pipelines.extract.reading.furniture import names_container, names_of

_MOUNT = re.compile(
    r"^(?:app|root|main|__next|__nuxt|container|wrapper|page|mount|vue-?app|react-?root|article|detail|news\w{0,8}"
    r"|.{0,12}(?:content|detail|article|zhengwen|neirong|zoom))$",
    re.IGNORECASE,
)
"""Names of boxes that frameworks and templates have their scripts fill."""

_FILLS = re.compile(
    r"\.(?:innerHTML|html|append|textContent|ajax|getJSON|load|post|get|fetch)\b|document\.write|fetch\s{0,4}\(|XMLHttpRequest|axios|new Vue"
    r"|createApp|__INITIAL_STATE__|__NUXT__|__NEXT_DATA__|webpackJsonp",
)
_BUNDLE = re.compile(
    r"(?:app|main|index|chunk|vendor|runtime|umi|detail|article|content|bundle)[\w.~-]{0,80}\.js",
    re.IGNORECASE,
)
_TEXTLESS = ("script", "style", "noscript", "template", "link", "meta")


def is_filled_by_scripts(root: HtmlElement) -> bool:
    """Say whether an empty box stands where the article's would, and a script of the page fills boxes."""
    return any(map(_is_empty_box, root.iter("div", "section", "article", "td", "main", "p", "span"))) and any(
        _FILLS.search(script.text or "") or _BUNDLE.search(script.get("src") or "")
        for script in root.iter("script")
    )


def _is_empty_box(element: HtmlElement) -> bool:
    names = names_of(element)
    if not names or not (names_container(names) or any(map(_MOUNT.match, names.split()))):
        return False
    return not any(
        (inner.text and inner.text.strip() and inner.tag not in _TEXTLESS)
        or (inner is not element and inner.tail and inner.tail.strip())
        for inner in element.iter()
        if isinstance(inner.tag, str)
    )
