"""A line of a page: what a browser shows between two breaks, and where it stands.

Title, date, byline, body, section and kind all work on lines: nobody walks the tree again for text.
"""

from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.reading.prose import reads_as_prose
from pipelines.extract.tree.document import squeeze

JOINT = "\t"
"""Stands between two inline elements of a line's `parts`: a gap on the screen that is no character of the text."""

GAP = "\x1f"
"""Marks such a gap in a line's raw text; parse() leaves no such character in a page."""

LINKED_SHARE = 0.5
"""Share of link text from which a line is a list of links, whatever its punctuation."""

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True, eq=False)
class Line:
    """One line of the page. A line without text holds pictures that stand between two lines of text."""

    element: HtmlElement  # the block it stands in
    text: str  # on one line: a break between two Chinese characters is nothing, other blanks are one space
    spaced: str  # the same with a space for each break in the source: it parts names, labels and headlines
    raw: str  # as the tree has it, GAP between inline elements
    linked: int = 0  # characters of link text
    links: int = 0
    strong: int = 0  # characters in bold
    pictures: tuple[HtmlElement, ...] = ()
    cell: HtmlElement | None = None  # the table cell it stands in
    row: HtmlElement | None = None  # the table row it stands in
    hider: HtmlElement | None = None  # the innermost element around it that is kept from the reader's eye
    dropped: bool = False  # a rule says that it is not the article
    control: bool = False  # it stands in a form's control
    _parts: str | None = None
    _prose: bool | None = None

    @property
    def hidden(self) -> bool:
        """Whether the reader's eye does not see it."""
        return self.hider is not None

    @property
    def parts(self) -> str:
        """The spaced text with JOINT between its inline elements."""
        if GAP not in self.raw:
            return self.spaced
        if self._parts is None:
            self._parts = JOINT.join(cell for cell in map(squeeze, self.raw.split(GAP)) if cell)
        return self._parts

    @property
    def link_share(self) -> float:
        """The share of its characters that are link text, 0 to 1."""
        if not self.linked or not self.text:  # most lines: a property that is asked hundreds of times a page
            return 0.0
        return min(1.0, self.linked / len(self.text))

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a sentence of Chinese text and not as a label, a headline or a link."""
        if self._prose is None:
            self._prose = reads_as_prose(self.text) and self.link_share < LINKED_SHARE
        return self._prose
