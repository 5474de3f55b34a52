"""Where each character of a page's tree stands: a line or a value is found by its place, not by a search of markup."""

from bisect import bisect_right
from collections.abc import Container, Iterable
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.reading.lines import GAP, Line
from pipelines.extract.tree.document import UNSEEN_TAGS, is_hidden, without_blanks

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
    r"""The characters of a page that are no blanks, in the order in which it is read, and where its texts stand.

    What is hidden, and what `aside` names, stands behind all the rest: it does not part the words around it.

    >>> from lxml.html import document_fromstring
    >>> page = Positions(document_fromstring("<p>山阳县 <b>今<s hidden>坏</s>日</b>\n丰收。<script>a()</script>"))
    >>> page.characters, page.find("今日丰收", page.everything)
    ('山阳县今日丰收。坏', Span(start=3, end=7))
    """

    def __init__(self, root: HtmlElement, aside: Container[HtmlElement] = ()) -> None:
        self.starts: dict[TextNode, int] = {}
        self.spans: dict[HtmlElement, Span] = {}
        pieces: tuple[list[str], list[str]] = ([], [])  # what is read, and what stands aside
        at = [0, 0]
        behind: set[HtmlElement | TextNode] = set()
        outer: HtmlElement | None = None  # the outermost element around that stands aside
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if outer is None and element is not root and (is_hidden(element) or element in aside):
                    outer = element
                where = outer is not None
                self.spans[element] = Span(at[where], at[where])
                behind.update([element] if where else [])
                if element.tag in UNSEEN_TAGS:
                    walker.skip_subtree()
                    continue
                node, text = TextNode(element, is_tail=False), element.text
            else:
                where = outer is not None
                self.spans[element] = Span(self.spans[element].start, at[where])
                outer = None if outer is element else outer
                where = outer is not None
                node, text = TextNode(element, is_tail=True), element.tail
            if text and (piece := without_blanks(text)):
                self.starts[node] = at[where]
                behind.update([node] if where else [])
                pieces[where].append(piece)
                at[where] += len(piece)
        self.read = at[0]
        """Characters that are read; those behind them stand aside."""
        for one in behind:
            if isinstance(one, TextNode):
                self.starts[one] += self.read
            else:
                self.spans[one] = Span(self.spans[one].start + self.read, self.spans[one].end + self.read)
        self.characters = "".join((*pieces[0], *pieces[1]))

    @property
    def everything(self) -> Span:
        """The whole page."""
        return Span(0, len(self.characters))

    def find(self, value: str, within: Span) -> Span | None:
        """Return where `value` stands first in a span, blanks aside, or None."""
        wanted = without_blanks(value)
        start = self.characters.find(wanted, within.start, within.end) if wanted else -1
        return Span(start, start + len(wanted)) if start >= 0 else None

    def place_lines(self, lines: Iterable[Line]) -> dict[Line, Span]:
        """Return where the lines stand that a pass over this tree has made; one that cannot be told is left out."""
        places: dict[Line, Span] = {}
        cursors = [0, self.read]
        for line in lines:
            wanted = without_blanks(line.raw.replace(GAP, ""))
            owner = self.spans.get(line.element)
            if not wanted or owner is None:
                continue
            aside = line.hidden or line.dropped or owner.start >= self.read
            at = begin = cursors[aside]
            if not self.characters.startswith(wanted, at):
                whole = self.everything if aside else owner
                begin = self.characters.find(wanted, max(whole.start, at - AHEAD), min(whole.end, at + AHEAD))
            if begin >= 0:
                places[line] = Span(begin, begin + len(wanted))
                cursors[aside] = max(at, places[line].end)
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
