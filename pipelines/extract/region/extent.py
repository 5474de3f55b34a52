"""How far the article reaches: small boxes beside its text are left out, boxes that go on with it are joined."""

from collections.abc import Mapping
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.others.beside import heads_others
from pipelines.extract.reading.furniture import names_of, speaks_for_site
from pipelines.extract.reading.lines import HEADING_TAGS, LINKED_SHARE, Line
from pipelines.extract.reading.prose import ends_as_sentence
from pipelines.extract.region.agreement import OTHER_SHARE, SPOKEN_SHARE, Claim
from pipelines.extract.region.strangers import are_strange, find_strangers
from pipelines.extract.region.weighing import Column

CORE_SHARE = 0.6
"""Share of a region's prose from which one box in it is the text, and the others have to show that they go on."""

GREAT_SHARE = 0.3
"""Share of the text's prose from which a box beside it goes on with it, whatever tags its paragraphs have."""

JOINED_SHARE = 0.15
"""The same of a box that stands outside of the region."""

JOINED_CHARACTERS = 40
"""Least prose of such a box; a single sentence outside is more often a call or an advert."""

PARTING_LINKS = 4
"""Links in a row that part two texts: an advert or a reading hint between two halves has fewer."""

BETWEEN_LINES = 12
"""Lines of an advert, a picture's text or a box of links that may part two halves of a text."""

LEAD_REACH = 40
"""Lines between headline and text among which a lead stands: byline, buttons and sharing go before it or behind."""

LEAD_LINES = 3
"""Lines of a lead; more of them are another text."""

BESIDE_LEVELS = 2
"""Ancestors of the region beside whose boxes the text may go on."""


_PARTS = frozenset({"ul", "ol", "dl", "blockquote"})
"""Elements that hold points of a text. One with a name is a list of pages, or of what readers said, now and then."""


class Extent(NamedTuple):
    """The element that holds the whole article, and the boxes in it that do not go on with its text."""

    element: HtmlElement
    beside: frozenset[HtmlElement]
    lead: tuple[Line, ...] = ()  # sentences between the headline and the element
    strange: frozenset[HtmlElement] = frozenset()  # boxes about another matter


def measure_extent(
    column: Column, claim: Claim, region: HtmlElement, furniture: Mapping[HtmlElement, bool]
) -> Extent:
    """Return how far the article in `region` reaches; `furniture` says what stands beside it already.

    `claim` is what the page says the article is about.
    """
    reader = _Reach(column, claim, furniture)
    core, beside = reader.shrink(region)
    extent = reader.grow(core, beside)
    return extent._replace(lead=reader.find_lead(extent.element), strange=frozenset(reader.strange))


