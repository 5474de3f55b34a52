"""The element that holds the article: the subtree where prose outweighs links, labels and furniture the most.

What stands beside it is told by its build (beside.py) and, as a hint, by the names of classes; that it is the
article of this page and not another one is told by its headline and what the page tells machines.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.evidence.candidates import Ground, tell
from pipelines.extract.others.beside import find_beside, find_others
from pipelines.extract.reading.furniture import FOREIGN_NAMES, FURNITURE_NAMES, names_container
from pipelines.extract.reading.lines import HEADING_TAGS, Line
from pipelines.extract.reading.readers import find_readers
from pipelines.extract.reading.surface import Surface
from pipelines.extract.region.agreement import (
    OTHER_SHARE,
    SILENT_SHARE,
    SPOKEN_SHARE,
    Claim,
    read_claim,
    without_label,
)
from pipelines.extract.region.extent import measure_extent
from pipelines.extract.region.weighing import Column
from schemas import Doubted

NAMES_MISLEAD = 0.3
"""Share of the weight of the region found without doubtful names below which those names are not believed."""

SHORT_TEXT = 200
"""Characters below which a text that says nothing of its headline is not believed to be its article."""

FAR_LINKS = 8
"""Lines with links between the headline and a text that is doubted: sharing and tags take fewer."""

OPENING_CHARACTERS = 30
"""Characters by which a text that is not believed is told."""

OF_OTHERS = "readers said it, or it is a further article"
"""What is told against the text of a page that holds nothing else."""

SILENT = "another text speaks of the headline, this one does not"
"""What is told against the heaviest text of a page where another one is taken."""

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
    others: frozenset[HtmlElement] = frozenset()  # elements of others: no credit in them is the article's


class Sought(NamedTuple):
    """The region of the article, or None, and the texts that were not believed to be it."""

    region: Region | None
    doubted: tuple[Doubted, ...] = ()
    others: frozenset[HtmlElement] = frozenset()  # further articles, and what readers said


def find_region(surface: Surface, headline: str | None) -> Sought:
    """Return the region of the page that holds the article; None where no prose of the page is believed to.

    `headline` is the article's title where it is known: prose above it counts less. Names of classes and
    hiding styles are believed first; where that leaves no article, the template names or hides it wrongly.
    """
    claim = read_claim(surface.of_machine("meta", "script"), headline)
    seen: frozenset[HtmlElement] = frozenset()
    for see_hidden in (False, True):
        outline = surface.as_if_shown if see_hidden else surface.visible
        column = Column(outline, headline, frozenset(surface.unfolded))
        others = frozenset(find_others(column.outline, column.texts, column.headline))
        seen |= others
        readers = find_readers(outline) if see_hidden else surface.readers
        beside = others | find_beside(column.outline, column.texts, column.headline, readers)
        region = _heaviest(column, beside, others)
        if region is not None:
            heaviest = region.element
            region = _agreeing(column, claim, region, others)
            doubted = () if region.element is heaviest else _doubt(column, claim, heaviest, SILENT)
            if against := _against(column, claim, region, readers):
                return Sought(None, (*_doubt(column, claim, region.element, against), *doubted), others)
            furniture = column.find_furniture(region.words, region.beside)
            extent = measure_extent(column, claim, region.element, furniture)
            lead = extent.lead if _is_lead(claim, extent.lead) else ()
            beside = region.beside | extent.beside
            grounds = _grounds(column, claim, extent.element)
            others = _telling(column, region.others) | extent.strange
            region = Region(extent.element, region.words, see_hidden, beside, lead, grounds, others)
            return Sought(region, doubted)
    said = next(iter(sorted(seen, key=outline.first.__getitem__)), None)
    return Sought(None, () if said is None else _doubt(column, claim, said, OF_OTHERS), seen)


def _is_lead(claim: Claim, lines: tuple[Line, ...]) -> bool:
    """Say whether sentences above the text are its lead: headline or description speak of them, or a label does."""
    labelled = any(without_label(line.text) != line.text for line in lines)
    return labelled or claim.share_in(lines) >= SPOKEN_SHARE or claim.is_told_by(lines)


def _heaviest(
    column: Column, beside: frozenset[HtmlElement], others: frozenset[HtmlElement]
) -> Region | None:
    """Return the region of the greatest weight where `beside` is not the article, or None.

    Where nothing else is left `beside` is not believed; the `others` never are the page's.
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
            beside = others
            unnamed = column.weigh(column.find_furniture(frozenset(), beside))
        found = [(unnamed, frozenset())]
    for best, words in found:
        if best.element is not None and best.weight >= NAMES_MISLEAD * found[-1][0].weight:
            return Region(best.element, words, see_hidden=False, beside=beside, others=beside)
    return None


def _agreeing(column: Column, claim: Claim, heaviest: Region, others: frozenset[HtmlElement]) -> Region:
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
        tried = _heaviest(column, tried.beside | {tried.element}, others)
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


def _against(column: Column, claim: Claim, region: Region, readers: Set[Line]) -> str:
    """Return why the region is not the article's after all, empty where it is."""
    if _is_of_readers(column, region.element, readers):
        return OF_OTHERS
    if _speaks_of_another(column, claim, region):
        return "it is short, far from the headline, and has nothing of it"
    return ""


def _doubt(column: Column, claim: Claim, element: HtmlElement, against: str) -> tuple[Doubted, ...]:
    """Return a text that is not believed to be the article, by its first sentence."""
    first = next((line.text for line in column.outline.under(element) if line.is_prose), "")
    grounds = _grounds(column, claim, element)
    return (Doubted(field="body", value=opening_of(first), rule="region", grounds=grounds, against=against),)


def opening_of(text: str) -> str:
    """Return as much of a text as it is known by.

    >>> opening_of("山阳县今日丰收。"), len(opening_of("山阳县今日丰收。" * 9))
    ('山阳县今日丰收。', 31)
    """
    return text if len(text) <= OPENING_CHARACTERS else f"{text[:OPENING_CHARACTERS]}…"


def _telling(column: Column, beside: frozenset[HtmlElement]) -> frozenset[HtmlElement]:
    """Return the elements in which others tell something; a line of credits behind them is the article's."""
    return frozenset(each for each in beside if any(line.is_prose for line in column.outline.under(each)))


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
