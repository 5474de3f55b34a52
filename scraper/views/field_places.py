"""Where the values of an article stand in its page: told by the lines that were read, and by the rule that read them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import Zones, find_zones
from pipelines.extract.tree.document import without_blanks
from pipelines.extract.tree.selectors import select
from schemas import Draft, Found, Moment, Rules
from scraper.views.positions import AHEAD, Positions, Span

FROM_MACHINES = frozenset({"meta", "json-ld", "state", "script", "url", "held"})
"""Rules that read what the page tells machines: what is printed of it is the same text, and was not what was read."""

IN_THE_TEXT = frozenset({"dateline", "tail", "text"})
"""Rules that read a value in the article's own text."""

BROKEN_BY = 40
"""Characters that may stand between the parts of a headline which a <br> breaks."""

MOST_PLACES = 3
"""Places of a value that lost which are marked: a word such as 关闭 stands everywhere."""

Reading = Found | Moment


class Place(NamedTuple):
    """Where a line of the body stands, and in which block, where one is told."""

    span: Span
    element: HtmlElement | None


class Places(NamedTuple):
    """Where a value stands: in the text, or in an attribute of an element."""

    spans: tuple[Span, ...] = ()
    is_echo: bool = False  # it was read elsewhere, and here stands the same
    element: HtmlElement | None = None
    attribute: str = ""


class Map:
    """A page's lines by where they stand, as the readers of the fields saw them."""

    def __init__(self, surface: Surface, draft: Draft, rules: Rules) -> None:
        body = draft.body.value if draft.body else ""
        self.surface, self.rules = surface, rules
        self.positions = Positions(surface.root, surface.dropped)
        self.placed = self.positions.place_lines(surface.lines)
        self.zones: Zones = find_zones(surface.rows, draft.title, body)
        self.by_text: dict[str, list[int]] = {}  # the places of the lines, in order
        for index, line in enumerate(surface.lines):
            if line.text:
                self.by_text.setdefault(without_blanks(line.text), []).append(index)

    def find_title(self, found: Found) -> Places:
        """Return where the headline stands: in the element of the site's rule, or in the row that was taken for it."""
        if found.rule == "site":
            return self._in_elements(found.value, self.rules.title)
        rows = self.surface.rows[self.zones.top : self.zones.top + 1]
        near = self._near(found.value, rows, BROKEN_BY)
        if found.rule in FROM_MACHINES or near:
            return Places(near, is_echo=found.rule in FROM_MACHINES)
        return Places(self._near(found.value, self.zones.above + self.zones.header, BROKEN_BY)[:1])

    def find_credit(self, name: str, found: Reading) -> Places:
        """Return where date, source, editor or author stands."""
        value = found.raw if isinstance(found, Moment) else found.value
        if found.rule == "site":
            selectors = (*getattr(self.rules, name), *self.rules.byline)
            return self._in_elements(value, selectors)
        zones = self.zones
        header = (*zones.header, *zones.above[::-1])
        behind = (*zones.tail, *zones.far, *zones.prose[::-1], *zones.unseen)
        rows = (*zones.prose, *behind, *header) if found.rule in IN_THE_TEXT else (*header, *behind)
        spans = self._near(value, rows) or self._across(value, header) or self._names_apart(value, rows)
        return Places(spans, is_echo=found.rule in FROM_MACHINES)

    def find_attribute(self, found: Reading) -> Places:
        """Return the first element of the page that tells a value in one of its attributes."""
        value = without_blanks(found.raw if isinstance(found, Moment) else found.value)
        body = self.surface.root.find("body")
        for element in body.iter("*") if body is not None and value else ():
            for name, told in element.items():
                if value in without_blanks(told):
                    return Places(element=element, attribute=name)
        return Places()

    def find_lost(self, field: str, value: str) -> tuple[Span, ...]:
        """Return some places of a value that was not taken: its own line, or the rows around the article."""
        lines = [self.surface.lines[index] for index in self.by_text.get(without_blanks(value), ())]
        own = [self.placed[line] for line in lines if line in self.placed]
        if own or field in {"title", "body"}:
            return tuple(own[:MOST_PLACES])
        zones = self.zones
        return self._near(value, (*zones.header, *zones.above, *zones.tail, *zones.far), most=MOST_PLACES)

    def find_lines(self, texts: Sequence[str]) -> list[Place | None]:
        """Return where each line of a body stands, None for one that stands nowhere.

        A line that stands on the page more than once is the one nearest behind the line before it.
        """
        known = [self.by_text.get(without_blanks(text), []) for text in texts]
        sole = [places[0] for places in known if len(places) == 1]
        last = sole[0] - 1 if sole else -1
        found: list[Place | None] = []
        end = 0
        for text, places in zip(texts, known, strict=True):
            below = bisect_right(places, last)
            place = places[below] if below < len(places) else places[0] if places else None
            line = self.surface.lines[place] if place is not None else None
            span = self.placed.get(line) if line is not None else None
            # The row of a table is a line of the body, and on the page its cells are.
            span = span or self.positions.find(text, Span(end, end + AHEAD))
            last = last if place is None else place
            end = span.end if span else end
            found.append(Place(span, line.element if line is not None else None) if span else None)
        return found

    def _in_elements(self, value: str, selectors: Iterable[str]) -> Places:
        """Return where a value stands in the first element of a rule that shows it."""
        for element in self.elements(selectors):
            span = self.positions.spans.get(element)
            if span and (found := self.positions.find(value, span)):
                return Places((found,))
        return Places()

    def elements(self, selectors: Iterable[str]) -> Iterator[HtmlElement]:
        """Yield the elements that selectors find, those of the first selector first."""
        for selector in selectors:
            yield from select(selector, self.surface.root)

    def _near(self, value: str, rows: Iterable[Line], beyond: int = 0, most: int = 1) -> tuple[Span, ...]:
        """Return where a value stands in some rows, `beyond` characters behind a row's end too."""
        spans: list[Span] = []
        for row in rows:
            if (span := self.placed.get(row)) is None:
                continue
            end = max(span.end, span.start + len(value) + beyond) if beyond else span.end
            if found := self.positions.find(value, Span(span.start, end)):
                spans.append(found)
                if len(spans) == most:
                    break
        return tuple(spans)

    def _across(self, value: str, rows: Iterable[Line]) -> tuple[Span, ...]:
        """Return where a value stands that is broken over several of these rows: day and time in boxes of their own."""
        spans = [span for row in rows if (span := self.placed.get(row)) is not None]
        whole = Span(min((one.start for one in spans), default=0), max((one.end for one in spans), default=0))
        found = self.positions.find(value, whole)
        return (found,) if found else ()

    def _names_apart(self, value: str, rows: Sequence[Line]) -> tuple[Span, ...]:
        """Return where the names of a list stand that the page parts otherwise: all in one row."""
        names = value.split("、")
        if len(names) < 2:
            return ()
        for row in rows:
            span = self.placed.get(row)
            found = [self.positions.find(name, span) for name in names] if span else []
            if found and all(found):
                return tuple(one for one in found if one)
        return ()