class _Reach:
    """A page's prose by the boxes that hold it, furniture left out."""

    def __init__(self, column: Column, claim: Claim, furniture: Mapping[HtmlElement, bool]) -> None:
        self.column = column
        self.claim = claim
        self.furniture = furniture
        self.outline = column.outline
        self.strange: set[HtmlElement] = set()  # boxes that were seen to be about another matter
        self.prose = dict.fromkeys(self.outline.parents, 0)
        self.own = dict.fromkeys(self.outline.parents, 0)  # directly in it or in its own paragraphs
        for _, line in column.texts:
            element = line.element
            if line.is_prose and not furniture[element]:
                size = len(line.text) - line.linked
                self.prose[element] += size
                self.own[element] += size
        for element, parent in reversed(self.outline.parents.items()):
            if parent is not None:
                self.prose[parent] += self.prose[element]

    def shrink(self, region: HtmlElement) -> tuple[HtmlElement, set[HtmlElement]]:
        """Return the box of the text inside the region, and the boxes in it that do not go on with it."""
        core = region
        while True:
            held = [box for box in self.column.children[core] if self.prose[box]]
            self.strange |= find_strangers(self.column, self.claim, core, held)
            boxes = [box for box in held if box not in self.strange]
            longest = max(boxes, key=self.prose.__getitem__, default=None)
            if longest is None or self.own[core] or self.column.is_paragraph(longest) or _is_part(longest):
                return core, self.strange
            text = self._spoken_of(boxes, longest)
            if text is longest and self.prose[text] < CORE_SHARE * sum(map(self.prose.__getitem__, boxes)):
                return core, self.strange
            strays = {box for box in boxes if box is not text and not self._goes_on(box, text)}
            if len(strays) < len(boxes) - 1:
                return core, self.strange | strays
            core = text

    def _spoken_of(self, boxes: list[HtmlElement], longest: HtmlElement) -> HtmlElement:
        """Return the box that the page speaks of where the longest is another article, else the longest."""
        if len(boxes) == 1 or self._is_spoken_of(longest, SPOKEN_SHARE):
            return longest
        others = (box for box in boxes if box is not longest and self._is_headed_off(box, longest))
        return next((box for box in others if self._is_spoken_of(box, OTHER_SHARE)), longest)

    def _is_spoken_of(self, box: HtmlElement, share: float) -> bool:
        lines = self.outline.under(box)
        return self.claim.share_in(lines) >= share or self.claim.is_told_by(lines)

    def _is_headed_off(self, one: HtmlElement, other: HtmlElement) -> bool:
        """Say whether a heading of other articles stands between two boxes; links alone part lead and text, too."""
        first, second = sorted((one, other), key=self.outline.first.__getitem__)
        return any(map(_ends_article, self._between(first, second)))

    def _is_parted(self, one: HtmlElement, other: HtmlElement) -> bool:
        """Say whether a heading of other articles or a list of links stands between two boxes."""
        first, second = sorted((one, other), key=self.outline.first.__getitem__)
        between = self._between(first, second)
        return any(map(_ends_article, between)) or sum(map(_parts, between)) >= PARTING_LINKS

    def grow(self, core: HtmlElement, beside: set[HtmlElement]) -> Extent:
        """Return the box around the core in which the text goes on, or the core."""
        box = core
        for _ in range(BESIDE_LEVELS):
            parent = self.outline.parents[box]
            if parent is None or parent.tag == "html" or box.tag == "body":
                break
            boxes = self.column.children[parent]
            joined = [
                other
                for other in boxes
                if self.prose[other] and other is not box and self._is_other_half(other, core)
            ]
            if joined:
                # Only what stands between the halves is the article's: its pictures and sub-headings.
                parts = [box, *joined]
                first = min(self.outline.first[part] for part in parts)
                last = max(self.outline.last[part] for part in parts)
                strays = {
                    other
                    for other in boxes
                    if other is not box
                    and other not in joined
                    and (self.prose[other] or not first <= self.outline.first[other] <= last)
                }
                return Extent(parent, frozenset(beside | strays))
            box = parent
        return Extent(core, frozenset(beside))

    def find_lead(self, region: HtmlElement) -> tuple[Line, ...]:
        """Return the sentences between the headline and the region; none where more than a lead stands there."""
        first = self.outline.first[region]
        lines = self.outline.lines[self.column.start + 1 : first] if self.column.headline is not None else ()
        if len(lines) > LEAD_REACH or any(heads_others(line.text) for line in lines):
            return ()
        said = [line for line in lines if line.is_prose and not self.furniture[line.element]]
        if len(said) > LEAD_LINES or any(
            line.links or line.control or speaks_for_site(line.text) or not ends_as_sentence(line.text)
            for line in said
        ):
            return ()
        return tuple(said)

    def _goes_on(self, box: HtmlElement, text: HtmlElement) -> bool:
        """Say whether a box inside the region goes on with its text, or begins it."""
        lines = self.outline.under(box)
        great = self.prose[box] >= GREAT_SHARE * self.prose[text]
        if self.outline.first[box] < self.outline.first[text]:
            return great or self._begins(box, text)
        if self._is_parted(text, box) and self.claim.share_in(lines) < SPOKEN_SHARE:
            return False
        offers = sum(map(_offers, lines))
        if offers and (not great or offers >= sum(line.is_prose for line in lines)):
            return False
        between = self._between(text, box)
        if any(map(_ends_article, between)):
            return False
        if great:
            return True
        return not any(map(_parts, between)) and bool(self._forms(box) & self._forms(text))

    def _begins(self, box: HtmlElement, text: HtmlElement) -> bool:
        """Say whether a small box above the text begins it: below the headline, built alike or speaking of it."""
        if self.column.headline is None or self.outline.first[box] < self.column.headline:
            return False
        if any(line.links for line in self.outline.under(box)):
            return False
        return bool(self._forms(box) & self._forms(text)) or self._is_spoken_of(box, SPOKEN_SHARE)

    def _is_other_half(self, box: HtmlElement, text: HtmlElement) -> bool:
        """Say whether a box outside of the region goes on with its text: of one build, and nothing parts them."""
        above = self.outline.first[box] < self.outline.first[text]
        if above and self.outline.first[box] <= self.column.start:
            return False
        if self.prose[box] < max(JOINED_CHARACTERS, JOINED_SHARE * self.prose[text]):
            return False
        lines = [line for line in self.outline.under(box) if line.text]
        if above and any(line.links for line in lines):  # a call to vote or to read on; a lead has none
            return False
        if are_strange(lines, self.outline.under(text)) and not self._is_spoken_of(box, SPOKEN_SHARE):
            return False
        between = self._between(box, text) if above else self._between(text, box)
        if len(between) > BETWEEN_LINES or any(map(_ends_article, between)) or any(map(_offers, lines)):
            return False
        return bool(self._forms(box) & self._forms(text)) and lines[0].element.tag not in {"h1", "h2"}

    def _between(self, text: HtmlElement, box: HtmlElement) -> list[Line]:
        """Return the lines and pictures that stand between the end of the text and the box."""
        return list(self.outline.lines[self.outline.last[text] + 1 : self.outline.first[box]])

    def _forms(self, box: HtmlElement) -> set[object]:
        """Return the tags of the paragraphs in a box."""
        return {line.element.tag for line in self.outline.under(box) if line.is_prose}


def _is_part(box: HtmlElement) -> bool:
    """Say whether a box is by its tag a part of a text: a list is no article without the paragraphs around it."""
    return box.tag in _PARTS and not names_of(box)


def _offers(line: Line) -> bool:
    """Say whether a line is no text of an article: a link alone, or the publisher's notice."""
    return bool(line.text) and (
        (line.link_share >= LINKED_SHARE and line.links > 0) or speaks_for_site(line.text)
    )


def _parts(line: Line) -> bool:
    """Say whether a line or picture between two boxes leads away: a link, or a picture that is one."""
    linked = any(picture.getparent().tag == "a" for picture in line.pictures)
    return linked or (bool(line.text) and line.link_share >= LINKED_SHARE)


def _ends_article(line: Line) -> bool:
    """Say whether what stands below a line is no longer the article."""
    return bool(line.text) and (
        heads_others(line.text) or line.element.tag in HEADING_TAGS - {"h3", "h4", "h5", "h6"}
    )
