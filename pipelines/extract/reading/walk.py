"""The walk over the tree that makes a page's lines: one pass, and every reader of a field works on what it gives.

A line is the text of one block element, up to the next block inside it or the next <br>.
"""

import re
from collections.abc import Container
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.reading.lines import GAP, LINKED_SHARE, Line
from pipelines.extract.reading.prose import reads_as_prose
from pipelines.extract.reading.verbatim import paragraphs_of
from pipelines.extract.tree.document import UNSEEN_TAGS, collapse, hides, squeeze
from pipelines.extract.tree.elements import (
    BLOCK_TAGS,
    CONTROL_TAGS,
    SHOWN_TAGS,
    STRONG_TAGS,
    TELLING_TAGS,
    TOLD_MARK,
    UNREAD_TAGS,
    WITHIN_A_WORD,
    is_set_as_block,
    keeps_breaks,
)

_SQUARES = "\u3000\u3000"
_INDENT = re.compile(rf"(?<=[。！？”…])[ \t\r\n\xa0{GAP}]{{0,8}}\u3000{{2,8}}")
"""Two empty squares begin a paragraph."""
_MARKUP = re.compile(
    r"(?:<|&lt;)(?:p|div|br|span|section|strong|table|img)(?:[\s/][^<>]{0,400})?(?:>|&gt;)", re.IGNORECASE
)
"""A text in a form's control that is a page's source: a script shows it elsewhere, nobody reads it there."""


class Reading(NamedTuple):
    """What one pass over a tree gives."""

    lines: tuple[Line, ...]
    told: tuple[HtmlElement, ...]  # elements that tell a field to search engines, by their ids
    unread: tuple[HtmlElement, ...]  # elements that hold what nobody reads: scripts, the head, form fields


def read_lines(
    root: HtmlElement,
    dropped: Container[HtmlElement] = (),
    containers: Container[HtmlElement] = (),
    *,
    see_hidden: bool = False,
) -> Reading:
    r"""Return the lines of the page in reading order, the hidden ones too; the tree is not changed.

    What is hidden, and what `dropped` names, are lines of their own: they must not part or join the visible
    words around them. `containers` are elements that hold lines whatever their tags are. With `see_hidden`
    nothing counts as hidden.

    >>> from lxml.html import document_fromstring
    >>> page = document_fromstring("<h1>山阳<b>丰收</b></h1><p><i>6月12日</i><i>张三</i><br>好<s hidden>坏</s>的</p>")
    >>> lines = read_lines(page).lines
    >>> [(line.text, line.hidden) for line in lines]
    [('山阳丰收', False), ('6月12日张三', False), ('坏', True), ('好的', False)]
    >>> lines[1].parts
    '6月12日\t张三'
    """
    reader = _Reader(root, dropped, containers, see_hidden=see_hidden)
    enter, leave, read = reader.enter, reader.leave, reader.read
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in UNSEEN_TAGS:
                walker.skip_subtree()
                reader.unread.append(element)
                continue
            if tag in UNREAD_TAGS:
                reader.unread.append(element)
            enter(element, tag)
            text = element.text
        else:
            if event == "end":
                leave(element, tag)
            text = element.tail if element is not root else None
        # Most texts are the blanks between two blocks: they are none.
        if text and (reader.line.pieces or not text.isspace()):
            read(text)
    reader.end_line()
    return Reading(tuple(reader.lines), tuple(reader.told), tuple(reader.unread))


class _Unfinished:
    """A line that is being read."""

    __slots__ = ("gap", "linked", "links", "pictures", "pieces", "strong")

    def __init__(self) -> None:
        self.pictures: list[HtmlElement] = []
        self.clear()

    def clear(self) -> None:
        """Forget all but the pictures."""
        self.pieces: list[str] = []
        self.linked = self.links = self.strong = 0
        self.gap = False  # whether an inline element began or ended since the last piece


