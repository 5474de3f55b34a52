"""What an element is to the lines of a page: a block, a word's part, a cell, a control."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

BLOCK_TAGS = frozenset(
    # As words: a list of fifty literals is no easier to read.
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html iframe legend li main menu nav ol option p pre section select"
    " summary table tbody td textarea tfoot th thead tr ul"
    # what the frameworks of apps draw for a <div>, and style as one; their uni-text is a word's, like <span>
    " uni-button uni-image uni-page uni-page-body uni-page-wrapper uni-rich-text uni-scroll-view uni-swiper"
    " uni-swiper-item uni-view taro-view-core taro-rich-text-core".split()
)
"""Elements that begin a new line in a browser."""

TOLD_MARK = "_baidu"
"""Ends the ids of elements that tell a field to a search engine: source_baidu; some end in a blank."""

CELL_TAGS = frozenset({"td", "th"})
STRONG_TAGS = frozenset({"b", "strong"})
CONTROL_TAGS = frozenset({"textarea", "option", "xmp"})
"""Elements whose text is a reader's to write or to choose, or a source: no label or headline stands there."""
WITHIN_A_WORD = frozenset({"b", "strong", "font", "u", "s", "big", "sub", "sup", "mark", "bdi", "ins"})
"""Inline elements that leave no gap on the screen: they set off a part of a word."""
TELLING_TAGS = frozenset({"a", "img", "tr"}) | CELL_TAGS | STRONG_TAGS | CONTROL_TAGS
"""Elements that say something about a line: see _note()."""
UNREAD_TAGS = frozenset({"base", "input"})
"""Elements for machines that hold no text, and may stand among those that hold some."""
MACHINE_TAGS = ("base", "input", "link", "meta", "script", "title")
"""Elements that tell machines something of the page."""
SHOWN_TAGS = frozenset({"br", "img"})
"""Elements that hold no text; a picture whose style hides it is one that a script shows later."""


_AS_BLOCK = re.compile(
    r"display\s{0,4}:\s{0,4}(?:block|flex|grid|table|list-item|-webkit-box)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def keeps_breaks(style: str) -> bool:
    """Say whether a style shows the line breaks of the source."""
    return bool(re.search(r"white-space\s{0,4}:\s{0,4}(?:pre|break)", style, re.IGNORECASE))


def is_right_aligned(element: HtmlElement) -> bool:
    """Say whether an element's text is set to the right, as who signs a notice is."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return (element.get("align") or "").lower() == "right" or "text-align:right" in style


@lru_cache(maxsize=4096)
def is_set_as_block(style: str) -> bool:
    """Say whether a style makes a line of its own of an inline element.

    >>> is_set_as_block("margin:0; display: block"), is_set_as_block("display:inline-block")
    (True, False)
    """
    return bool(_AS_BLOCK.search(style))
