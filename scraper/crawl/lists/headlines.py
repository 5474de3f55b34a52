"""Which links of a page carry a headline: by their text, by a picture, by a heading beside them, or by their list."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from pipelines.extract.tree.document import text_of
from scraper.crawl.links import absolute
from scraper.crawl.pagers.controls import find_controls
from scraper.crawl.scope import days_of
from scraper.crawl.shapes import has_han, is_headline

HIGHEST_BOX = 4
"""Elements around a link in which its heading is looked for; a card of a list has two or three."""

DEEPEST_ENTRY = 3
"""Elements between a list and the links of its entries: ul > li > h4 > a has two."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "strong", "b")
_BLOCKS = ("p", "td", "span", "div", "dd", "em", "th")
_TITLE_NAME = re.compile(r"(?:^|[\s_-])(?:tit(?:le)?|headline|bt|biaoti)(?:$|[\s_\d-])", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:foot\w{0,8}|nav\w{0,8}|menu\w{0,8}|copyright|crumbs?|friend\w{0,8}|links?)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9a-f]{16,40}|\d{1,20}")

EntryForm = tuple[str, int, str, tuple[str, ...]]
Place = tuple[HtmlElement, tuple[str, ...]]
Entry = tuple[Place, EntryForm]


class Anchor(NamedTuple):
    """A link of the page: its element and where it leads."""

    element: HtmlElement
    target: str


def headline_targets(root: HtmlElement, base: str) -> list[str]:
    """Return the addresses of the links that carry a headline, in page order, each once.

    `base` is what relative addresses stand on. An onclick that goes to an address is a link too.
    """
    controls = find_controls(root, base)
    anchors = [Anchor(control.element, control.target) for control in controls if control.target]
    named = {anchor.target for anchor in anchors if any(map(is_headline, names_of(anchor.element)))}
    unnamed = [anchor for anchor in anchors if anchor.target not in named]
    named |= {anchor.target for anchor in unnamed if _has_heading(anchor, base)}
    named |= set(_listed_among(named, anchors))
    return list(dict.fromkeys(anchor.target for anchor in anchors if anchor.target in named))


def names_of(link: HtmlElement) -> Iterator[str]:
    """Yield what the link is called: its text, its title or alt, those of its pictures."""
    yield text_of(link)
    for each in (link, *link.iter("img")):
        yield from (each.get("title") or "", each.get("alt") or "")


def _has_heading(anchor: Anchor, base: str) -> bool:
    """Tell whether a heading stands in the box of the link, in which nothing else is linked.

    The name of a channel stands beside 更多 in the same way: without a day in the address, the box must be one of
    several that are built alike.
    """
    dated = days_of(anchor.target) is not None
    box = anchor.element
    for _ in range(HIGHEST_BOX):
        if _follows_heading(box, dated):
            return True
        box = box.getparent()
        if box is None or box.tag in ("body", "html") or _leads_elsewhere(box, anchor.target, base):
            return False
        repeated = _is_repeated(box)
        if (dated or repeated) and any(_is_heading(each) for each in box.iter() if each is not box):
            return True
        if repeated and any(is_headline(_own_text(each)) for each in (box, *box.iter(*_BLOCKS))):
            return True
    return False


def _follows_heading(box: HtmlElement, dated: bool) -> bool:
    """Tell whether a heading stands before the box, no link between them, and none behind it up to the next heading.

    Where the address has no day, there must be another heading or link in the row: a list, and not a channel's head.
    """
    behind = next(filter(_parts_entries, box.itersiblings()), None)
    before = next(filter(_parts_entries, box.itersiblings(preceding=True)), None)
    if before is None or _holds_link(before) or (behind is not None and behind.tag not in _HEADINGS):
        return False
    in_list = behind is not None or any(map(_parts_entries, before.itersiblings(preceding=True)))
    return (dated or in_list) and is_headline(text_of(before))


def _parts_entries(element: HtmlElement) -> bool:
    return element.tag in _HEADINGS or _holds_link(element)


def _holds_link(element: HtmlElement) -> bool:
    return next(element.iter("a"), None) is not None


def _leads_elsewhere(box: HtmlElement, target: str, base: str) -> bool:
    targets = (absolute(base, link.get("href")) for link in box.iter("a", "area"))
    return any(each not in (None, target) for each in targets)


def _is_heading(element: HtmlElement) -> bool:
    named = element.tag in _HEADINGS or _TITLE_NAME.search(element.get("class") or "")
    return bool(named) and is_headline(text_of(element))


def _is_repeated(box: HtmlElement) -> bool:
    """Tell whether the page agrees that the box is an entry of a list: one beside it is built alike."""
    neighbours = (box.getprevious(), box.getnext())
    return any(
        each is not None and each.tag == box.tag and [one.tag for one in each] == [one.tag for one in box]
        for each in neighbours
    )


def _own_text(element: HtmlElement) -> str:
    return element.text or ""


def _listed_among(named: set[str], anchors: Iterable[Anchor]) -> Iterator[str]:
    """Yield the targets of short headlines: entries of a list whose other entries have a headline and such an address.

    An address with a day needs one such entry beside it; one without could be a channel's, and needs as many
    headlines as there are short names in the list.
    """
    short: list[tuple[Anchor, list[Entry]]] = []
    headlines: Counter[Entry] = Counter()
    others: Counter[Entry] = Counter()
    for anchor in anchors:
        keys = [(place, entry_form(anchor.target)) for place in _places_of(anchor.element)]
        if anchor.target in named:
            headlines.update(keys)
        elif has_han(text_of(anchor.element)) and not _is_furniture(anchor.element):
            short.append((anchor, keys))
            others.update(keys)
    for anchor, keys in short:
        dated = days_of(anchor.target) is not None
        if any(headlines[key] and (dated or headlines[key] >= others[key]) for key in keys):
            yield anchor.target


def _places_of(link: HtmlElement) -> Iterator[Place]:
    """Yield the lists that the link may be an entry of, each with the way down to the link."""
    way: tuple[str, ...] = (link.tag,)
    box = link.getparent()
    for _ in range(DEEPEST_ENTRY):
        if box is None or box.tag == "html":
            return
        yield box, way
        way = (box.tag, *way)
        box = box.getparent()


def entry_form(url: str) -> EntryForm:
    """Return the form that the articles of a list share: host, folders, the file's name without its numbers, the keys.

    >>> entry_form("http://a.cn/xw/202306/t20230612_7.html") == entry_form("http://a.cn/yw/202305/t20230501_12.html")
    True
    """
    parts = urlsplit(url)
    folders = parts.path.split("/")
    keys = tuple(name for name, _ in parse_qsl(parts.query))
    return parts.netloc, len(folders), _DIGITS.sub("0", folders[-1]), keys


def _is_furniture(link: HtmlElement) -> bool:
    """Tell whether the link stands in the page's navigation or its foot: 关于我们 may have an article's address."""
    return any(
        box.tag in ("nav", "footer", "header")
        or _FURNITURE.search(f"{box.get('class') or ''} {box.get('id') or ''}")
        for box in link.iterancestors()
    )
