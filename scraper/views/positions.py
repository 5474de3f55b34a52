"""Where each character of a page's tree stands: a line or a value is found by its place, not by a search of markup."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.reading.lines import GAP, Line
from pipelines.extract.tree.document import UNSEEN_TAGS, without_blanks

AHEAD = 20_000
"""Characters in which a line is looked for that does not begin where the line before it ended: so that time stays
linear in the page."""


class Span(NamedTuple):
    """A range of a page's characters, blanks not counted."""

    start: int
    end: int


class TextNode(NamedTuple):
    """A text of the tree: what an element begins with, or its tail."""

    element: HtmlElement
    is_tail: bool


class Positions:
    r"""The characters of a page that are no blanks, in the order of the tree, and where its texts and elements stand.

    >>> from lxml.html import document_fromstring
    >>> page = Positions(document_fromstring("<p>山阳县 <b>今日</b>\n丰收。<script>a()</script>"))
    >>> page.characters, page.find("今日丰收", Span(0, 8))
    ('山阳县今日丰收。', Span(start=3, end=7))
    """

    def __init__(self, root: HtmlElement) -> None:
        self.starts: dict[TextNode, int] = {}
        self.spans: dict[HtmlElement, Span] = {}
        pieces: list[str] = []
        at = 0
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                self.spans[element] = Span(at, at)
                if element.tag in UNSEEN_TAGS:
                    walker.skip_subtree()
                    continue
                node, text = TextNode(element, is_tail=False), element.text
            else:
                self.spans[element] = Span(self.spans[element].start, at)
                node, text = TextNode(element, is_tail=True), element.tail
            if text and (piece := without_blanks(text)):
                self.starts[node] = at
                pieces.append(piece)
                at += len(piece)
        self.characters = "".join(pieces)

    def find(self, value: str, within: Span) -> Span | None:
        """Return where `value` stands first in a span, blanks aside, or None."""
        wanted = without_blanks(value)
        start = self.characters.find(wanted, within.start, within.end) if wanted else -1
        return Span(start, start + len(wanted)) if start >= 0 else None

    def place_lines(self, lines: Iterable[Line]) -> dict[Line, Span]:
        """Return where the lines stand that a pass over this tree has made; one that cannot be told is left out."""
        places: dict[Line, Span] = {}
        at = 0
        for line in lines:
            wanted = without_blanks(line.raw.replace(GAP, ""))
            owner = self.spans.get(line.element)
            if not wanted or owner is None:
                continue
            if not self.characters.startswith(wanted, at):
                # A hidden part is read before the line that it stands in: the line begins further back.
                first = max(owner.start, at - AHEAD)
                begin = self.characters.find(wanted, first, min(owner.end, at + AHEAD))
                if begin < 0:
                    continue
            else:
                begin = at
            places[line] = Span(begin, begin + len(wanted))
            at = max(at, places[line].end)
        return places


class Lookup:
    """Tells which of some sorted, separate spans touch another one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self._ends = [span.end for span in self.spans]

    def first_behind(self, position: int) -> int:
        """Return the index of the first span that ends behind the position."""
        return bisect_right(self._ends, position)

    def touches(self, span: Span) -> bool:
        """Tell whether any of the spans has a character in this one."""
        index = self.first_behind(span.start)
        return index < len(self.spans) and self.spans[index].start < span.end
