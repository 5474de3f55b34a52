"""Articles of short lines: dialogues, poems, notices, tables. No sentence tells their box; what does is told here.

The box begins below the headline and its date, holds no links, and each of its lines may be the article's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from lxml.html import HtmlElement

from pipelines.extract.others.following import is_headline_alike
from pipelines.extract.reading.furniture import (
    FURNITURE_NAMES,
    is_furniture,
    names_container,
    names_of,
)
from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.outline import Outline, is_inside
from pipelines.extract.reading.readers import find_readers
from pipelines.extract.reading.surface import Surface
from pipelines.extract.region.agreement import find_headline
from pipelines.extract.region.finding import Region
from pipelines.extract.region.flat import holds_flat_article
from pipelines.extract.region.short_lines import may_be_text, weigh

LONE_LINES = 3
"""Lines of a region that may be a part of its article: the one sentence above a table, the last of a dialogue."""

TABLE_CELLS = 6
"""Cells from which a table beside a region is the article's: three rows of two."""

LEAST_TEXT = 24
"""Characters of an article of short lines: four verses of six."""

LEAST_LINES = 2
"""Lines of it; one short line is a caption or a message."""

WORST_BOX = -1.0
"""Least weight of what stands in a box of its own: a share bar in the article's box is passed over there."""

NAMED_SHARE = 0.8
"""Share of the best sum from which a container with a known CMS name is preferred."""

LEVELS = 8
"""Elements around a region among which its box is looked for: a cell, its row and table, and wrappers of them."""

DATE_REACH = 6
"""Lines above the box, and above the headline, among which its date is printed."""

_DATED = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}:\d{2}")
_PAPER = re.compile(r"/20\d\d-\d\d/\d\d/")
"""The day of an issue in an e-paper's addresses; many of its pages print no date: html/2026-11/14/content_2.htm."""
_KEPT_UNSEEN = re.compile(r"visibility\s{0,3}:\s{0,3}hidden|opacity\s{0,3}:\s{0,3}0(?![.\d])", re.IGNORECASE)


def find_terse(
    surface: Surface, headline: str | None, others: Set[HtmlElement] = frozenset()
) -> Region | None:
    """Return the box of an article that has no sentence, or None where headline, date and box do not speak for one.

    `others` are elements that are surely none of the article.
    """
    in_paper = bool(_PAPER.search(surface.root.base_url or ""))
    found = _find_box(surface.visible, headline, others, in_paper=in_paper)
    if found is None and any(line.hidden for line in surface.lines):
        # A template may keep the article's box unseen, though in its place, until its script has run, as WeChat's does.
        found = _find_box(surface.as_if_shown, headline, others, in_paper=in_paper)
        if found is None or not (names_container(names_of(found)) or _is_kept_unseen(found)):
            return None
        return Region(found, FURNITURE_NAMES, see_hidden=True, beside=frozenset(others))
    return (
        Region(found, FURNITURE_NAMES, see_hidden=False, beside=frozenset(others))
        if found is not None
        else None
    )


def _is_kept_unseen(element: HtmlElement) -> bool:
    return any(_KEPT_UNSEEN.search(box.get("style", "")) for box in (element, *element.iterancestors()))


def _find_box(
    outline: Outline, headline: str | None, others: Set[HtmlElement], *, in_paper: bool
) -> HtmlElement | None:
    column = _Column(outline, headline, others)
    sums = {
        element: worth
        for element, worth in column.sums.items()
        if worth >= LEAST_TEXT and element.tag not in {"body", "html"}
    }
    below = {
        element: worth
        for element, worth in sums.items()
        if not column.is_above(element) and _has_lines(outline, element)
    }
    sums = below or sums
    if not sums:
        return None
    best = max(reversed(sums), key=sums.__getitem__)
    named = [
        element
        for element in reversed(sums)
        if sums[element] >= NAMED_SHARE * sums[best] and names_container(names_of(element))
    ]
    box = max(named, key=sums.__getitem__) if named else best
    told = in_paper and bool(named) and column.headline is not None
    if not _has_lines(outline, box) or not (told or column.is_dated(outline.first[box])):
        return None
    return box if column.headline is not None or named else None


