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

TEASER_LINES = 3
"""Lines behind a headline link, a date among them, below which a paragraph is still its teaser."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_STAMP = re.compile(r"[\d:：./\[\]()（）年月日\s-]+")


@dataclass(frozen=True, slots=True)
class Groups:
    """The rows of a page: their lines, and how many headlines they have."""

    lines: frozenset[Line]
    headlines: int
    teasers: frozenset[Line]  # running text in a row, or directly below a headline link


def find_groups(outline: Outline, url: str) -> Groups:
    """Return the groups of rows among the lines of the page at `url`."""
    heads = [line for line in outline.lines if is_headline_link(line, url)]
    rows, alone = _find_rows(outline, heads)
    lines = {line for row in rows for line in outline.under(row) if line.text} | alone
    teasers = {line for line in lines if line.is_prose} | _below_headlines(outline, frozenset(heads))
    return Groups(frozenset(lines), sum(head in lines for head in heads), frozenset(teasers))


def is_headline_link(line: Line, url: str) -> bool:
    """Say whether a line links to another article by its headline; its date may stand beside."""
    words = len(_STAMP.sub("", line.text))
    if line.linked < HEADLINE_LINK_SHARE * max(1, words) or len(_HAN.findall(line.text)) < HEADLINE_CHARACTERS:
        return False
    if line.links > 1 and line.linked < HEADLINE_CHARACTERS * line.links:
        return False  # a row of channels
    return not is_notice(line.text) and not (line.element.tag in HEADING_TAGS and _links_to(line, url))


def _links_to(line: Line, url: str) -> bool:
    """Say whether a line links to the page at `url` itself, as some templates do with the headline."""
    link = line.element.find(".//a[@href]")
    if link is None:
        return False
    target, own = urlsplit(urljoin(url, link.get("href").strip().replace("[", "%5B"))), urlsplit(url)
    return target[1:4] == own[1:4]


def _find_rows(outline: Outline, heads: list[Line]) -> tuple[set[HtmlElement], set[Line]]:
    """Return the elements that are rows of a group, and the lines that are rows of one parted by <br>."""
    links: dict[HtmlElement, int] = {}
    for head in heads:
        node: HtmlElement | None = head.element
        while node is not None:
            links[node] = links.get(node, 0) + 1
            node = outline.parents[node]
    alike: dict[tuple[HtmlElement, object], set[HtmlElement]] = {}
    for element, count in links.items():
        parent = outline.parents[element]
        if parent is not None and count <= MOST_LINKS and element.tag != "body":
            alike.setdefault((parent, element.tag), set()).add(element)
    rows = {
        element
        for group in alike.values()
        if len(group) >= FEWEST_ROWS
        for element in group
        if sum(len(line.text) for line in outline.under(element)) <= LONGEST_ROW
    }
    by_element: dict[HtmlElement, list[Line]] = {}
    for head in heads:
        by_element.setdefault(head.element, []).append(head)
    return rows, {line for lines in by_element.values() if len(lines) >= FEWEST_ROWS for line in lines}


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
