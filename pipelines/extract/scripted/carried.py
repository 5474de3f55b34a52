"""What elements carry for scripts: the state of a page as JSON in an attribute, as Inertia's data-page."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from pipelines.extract.scripted.values import NoLiteralError, Value, read_json

SHORTEST_STATE = 100
"""Characters of an attribute that may hold an article."""


def read_carried(root: HtmlElement) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield what the boxes directly below the page's body carry, in the form of read_scripts()."""
    body = root.find("body")
    for element in body.iterchildren("div", "main", "section") if body is not None else ():
        for text in element.attrib.values():
            if len(text) >= SHORTEST_STATE and text[0] in "{[":
                try:
                    yield "", {"": read_json(text)}
                except NoLiteralError:  # another language's braces
                    continue