def _has_lines(outline: Outline, element: HtmlElement) -> bool:
    return sum(weigh(line) > 0 for line in outline.under(element)) >= LEAST_LINES


def widen(surface: Surface, region: Region, headline: str | None) -> Region:
    """Return the region, or the box around it whose other lines are short ones of the same article."""
    outline, element = surface.visible, region.element
    if region.see_hidden or element not in outline.first:
        return region
    lone = sum(bool(line.text) for line in outline.under(element)) <= LONE_LINES
    if not lone and not any(line.row is not None for line in outline.lines):  # no table can be added
        return region
    around = [
        outer
        for outer in _boxes_around(outline, element)
        if (lone or _adds_table(outline.under(outer), element))
        and not _adds_prose(outline.under(outer), region)
    ]
    if not around:
        return region
    column = _Column(outline, headline)
    at = column.headline
    below = [
        element,
        *(
            outer
            for outer in around
            if not column.is_above(outer)
            or (at is not None and holds_flat_article(outline, outer, element, at))
        ),
    ]
    best = max(below, key=lambda box: column.sums[box])
    return region if best is element else replace(region, element=best, words=region.words or FURNITURE_NAMES)


def _adds_prose(lines: Iterable[Line], region: Region) -> bool:
    """Say whether a box holds a sentence that the choice of the region left out, or what stands beside an article."""
    outside = (line for line in lines if not is_inside(line.element, region.element))
    return any(
        line.is_prose or any(is_inside(line.element, other) for other in region.beside) for line in outside
    )


def _boxes_around(outline: Outline, element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the nearest elements around one, the page's own left out."""
    parent = outline.parents[element]
    for _ in range(LEVELS):
        if parent is None or parent.tag in {"body", "html"}:
            return
        yield parent
        parent = outline.parents[parent]


class _Column:
    """The page's lines, weighed as those of an article of short lines, and summed over the tree."""

    def __init__(
        self, outline: Outline, headline: str | None, others: Set[HtmlElement] = frozenset()
    ) -> None:
        self.outline = outline
        self.headline = find_headline(
            [(at, line) for at, line in enumerate(outline.lines) if line.text], headline
        )
        self.start = -1 if self.headline is None else self.headline
        end = next(  # of an endless stream the first article is the page's
            (
                at
                for at, line in enumerate(outline.lines)
                if at > self.start >= 0 and line.text and is_headline_alike(line, outline.lines[self.start])
            ),
            len(outline.lines),
        )
        beside: dict[HtmlElement, bool] = {}
        self.sums: dict[HtmlElement, float] = {}
        for element, parent in outline.parents.items():
            beside[element] = (
                (parent is not None and beside[parent])
                or element in others
                or (element.tag not in {"body", "html"} and is_furniture(element.tag, names_of(element)))
            )
            self.sums[element] = 0.0
        readers = find_readers(outline)
        for position, line in enumerate(outline.lines):
            if line.text and line not in readers:
                weight = weigh(line) if self.start < position < end else min(0.0, weigh(line))
                self.sums[line.element] += min(0.0, weight) if beside[line.element] else weight
        for element in reversed(outline.parents):
            parent = outline.parents[element]
            if parent is not None:
                self.sums[parent] += max(self.sums[element], WORST_BOX)

    def is_above(self, element: HtmlElement) -> bool:
        """Say whether the element holds the headline."""
        return self.headline is not None and is_inside(self.outline.lines[self.headline].element, element)

    def is_dated(self, first: int) -> bool:
        """Say whether a date stands above the box that begins at `first`, or above the headline."""
        above = self.outline.lines[max(0, first - DATE_REACH) : first + 2]
        start = self.headline or 0
        near = self.outline.lines[max(0, start - DATE_REACH) : start]
        return any(_DATED.search(line.text) for line in (*above, *near))


def _adds_table(lines: Sequence[Line], inner: HtmlElement) -> bool:
    """Say whether what stands beside `inner` is a table of the article, with no link and hardly a word beside it."""
    cells = [line for line in lines if line.row is not None and line.text and not line.links]
    if sum(not is_inside(line.element, inner) for line in cells) < TABLE_CELLS:
        return False
    return all(
        may_be_text(line, in_cell=line.cell is not None)
        for line in lines
        if line.text and not is_inside(line.element, inner)
    )
