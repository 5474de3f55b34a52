"""A tree as lines: each block of the page is one line of text that knows where it stands and how much of it is links."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.document import UNSEEN_TAGS, collapse, is_hidden

BLOCK_TAGS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
        "tfoot", "thead", "td", "th", "tr", "ul", "iframe", "select", "textarea", "option",
    }
)  # fmt: skip
"""Elements that begin a new line in a browser."""

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRONG_TAGS = frozenset({"b", "strong"})

_STOPS = re.compile(r"[。！？；!?;]|……|\.(?=\s|$)")
_PAUSES = re.compile(r"[，、,：:“”「」《》]")
_HAN = re.compile(r"[\u3400-\u9fff]")

PROSE_CHARACTERS = 12
"""Characters from which a line can be a sentence: 山阳县昨日迎来丰收季。 has eleven and a bit of luck."""

PROSE_LINK_SHARE = 0.5
"""Share of link text above which a line is a list of links, whatever its punctuation."""


@dataclass(slots=True)
class Block:
    """One line of the page: its text, the block element it stands in, and how much of it is link text."""

    element: HtmlElement
    text: str
    linked: int  # characters of link text
    links: int
    strong: int  # characters in bold
    after_image: bool  # an image stands directly before it, with no text between
    images: list[HtmlElement] = field(default_factory=list)  # images inside the line

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

    >>> reads_as_prose("山阳县昨日举行丰收节，村民们载歌载舞。"), reads_as_prose("首页 新闻 地方 视频 图片 专题")
    (True, False)
    """
    if len(line) < PROSE_CHARACTERS or len(_HAN.findall(line[:400])) < PROSE_CHARACTERS // 2:
        return False
    if _STOPS.search(line):
        return True
    return len(line) >= 2 * PROSE_CHARACTERS and len(_PAUSES.findall(line[:200])) >= 1


def ends_as_sentence(line: str) -> bool:
    """Say whether a line ends the way a sentence does, closing quotes and brackets aside.

    >>> ends_as_sentence("他说：“今年收成好。”"), ends_as_sentence("今年收成好")
    (True, False)
    """
    return line.rstrip("”’』」）)】》\"' ")[-1:] in tuple("。！？；!?;…：:")


def read_blocks(
    root: HtmlElement, dropped: Container[HtmlElement] = (), *, see_hidden: bool = False
) -> list[Block]:
    """Return the visible lines under `root` in document order; subtrees of `dropped` are left out.

    A line ends at a block element and at <br>. The tree is not changed.
    """
    blocks: list[Block] = []
    pieces: list[str] = []
    owners: list[HtmlElement] = [root]
    images: list[HtmlElement] = []
    linked = links = strong = link_depth = strong_depth = 0
    image_before = False

    def end_line() -> None:
        nonlocal linked, links, strong, image_before
        if pieces:
            text = collapse("".join(pieces))
            pieces.clear()
            if text:
                blocks.append(Block(owners[-1], text, linked, links, strong, image_before, images[:]))
                image_before = False
            linked = links = strong = 0
        if images:
            image_before = True
            images.clear()

    def add(text: str) -> None:
        nonlocal linked, strong
        pieces.append(text)
        if link_depth or strong_depth:
            size = len(text.strip())
            linked += size if link_depth else 0
            strong += size if strong_depth else 0

    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in BLOCK_TAGS or tag == "br":
                end_line()
            if (
                tag in UNSEEN_TAGS
                or element in dropped
                or (not see_hidden and element.attrib and element is not root and is_hidden(element))
            ):
                owners.append(element)
                link_depth += tag == "a"
                strong_depth += tag in _STRONG_TAGS
                walker.skip_subtree()
                continue
            if tag in BLOCK_TAGS:
                owners.append(element)
            elif tag == "a":
                link_depth += 1
                links += 1
            elif tag in _STRONG_TAGS:
                strong_depth += 1
            elif tag == "img":
                images.append(element)
            if element.text:
                add(element.text)
            continue
        if event == "end":
            if owners[-1] is element and len(owners) > 1:
                if tag in BLOCK_TAGS:
                    end_line()
                owners.pop()
            if tag == "a":
                link_depth -= 1
            elif tag in _STRONG_TAGS:
                strong_depth -= 1
        if element.tail and element is not root:
            add(element.tail)
    end_line()
    return blocks
