"""Entries: boxes alike with a moment in each, as what readers write, the boards of a forum, the items of a stream."""

import re

from lxml.html import HtmlElement

from pipelines.extract.kind.groups import FEWEST_ROWS
from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.outline import Outline

LONGEST_STAMP = 60
"""Characters of a line that prints an entry's moment: its writer or its last answer may stand beside it."""

MOST_MOMENTS = 2
"""Lines with a moment in one entry: when it was written, and when it was answered last."""

_MOMENT = re.compile(
    r"(?:20\d\d[-/.年]\s?)?\d{1,2}[-/.月]\s?\d{1,2}(?!\d)|(?<!\d)\d{1,2}[:：]\d\d|(?:天|小时|小時|分钟|分鐘)前|昨天|昨日|刚刚"
)


def find_entries(outline: Outline) -> list[list[Line]]:
    """Return the lines of each entry: entries are of one tag and class below one element, a moment or two in each."""
    moments: dict[HtmlElement, int] = {}
    for line in outline.lines:
        if line.text and len(line.text) <= LONGEST_STAMP and _MOMENT.search(line.text):
            node: HtmlElement | None = line.element
            while node is not None:
                moments[node] = moments.get(node, 0) + 1
                node = outline.parents[node]
    alike: dict[tuple[HtmlElement, object, str], list[HtmlElement]] = {}
    for element, count in moments.items():
        parent = outline.parents[element]
        if parent is not None and count <= MOST_MOMENTS < moments[parent]:
            alike.setdefault((parent, element.tag, element.get("class") or ""), []).append(element)
    return [
        outline.under(element) for group in alike.values() if len(group) >= FEWEST_ROWS for element in group
    ]
