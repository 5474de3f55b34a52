"""The element that holds the article: the subtree where prose outweighs links, labels and furniture the most.

What stands beside it is told by its build (beside.py) and, as a hint, by the names of classes; that it is the
article of this page and not another one is told by its headline and what the page tells machines.
"""

from collections.abc import Set
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from pipelines.extract.evidence.candidates import Ground, tell
from pipelines.extract.reading.furniture import FOREIGN_NAMES, FURNITURE_NAMES, names_container
from pipelines.extract.reading.lines import HEADING_TAGS, Line
from pipelines.extract.reading.readers import find_readers
from pipelines.extract.reading.surface import Surface
from pipelines.extract.region.agreement import OTHER_SHARE, SILENT_SHARE, SPOKEN_SHARE, Claim, read_claim
from pipelines.extract.region.beside import find_beside, find_following
from pipelines.extract.region.extent import measure_extent
from pipelines.extract.region.weighing import Column

NAMES_MISLEAD = 0.3
"""Share of the weight of the region found without doubtful names below which those names are not believed."""

SHORT_TEXT = 200
"""Characters below which a text that says nothing of its headline is not believed to be its article."""

FAR_LINKS = 8
"""Lines with links between the headline and a text that is doubted: sharing and tags take fewer."""

CANDIDATES = 4
"""Regions that are tried where the heaviest one says nothing of the headline."""


@dataclass(frozen=True, slots=True)
class Region:
    """The element that holds the article, and what had to be believed to find it."""

    element: HtmlElement
    words: frozenset[str]  # names of classes and ids that were taken for furniture
    see_hidden: bool  # whether hidden elements were taken for visible
    beside: frozenset[HtmlElement] = frozenset()  # elements that stand beside the article by their build
    lead: tuple[Line, ...] = ()  # sentences between headline and element
    grounds: tuple[str, ...] = ()  # what speaks for it


def find_region(surface: Surface, headline: str | None) -> Region | None:
    """Return the region of the page that holds the article, or None where the page has no prose.

    `headline` is the article's title where it is known: prose above it counts less. Names of classes and
    hiding styles are believed first; where that leaves no article, the template names or hides it wrongly.
    """
    claim = read_claim(surface.of_machine("meta", "script"), headline)
    for see_hidden in (False, True):
        outline = surface.as_if_shown if see_hidden else surface.visible
        column = Column(outline, headline, frozenset(surface.unfolded))
        following = frozenset(find_following(column.outline, column.texts, column.headline))
        beside = following | find_beside(column.outline, column.texts, column.headline)
        region = _heaviest(column, beside, following)
        if region is not None:
            region = _agreeing(column, claim, region, following)
            readers = find_readers(outline) if see_hidden else surface.readers
            if _is_of_readers(column, region.element, readers):
                return None
            if _speaks_of_another(column, claim, region):
                return None
            furniture = column.find_furniture(region.words, region.beside)
            extent = measure_extent(column, claim, region.element, furniture)
            spoken = claim.share_in(extent.lead) >= SPOKEN_SHARE or claim.is_told_by(extent.lead)
            lead = extent.lead if spoken else ()
            beside = region.beside | extent.beside
            grounds = _grounds(column, claim, extent.element)
            return Region(extent.element, region.words, see_hidden, beside, lead, grounds)
    return None


def _heaviest(
    column: Column, beside: frozenset[HtmlElement], following: frozenset[HtmlElement]
) -> Region | None:
    """Return the region of the greatest weight where `beside` is not the article, or None.

    Where nothing else is left `beside` is not believed; the articles that follow never are the page's.
    """
    furniture = [(column.find_furniture(words, beside), words) for words in (FURNITURE_NAMES, FOREIGN_NAMES)]
    best = column.weigh(furniture[0][0])
    found = [(best if each == furniture[0][0] else column.weigh(each), words) for each, words in furniture]
    if all(best.element is None for best, _ in found):
        unnamed = column.weigh(column.find_furniture(frozenset(), beside))
        if unnamed.element is None and best.bare is not None:
            return Region(
                best.bare, FURNITURE_NAMES, see_hidden=False, beside=beside | column.boxes_in(best.bare)
            )
        if unnamed.element is None:
            beside = following
            unnamed = column.weigh(column.find_furniture(frozenset(), beside))
        found = [(unnamed, frozenset())]
    for best, words in found:
        if best.element is not None and best.weight >= NAMES_MISLEAD * found[-1][0].weight:
            return Region(best.element, words, see_hidden=False, beside=beside)
    return None


def _agreeing(column: Column, claim: Claim, heaviest: Region, following: frozenset[HtmlElement]) -> Region:
    """Return the region that the headline and the description speak of, the heaviest where none does.

    A text that says a fifth of its headline needs no other word for it.
    """
    lines = column.outline.under(heaviest.element)
    share = claim.share_in(lines)
    if share >= SPOKEN_SHARE or claim.is_told_by(lines):
        return heaviest
    tried: Region | None = heaviest
    for _ in range(CANDIDATES):
        if tried is None or tried.element.tag in {"body", "html"}:
            break
        tried = _heaviest(column, tried.beside | {tried.element}, following)
        if tried is None:
            break
        lines = column.outline.under(tried.element)
        other = claim.share_in(lines)
        if claim.is_told_by(lines) or (share <= SILENT_SHARE and other >= OTHER_SHARE):
            return _with_text_below(column, tried, heaviest)
    return heaviest


def _with_text_below(column: Column, told: Region, heaviest: Region) -> Region:
    """Return the region that is told of, or the box around it and the heaviest: a lead stands beside its text."""
    outline = column.outline
    parent = outline.parents[told.element]
    above = outline.first[told.element] < outline.first[heaviest.element]
    between = outline.lines[outline.last[told.element] + 1 : outline.first[heaviest.element]]
    if above and not any(line.links or line.element.tag in HEADING_TAGS for line in between):
        return heaviest  # which reaches up to it
    if parent is None or not above or parent is not column.outline.parents[heaviest.element]:
        return told
    return replace(heaviest, element=parent)


def _is_of_readers(column: Column, element: HtmlElement, readers: Set[Line]) -> bool:
    """Say whether nobody but readers speaks in an element: a video or a notice of short lines has comments below."""
    spoken = [line for line in column.outline.under(element) if line.is_prose]
    return bool(readers) and all(line in readers for line in spoken)


def _speaks_of_another(column: Column, claim: Claim, region: Region) -> bool:
    """Say whether a short text far from its headline has nothing of it: the site's words, beside no article."""
    lines = column.outline.under(region.element)
    if sum(len(line.text) for line in lines if line.is_prose) >= SHORT_TEXT or column.headline is None:
        return False
    between = column.outline.lines[column.start : column.outline.first[region.element]]
    far = sum(line.links > 0 for line in between) >= FAR_LINKS
    return far and not claim.share_in(lines) and not claim.is_told_by(lines)


def _grounds(column: Column, claim: Claim, element: HtmlElement) -> tuple[str, ...]:
    """Return the names of what speaks for the element: how it reads, its name, what the page says of it."""
    lines = column.outline.under(element)
    told = {
        Ground.FORM: True,
        Ground.HINTED: names_container(column.names[element]),
        Ground.STATED: claim.is_told_by(lines),
        Ground.ELSEWHERE: bool(claim.pairs) and claim.share_in(lines) >= SPOKEN_SHARE,
        Ground.PLACE: column.headline is not None and column.outline.last[element] > column.headline,
    }
    return tell([ground for ground, speaks in told.items() if speaks])
