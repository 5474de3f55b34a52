"""How a line looks: headlines are large, or set apart from the lines around them."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.reading.lines import Line

_LARGE = re.compile(
    r"font-size\s{0,3}:\s{0,3}(?:(?:1[89]|[2-9][0-9])(?:\.\d{1,3})?(?:px|pt)|1[4-9]pt|(?:1\.[3-9]|[2-9])\d{0,2}r?em|x*-?large)",
    re.IGNORECASE,
)
_CENTRED = re.compile(r"text-align\s{0,3}:\s{0,3}center", re.IGNORECASE)
_MINOR_HEADINGS = frozenset({"h4", "h5", "h6", "caption", "dt", "legend"})
"""Elements that a template gives to a line of its own and to a headline among others."""
_TEXT_SIZE = 3
"""Size of plain text in <font size>."""
_LEVELS = 3
"""Elements around a line whose looks are the line's."""


def looks_large(row: Line) -> bool:
    """Say whether a line is printed larger than text is."""
    nodes = (*_around(row.element), *row.element.iter("font", "span", "big", "b", "strong", "em", "i", "u"))
    return any(_is_large(node) for node in nodes)


def is_set_apart(row: Line) -> bool:
    """Say whether a line is bold, centred or in an element of its own, as toolbars and sub-headings are too."""
    if row.strong * 5 >= len(row.text) * 4 > 0 or row.element.tag in _MINOR_HEADINGS:
        return True
    if any("-" in node.tag and node.tag.endswith("title") for node in row.element.iter(etree.Element)):
        return True  # <founder-title>
    return any(_is_centred(node) for node in _around(row.element))


def _around(element: HtmlElement) -> Iterator[HtmlElement]:
    node: HtmlElement | None = element
    for _ in range(_LEVELS):
        if node is None or node.tag in ("body", "html"):
            return
        yield node
        node = node.getparent()


def _is_centred(element: HtmlElement) -> bool:
    if element.tag == "center" or element.get("align", "").lower() == "center":
        return True
    return bool(_CENTRED.search(element.get("style") or ""))


def _is_large(element: HtmlElement) -> bool:
    if element.tag == "big":
        return True
    if element.tag == "font" and (size := (element.get("size") or "").strip()):
        return size.startswith("+") or (size.isdecimal() and int(size) > _TEXT_SIZE)
    return bool(_LARGE.search(element.get("style") or ""))
