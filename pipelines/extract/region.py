"""The element that holds the article: the subtree where prose outweighs links, labels and furniture the most.

Each line of the page weighs something, prose for and everything else against; the region is the subtree of the
greatest sum. It is maximum subsequence segmentation (Pasternack and Roth, WWW 2009) on a tree instead of a list.
"""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipelines.extract.blocks import PROSE_LINK_SHARE, Block, read_blocks
from pipelines.extract.document import collapse
from pipelines.extract.furniture import FURNITURE_TAGS, is_notice, names_container, names_furniture

LINK_LINE = -8.0
"""Weight of a line of links: eight characters of prose must stand against each."""

LABEL_LINE = -1.0
"""Weight of a short line that is neither link nor sentence: sub-headings and table cells are such lines too."""

NOTICE_LINE = -30.0
"""Weight of a publisher's notice: it must not pull the footer in beside a news item of one paragraph."""

BEFORE_HEADLINE = 0.2
"""Share of its weight that prose keeps when it stands above the headline: teasers and lead pictures stand there."""

CONTAINER_SHARE = 0.9
"""Share of the best sum from which a container with a known CMS name is preferred to the best subtree."""


@dataclass(slots=True)
class _Weighing:
    """Sums of the lines' weights over the subtrees of a page."""

    sums: dict[HtmlElement, float] = field(default_factory=dict)
    depths: dict[HtmlElement, int] = field(default_factory=dict)
    furniture: dict[HtmlElement, bool] = field(default_factory=dict)

    def enter(self, element: HtmlElement, *, by_name: bool) -> None:
        """Know `element` and all its ancestors."""
        path = []
        node: HtmlElement | None = element
        while node is not None and node not in self.depths:
            path.append(node)
            node = node.getparent()
        depth = -1 if node is None else self.depths[node]
        inherited = node is not None and self.furniture[node]
        for step in reversed(path):
            depth += 1
            inherited = inherited or (depth > 1 and is_furniture(step, by_name=by_name))
            self.depths[step], self.furniture[step], self.sums[step] = depth, inherited, 0.0

    def settle(self) -> None:
        """Add every subtree's sum to its parent's, deepest first."""
        for element in sorted(self.depths, key=self.depths.__getitem__, reverse=True):
            parent = element.getparent()
            if parent is not None:
                self.sums[parent] += self.sums[element]


def is_furniture(element: HtmlElement, *, by_name: bool = True) -> bool:
    """Say whether the element's tag, class or id names something beside the article."""
    if element.tag in FURNITURE_TAGS:
        return True
    if not by_name or not element.attrib:
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return len(names) > 1 and names_furniture(names) and not names_container(names)


def find_region(root: HtmlElement, headline: str | None) -> HtmlElement | None:
    """Return the element of the page's tree that holds the article, or None where the page has no prose.

    `headline` is the article's title where it is known: prose above it counts less.
    """
    for see_hidden, by_name in ((False, True), (False, False), (True, True)):
        blocks = read_blocks(root, see_hidden=see_hidden)
        region = _heaviest(blocks, headline, by_name=by_name)
        if region is not None:
            return region
    return None


ENOUGH = 30.0
"""Least weight of a region: the shortest news item is one sentence of some forty characters."""


def _heaviest(blocks: list[Block], headline: str | None, *, by_name: bool) -> HtmlElement | None:
    weighing = _Weighing()
    start = _headline_position(blocks, headline)
    for position, block in enumerate(blocks):
        weighing.enter(block.element, by_name=by_name)
        weight = _weigh(block, in_furniture=weighing.furniture[block.element])
        if weight > 0 and position < start:
            weight *= BEFORE_HEADLINE
        weighing.sums[block.element] += weight
    weighing.settle()
    if not weighing.sums:
        return None
    sums, depths = weighing.sums, weighing.depths
    best = max(sums, key=lambda element: (sums[element], depths[element]))
    if sums[best] < ENOUGH:
        return None
    named = [
        element
        for element, total in sums.items()
        if total >= CONTAINER_SHARE * sums[best]
        and element.tag != "body"
        and names_container(f"{element.get('class', '')} {element.get('id', '')}")
    ]
    return max(named, key=lambda element: (sums[element], depths[element])) if named else best


def _weigh(block: Block, *, in_furniture: bool) -> float:
    if is_notice(block.text):
        return NOTICE_LINE
    if block.link_share >= PROSE_LINK_SHARE:
        return LINK_LINE
    if not block.is_prose:
        return LABEL_LINE
    size = float(len(block.text) - block.linked)
    return -min(size, 60.0) / 2 if in_furniture else size


def _headline_position(blocks: list[Block], headline: str | None) -> int:
    """Return the index of the last line that is the headline and no link, or 0."""
    wanted = collapse(headline or "").replace(" ", "")
    if len(wanted) < 4:
        return 0
    same = [
        position
        for position, block in enumerate(blocks)
        if block.link_share < PROSE_LINK_SHARE and block.text.replace(" ", "") == wanted
    ]
    return same[0] if same else 0
