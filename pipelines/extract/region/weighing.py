"""Weighs a page's lines, prose for and everything else against, and finds the subtree of the greatest sum.

Maximum subsequence segmentation (Pasternack and Roth, WWW 2009) on a tree, not a list.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.others.beside import heads_others
from pipelines.extract.reading.furniture import (
    BOX_LEVELS,
    FURNITURE_NAMES,
    FURNITURE_TAGS,
    is_furniture,
    names_container,
    names_of,
)
from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.outline import Outline, is_inside
from pipelines.extract.region.agreement import find_headline
from pipelines.extract.region.line_weights import LABEL, weigh_line
from pipelines.extract.tree.elements import is_right_aligned

CONTAINER_SHARE = 0.9
"""Share of the best sum from which a container with a known CMS name is preferred to the best subtree."""

ENOUGH = 30.0
"""Least weight of a region: the shortest news item is one sentence of some forty characters."""

BESIDE_SHARE = 0.15
"""Share of the best sum from which paragraphs beside the best subtree are part of its text."""

_PARAGRAPH_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "blockquote"})
"""Elements that hold one paragraph."""


class Best(NamedTuple):
    """The subtree that weighs the most; no element where all weigh too little."""

    element: HtmlElement | None
    weight: float
    bare: HtmlElement | None = None  # then the one whose own paragraphs are a text, the boxes in it left out


_Weighed = tuple[HtmlElement, HtmlElement | None, float, float]
"""A line's element, the box whose paragraph it is, and what the line weighs outside of furniture and inside."""


