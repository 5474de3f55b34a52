"""What a line without a sentence may be: an article's short line, a link, a notice, a button, a field of a form."""

import re

from pipelines.controls.buttons import is_button
from pipelines.controls.counters import is_counter
from pipelines.extract.others.posts import is_mark
from pipelines.extract.reading.furniture import heads_other_articles, is_notice
from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.strip.credit_lines import cut_time_source_line

LONGEST_COUNTED = 60
"""Characters of a line that count: one long line must not outweigh the links around it."""

LINK, NOTICE, BUTTON = -20.0, -30.0, -10.0
"""Weights of lines that no article of short lines holds: each outweighs one or two short lines."""

LABEL_CHARACTERS = 8
"""Longest label of a form's field: 电子邮箱地址：."""

_STAMP = re.compile(r"[\d:：./\[\]()（）年月日\s-]{1,40}")
_HAN = re.compile(r"[\u3400-\u9fff]")


def may_be_text(line: Line, *, in_cell: bool) -> bool:
    """Say whether a line without links may be the article's by its wording: no notice, button or counter.

    A number in the cell of a table counts no readers.
    """
    return (
        bool(line.text)
        and line.link_share < LINKED_SHARE
        and not line.control
        and not line.dropped
        and not heads_other_articles(line.text)
        and not is_notice(line.text)
        and not is_button(line.text)
        and not is_form_row(line)
        and (in_cell or not is_counter(line.text))
    )


def is_form_row(line: Line) -> bool:
    """Say whether a line is the label of a field to be filled in."""
    label = line.text.endswith(("：", ":")) and len(line.text) <= LABEL_CHARACTERS
    return label and line.element.find(".//input") is not None


def weigh(line: Line) -> float:
    """Return how much a line speaks for its box being an article of short lines: its characters, or less than none."""
    if line.link_share >= LINKED_SHARE or _is_row(line):
        return LINK
    if is_notice(line.text) or heads_other_articles(line.text):
        return NOTICE
    if is_mark(line) or not may_be_text(line, in_cell=line.cell is not None):
        return BUTTON
    if not cut_time_source_line(line.text) or not (line.cell is not None or _HAN.search(line.text)):
        return 0.0
    return float(min(len(line.text), LONGEST_COUNTED))


def _is_row(line: Line) -> bool:
    """Say whether a line is a link and its day: the row of a list."""
    return line.links > 0 and line.linked >= LINKED_SHARE * len(_STAMP.sub("", line.text))
