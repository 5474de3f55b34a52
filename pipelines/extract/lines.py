"""The lines of a page: what a reader sees as rows of text, each with the element it stands in.

Title, date, credits and breadcrumb all look at rows near one another; the tree is read once for all of them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.document import is_hidden

JOINT = "\t"
"""Stands between two inline elements of a row: a gap on the screen that is no character of the text."""

# One XPath over the text nodes costs half a parse; walking all elements in Python costs three.
_TEXTS_AND_BREAKS = etree.XPath("descendant::text()[normalize-space()] | descendant::br")

_SILENT = frozenset("script style noscript textarea template option head title svg math object".split())
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html iframe legend li main nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul".split()
)
_WITHIN_A_WORD = frozenset("b strong font u s big sub sup mark bdi ins".split())
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def squeeze(text: str) -> str:
    """Return `text` with every run of blanks as one space, none at the ends, and no invisible characters.

    >>> squeeze(" 来源：\\u3000山阳网\\u200b\\n")
    '来源： 山阳网'
    >>> squeeze("山阳县今日丰收。")
    '山阳县今日丰收。'
    """
    return " ".join(_INVISIBLE.sub("", text).split())


class Line(NamedTuple):
    """One row of text. `text` is what it says; `parts` says it with JOINT between its inline elements."""

    text: str
    parts: str
    element: HtmlElement  # the block the row stands in
    linked: int  # how many of its characters stand in links
    hidden: bool


class Lines(NamedTuple):
    """A page's tree and its rows in reading order, the hidden ones too."""

    root: HtmlElement
    rows: tuple[Line, ...]


class _Place(NamedTuple):
    """Where a text stands: its block, its cell in the row, and whether it is silent, hidden, linked."""

    block: HtmlElement
    cell: HtmlElement
    silent: bool
    hidden: bool
    linked: bool


def read_lines(root: HtmlElement) -> Lines:
    """Return the rows of the page; scripts, styles and form values are none. The tree is not changed.

    >>> from lxml.html import document_fromstring
    >>> page = document_fromstring("<h1>山阳<b>丰收</b></h1><p><span>6月12日</span><span>张三</span><br>好</p>")
    >>> [row.text for row in read_lines(page).rows]
    ['山阳丰收', '6月12日张三', '好']
    >>> read_lines(page).rows[1].parts
    '6月12日\\t张三'
    """
    return Lines(root, tuple(_rows(root)))


def _rows(root: HtmlElement) -> Iterator[Line]:
    places = _Places()
    pieces: list[str] = []
    linked = 0
    here: _Place | None = None
    for node in _TEXTS_AND_BREAKS(root):
        breaks = not isinstance(node, str)
        if not breaks:
            owner = node.getparent()
            ended = None
            if node.is_tail:
                ended = owner.tag
                owner = owner.getparent()
            place = places.of(owner)
            if place.silent:
                continue
            breaks = ended in _BLOCKS or here is None or place.block is not here.block
        if breaks and here is not None and pieces:
            yield from _line(pieces, linked, here)
            pieces, linked = [], 0
        if not isinstance(node, str):
            continue
        if pieces and here is not None:
            closed = ended is not None and ended not in _WITHIN_A_WORD
            if closed or place.cell is not here.cell:
                pieces.append(JOINT)
        here = place
        pieces.append(node)
        if place.linked:
            linked += len(node.strip())
    if here is not None and pieces:
        yield from _line(pieces, linked, here)


def _line(pieces: list[str], linked: int, place: _Place) -> Iterator[Line]:
    if JOINT not in pieces:
        text = parts = squeeze("".join(pieces))
    else:
        # A tab that the page itself prints is a blank, not a gap between elements.
        raw = "".join(piece if piece == JOINT else piece.replace(JOINT, " ") for piece in pieces)
        text = squeeze(raw.replace(JOINT, ""))
        parts = JOINT.join(cell for cell in map(squeeze, raw.split(JOINT)) if cell)
    if text:
        yield Line(text, parts, place.block, linked, place.hidden)


class _Places:
    """Finds where a text stands, each element looked at once."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, _Place] = {}

    def of(self, element: HtmlElement) -> _Place:
        """Return the place of the text directly inside `element`."""
        new = []
        above: HtmlElement | None = element
        while above is not None and above not in self._known:
            new.append(above)
            above = above.getparent()
        place = self._known[above] if above is not None else None
        for inner in reversed(new):
            place = self._known[inner] = self._inside(inner, place)
        return place if place is not None else self._known[element]

    def _inside(self, element: HtmlElement, outer: _Place | None) -> _Place:
        tag = element.tag
        hidden = is_hidden(element)
        if outer is None:
            return _Place(element, element, tag in _SILENT, hidden, False)
        return _Place(
            block=element if tag in _BLOCKS else outer.block,
            cell=outer.cell if tag in _WITHIN_A_WORD else element,
            silent=outer.silent or tag in _SILENT or not isinstance(tag, str),
            hidden=outer.hidden or hidden,
            linked=outer.linked or tag == "a",
        )
