"""Where a text begins on the page: with a sentence, or with short lines that stand alike, as verses do."""

import re
from itertools import islice

from pipelines.extract.reading.furniture import is_notice
from pipelines.extract.reading.lines import Line

FEWEST_VERSES = 4
"""Short lines alike that are a text: two or three are labels, a list's heads or a signature."""
LONGEST_VERSE = 40
"""Characters of one; what is longer is a sentence or a list's row."""
_HAN = re.compile("[\u3400-\u9fff]")


def begins_text(rows: tuple[Line, ...], at: int) -> bool:
    """Say whether a text begins with this row: a sentence, or the first of some short lines that stand alike."""
    if rows[at].is_prose:
        return not is_notice(rows[at].text)
    verses = rows[at : at + FEWEST_VERSES]
    return len(verses) == FEWEST_VERSES and all(_is_verse(row, verses[0]) for row in verses)


def text_follows(rows: tuple[Line, ...], at: int, reach: int) -> bool:
    """Say whether a text begins among the `reach` rows behind this one."""
    return any(begins_text(rows, below) for below in islice(range(at + 1, len(rows)), reach))


def _is_verse(row: Line, first: Line) -> bool:
    if row.links or row.cell is not first.cell or len(row.text) > LONGEST_VERSE or not _HAN.search(row.text):
        return False
    if row.element is first.element:
        return True
    alike = row.element.tag == first.element.tag == "p"
    return alike and row.element.getparent() is first.element.getparent()
