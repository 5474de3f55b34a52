"""The headline beside a link that says 详细 or nothing: a heading in its row, or before it."""

from collections.abc import Mapping

from lxml.html import HtmlElement

from pipelines.extract.tree.document import text_of
from scraper.crawl.groups.naming import is_titled, weigh_name

HIGHEST_ROW = 4
"""Elements around a link in which its heading is looked for; a card of a list has two or three."""

SHORTEST_HEADING = 6
"""Chinese characters of a heading; names of channels have two to five."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "strong", "b")
_BLOCKS = ("p", "td", "span", "div", "dd", "em", "th", "li", "a", "figcaption")

Targets = Mapping[HtmlElement, str]


def heading_beside(link: HtmlElement, targets: Targets, *, dated: bool) -> str:
    """Return the heading in the row of the link, in which nothing else is linked; empty where there is none.

    The name of a channel stands beside 更多 in the same way: where the address is not `dated`, the row must be one of
    several that are built alike. `targets` are the addresses of the page's links.
    """
    box = link
    for _ in range(HIGHEST_ROW):
        if heading := _heading_before(box, dated=dated):
            return heading
        above = box.getparent()
        if above is None or above.tag in ("body", "html") or _leads_elsewhere(above, link, targets):
            return ""
        box = above
        repeated = _is_repeated(box)
        if heading := _heading_within(box, link, repeated=repeated, dated=dated):
            return heading
    return ""


def _heading_within(box: HtmlElement, link: HtmlElement, *, repeated: bool, dated: bool) -> str:
    if not (repeated or dated):
        return ""
    for each in box.iter(*_HEADINGS, *_BLOCKS):
        named = each.tag in _HEADINGS or is_titled(each)
        if named and each is not box and each is not link and (text := _as_heading(text_of(each))):
            return text
    if repeated:
        for each in (box, *box.iter(*_BLOCKS)):
            if each is not link and (text := _as_heading((each.text or "").strip())):
                return text
    return ""


def _heading_before(box: HtmlElement, *, dated: bool) -> str:
    """Return the heading before the box, no link between them, and none behind it up to the next heading.

    Where the address is not dated, there must be another heading or link in the row: a list, and not a channel's head.
    """
    behind = next(filter(_parts_entries, box.itersiblings()), None)
    before = next(filter(_parts_entries, box.itersiblings(preceding=True)), None)
    if before is None or _holds_link(before) or (behind is not None and behind.tag not in _HEADINGS):
        return ""
    in_list = behind is not None or any(map(_parts_entries, before.itersiblings(preceding=True)))
    return _as_heading(text_of(before)) if dated or in_list else ""


def _as_heading(text: str) -> str:
    return text if weigh_name(text) >= SHORTEST_HEADING else ""


def _parts_entries(element: HtmlElement) -> bool:
    return element.tag in _HEADINGS or _holds_link(element)


def _holds_link(element: HtmlElement) -> bool:
    return next(element.iter("a"), None) is not None


def _leads_elsewhere(box: HtmlElement, link: HtmlElement, targets: Targets) -> bool:
    own = targets.get(link)
    return any(targets.get(each) not in (None, own) for each in box.iter("a", "area"))


def _is_repeated(box: HtmlElement) -> bool:
    """Tell whether the page agrees that the box is an entry of a list: one beside it is built alike."""
    return any(
        each is not None and each.tag == box.tag and [one.tag for one in each] == [one.tag for one in box]
        for each in (box.getprevious(), box.getnext())
    )
