"""The rows of a page that may hold credits, and a label alone in its row with the row that is its value."""

import re
from collections.abc import Iterator

from pipelines.extract.byline.grammar import Credit, read_labels
from pipelines.extract.byline.labels import find_labels, is_label
from pipelines.extract.byline.nobody import names_nobody
from pipelines.extract.byline.outlets import is_outlet
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.zones import is_prose
from pipelines.names import has_form_of_name

_NEIGHBOUR = re.compile("^[\\W]{0,3}[上下前后後]一?[篇条條则則页頁]")
"""下一篇：编辑：…: the headline of a neighbour begins as a credit does."""
_LABEL_ALONE = 8
"""Characters of a row that is nothing but a label."""
_LINKED = 0.8
"""Share of link text from which a row points elsewhere."""
_LONGEST_VALUE = 40
"""Characters of a row that is the value of the label above it."""
_PAIRS = frozenset({"td", "th", "dd", "dt"})
"""Elements of a table or a list of terms: the next cell is the label's value, whatever it is."""


def credit_lines(rows: tuple[Line, ...], *, among_credits: bool = False) -> Iterator[tuple[Credit, ...]]:
    """Yield the labelled credits of each row that may hold some; an empty label takes nothing but its value.

    `among_credits`: these rows are credits and no questions of an interview.

    The row behind a label alone is its value where it is the next cell of the same table row, or stands in
    the same box and is an outlet or a name by its form: 热点新闻 and 分享到 stand there too.
    """
    for index, row in enumerate(rows):
        if is_prose(row.spaced) or is_link(row) or _NEIGHBOUR.match(row.spaced):
            continue
        if credits := read_labels(row.parts, among_credits=among_credits):
            yield credits
        elif index + 1 < len(rows) and _is_alone(row):
            yield _read_pair(row, rows[index + 1], among_credits=among_credits)


def is_link(row: Line) -> bool:
    """Tell whether a row points elsewhere; names that are links behind their label do not."""
    return row.linked > _LINKED * len(row.spaced) and not _is_labelled(row)


def _is_labelled(row: Line) -> bool:
    """Tell whether a row is a label of a credit that is no link, and links behind it."""
    label, joint, _ = row.parts.partition(JOINT)
    if not joint or not 0 < len(label) <= _LABEL_ALONE or row.linked >= len(row.text):
        return False
    return any(found.start == 0 and found.role != "other" for found in find_labels(label + joint))


def _is_alone(row: Line) -> bool:
    colon = row.spaced.endswith((":", "："))
    return len(row.spaced) <= _LABEL_ALONE and (colon or row.element.tag in _PAIRS) and is_label(row.spaced)


def _read_pair(label: Line, value: Line, *, among_credits: bool) -> tuple[Credit, ...]:
    """Return the credits of a label and the row behind it, as far as they belong to each other."""
    same_row = label.row is not None and label.row is value.row
    terms = label.element.tag in _PAIRS and value.element.tag in _PAIRS
    same_box = label.element.getparent() is value.element.getparent() or label.element is value.element
    if not (same_row or terms or same_box) or len(value.spaced) > _LONGEST_VALUE:
        return ()
    line = f"{label.spaced.rstrip(':： ')}：{JOINT}{value.parts}"
    credits = read_labels(line, among_credits=among_credits)
    sure = (same_row or terms) and not names_nobody(value.spaced)
    return tuple(credit for credit in credits[:1] if _is_value(credit, sure=sure))


def _is_value(credit: Credit, *, sure: bool) -> bool:
    """Tell whether a credit that was read over the border of a row is no heading, button or publisher."""
    if credit.role == "source":
        return is_outlet(credit.value) or (sure and not names_nobody(credit.value))
    return all(has_form_of_name(name) or (sure and not is_outlet(name)) for name in credit.value.split("、"))
