"""What to leave out of the region: named furniture, lists of links, and the boxes under 相关新闻 headings."""

from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.blocks import Block
from pipelines.extract.furniture import heads_other_articles, is_furniture

MAIN_SHARE = 0.3
"""Share of the region's prose from which a subtree is the article itself, whatever its name says."""

LINK_FARM_SHARE = 0.6
"""Share of link text from which a subtree without prose is a list of links."""

LINK_FARM_LINKS = 3
"""Links from which a subtree can be a list of them: a paragraph may cite one or two."""


@dataclass(slots=True)
class _Tally:
    """What stands under one element: characters in all, in links, in prose; links; order of first meeting."""

    characters: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0


def furniture_in(region: HtmlElement, blocks: list[Block]) -> set[HtmlElement]:
    """Return the elements under `region` that are not the article; `blocks` are the region's lines.

    No element that holds a large share of the region's prose is among them.
    """
    tallies = _tally(region, blocks)
    whole = tallies[region].prose
    dropped: set[HtmlElement] = set()
    for element, tally in tallies.items():
        if element is region or tally.prose > MAIN_SHARE * whole:
            continue
        if is_furniture(element) or _is_link_farm(tally):
            dropped.add(element)
    for block in blocks:
        if heads_other_articles(block.text) and block.element is not region:
            dropped.add(_box_of(block.element, region, tallies))
    return dropped


def _tally(region: HtmlElement, blocks: list[Block]) -> dict[HtmlElement, _Tally]:
    tallies: dict[HtmlElement, _Tally] = {region: _Tally()}
    for block in blocks:
        prose = len(block.text) - block.linked if block.is_prose else 0
        element: HtmlElement | None = block.element
        while element is not None:
            tally = tallies.setdefault(element, _Tally())
            tally.characters += len(block.text)
            tally.linked += block.linked
            tally.links += block.links
            tally.prose += prose
            if element is region:
                break
            element = element.getparent()
    return tallies


def _is_link_farm(tally: _Tally) -> bool:
    return (
        tally.links >= LINK_FARM_LINKS
        and tally.prose == 0
        and tally.linked >= LINK_FARM_SHARE * tally.characters
    )


def _box_of(heading: HtmlElement, region: HtmlElement, tallies: dict[HtmlElement, _Tally]) -> HtmlElement:
    """Return the largest element around a heading of other articles that holds none of the article's prose."""
    box = heading
    parent = box.getparent()
    while parent is not None and parent is not region and tallies[parent].prose == 0:
        box, parent = parent, parent.getparent()
    return box
