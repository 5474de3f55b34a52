"""What the readers of title, date, credits and breadcrumb share: a page's rows and statements, read once."""

from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.reading.lines import Line, read_lines
from pipelines.extract.reading.structured import Fact, read_facts


class Surface(NamedTuple):
    """A page as people see it and as it describes itself to machines."""

    root: HtmlElement
    rows: tuple[Line, ...]
    facts: tuple[Fact, ...]


def read_surface(root: HtmlElement) -> Surface:
    """Return the surface of a parsed page; the tree is not changed."""
    return Surface(root, read_lines(root), read_facts(root))
