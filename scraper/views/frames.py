"""A page as it is, written anew: its harmless markup with the marks in it, for a frame that can do nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement
from markupsafe import Markup, escape

from pipelines.extract.tree.document import without_blanks
from pipelines.extract.tree.elements import BLOCK_TAGS
from scraper.views.harmless import (
    NEVER_SHOWN,
    PICTURED_TAGS,
    VOID_TAGS,
    attributes_of,
    is_unshown,
    picture_of,
    tag_of,
)
from scraper.views.marking import BADGES, Badge, Mark, segments_of
from scraper.views.positions import Lookup, Positions, Span, TextNode
from scraper.views.templating import render

LINE_HEIGHT, PARAGRAPH_GAP, LINE_CHARACTERS = 26, 18, 40
"""Pixels of a line of the frame and between two paragraphs, and characters of a line, by which its height on paper is told."""

TALLEST = 30_000
"""Pixels of a frame on paper: some thirty pages."""


@dataclass
class Shown:
    """A page to be shown: its tree, where its characters stand, and what is marked."""

    root: HtmlElement
    positions: Positions
    marks: list[Mark] = field(default_factory=list)
    badges: dict[HtmlElement, list[Badge]] = field(default_factory=dict)

    def put(self, element: HtmlElement, badge: Badge) -> None:
        """Give the element a badge, once."""
        badges = self.badges.setdefault(element, [])
        if badge not in badges:
            badges.append(badge)


def write_frame(shown: Shown) -> str:
    """Return the document of a page's frame: the page without anything that acts, its marks in place."""
    page = Markup("".join(_Writer(shown).write()))  # noqa: S704 - each piece is escaped where it is made
    return render("frame.html", page=page, named=[mark for mark in shown.marks if mark.name])


def write_text_frame(text: str) -> str:
    """Return the document of a frame that shows the source of a page that cannot be read as one."""
    return render("frame.html", page=Markup("<pre>{}</pre>").format(text), named=())


def height_on_paper(positions: Positions) -> int:
    """Return about how many pixels the page of a frame is high: a printed frame cannot be scrolled."""
    blocks = (span for element, span in positions.spans.items() if element.tag in BLOCK_TAGS)
    breaks = len({place for span in blocks for place in span})
    lines = breaks + len(positions.characters) // LINE_CHARACTERS
    return min(TALLEST, LINE_HEIGHT * (lines + 8) + PARAGRAPH_GAP * breaks)


class _Writer:
    """The state of one pass over a tree."""

    def __init__(self, shown: Shown) -> None:
        self.root, self.positions, self.badges = shown.root, shown.positions, shown.badges
        self.segments = list(segments_of(shown.marks))
        self.lookup = Lookup(segment.span for segment in self.segments)
        self.begun: set[int] = set()  # the marks whose label is written

    def write(self) -> Iterator[str]:
        """Yield the pieces of the page."""
        walker = etree.iterwalk(self.root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start":
                if element.tag in NEVER_SHOWN:
                    walker.skip_subtree()
                elif element.tag in PICTURED_TAGS:
                    walker.skip_subtree()
                    if not is_unshown(element):
                        yield self._picture(element)
                else:
                    yield self._open(element)
                    yield from self._ink(TextNode(element, is_tail=False), element.text)
                continue
            if event == "end" and not (
                element.tag in NEVER_SHOWN or element.tag in PICTURED_TAGS or element.tag in VOID_TAGS
            ):
                yield f"</{tag_of(element)}>"
            if element is not self.root:
                yield from self._ink(TextNode(element, is_tail=True), element.tail)

    def _open(self, element: HtmlElement) -> str:
        attributes = dict(attributes_of(element))
        badges = list(self.badges.get(element, ()))
        span = self.positions.spans.get(element, Span(0, 0))
        if is_unshown(element):
            if badges or self.lookup.touches(span):
                badges.append(Badge("was-hidden", str(BADGES["was-hidden"])))
            else:
                attributes["hidden"] = ""
        attributes |= _badge_attributes(badges)
        if "data-to" in attributes:
            address = attributes.pop("data-to")
            attributes["title"] = "\n".join(filter(None, (attributes.get("title", ""), address)))
        return f"<{tag_of(element)}{_attributes(attributes)}>"

    def _picture(self, element: HtmlElement) -> Markup:
        attributes = _badge_attributes(self.badges.get(element, ()))
        attributes["class"] = f"picture {attributes.get('class', '')}".strip()
        return Markup("<span{}>{}</span>").format(_attributes(attributes), picture_of(element))

    def _ink(self, node: TextNode, text: str | None) -> Iterator[str]:
        """Yield a text with its marks."""
        if not text:
            return
        start = self.positions.starts.get(node)
        index = self.lookup.first_behind(start) if start is not None else len(self.segments)
        if start is None or index == len(self.segments):
            yield escape(text)
            return
        inked = _inked(text)
        end, done = start + len(inked), 0
        while index < len(self.segments) and self.segments[index].span.start < end:
            segment = self.segments[index]
            first = inked[max(segment.span.start, start) - start]
            last = inked[min(segment.span.end, end) - 1 - start] + 1
            yield escape(text[done:first])
            yield self._wrap(escape(text[first:last]), segment.marks)
            done, index = last, index + 1
        yield escape(text[done:])

    def _wrap(self, text: Markup, marks: Sequence[Mark]) -> Markup:
        for mark in reversed(marks):
            attributes = {"class": mark.kind}
            if mark.note:
                attributes["title"] = mark.note
            if mark.label and id(mark) not in self.begun:
                attributes |= {"data-label": mark.label, "tabindex": "0"}
                attributes |= {"id": mark.name} if mark.name else {}
            text = Markup("<mark{}>{}</mark>").format(_attributes(attributes), text)
        self.begun.update(id(mark) for mark in marks)
        return text


def _badge_attributes(badges: Sequence[Badge]) -> dict[str, str]:
    if not badges:
        return {}
    return {
        "class": " ".join(dict.fromkeys(["badge", *(badge.kind for badge in badges)])),
        "data-label": " · ".join(badge.label for badge in badges),
        "title": "\n".join(badge.note for badge in badges if badge.note),
        "tabindex": "0",
    }


def _attributes(attributes: Mapping[str, str]) -> Markup:
    return Markup().join(Markup(' {}="{}"').format(name, value) for name, value in attributes.items())


def _inked(text: str) -> Sequence[int]:
    """Return where the characters of a text stand that leave ink."""
    if len(without_blanks(text)) == len(text):
        return range(len(text))
    return [index for index, character in enumerate(text) if without_blanks(character)]