class Column:
    """A page's lines, ready to be weighed: what does not hang on which names are believed is told once."""

    def __init__(
        self, outline: Outline, headline: str | None, unfolded: frozenset[HtmlElement] = frozenset()
    ) -> None:
        self.outline = outline
        self.texts = [(position, line) for position, line in enumerate(outline.lines) if line.text]
        self.headline = find_headline(self.texts, headline)
        self.start = self.headline or 0
        # A button unfolds the article's text: no name says that its box is none, though many are called "more".
        told = () if self.headline is None else (outline.lines[self.headline].element,)
        self.around_article = _around(outline, told) | _around(outline, unfolded) | unfolded
        self.names = _Names()
        self.inner = set(outline.parents.values())  # elements with elements of lines inside
        self.weights = [self._weigh_line(position, line) for position, line in self.texts]
        self._furniture: dict[tuple[frozenset[str], frozenset[HtmlElement]], dict[HtmlElement, bool]] = {}
        self.boxes = {
            box
            for position, line in self.texts
            if heads_others(line.text)
            for box in self._boxes(position, line)
        }

    @cached_property
    def children(self) -> dict[HtmlElement, list[HtmlElement]]:
        """The elements of lines directly in each element."""
        children: defaultdict[HtmlElement, list[HtmlElement]] = defaultdict(list)
        for element, parent in self.outline.parents.items():
            if parent is not None:
                children[parent].append(element)
        return children

    def weigh(self, furniture: dict[HtmlElement, bool]) -> Best:
        """Return the best subtree where `furniture` says which elements stand beside the article."""
        sums = dict.fromkeys(self.outline.parents, 0.0)
        paragraphs = dict.fromkeys(self.outline.parents, 0.0)  # prose directly in it or in its own paragraphs
        for element, box, outside, inside in self.weights:
            worth = inside if furniture[element] else outside
            sums[element] += worth
            if worth > 0:
                paragraphs[element] += worth
                if box is not None:
                    paragraphs[box] += worth
        for element, parent in reversed(self.outline.parents.items()):
            if parent is not None:
                sums[parent] += sums[element]
        return self._best(sums, paragraphs)

    def _weigh_line(self, position: int, line: Line) -> _Weighed:
        # A headline may read as a sentence and is no text of the article: a box weighs no more with it.
        weight = LABEL if position == self.headline else weigh_line(line)
        outside = weight.above if position < self.start else weight.outside
        box = self.outline.parents[line.element] if self.is_paragraph(line.element) else None
        return line.element, box, outside, weight.inside

    def find_furniture(
        self, words: frozenset[str], beside: frozenset[HtmlElement]
    ) -> dict[HtmlElement, bool]:
        """Return for each element whether `words` in a class or id, or a heading, set it beside the article."""
        if (words, beside) not in self._furniture:
            self._furniture[words, beside] = self._find_furniture(words, beside)
        return self._furniture[words, beside]

    def _find_furniture(
        self, words: frozenset[str], beside: frozenset[HtmlElement]
    ) -> dict[HtmlElement, bool]:
        found: dict[HtmlElement, bool] = {}
        boxes = self.boxes | beside if words else beside
        wider = self._furniture.get((FURNITURE_NAMES, beside))  # fewer words name no more of it
        for element, parent in self.outline.parents.items():
            found[element] = (wider is None or wider[element]) and (
                element in boxes
                if parent is None
                else found[parent] or element in boxes or self._is_named(element, words)
            )
        return found

    def _is_named(self, element: HtmlElement, words: frozenset[str]) -> bool:
        """Say whether tag or name set the element beside; no name does that which stands around the headline or unfolded text."""
        if element in self.around_article and element.tag not in FURNITURE_TAGS:
            return False
        return element.tag != "body" and is_furniture(element.tag, self.names[element], words)

    def _boxes(self, position: int, heading: Line) -> list[HtmlElement]:
        """Return the elements that begin with this line, the heading of other articles."""
        boxes: list[HtmlElement] = []
        box = self.outline.parents[heading.element]
        for _ in range(BOX_LEVELS):
            if box is None or self.outline.first[box] != position or self._holds_headline(box):
                break
            boxes.append(box)
            box = self.outline.parents[box]
        return boxes

    def _holds_headline(self, box: HtmlElement) -> bool:
        """Say whether the box is the page's column, and its first line the name of a section."""
        if box.tag in {"body", "html"} or any(True for _ in box.iterdescendants("h1")):
            return True
        return self.headline is not None and is_inside(self.outline.lines[self.start].element, box)

    def _best(self, sums: dict[HtmlElement, float], paragraphs: dict[HtmlElement, float]) -> Best:
        """Return the best element, a known container in preference."""
        if not sums:
            return Best(None, 0.0)
        best = max(reversed(sums), key=sums.__getitem__)  # of equals the deepest
        weight = sums[best]
        if weight < ENOUGH:
            bare = max(reversed(paragraphs), key=paragraphs.__getitem__)
            return Best(None, weight, bare if paragraphs[bare] >= ENOUGH else None)
        named = [
            element
            for element in reversed(sums)
            if sums[element] >= CONTAINER_SHARE * weight
            and element.tag != "body"
            and names_container(self.names[element])
        ]
        whole = max(named, key=sums.__getitem__) if named else self._whole(best, sums, paragraphs)
        return Best(whole, weight)

    def _whole(
        self, best: HtmlElement, sums: dict[HtmlElement, float], paragraphs: dict[HtmlElement, float]
    ) -> HtmlElement:
        """Return the element, or the one around it that holds paragraphs of the same text directly."""
        parent = self.outline.parents[best]
        while parent is not None and parent.tag != "html":
            alone = self.is_paragraph(best)
            beside = paragraphs[parent] - (paragraphs[best] if alone else 0.0)
            if beside <= BESIDE_SHARE * sums[best] or (parent.tag == "body" and not alone):
                break
            best, parent = parent, self.outline.parents[parent]
        return best

    def boxes_in(self, element: HtmlElement) -> frozenset[HtmlElement]:
        """Return the elements in it that are no paragraphs; one without a sentence is none where it has a link.

        What is set to the right is a signature.
        """
        sentences = {line.element for _, line in self.texts if line.is_prose}
        plain = {
            line.element
            for _, line in self.texts
            if not line.links and (line.element.tag == "p" or is_right_aligned(line.element))
        }
        return frozenset(
            child
            for child in self.children[element]
            if not (child in sentences or child in plain) or not self.is_paragraph(child)
        )

    def is_paragraph(self, element: HtmlElement) -> bool:
        """Say whether the element holds one paragraph, by its tag or as a box without boxes."""
        return element.tag in _PARAGRAPH_TAGS or (
            element.tag in {"div", "section"} and element not in self.inner
        )


class _Names(dict[HtmlElement, str]):
    """The class and id of elements, each read when it is first asked for: what stands in furniture is not asked."""

    def __missing__(self, element: HtmlElement) -> str:
        names = self[element] = names_of(element)
        return names


def _around(outline: Outline, inner: Iterable[HtmlElement]) -> frozenset[HtmlElement]:
    """Return the elements around some that hold lines, those left out."""
    found: set[HtmlElement] = set()
    for element in inner:
        node = outline.parents.get(element)
        while node is not None and node not in found:
            found.add(node)
            node = outline.parents[node]
    return frozenset(found)