class _Reader:
    """The state of one walk over a tree: where it is, and the line being read."""

    def __init__(
        self,
        root: HtmlElement,
        dropped: Container[HtmlElement],
        containers: Container[HtmlElement],
        *,
        see_hidden: bool,
    ) -> None:
        self.root, self.dropped, self.containers, self.see_hidden = root, dropped, containers, see_hidden
        self.lines: list[Line] = []
        self.told: list[HtmlElement] = []
        self.unread: list[HtmlElement] = []
        # Where the walk is: the elements around it, by what they mean for a line.
        self.owners: list[HtmlElement] = [root]
        self.cells: list[HtmlElement] = []
        self.rows: list[HtmlElement] = []
        self.hiders: list[HtmlElement] = []
        self.asides: list[tuple[HtmlElement, _Unfinished, bool]] = []
        self.links_around = self.strong_around = self.drops_around = 0
        self.controls_around = 0
        self.verbatim: list[HtmlElement] = []
        self.line = _Unfinished()

    def enter(self, element: HtmlElement, tag: str) -> None:
        """Enter an element: a block ends the line, what is hidden or dropped begins one beside it."""
        line = self.line
        attributes = element.keys()
        style = element.get("style") if "style" in attributes and tag not in SHOWN_TAGS else None
        if tag in BLOCK_TAGS or (style and is_set_as_block(style)) or element in self.containers:
            if line.pieces or line.pictures:
                self.end_line()
            line.links = 0
            self.owners.append(element)
        elif tag not in WITHIN_A_WORD:
            line.gap = True
        if tag in TELLING_TAGS:
            self._note(tag, 1, element)
            if tag == "a":
                line.links += 1
            elif tag == "img":
                line.pictures.append(element)
        if attributes and tag not in SHOWN_TAGS:
            if "id" in attributes and element.get("id").rstrip().endswith(TOLD_MARK):
                self.told.append(element)
            hidden = not self.see_hidden and hides(element, attributes) and element is not self.root
            if style and keeps_breaks(style):
                self.verbatim.append(element)
        else:
            hidden = False
        if tag == "pre" and (not self.verbatim or self.verbatim[-1] is not element):
            self.verbatim.append(element)
        if hidden or (self.dropped and element in self.dropped):
            self._step_aside(element, hidden=hidden)

    def leave(self, element: HtmlElement, tag: str) -> None:
        """Leave an element."""
        line = self.line
        if self.owners[-1] is element:
            if line.pieces or line.pictures:
                self.end_line()
            line.links = 0
            self.owners.pop()
        elif tag not in WITHIN_A_WORD:
            line.gap = True
        if tag in TELLING_TAGS:
            self._note(tag, -1, element)
        if self.verbatim and self.verbatim[-1] is element:
            self.verbatim.pop()
        if self.asides and self.asides[-1][0] is element:
            self._step_back()

    def read(self, text: str) -> None:
        """Add a text to the line."""
        line = self.line
        if self.verbatim and "\n" in text:
            first, *others = paragraphs_of(text)
            if first and not first.isspace():
                self.read(first)
            for one in others:
                self.end_line()
                self.read(one)
            return
        if self.controls_around and _MARKUP.search(text):
            return
        if line.gap and line.pieces:
            line.pieces.append(GAP)
        line.gap = False
        line.pieces.append(text)
        if self.links_around or self.strong_around:
            size = len(text.strip())
            line.linked += size if self.links_around else 0
            line.strong += size if self.strong_around else 0

    def end_line(self) -> None:
        """Put down what was read of a line, and begin the next."""
        line = self.line
        raw = line.pieces[0] if len(line.pieces) == 1 else "".join(line.pieces)
        raws = _INDENT.split(raw) if _SQUARES in raw and not line.links else (raw,)
        for one in raws:
            plain = one.replace(GAP, "") if GAP in one else one
            if text := collapse(plain):
                self._put_down(text, squeeze(plain) if "\n" in plain.strip() else text, one)
        if line.pictures:
            self._put_down("", "", "")
        line.clear()

    def _put_down(self, text: str, spaced: str, raw: str) -> None:
        line = self.line
        share = min(1.0, line.linked / len(text)) if line.linked and text else 0.0
        self.lines.append(
            Line(
                self.owners[-1],
                text,
                spaced,
                raw,
                line.linked,
                line.links,
                line.strong,
                share,
                share < LINKED_SHARE and reads_as_prose(text),
                bool(self.hiders),
                tuple(line.pictures),
                self.cells[-1] if self.cells else None,
                self.rows[-1] if self.rows else None,
                self.hiders[-1] if self.hiders else None,
                self.drops_around > 0,
                self.controls_around > 0,
            )
        )
        line.pictures = []

    def _note(self, tag: str, by: int, element: HtmlElement) -> None:
        """Count an element that says something about the texts inside it, in (1) or out (-1)."""
        if tag == "a":
            self.links_around += by
        elif tag in STRONG_TAGS:
            self.strong_around += by
        elif tag in CONTROL_TAGS:
            self.controls_around += by
        elif tag != "img":
            places = self.rows if tag == "tr" else self.cells
            if by > 0:
                places.append(element)
            else:
                places.pop()

    def _step_aside(self, element: HtmlElement, *, hidden: bool) -> None:
        """Begin a line beside the one being read, for what is hidden or dropped."""
        self.asides.append((element, self.line, hidden))
        self.line = _Unfinished()
        self.drops_around += element in self.dropped
        if hidden:
            self.hiders.append(element)

    def _step_back(self) -> None:
        self.end_line()
        element, self.line, hidden = self.asides.pop()
        self.drops_around -= element in self.dropped
        if hidden:
            self.hiders.pop()
