"""Lists that a script or a JSON answer has as markup in a text: {"html": "<li><a href=…>…"}."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipelines.extract.scripted.values import Value
from pipelines.extract.tree.document import parse, text_of
from schemas import Rejected
from scraper.crawl.links import absolute
from scraper.crawl.lists.arrays import nodes_of
from scraper.crawl.lists.dated_links import Days, read_day
from scraper.crawl.lists.told_records import Record

LONGEST_MARKUP = 1_000_000
"""Characters of such a text; one of a hundred rows takes some thirty thousand."""

MOST_TEXTS = 100
"""Texts of a page's data that are parsed; a state holds the bodies of some articles, a list is one text or a row each."""

HIGHEST_ROW = 3
"""Elements around a link in which its day is looked for: tr > td > span > a."""

_LINK = re.compile(r"<a\s[^>]{0,400}href", re.IGNORECASE)


def markup_in(value: Value) -> Iterator[str]:
    """Yield the texts of the data that hold links as markup, at most MOST_TEXTS; those of one array are one text."""
    left = MOST_TEXTS
    for node in nodes_of(value):
        if not left:
            return
        if isinstance(node, list):
            texts = ["\n".join(each for each in node if isinstance(each, str) and _holds_link(each))]
        else:
            texts = [each for each in node.values() if isinstance(each, str)]
        for text in filter(_holds_link, texts):
            left -= 1
            yield text


def _holds_link(text: str) -> bool:
    return len(text) <= LONGEST_MARKUP and _LINK.search(text) is not None


def records_of_markup(markup: str, base: str) -> Iterator[Record]:
    """Yield what the links of a text tell: address, text or title, and the day in their row."""
    try:
        root = parse(f"<div>{markup}</div>", "")
    except Rejected:  # a list that cannot be read adds no link
        return
    for link in root.iter("a"):
        yield Record(absolute(base, link.get("href")), link.get("title") or text_of(link), _day_beside(link))


def _day_beside(link: HtmlElement) -> Days | None:
    """Return the day in the nearest box of the link that has no other link; None where it has none."""
    box = link
    for _ in range(HIGHEST_ROW):
        if days := read_day(text_of(box)):
            return days
        box = box.getparent()
        if box is None or any(each.get("href") != link.get("href") for each in box.iter("a")):
            return None
    return None
