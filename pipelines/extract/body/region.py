"""The element that holds the article: the subtree where prose outweighs links, labels and furniture the most.

Each line of the page weighs something, prose for and everything else against; the region is the subtree of
the greatest sum: maximum subsequence segmentation (Pasternack and Roth, WWW 2009) on a tree, not a list.
"""

from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.reading.blocks import PROSE_LINK_SHARE, Block, read_blocks
from pipelines.extract.reading.document import collapse
from pipelines.extract.reading.furniture import (
    BOX_LEVELS,
    FOREIGN_NAMES,
    FURNITURE_NAMES,
    heads_other_articles,
    is_furniture,
    is_notice,
    names_container,
)

LINK_LINE = -8.0
"""Weight of a line of links: eight characters of prose must stand against each."""

FURNITURE_LINE = -2.0
"""Weight of a line of links in named furniture: it is cut out later and tells little of its surroundings."""

LABEL_LINE = -1.0
"""Weight of a short line that is neither link nor sentence: sub-headings and table cells are such too."""

NOTICE_LINE = -30.0
"""Weight of a publisher's notice: it must not pull the footer in beside a news item of one paragraph."""

FOREIGN_PROSE = -0.5
"""Share of its weight with which prose in named furniture counts, at most FOREIGN_CHARACTERS of it."""

FOREIGN_CHARACTERS = 60

BEFORE_HEADLINE = 0.2
"""Share of its weight that prose keeps above the headline: teasers stand there."""

CONTAINER_SHARE = 0.9
"""Share of the best sum from which a container with a known CMS name is preferred to the best subtree."""

ENOUGH = 30.0
"""Least weight of a region: the shortest news item is one sentence of some forty characters."""

HEADLINE_CHARACTERS = 4
"""Least length of a headline that is looked for among the lines."""

BESIDE_SHARE = 0.15
"""Share of the best sum from which paragraphs beside the best subtree are part of its text."""

_PARAGRAPH_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "blockquote"})
"""Elements that hold one paragraph."""


NAMES_MISLEAD = 0.3
"""Share of the weight of the region found without doubtful names below which those names are not believed."""


@dataclass(frozen=True, slots=True)
class Region:
    """The element that holds the article, and what had to be believed to find it."""

    element: HtmlElement
    words: frozenset[str]  # names of classes and ids that were taken for furniture
    see_hidden: bool  # whether hidden elements were taken for visible


def find_region(root: HtmlElement, headline: str | None) -> Region | None:
    """Return the region of the page's tree that holds the article, or None where the page has no prose.

    `headline` is the article's title where it is known: prose above it counts less. Names of classes and
    hiding styles are believed first; where that leaves no article, the template names or hides it wrongly.
    """
    for see_hidden in (False, True):
        blocks = read_blocks(root, see_hidden=see_hidden)
        found = [
            (weighing.region(), weighing.greatest(), words)
            for words in (FURNITURE_NAMES, FOREIGN_NAMES)
            for weighing in [_Weighing(blocks, headline, words)]
        ]
        if all(element is None for element, _, _ in found):
            weighing = _Weighing(blocks, headline, frozenset())
            found = [(weighing.region(), weighing.greatest(), frozenset())]
        for element, weight, words in found:
            if element is not None and weight >= NAMES_MISLEAD * found[-1][1]:
                return Region(element, words, see_hidden)
    return None


