"""Groups of rows: boxes that stand alike below one element, a headline link in each."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.extract.reading.furniture import is_notice
from pipelines.extract.reading.lines import HEADING_TAGS, Line
from pipelines.extract.reading.outline import Outline, is_inside

HEADLINE_CHARACTERS = 6
"""Chinese characters from which a link is a headline and not a channel's name."""

HEADLINE_LINK_SHARE = 0.4
"""Least share of link text in a line that is a headline, its date aside: a channel or an outlet may stand beside it."""

FEWEST_ROWS = 3
"""Rows alike that make a group: two links stand below each other by chance."""

MOST_LINKS = 3
"""Headline links of one row: the headline, its second line, and a picture's; a box of headlines is no row."""

LONGEST_ROW = 600
"""Characters of a row: a headline with a teaser of five lines; an article's box is longer."""

LONGEST_BETWEEN = 200
"""Characters between two rows of a flat list; a paragraph below a linked heading of an article is longer."""

TEASER_LINES = 3
"""Lines behind a headline link, a date among them, below which a paragraph is still its teaser."""

_ENOUGH_HAN = re.compile(rf"^(?:[^\u3400-\u9fff]*+[\u3400-\u9fff]){{{HEADLINE_CHARACTERS}}}")
_STAMP = re.compile(r"[\d:：./\[\]()（）年月日\s-]+")


@dataclass(frozen=True, slots=True)
class Groups:
    """The rows of a page: their lines, and how many headlines they have."""

    lines: frozenset[Line]
    headlines: int
    teasers: frozenset[Line]  # running text in a row, or directly below a headline link


def find_groups(outline: Outline, url: str, title: str = "") -> Groups:
    """Return the groups of rows among the lines of the page at `url`; a box with the `title` as text is no row."""
    heads = [line for line in outline.lines if line.linked and is_headline_link(line, url)]
    rows = _find_rows(outline, heads, title)
    lines = {line for inside in rows.values() for line in inside if line.text}
    lines |= _parted_by_breaks(heads) | _between(outline, list(rows))
    teasers = {line for line in lines if line.is_prose} | _below_headlines(outline, frozenset(heads))
    return Groups(frozenset(lines), sum(head in lines for head in heads), frozenset(teasers))


def is_headline_link(line: Line, url: str) -> bool:
    """Say whether a line links to another article by its headline; its date may stand beside."""
    if not line.linked or not _ENOUGH_HAN.match(line.text):
        return False
    words = len(line.text) if line.link_share >= HEADLINE_LINK_SHARE else len(_STAMP.sub("", line.text))
    if line.linked < HEADLINE_LINK_SHARE * words:
        return False
    if line.links > 1 and line.linked < HEADLINE_CHARACTERS * line.links:
        return False  # a row of channels
    if line.element.tag in HEADING_TAGS and _links_to(line, url):
        return False
    return not is_notice(line.text)


def _links_to(line: Line, url: str) -> bool:
    """Say whether a line links to the page at `url` itself, as some templates do with the headline."""
    found = (href for link in line.element.iterdescendants("a") if (href := link.get("href")) is not None)
    first = next(found, None)
    href = None if first is None else first.partition("#")[0].strip()
    if not href or not href.endswith(url.rpartition("/")[2]):
        return href == ""
    target, own = urlsplit(urljoin(url, href)), urlsplit(url)
    return (target.netloc, target.path, target.query) == (own.netloc, own.path, own.query)


def _find_rows(outline: Outline, heads: list[Line], title: str) -> dict[HtmlElement, list[Line]]:
    """Return the elements that are rows of a group with their lines, in reading order: of one tag and class below one element."""
    links: dict[HtmlElement, int] = {}
    for head in heads:
        node: HtmlElement | None = head.element
        # What holds more is no row, and neither is what stands around it.
        while node is not None and (count := links.get(node, 0)) <= MOST_LINKS:
            links[node] = count + 1
            node = outline.parents[node]
    alike: dict[tuple[HtmlElement, object, str], list[HtmlElement]] = {}
    for element, count in links.items():
        parent = outline.parents[element]
        if parent is not None and count <= MOST_LINKS and element.tag != "body":
            name = (element.get("class") or "").partition(" ")[0]
            alike.setdefault((parent, element.tag, name), []).append(element)
    found = (row for group in alike.values() if len(group) >= FEWEST_ROWS for row in group)
    rows = {row: outline.under(row) for row in sorted(found, key=outline.first.__getitem__)}
    return {row: lines for row, lines in rows.items() if _is_row(lines, title)}


def _is_row(lines: list[Line], title: str) -> bool:
    headed = bool(title) and any(line.text == title and not line.linked for line in lines)
    return not headed and sum(len(line.text) for line in lines) <= LONGEST_ROW


def _parted_by_breaks(heads: list[Line]) -> set[Line]:
    """Return the headlines that stand in one element, parted by <br>."""
    together: dict[HtmlElement, list[Line]] = {}
    for head in heads:
        together.setdefault(head.element, []).append(head)
    return {line for lines in together.values() if len(lines) >= FEWEST_ROWS for line in lines}


def _between(outline: Outline, rows: list[HtmlElement]) -> set[Line]:
    """Return the few lines behind each row of a flat list, where date and teaser stand beside the headline."""
    found: set[Line] = set()
    last: dict[HtmlElement | None, HtmlElement] = {}
    width: dict[HtmlElement | None, int] = {}
    for row in rows:
        parent = outline.parents[row]
        if parent in last:
            lines = _lines_of(outline, outline.last[last[parent]] + 1, outline.first[row])
            found.update(lines)
            width[parent] = max(width.get(parent, 0), len(lines))
        last[parent] = row
    for parent, row in last.items():
        if parent is not None and width.get(parent):
            end = min(outline.last[row] + 1 + width[parent], outline.last[parent] + 1)
            found.update(_lines_of(outline, outline.last[row] + 1, end))
    return found


def _lines_of(outline: Outline, first: int, end: int) -> list[Line]:
    """Return the lines from `first` to `end` where they are no more than a row has beside its headline."""
    lines = [line for line in outline.lines[first:end] if line.text]
    short = len(lines) <= TEASER_LINES and sum(len(line.text) for line in lines) <= LONGEST_BETWEEN
    return lines if short else []


def _below_headlines(outline: Outline, heads: frozenset[Line]) -> set[Line]:
    """Return the paragraphs that stand directly below a headline link, a date or a source in between."""
    teasers: set[Line] = set()
    head: Line | None = None
    below = 0
    for line in outline.lines:
        if not line.text:
            continue
        below += 1
        if line in heads:
            head, below = line, 0
        elif line.element.tag in HEADING_TAGS:
            head = None
        elif head and line.is_prose and below <= TEASER_LINES and _stands_beside(outline, line, head):
            teasers.add(line)
            head = None
    return teasers


def _stands_beside(outline: Outline, line: Line, head: Line) -> bool:
    box = outline.parents[head.element]
    return box is not None and is_inside(line.element, box)
