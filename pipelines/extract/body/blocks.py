"""The lines of one region, each with the pictures directly above it: what paragraphs and captions are told by."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.outline import is_inside
from pipelines.extract.reading.surface import Surface
from pipelines.extract.tree.document import UNSEEN_TAGS


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A line of the region and the pictures above it; one without text holds pictures that no text follows."""

    line: Line
    above: tuple[HtmlElement, ...] = ()
    cell: HtmlElement | None = None  # the table cell that it stands in, of a table in the region

    @property
    def text(self) -> str:
        """What the line says."""
        return self.line.text

    @property
    def pictures(self) -> tuple[HtmlElement, ...]:
        """The pictures at the line, in the order of the page."""
        return (*self.above, *self.line.pictures)


_WRAPPING_TAGS = UNSEEN_TAGS | {"a", "b", "strong", "pre", "textarea", "option"}
"""Elements that say something about each line in them, or that hold none. Around a whole region one was never closed,
as <a name=top>: the region is read alone then, as if it were not there."""


def lines_of(surface: Surface, region: HtmlElement, *, see_hidden: bool = False) -> list[Line]:
    """Return the lines of the region that are seen where the region itself is."""
    if any(outer.tag in _WRAPPING_TAGS for outer in region.iterancestors()):
        return surface.read_alone(region, see_hidden=see_hidden)
    if see_hidden:
        return surface.as_if_shown.under(region)
    if region in surface.visible.first:
        return surface.visible.under(region)
    return [line for line in surface.with_hidden.under(region) if _is_seen_within(line, region)]


def _is_seen_within(line: Line, region: HtmlElement) -> bool:
    """Say whether only what stands around the region hides the line: a rule may name a text in a closed tab."""
    return line.hider is None or (line.hider is not region and is_inside(region, line.hider))


def without(lines: Iterable[Line], dropped: Set[HtmlElement], region: HtmlElement) -> Iterator[Line]:
    """Yield the lines of the region that stand in none of the `dropped` elements."""
    known: dict[HtmlElement, bool] = {region: False}
    for line in lines:
        path = []
        node = line.element
        while node not in known:
            path.append(node)
            if node in dropped:
                break
            parent = node.getparent()
            node = region if parent is None else parent
        known.update(dict.fromkeys(path, known.get(node, True)))
        if not known[line.element]:
            yield line


def blocks_of(lines: Iterable[Line], region: HtmlElement) -> list[Block]:
    """Return the lines with text as blocks, each with the pictures that stand between it and the text above.

    A table that the region stands in is layout, and says nothing about its lines.
    """
    blocks: list[Block] = []
    above: list[HtmlElement] = []
    last: Line | None = None
    for line in lines:
        if line.text:
            inside = line.cell is not None and line.cell is not region and is_inside(line.cell, region)
            blocks.append(Block(line, tuple(above), line.cell if inside else None))
            above, last = [], None
        else:
            above += line.pictures
            last = line
    if last is not None:
        blocks.append(Block(last, tuple(above[: len(above) - len(last.pictures)])))
    return blocks