class _Weighing:
    """The weights of a page's lines, summed over its subtrees."""

    def __init__(self, blocks: list[Block], headline: str | None, words: frozenset[str]) -> None:
        self.blocks = blocks
        self.words = words
        # Every ancestor stands before its descendants: sums are taken by walking it backwards.
        self.parents: dict[HtmlElement, HtmlElement | None] = {}
        self.first: dict[HtmlElement, int] = {}  # the first line of each subtree
        for position, block in enumerate(blocks):
            self._enter(block.element, position)
        self.start = _headline_position(blocks, headline)
        self.inner = set(self.parents.values())  # elements with elements of lines inside
        self.furniture = self._find_furniture()
        self.sums = dict.fromkeys(self.parents, 0.0)
        self.paragraphs = dict.fromkeys(self.parents, 0.0)  # prose directly in it or in its own paragraphs
        self._weigh()

    def greatest(self) -> float:
        """Return the greatest weight of a subtree, 0 where nothing was weighed."""
        return max(self.sums.values(), default=0.0)

    def region(self) -> HtmlElement | None:
        """Return the best element, a known container in preference; None where all weigh too little."""
        if not self.sums:
            return None
        best = max(reversed(self.sums), key=self.sums.__getitem__)  # of equals the deepest
        if self.sums[best] < ENOUGH:
            return None
        named = [
            element
            for element in reversed(self.sums)
            if self.sums[element] >= CONTAINER_SHARE * self.sums[best]
            and element.tag != "body"
            and names_container(_names(element))
        ]
        return max(named, key=self.sums.__getitem__) if named else self._whole(best)

    def _whole(self, best: HtmlElement) -> HtmlElement:
        """Return the element, or the one around it that holds paragraphs of the same text directly."""
        parent = self.parents[best]
        while parent is not None and parent.tag != "html":
            alone = self._is_paragraph(best)
            beside = self.paragraphs[parent] - (self.paragraphs[best] if alone else 0.0)
            if beside <= BESIDE_SHARE * self.sums[best] or (parent.tag == "body" and not alone):
                break
            best, parent = parent, self.parents[parent]
        return best

    def _enter(self, element: HtmlElement, position: int) -> None:
        path = []
        node: HtmlElement | None = element
        while node is not None and node not in self.parents:
            path.append(node)
            node = node.getparent()
        for step in reversed(path):
            self.parents[step] = node
            self.first[step] = position
            node = step

    def _find_furniture(self) -> dict[HtmlElement, bool]:
        boxes = {box for position, block in enumerate(self.blocks) for box in self._boxes(position, block)}
        found: dict[HtmlElement, bool] = {}
        for element, parent in self.parents.items():
            inside = parent is not None and found[parent]
            found[element] = inside or element in boxes or self._is_named(element, parent)
        return found

    def _is_named(self, element: HtmlElement, parent: HtmlElement | None) -> bool:
        return parent is not None and element.tag != "body" and is_furniture(element, self.words)

    def _boxes(self, position: int, block: Block) -> list[HtmlElement]:
        """Return the elements that begin with this line, where it is the heading of other articles."""
        boxes: list[HtmlElement] = []
        if not self.words or not heads_other_articles(block.text):
            return boxes
        box = self.parents[block.element]
        for _ in range(BOX_LEVELS):
            if box is None or self.first[box] != position or self._holds_headline(box):
                break
            boxes.append(box)
            box = self.parents[box]
        return boxes

    def _holds_headline(self, box: HtmlElement) -> bool:
        """Say whether the box is the page's column, and its first line the name of a section."""
        if box.tag in {"body", "html"} or box.find(".//h1") is not None:
            return True
        node: HtmlElement | None = self.blocks[self.start].element if self.start else None
        while node is not None and node is not box:
            node = self.parents[node]
        return node is box

    def _weigh(self) -> None:
        for position, block in enumerate(self.blocks):
            weight = _weight(block, in_furniture=self.furniture[block.element])
            if weight > 0 and position < self.start:
                weight *= BEFORE_HEADLINE
            self.sums[block.element] += weight
            if weight > 0:
                self._note_paragraph(block.element, weight)
        for element in reversed(self.parents):
            parent = self.parents[element]
            if parent is not None:
                self.sums[parent] += self.sums[element]

    def _note_paragraph(self, element: HtmlElement, weight: float) -> None:
        self.paragraphs[element] += weight
        parent = self.parents[element]
        if self._is_paragraph(element) and parent is not None:
            self.paragraphs[parent] += weight

    def _is_paragraph(self, element: HtmlElement) -> bool:
        """Say whether the element holds one paragraph, by its tag or as a box without boxes."""
        return element.tag in _PARAGRAPH_TAGS or (
            element.tag in {"div", "section"} and element not in self.inner
        )


def _weight(block: Block, *, in_furniture: bool) -> float:
    if is_notice(block.text):
        return NOTICE_LINE
    if block.link_share >= PROSE_LINK_SHARE:
        return FURNITURE_LINE if in_furniture else LINK_LINE
    if not block.is_prose:
        return LABEL_LINE
    size = len(block.text) - block.linked
    return FOREIGN_PROSE * min(size, FOREIGN_CHARACTERS) if in_furniture else float(size)


def _headline_position(blocks: list[Block], headline: str | None) -> int:
    """Return the index of the first line that is the headline and no link, or 0."""
    wanted = collapse(headline or "").replace(" ", "")
    if len(wanted) < HEADLINE_CHARACTERS:
        return 0
    return next(
        (
            position
            for position, block in enumerate(blocks)
            if block.link_share < PROSE_LINK_SHARE and block.text.replace(" ", "") == wanted
        ),
        0,
    )


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"
