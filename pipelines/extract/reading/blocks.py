"""A tree as lines: each block of the page is one line that knows where it stands and what of it is links."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.reading.document import UNSEEN_TAGS, collapse, is_hidden

BLOCK_TAGS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
        "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "html", "iframe", "legend", "li", "main", "menu",
        "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td",
        "textarea", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
"""Elements that begin a new line in a browser."""

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRONG_TAGS = frozenset({"b", "strong"})
_CELL_TAGS = frozenset({"td", "th"})

_STOPS = re.compile(r"[。！？；!?;]|……|\.(?=\s|$)")
_PAUSES = re.compile(r"[，、,“”「」《》]")
_SENTENCE_ENDS = frozenset("。！？；!?;…：:")
_INDENT = re.compile(r"(?<=[。！？”…])[ \t\r\n\xa0]{0,8}\u3000{2,8}")  # two empty squares begin a paragraph
_HAN = re.compile(r"[\u3400-\u9fff]")

PROSE_CHARACTERS = 12
"""Characters from which a line can be a sentence: 山阳县昨日迎来丰收季。 has eleven and a bit of luck."""

PROSE_LINK_SHARE = 0.5
"""Share of link text above which a line is a list of links, whatever its punctuation."""


@dataclass(slots=True)
class Block:
    """One line of the page: its text, the block element it stands in, and how much of it is link text.

    A block without text holds images that no line of text follows.
    """

    element: HtmlElement
    text: str
    linked: int = 0  # characters of link text
    links: int = 0
    strong: int = 0  # characters in bold
    above: list[HtmlElement] = field(default_factory=list)  # images directly before it, no text between
    inside: list[HtmlElement] = field(default_factory=list)  # images inside the line
    cell: HtmlElement | None = None  # the table cell it stands in
    row: HtmlElement | None = None  # the table row it stands in

    @property
    def link_share(self) -> float:
        """The share of the line's characters that are link text, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.text else 0.0

    @property
    def is_prose(self) -> bool:
        """Whether the line reads as a sentence of Chinese text and not as a label, a headline or a link."""
        return reads_as_prose(self.text) and self.link_share < PROSE_LINK_SHARE


def reads_as_prose(line: str) -> bool:
    """Say whether a line has the length, the characters and the punctuation of a Chinese sentence.

    >>> reads_as_prose("山阳县昨日举行丰收节，村民们载歌载舞。")
    True
    >>> reads_as_prose("首页 新闻 地方 视频 图片 专题")
    False
    """
    if len(line) < PROSE_CHARACTERS or len(_HAN.findall(line[:400])) < PROSE_CHARACTERS // 2:
        return False
    if _STOPS.search(line):
        return True
    return len(line) >= 2 * PROSE_CHARACTERS and bool(_PAUSES.search(line))


def ends_as_sentence(line: str) -> bool:
    """Say whether a line ends the way a sentence does, closing quotes and brackets aside.

    >>> ends_as_sentence("他说：“今年收成好。”"), ends_as_sentence("今年收成好")
    (True, False)
    """
    return line.rstrip("”’』」）)】》\"' ")[-1:] in _SENTENCE_ENDS


class _Reader:
    """The state of one walk over a tree: the line being read and what it has met."""

    def __init__(self, root: HtmlElement) -> None:
        self.blocks: list[Block] = []
        self.owners: list[HtmlElement] = [root]
        self.cells: list[HtmlElement] = []
        self.rows: list[HtmlElement] = []
        self.link_depth = 0
        self.strong_depth = 0
        self.verbatim_depth = 0
        self.above: list[HtmlElement] = []
        self.inside: list[HtmlElement] = []
        self.pieces: list[str] = []
        self.linked = self.links = self.strong = 0

    def open(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCK_TAGS:
            self.end_line()
            self.owners.append(element)
            if tag in _CELL_TAGS:
                self.cells.append(element)
            elif tag == "tr":
                self.rows.append(element)
            elif tag == "pre":
                self.verbatim_depth += 1
        elif tag == "a":
            self.link_depth += 1
            self.links += 1
        elif tag in _STRONG_TAGS:
            self.strong_depth += 1
        elif tag == "img":
            self.inside.append(element)

    def close(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCK_TAGS:
            self.end_line()
            self.owners.pop()
            if tag in _CELL_TAGS:
                self.cells.pop()
            elif tag == "tr":
                self.rows.pop()
            elif tag == "pre":
                self.verbatim_depth -= 1
        elif tag == "a":
            self.link_depth -= 1
        elif tag in _STRONG_TAGS:
            self.strong_depth -= 1

    def read(self, text: str) -> None:
        if self.verbatim_depth and "\n" in text:
            for line in text.split("\n"):
                self.end_line()
                self.read(line)
            return
        self.pieces.append(text)
        if self.link_depth:
            self.linked += len(text.strip())
        if self.strong_depth:
            self.strong += len(text.strip())

    def end_line(self) -> None:
        raw = "".join(self.pieces)
        self.pieces.clear()
        lines = [raw] if self.links else _INDENT.split(raw)
        texts = [text for line in lines if (text := collapse(line))]
        if texts:
            for text in texts:
                self._add(text)
        elif self.inside:
            self.above += self.inside
            self.inside = []
        self.linked = self.links = self.strong = 0

    def end(self) -> list[Block]:
        self.end_line()
        if self.above:
            self._add("")
        return self.blocks

    def _add(self, text: str) -> None:
        self.blocks.append(
            Block(
                element=self.owners[-1],
                text=text,
                linked=self.linked,
                links=self.links,
                strong=self.strong,
                above=self.above,
                inside=self.inside,
                cell=self.cells[-1] if self.cells else None,
                row=self.rows[-1] if self.rows else None,
            )
        )
        self.above, self.inside = [], []


def read_blocks(
    root: HtmlElement, dropped: Container[HtmlElement] = (), *, see_hidden: bool = False
) -> list[Block]:
    """Return the visible lines under `root` in document order; subtrees of `dropped` are left out.

    A line ends at a block element and at <br>. The tree is not changed.
    """
    reader = _Reader(root)
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start":
            reader.open(element)
            if element is not root and (
                element.tag in UNSEEN_TAGS
                or element in dropped
                or (not see_hidden and element.attrib and is_hidden(element))
            ):
                walker.skip_subtree()
            elif element.text:
                reader.read(element.text)
            continue
        if event == "end":
            reader.close(element)
        if element.tail and element is not root:
            reader.read(element.tail)
    return reader.end()
