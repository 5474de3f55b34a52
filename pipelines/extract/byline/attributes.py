"""Outlets that a page prints as a picture: the alt or the title behind an empty label, or beside the date."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from pipelines.controls.lone_words import ends_like_a_button
from pipelines.extract.byline.grammar import read_labels, read_source
from pipelines.extract.byline.labels import find_labels
from pipelines.extract.byline.nobody import names_nobody
from pipelines.extract.byline.outlets import grounds_of_outlet, is_ordinary, is_outlet
from pipelines.extract.evidence.candidates import Ground
from pipelines.extract.reading.lines import Line
from pipelines.extract.tree.document import squeeze
from pipelines.names import is_everyday

_MOST_ELEMENTS = 20
"""Elements of a row that are looked at."""
_CHINESE = re.compile("[\u3400-\u9fff]{3,24}")
_TELLING = ("alt", "title", "data-source", "aria-label")
"""Attributes that tell in words what a picture or a cut-off text shows."""


def read_attributes(header: tuple[Line, ...], beside: Line | None) -> Iterator[tuple[str, frozenset[Ground]]]:
    """Yield the outlets that attributes name in rows with an empty source label, and in the date's row."""
    for row in header:
        empty = _has_empty_label(row)
        if not empty and row is not beside:
            continue
        for text in _told_by(row):
            value = read_source(text)
            if value is None or names_nobody(value):
                continue
            if empty and (is_outlet(value) or _may_be_outlet(value)):
                yield value, grounds_of_outlet(value) | {Ground.LABEL}
            elif not empty and is_outlet(value):
                yield value, grounds_of_outlet(value) | {Ground.PLACE}


def _may_be_outlet(value: str) -> bool:
    """Tell whether a picture behind a source label may be an outlet that nobody knows; a button is none."""
    strange = bool(_CHINESE.fullmatch(value)) and not is_everyday(value)
    return strange and not is_ordinary(value) and not ends_like_a_button(value)


def _has_empty_label(row: Line) -> bool:
    labels = find_labels(row.parts)
    if not any(label.role == "source" for label in labels):
        return False
    return not any(credit.role == "source" for credit in read_labels(row.parts))


def _told_by(row: Line) -> Iterator[str]:
    """Yield what the attributes of a row's elements say, those of pictures first."""
    elements = islice(chain(row.pictures, row.element.iterdescendants()), _MOST_ELEMENTS)
    for element in dict.fromkeys(elements):
        if isinstance(element.tag, str) and (element.tag in {"img", "a", "span", "i", "em", "b"}):
            for name in _TELLING:
                if text := squeeze(element.get(name, "")):
                    yield text
