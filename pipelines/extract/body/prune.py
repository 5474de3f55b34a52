"""What to leave out of the region: named furniture, lists of links, and the boxes under 相关新闻 headings."""

from collections.abc import Set
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.body.cards import cards_in
from pipelines.extract.others.beside import heads_others
from pipelines.extract.reading.furniture import BOX_LEVELS, is_furniture, names_of
from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.extract.reading.outline import is_inside
from pipelines.extract.reading.prose import ends_as_sentence

MAIN_SHARE = 0.5
"""Share of the region's prose from which a subtree is the article itself where names were not believed."""

LINK_FARM_SHARE = 0.6
"""Share of link text from which a subtree without prose is a list of links."""

LINK_FARM_LINKS = 3
"""Links from which a subtree can be a list of them: a paragraph may cite one or two."""


FILLED_IN = frozenset({"text", "email", "tel", "radio", "checkbox"})
"""Fields that a reader fills in; hidden ones and buttons stand in an article's own box."""

FORM_SHARE = 0.3
"""Share of the region's prose up to which a box with such a field is a form; some sites put a form around all."""

_INLINE_LABELS = frozenset({"label", "li", "p"})

FEWEST_TEASERS = 2
"""Paragraphs with a linked headline above each that make a list of teasers; a story may cite one page."""

LINKED_HEADLINE_SHARE = 0.8
"""Share of link text in a line that is another article's headline."""

HEADLINE_CHARACTERS = (6, 48)
"""Fewest and most characters of such a headline."""

LABEL_CHARACTERS = 24
"""Longest line beside a teaser: its day, its channel."""


@dataclass(slots=True)
class _Tally:
    """What stands under one element: characters in all, in links, in prose; links; its first line."""

    characters: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0
    first: int = 0  # position of its first line
    beside: int = 0  # characters of what stands beside the article by its build
    own: int = 0  # prose that does not


def furniture_in(
    region: HtmlElement,
    lines: list[Line],
    believed: frozenset[str] = frozenset(),
    beside: Set[HtmlElement] = frozenset(),
) -> set[HtmlElement]:
    """Return the elements under `region` that are not the article; `lines` are its own.

    Elements that the `believed` words name go whatever they hold: the region was found without them. Of the
    others none goes that holds a large share of the region's prose.
    """
    tallies = _tally(region, lines, beside)
    whole = tallies[region].prose
    dropped: set[HtmlElement] = set()
    for element, tally in tallies.items():
        if element is region:
            continue
        names = names_of(element)
        foreign = believed and is_furniture(element.tag, names, believed)
        minor = tally.prose <= MAIN_SHARE * whole and is_furniture(element.tag, names)
        if element in beside or foreign or minor or _is_link_farm(tally) or (tally.beside and not tally.own):
            dropped.add(element)
    for position, line in enumerate(lines):
        if heads_others(line.text) and line.element is not region:
            box = _box_of(line.element, region, tallies, believed=bool(believed))
            if box is not line.element or not _heads_plain_text(lines, position):
                dropped.add(box)
    return (
        dropped | _teasers_below(region, lines) | cards_in(region, lines) | _boxes_to_fill_in(region, tallies)
    )


def _boxes_to_fill_in(region: HtmlElement, tallies: dict[HtmlElement, _Tally]) -> set[HtmlElement]:
    """Return the boxes with a field to write or choose in: a poll, a letter to subscribe to, a comment to write."""
    found: set[HtmlElement] = set()
    for field in region.iter("input", "textarea"):
        if field.tag == "input" and field.get("type", "text").lower() not in FILLED_IN:
            continue
        box = field.getparent()
        while box is not region and (box not in tallies or box.tag in _INLINE_LABELS):
            box = box.getparent()
        if box is not region and tallies[box].prose <= FORM_SHARE * tallies[region].prose:
            found.add(box)
    return found


def _heads_plain_text(lines: list[Line], position: int) -> bool:
    """Say whether headlines without links stand below a heading: only with it they are known, by the step that cuts both."""
    below = next((line for line in lines[position + 1 :] if line.text), None)
    return below is not None and not below.is_prose and below.link_share < LINKED_SHARE


def _teasers_below(region: HtmlElement, lines: list[Line]) -> set[HtmlElement]:
    """Return the elements of the paragraphs at the region's end that have linked headlines above them, each its own.

    More is told above them: else they are the article, its headings linked.
    """
    texts = [line for line in lines if line.text]
    first, found = len(texts), 0
    at = len(texts) - 1
    while at > 0:
        line, above = texts[at], texts[at - 1]
        if line.is_prose and _is_linked_headline(above):
            first, found, at = at - 1, found + 1, at - 2
        elif not line.is_prose and len(line.text) <= LABEL_CHARACTERS:
            at -= 1
        else:
            break
    told = sum(len(line.text) for line in texts[:first] if line.is_prose)
    if found < FEWEST_TEASERS or told < sum(len(line.text) for line in texts[first:] if line.is_prose):
        return set()
    rest = {line.element for line in texts[:first]}
    return {
        line.element
        for line in texts[first:]
        if line.element is not region and not any(is_inside(other, line.element) for other in rest)
    }


def _is_linked_headline(line: Line) -> bool:
    fewest, most = HEADLINE_CHARACTERS
    return (
        line.link_share >= LINKED_HEADLINE_SHARE
        and fewest <= len(line.text) <= most
        and not ends_as_sentence(line.text)
        and not any(link.get("href", "#").startswith("#") for link in line.element.iter("a"))  # 一、总体要求
    )


def _tally(region: HtmlElement, lines: list[Line], beside: Set[HtmlElement]) -> dict[HtmlElement, _Tally]:
    tallies: dict[HtmlElement, _Tally] = {region: _Tally()}
    for position, line in enumerate(lines):
        if not line.text:
            continue
        prose = len(line.text) - line.linked if line.is_prose else 0
        element: HtmlElement | None = line.element
        apart = False
        while element is not None:
            apart = apart or element in beside
            tally = tallies.setdefault(element, _Tally(first=position))
            tally.characters += len(line.text)
            tally.linked += line.linked
            tally.links += line.links
            tally.prose += prose
            tally.beside += len(line.text) if apart else 0
            tally.own += 0 if apart else prose
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


def _box_of(
    heading: HtmlElement, region: HtmlElement, tallies: dict[HtmlElement, _Tally], *, believed: bool
) -> HtmlElement:
    """Return the largest element that the heading heads: no prose in it, or none above the heading.

    The second only within BOX_LEVELS, and only where the region was found without such boxes.
    """
    box, level = heading, 0
    first = tallies[heading].first
    parent = box.getparent()
    while parent is not None and parent is not region:
        headed = (
            believed
            and level < BOX_LEVELS
            and tallies[parent].first == first
            and parent.find(".//h1") is None
        )
        if tallies[parent].prose and not headed:
            break
        box, parent, level = parent, parent.getparent(), level + 1
    return box
