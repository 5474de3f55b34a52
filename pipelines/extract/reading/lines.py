"""A line of a page: what a browser shows between two breaks, and where it stands.

Title, date, byline, body, section and kind all work on lines: nobody walks the tree again for text.
"""

from dataclasses import dataclass

from lxml.html import HtmlElement

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
    """One line of the page. A line without text holds pictures that stand between two lines of text.

    What is asked hundreds of times a page is told when the line is made.
    """

    element: HtmlElement  # the block it stands in
    text: str  # on one line: a break between two Chinese characters is nothing, other blanks are one space
    spaced: str  # the same with a space for each break in the source: it parts names, labels and headlines
    raw: str  # as the tree has it, GAP between inline elements
    linked: int = 0  # characters of link text
    links: int = 0
    strong: int = 0  # characters in bold
    link_share: float = 0.0  # the share of its characters that are link text, 0 to 1
    is_prose: bool = False  # it reads as a sentence of Chinese text and not as a label, a headline or a link
    hidden: bool = False  # the reader's eye does not see it
    pictures: tuple[HtmlElement, ...] = ()
    cell: HtmlElement | None = None  # the table cell it stands in
    row: HtmlElement | None = None  # the table row it stands in
    hider: HtmlElement | None = None  # the innermost element around it that is kept from the reader's eye
    dropped: bool = False  # a rule says that it is not the article
    control: bool = False  # it stands in a form's control
    _parts: str | None = None

    def show(self) -> None:
        """Make the line one that the reader's eye sees."""
        self.hider, self.hidden = None, False

    @property
    def parts(self) -> str:
        """The spaced text with JOINT between its inline elements."""
        if GAP not in self.raw:
            return self.spaced
        if self._parts is None:
            self._parts = JOINT.join(cell for cell in map(squeeze, self.raw.split(GAP)) if cell)
        return self._parts
