"""A page as everybody sees it: its lines, read once, and what it says about itself to machines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from pipelines.extract.reading.folded import unfold
from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.outline import Outline
from pipelines.extract.reading.readers import find_readers
from pipelines.extract.reading.structured import Fact, read_facts
from pipelines.extract.reading.walk import read_lines
from pipelines.extract.tree.elements import MACHINE_TAGS
from pipelines.extract.tree.selectors import select
from schemas import Rules


@dataclass(frozen=True)
class Surface:
    """What every reader of a field works on: none of them walks the tree for text again."""

    root: HtmlElement
    lines: tuple[Line, ...]
    facts: tuple[Fact, ...]
    machine: tuple[HtmlElement, ...]  # the elements that tell machines something, of MACHINE_TAGS
    dropped: frozenset[HtmlElement]  # what a rule says is not the article
    containers: frozenset[HtmlElement]  # what a rule says holds the text
    unfolded: frozenset[HtmlElement] = frozenset()  # boxes of text that a button shows

    def of_machine(self, *tags: str) -> Iterator[HtmlElement]:
        """Yield the elements of some of MACHINE_TAGS, in the order of the page; a walk over the tree for them is dear."""
        return (element for element in self.machine if element.tag in tags)

    @cached_property
    def rows(self) -> tuple[Line, ...]:
        """The lines that may hold a label, a name or a headline: with text, in no form's control, no reader's."""
        readers = self.readers
        return tuple(line for line in self.lines if line.text and not line.control and line not in readers)

    @cached_property
    def readers(self) -> frozenset[Line]:
        """The lines of the boxes in which readers speak."""
        return find_readers(self.visible)

    @cached_property
    def visible(self) -> Outline:
        """The lines that the reader's eye sees, by the elements around them."""
        return Outline(line for line in self.lines if not line.hidden)

    @cached_property
    def with_hidden(self) -> Outline:
        """All lines, the hidden ones too, by the elements around them."""
        return Outline(self.lines)

    def read_alone(self, element: HtmlElement, *, see_hidden: bool) -> list[Line]:
        """Return the lines of one element as if nothing stood around it."""
        lines = read_lines(element, self.dropped, self.containers, see_hidden=see_hidden).lines
        return [line for line in lines if not line.hidden]

    @cached_property
    def as_if_shown(self) -> Outline:
        """All lines as if nothing were hidden: the second reading of a page that hides its article."""
        return Outline(read_lines(self.root, self.dropped, self.containers, see_hidden=True).lines)


def read_surface(root: HtmlElement, rules: Rules = Rules()) -> Surface:
    """Return the surface of a parsed page; `rules` say what is dropped and what holds the text.

    The tree is not changed.
    """
    dropped = frozenset(element for selector in rules.drop for element in select(selector, root))
    containers = frozenset(element for selector in rules.body for element in select(selector, root))
    lines, told, unread = read_lines(root, dropped, containers)
    machine = tuple(_for_machines(unread))
    unfolded = unfold(lines)
    return Surface(root, lines, read_facts(machine, told), machine, dropped, containers, unfolded)


def _for_machines(unread: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the elements of MACHINE_TAGS among those that nobody reads, and inside them."""
    for outer in unread:
        if len(outer):
            yield from outer.iter(*MACHINE_TAGS)
        elif outer.tag in MACHINE_TAGS:
            yield outer
