"""What can be seen of a box of links: its names, the days beside them, its addresses, where it stands."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from lxml import etree
from lxml.html import HtmlElement

from scraper.crawl.groups.boxes import Box, Row
from scraper.crawl.groups.naming import is_spoken, weigh_name
from scraper.crawl.scope import days_of

FARTHEST_DAY = 3
"""Elements behind a row in which its day is looked for: <dt>headline</dt><dd>summary</dd><dd>day</dd>."""

_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_YEAR = r"(?:(?:19|20)\d{2}|\d{2})\s?[-/.年]\s?"
_DAY_ALONE = re.compile(
    r"^[\s\[(（【<〔]{0,3}(?:[^\d\s:：]{1,6}[:：]\s?)?(?:"
    rf"(?:{_YEAR})?\d{{1,2}}\s?[-/.月]\s?\d{{1,2}}日?(?:\s{{0,3}}{_CLOCK})?|{_CLOCK}"
    r"|20\d{2}\s?[-/.年]\s?\d{1,2}月?|\d{1,2}\s?(?:分钟|小时|天)前|(?:今天|昨天|前天)(?:\s?\d{1,2}[:：]\d{2})?"
    r")[\s\])）】>〕]{0,3}$"
)
_FULL_DAY = re.compile(r"(20\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:foot\w{0,8}|nav\w{0,8}|menu\w{0,8}|copyright|crumbs?|friend\w{0,8}|links?)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
NUMBER = re.compile(r"9\{(?:3,5|[6-9]|9,)\}|x\{\d+\}|=9|=x")
_LINE_TAGS = frozenset({"a", "span", "b", "i", "em", "strong", "font", "img", "label"})

FEWEST_IN_LINE = 4
"""Links that follow one another in a line before they are a row of tags or channels and no headlines."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is seen of one box; shares run from 0 to 1."""

    many: int
    spoken: float  # how much the names read as headlines, on average
    told: float  # names with the signs of a sentence, or with a number among Chinese
    weight: float  # Chinese characters of the name in the middle
    dated: float  # rows with a day beside the name
    numbered: float  # addresses whose last part or query carries a number or a hash
    days_in_address: float  # addresses that carry the day or the month of their page
    folders: float  # addresses that end as those of channels do
    crowded: bool  # one address stands in row after row
    same: float  # rows that share their name with another: 更多, 详细
    searches: float  # addresses that ask for a text
    furniture: float  # rows in navigation or foot, by the tags and names of what is around them
    in_line: float  # links that follow one another in one line


def read_signs(box: Box) -> Signs:
    """Return what is seen of the box."""
    rows = box.rows
    names = [row.anchor.name for row in rows]
    counts = Counter(names)
    many = len(rows)
    forms = [row.anchor.form.partition("/")[2] for row in rows]
    days = sum(has_day(row) for row in rows)
    return Signs(
        many=many,
        spoken=sum(row.anchor.share for row in rows) / many,
        told=sum(map(is_spoken, names)) / many,
        weight=median(weigh_name(name) for name in names),
        dated=days / many,
        numbered=sum(NUMBER.search(form) is not None for form in forms) / many,
        days_in_address=sum(days_of(row.anchor.target) is not None for row in rows) / many,
        folders=sum(is_folder(form) for form in forms) / many,
        crowded=box.crowd >= 3 and box.crowd * 4 >= many,
        same=sum(counts[name] for name in counts if counts[name] > 1 and name) / many,
        searches=sum("=text" in form for form in forms) / many,
        furniture=sum(is_furniture(row.anchor.element) for row in rows) / many,
        in_line=sum(_in_line(row.anchor.element) for row in rows) / many,
    )


def is_folder(form: str) -> bool:
    """Tell whether the path of a form is that of a front page or a channel: /, /xw/, /xw/index.html.

    >>> is_folder("a/a/"), is_folder("a/index.html"), is_folder("a/9{6}/t9{8}_9.html"), is_folder("a")
    (True, True, False, True)
    """
    path, _, query = form.partition("?")
    if query and (path or NUMBER.search(query)):
        return False
    name = path.rstrip("/").rpartition("/")[2]
    index = name.startswith(("index.", "default."))
    return NUMBER.search(name) is None and (path.endswith("/") or "." not in name or index)


def is_furniture(link: HtmlElement) -> bool:
    """Tell whether the link stands in the page's navigation or its foot, by the names of what is around it."""
    return any(
        box.tag in ("nav", "footer")
        or (box.tag == "header" and not _heads_entry(box))
        or _FURNITURE.search(f"{box.get('class') or ''} {box.get('id') or ''}")
        for box in link.iterancestors()
    )


def _heads_entry(header: HtmlElement) -> bool:
    """Tell whether a <header> is that of an entry and not the page's."""
    return next(header.iterancestors("article", "section", "li"), None) is not None


def _in_line(link: HtmlElement) -> bool:
    """Tell whether the link is one of several that follow one another with nothing but signs between them."""
    return 1 + _run(link, forward=True) + _run(link, forward=False) >= FEWEST_IN_LINE


def _run(link: HtmlElement, *, forward: bool) -> int:
    count = 0
    one: etree._Element | None = link
    while one is not None and count < FEWEST_IN_LINE:
        gap = one.tail if forward else None
        one = one.getnext() if forward else one.getprevious()
        if one is None or not isinstance(one.tag, str) or one.tag not in _LINE_TAGS:
            break
        if len(((gap if forward else one.tail) or "").strip()) > 3:
            break
        if one.tag == "a" or next(one.iter("a"), None) is not None:
            count += 1
    return count


def has_day(row: Row) -> bool:
    """Tell whether a day or a clock stands beside the link, in its row or right behind it."""
    return any(_DAY_ALONE.match(text) for text in texts_beside(row))


def day_of_row(row: Row) -> date | None:
    """Return the day that stands beside the link with its year, None where none does or two differ."""
    days = {day for text in texts_beside(row) if _DAY_ALONE.match(text) and (day := _full_day(text))}
    return days.pop() if len(days) == 1 else None


def _full_day(text: str) -> date | None:
    found = _FULL_DAY.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def texts_beside(row: Row) -> Iterator[str]:
    """Yield the pieces of text of the row, and of what follows it up to the next link."""
    element = row.element
    yield from _texts(element)
    if element.tag in ("li", "tr", "article"):
        return
    if element.tail and element.tail.strip():
        yield element.tail.strip()
    for step, each in enumerate(element.itersiblings()):
        if step >= FARTHEST_DAY or not isinstance(each.tag, str) or next(each.iter("a"), None) is not None:
            break
        yield from _texts(each)
        if each.tail and each.tail.strip():
            yield each.tail.strip()
    before = element.getprevious()
    if before is not None and isinstance(before.tag, str) and next(before.iter("a"), None) is None:
        yield from _texts(before)


def _texts(element: HtmlElement) -> Iterator[str]:
    for text in element.itertext():
        if text and (piece := text.strip()):
            yield piece


def majority(forms: Sequence[str]) -> str:
    """Return the form that most of the addresses have."""
    return Counter(forms).most_common(1)[0][0]
