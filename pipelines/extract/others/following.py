"""The next whole article of a page that holds several: an endless stream, the articles to read on with."""

import re
from collections.abc import Sequence, Set
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extract.others.comments import DATE, LABEL
from pipelines.extract.others.repeats import HEADLINE_LENGTHS, ROW_LINES, form_of
from pipelines.extract.reading.furniture import speaks_for_site
from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.extract.reading.prose import ends_as_sentence
from pipelines.extract.tree.elements import is_right_aligned

BYLINE_REACH = 3
"""Lines below the headline of a further article among which its date stands."""

TEXT_REACH = 6
"""Lines below the headline of a further article among which its text begins: source and buttons go before."""

BYLINE_CHARACTERS = 80
"""Longest line with the date of a further article."""

ENOUGH_ABOVE = 60
"""Characters of the article's own text that stand above the next one."""

BUILD_LEVELS = 3
"""Elements around a headline that tell how its box is built."""

_LAYOUT_TAGS = frozenset({"table", "tbody", "tr", "td"})

_HEADLINE_TAGS = frozenset({"h1", "h2"})
"""Headings within an article are h3 and below, and bold lines."""

_YEAR = re.compile(r"(?:19|20)\d\d\s?[-/.年]")

_CLOCK = re.compile(r"\d{1,2}[:：]\d\d")


def find_next_article(lines: Sequence[Line], top: int) -> int | None:
    """Return the index of the headline of the next whole article behind the first one, or None."""
    above = 0
    data = _data(lines)
    own = lines[top]
    told: set[HtmlElement] = set()  # elements with a sentence in them: a line there is no headline
    prose = [line.is_prose and not speaks_for_site(line.text) for line in lines]
    for index in range(top + 1, len(lines)):
        line = lines[index]
        if True in prose[index + 1 : index + 1 + TEXT_REACH]:
            if is_headline_alike(line, own):
                heads, plain = index > top + 1, False
            else:
                heads, plain = (
                    above >= ENOUGH_ABOVE and _may_be_headline(line),
                    not _is_headline(line, own) or line.element is lines[index - 1].element,
                )
            if heads and line.element not in told and _byline_follows(lines, data, index, plain=plain):
                return index
        if prose[index]:
            above += len(line.text)
            told.add(line.element)
    return None


def _data(lines: Sequence[Line]) -> set[Line]:
    """Return the lines that stand in a row of data: few lines in several cells."""
    rows: dict[HtmlElement, list[Line]] = {}
    for line in lines:
        if line.row is not None:
            rows.setdefault(line.row, []).append(line)
    return {
        line
        for row in rows.values()
        if len(row) <= ROW_LINES and len({line.cell for line in row}) > 1
        for line in row
    }


def _may_be_headline(line: Line) -> bool:
    return len(line.text) in HEADLINE_LENGTHS and not (
        is_right_aligned(line.element)  # who signs it, the day below
        or line.is_prose
        or ends_as_sentence(line.text)
        or LABEL.search(line.text)
        or DATE.search(line.text)
    )


def is_headline_alike(line: Line, own: Line) -> bool:
    """Say whether a line is the headline of a box built as the one that `own` heads: an endless stream is made so."""
    return (
        line.element.tag in _HEADLINE_TAGS
        and len(line.text) in HEADLINE_LENGTHS
        and _build_of(line) == _build_of(own)
        and line.element.getparent() is not own.element.getparent()
        and line.text != own.text
    )


def _build_of(headline: Line) -> tuple[object, ...]:
    """Return how a headline's box is built, the layout tables around it left out: they hold one article and not the next."""
    around = (outer.tag for outer in headline.element.iterancestors() if outer.tag not in _LAYOUT_TAGS)
    return (headline.element.tag, headline.element.get("class"), *islice(around, BUILD_LEVELS))


def _is_headline(line: Line, own: Line) -> bool:
    """Say whether a line is built as a headline: a heading, a link, or as the article's own headline."""
    heading = line.element.tag in _HEADLINE_TAGS or line.link_share >= 0.9
    return heading or form_of(line) == form_of(own)


def _byline_follows(lines: Sequence[Line], data: Set[Line], index: int, *, plain: bool) -> bool:
    """Say whether a date stands below a line; below a `plain` line it is a byline's at once."""
    below = lines[index + 1 : index + 1 + (1 if plain else BYLINE_REACH)]
    return any(
        len(line.text) <= BYLINE_CHARACTERS
        and not (line.is_prose or line in data)
        and line.link_share < LINKED_SHARE
        and DATE.search(line.text)
        and (not plain or tells_moment(line.text))
        for line in below
    )


def tells_moment(text: str) -> bool:
    """Say whether a line holds a day with its year, and a time of the day or the label of a credit.

    >>> tells_moment("2026-11-12 08:30 山阳网"), tells_moment("2026年11月12日")
    (True, False)
    """
    return bool(_YEAR.search(text) and (_CLOCK.search(text) or LABEL.search(text)))
