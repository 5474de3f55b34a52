"""Times in attributes of elements, in hidden inputs, and in texts that a script writes in an element's place."""

import re
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.date.grammar import Reading
from pipelines.extract.date.occasions import Occasion, read_occasions
from pipelines.extract.date.scripted import read_written
from pipelines.extract.date.stamps import read_stamp
from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.publication import names_occasion
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import Zones
from schemas import Page

_CARRIERS = etree.XPath(
    "//*[@datetime or @itemprop or @*[starts-with(name(), 'data-')] or (@type='hidden' and @value)"
    " or (string-length(@title) > 7 and string-length(@title) < 60)]"
)
_BEHIND = etree.XPath("descendant::* | following::*")
_FARTHEST = 200
"""Elements behind the headline among which those of the header stand, where no paragraph ends it."""
_LONGEST_VALUE = 60
"""Characters of an attribute that is a time: Fri Jun 12 2026 15:27:05 GMT+0800 (中国标准时间) has 47."""
_TITLED_OTHERWISE = frozenset({"a", "img", "input"})
"""Elements whose title attribute is of what they lead to or show."""
_WHOLE = re.compile("^(?:19|20)[0-9]{2}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?[ T][0-9]{1,2}:[0-9]{2}")
_VAGUE = re.compile("(?:前|刚刚|[今昨]天|ago)$|^[0-9]{1,4}[-/月.][0-9]{1,2}(?:[-/月.][0-9]{1,2})?日?$")
"""The text of an element that tells less than a whole time."""
_LABEL_REACH = 20
_LINK = 8
"""Chinese characters of a link's text from which it is another article's headline rather than an outlet's name."""
_ROW_LEVELS = 4
"""Ancestors of a date that can be the row of a list that it stands in."""
_HAN = re.compile("[\u3400-\u9fff]")
_NEXT_ONE = re.compile("[上下前后後][一]?[篇条條则則]")
_ROW = 300
"""Characters of a row of a list; what is longer holds the article."""


class Marked(NamedTuple):
    """A time that an element carries, and what is known about the place and the name."""

    reading: Reading
    occasion: Occasion
    in_header: bool
    named: bool  # a name of the element or the attribute means the publication
    hidden_input: bool
    written: bool  # a script writes it
    in_list: bool


def read_marked(surface: Surface, zones: Zones, page: Page, year: int | None) -> list[Marked]:
    """Return the times that elements of the page carry, in the order of the page."""
    header = header_elements(surface, zones)
    inside = set(header)
    found = [
        marked
        for element in _CARRIERS(surface.root)
        if element.tag not in ("meta", "script")
        and (marked := _read(element, page, year, in_header=element in inside))
    ]
    for element in header:
        if element.tag == "script" and (text := read_written(element.text or "")):
            label = _words_before(element)
            reading = read_stamp(text, page.fetched_at, year)
            if reading and reading.form != "relative":
                occasion = _occasion(label, text, reading)
                found.append(Marked(reading, occasion, True, False, False, True, False))
    return found


def header_elements(surface: Surface, zones: Zones) -> list[HtmlElement]:
    """Return the elements between the headline and the first paragraph, those without a text too."""
    if not surface.rows:
        return []
    top = surface.rows[min(zones.top, len(surface.rows) - 1)].element
    first = zones.prose[0].element if zones.prose else None
    found: list[HtmlElement] = []
    for element in islice(_BEHIND(top), _FARTHEST):
        if element is first:
            break
        found.append(element)
    return found


def stands_in_list(element: HtmlElement) -> bool:
    """Say whether an element stands in a row of a list of other articles: in a link, or beside one.

    >>> from lxml.html import document_fromstring
    >>> page = document_fromstring("<ul><li><a>全县秋冬种现场会今天召开</a><i>2023-06-12</i><li><a>城区两条公交线路今起调整</a></ul><p><i>2023-06-12</i>")
    >>> [stands_in_list(each) for each in page.iter("i")]
    [True, False]
    """
    for around in islice((element, *element.iterancestors()), _ROW_LEVELS + 1):
        if around.tag == "a" and len(_HAN.findall(around.text_content())) >= _LINK:
            return True  # a link of nothing but the day leads to the article itself: so do blogs date theirs
        if around.tag in ("body", "html") or any(True for _ in around.iterdescendants("h1")):
            return False
        if links_a_headline(around):
            siblings = (
                *islice(around.itersiblings(around.tag), 1),
                *islice(around.itersiblings(around.tag, preceding=True), 1),
            )
            return any(map(links_a_headline, siblings))
    return False


def links_a_headline(element: HtmlElement) -> bool:
    """Say whether an element is short and has a link with a headline's text, not one of 上一篇 and 下一篇."""
    if len(element.text_content()) > _ROW:
        return False
    return any(
        len(_HAN.findall(link.text_content())) >= _LINK and not _NEXT_ONE.search(_words_before(link))
        for link in element.iter("a")
    )


def names_publication(row: Line) -> bool:
    """Say whether the element of a row, or one inside it, is named as the time of the publication."""
    return any(_role(element) == "published" for element in islice(row.element.iter("*"), 12))


def _read(element: HtmlElement, page: Page, year: int | None, *, in_header: bool) -> Marked | None:
    role = _role(element)
    hidden = element.tag == "input"
    for name, value in element.items():
        if len(value) > _LONGEST_VALUE or not re.search("[0-9]{2}", value):
            continue
        named = _attribute_role(element, name, role)
        if named is None:
            continue
        reading = read_stamp(value, page.fetched_at, year)
        if reading is None or (reading.form in ("relative", "bare") and len(reading.raw) < 8):
            continue
        if name == "title" and (element.tag in _TITLED_OTHERWISE or len(reading.raw) < len(value.strip())):
            continue
        occasion = Occasion.UPDATED if "updated" in (named, role) else Occasion.UNSAID
        if occasion is Occasion.UNSAID:
            occasion = _occasion(_words_before(element), value, reading)
        told = named == "published" or role == "published"
        return Marked(reading, occasion, in_header, told, hidden, False, stands_in_list(element))
    return None


def _attribute_role(element: HtmlElement, name: str, role: str | None) -> str | None:
    """Return what an attribute's value is the time of, or None where it is no time."""
    if element.tag == "input":
        return role if name == "value" and role in ("published", "updated") else None
    if name in ("datetime", "title"):
        return role or "dated"
    if name == "content":
        return role
    if not name.startswith("data-"):
        return None
    if occasion := names_occasion(name.removeprefix("data-")):
        return occasion
    # Whatever it is called: a whole time beside a text such as 2天前 says what that means.
    whole = _WHOLE.match(element.get(name, "").strip()) and _VAGUE.search((element.text or "").strip())
    return "dated" if whole else None


def _role(element: HtmlElement) -> str | None:
    """Return the occasion that the element's names mean, the publication before all."""
    names = " ".join(filter(None, map(element.get, ("itemprop", "id", "name", "class")))).split()
    roles = {names_occasion(name) for name in names}
    return next((role for role in ("published", "updated") if role in roles), None)


def _words_before(element: HtmlElement) -> str:
    before = element.getprevious()
    parent = element.getparent()
    if before is not None:
        words = (
            before.text_content() if before.tag in ("span", "b", "em", "i", "label", "strong") else ""
        ) + (before.tail or "")
    else:
        words = (parent.text or "") if parent is not None else ""
    return " ".join(words.split())[-_LABEL_REACH:]


def _occasion(words: str, value: str, reading: Reading) -> Occasion:
    moved = reading._replace(start=reading.start + len(words), end=reading.end + len(words))
    return read_occasions(words + value, (moved,))[0]
