"""The lines of a page: what a reader sees as rows of text, each with the element it stands in.

Title, date, credits and breadcrumb all look at rows near one another; the tree is read once for all of them.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.reading.document import UNSEEN_TAGS, is_hidden

if TYPE_CHECKING:
    from lxml.etree import _ElementUnicodeResult

    _TextOrBreak: TypeAlias = _ElementUnicodeResult | HtmlElement

JOINT = "\t"
"""Stands between two inline elements of a row: a gap on the screen that is no character of the text."""

# One XPath over the text nodes costs half a parse; walking all elements in Python costs three.
_TEXTS_AND_BREAKS = etree.XPath("descendant::text()[normalize-space()] | descendant::br")

_SILENT: frozenset[str] = UNSEEN_TAGS | {"textarea", "option", "math"}
_BLOCKS = frozenset(
    # As words: a list of fifty literals is no easier to read.
    "address article aside blockquote body br caption center dd details div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe legend li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul".split()
)
_WITHIN_A_WORD = frozenset({"b", "strong", "font", "u", "s", "big", "sub", "sup", "mark", "bdi", "ins"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def squeeze(text: str) -> str:
    r"""Return `text` with every run of blanks as one space, none at the ends, and no invisible characters.

    >>> squeeze(" 来源：\u3000山阳网\u200b\n")
    '来源： 山阳网'
    >>> squeeze("山阳县今日丰收。")
    '山阳县今日丰收。'
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


class Line(NamedTuple):
    """One row of text. `text` is what it says; `parts` says it with JOINT between its inline elements."""

    text: str
    parts: str
    element: HtmlElement  # the block the row stands in
    linked: int  # how many of its characters stand in links
    hidden: bool


_Place = tuple[HtmlElement, HtmlElement, bool, bool, bool]
"""Where a text stands: its block, its cell in the row, and whether it is silent, hidden, inside a link."""


def read_lines(root: HtmlElement) -> tuple[Line, ...]:
    r"""Return the rows of the page in reading order, the hidden ones too; the tree is not changed.

    >>> from lxml.html import document_fromstring
    >>> page = document_fromstring("<h1>山阳<b>丰收</b></h1><p><i>6月12日</i><i>张三</i><br>好</p>")
    >>> [row.text for row in read_lines(page)]
    ['山阳丰收', '6月12日张三', '好']
    >>> read_lines(page)[1].parts
    '6月12日\t张三'
    """
    return tuple(_rows(root))


def _rows(root: HtmlElement) -> Iterator[Line]:
    known: dict[HtmlElement, _Place] = {}
    pieces: list[str] = []
    linked = 0
    block = cell = root
    hidden = False
    for node in cast("list[_TextOrBreak]", _TEXTS_AND_BREAKS(root)):
        if isinstance(node, HtmlElement):  # a <br>
            if pieces and (line := _line(pieces, block, linked, hidden)):
                yield line
            pieces, linked = [], 0
            continue
        owner, ended = cast("HtmlElement", node.getparent()), ""
        if node.is_tail:
            ended, owner = owner.tag, cast("HtmlElement", owner.getparent())
        new_block, new_cell, silent, new_hidden, in_link = known.get(owner) or _find_place(owner, known)
        if silent:
            continue
        if pieces:
            # What is hidden is a row of its own: it must not hide the visible words beside it.
            if new_block is not block or new_hidden != hidden or ended in _BLOCKS:
                if line := _line(pieces, block, linked, hidden):
                    yield line
                pieces, linked = [], 0
            elif new_cell is not cell or (ended and ended not in _WITHIN_A_WORD):
                pieces.append(JOINT)
        block, cell, hidden = new_block, new_cell, new_hidden
        pieces.append(node)
        if in_link:
            linked += len(node.strip())
    if pieces and (line := _line(pieces, block, linked, hidden)):
        yield line


def _line(pieces: list[str], block: HtmlElement, linked: int, hidden: bool) -> Line | None:
    if len(pieces) == 1:
        text = parts = squeeze(pieces[0])
    elif JOINT in pieces:
        # A tab that the page itself prints is a blank, not a gap between elements.
        raw = "".join(piece if piece == JOINT else piece.replace(JOINT, " ") for piece in pieces)
        text = squeeze(raw.replace(JOINT, ""))
        parts = JOINT.join(cell for cell in map(squeeze, raw.split(JOINT)) if cell)
    else:
        text = parts = squeeze("".join(pieces))
    return Line(text, parts, block, linked, hidden) if text else None


def _find_place(element: HtmlElement, known: dict[HtmlElement, _Place]) -> _Place:
    """Return the place of the text directly inside `element`, and make its ancestors' places known.

    Recursive over ancestors: a tree has at most MAX_DEPTH of them.
    """
    outer = element.getparent()
    if outer is None:
        block = cell = element
        silent = hidden = linked = False
    else:
        block, cell, silent, hidden, linked = known.get(outer) or _find_place(outer, known)
    tag = element.tag
    if tag in _BLOCKS:
        block = cell = element
    elif tag not in _WITHIN_A_WORD:
        cell = element
        silent = silent or tag in _SILENT
        linked = linked or tag == "a"
    place = known[element] = (block, cell, silent, hidden or is_hidden(element), linked)
    return place
