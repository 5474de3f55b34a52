"""Lines by the elements around them: which lines stand under an element, and in which order they begin."""

from collections.abc import Iterable

from lxml.html import HtmlElement

from pipelines.extract.reading.lines import Line


class Outline:
    """Some lines of a page in reading order, and the elements that hold a line with text.

    Every ancestor stands before its descendants in `parents`: sums over subtrees are taken by walking it
    backwards.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        self.parents: dict[HtmlElement, HtmlElement | None] = {}
        self.first: dict[HtmlElement, int] = {}  # of each element the position of the first line in it
        self.last: dict[HtmlElement, int] = {}
        for position, line in enumerate(self.lines):
            if line.text and line.element not in self.parents:
                self._enter(line.element, position)
        parents, last = self.parents, self.last
        for position in range(len(self.lines) - 1, -1, -1):
            line = self.lines[position]
            node: HtmlElement | None = line.element if line.text else None
            while node is not None and node not in last:
                last[node] = position
                node = parents[node]

    def _enter(self, element: HtmlElement, position: int) -> None:
        path = []
        node: HtmlElement | None = element
        while node is not None and node not in self.parents:
            path.append(node)
            node = node.getparent()
        for step in reversed(path):
            self.parents[step] = node
            self.first[step] = position
            node = step

    def under(self, element: HtmlElement) -> list[Line]:
        """Return the lines that stand in `element`, its pictures before the first and behind the last too."""
        if element not in self.first:
            return []
        first, last = self.first[element], self.last[element]
        while first and self._is_picture_in(self.lines[first - 1], element):
            first -= 1
        while last + 1 < len(self.lines) and self._is_picture_in(self.lines[last + 1], element):
            last += 1
        return list(self.lines[first : last + 1])

    def under_any(self, elements: Iterable[HtmlElement]) -> set[Line]:
        """Return the lines that stand in some elements, those without a line passed over."""
        return {line for element in elements if element in self.first for line in self.under(element)}

    def _is_picture_in(self, line: Line, element: HtmlElement) -> bool:
        return not line.text and is_inside(line.element, element)


def is_inside(element: HtmlElement, outer: HtmlElement) -> bool:
    """Say whether `element` is `outer` or stands in it."""
    node: HtmlElement | None = element
    while node is not None and node is not outer:
        node = node.getparent()
    return node is not None
