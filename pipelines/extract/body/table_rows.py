"""The lines of a body, the cells of a table's row on one: rows of data are kept, rows of a layout are lines."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from pipelines.extract.body.blocks import Block
from pipelines.strip.credit_lines import cut_time_source_line

SENTENCES_OF_LAYOUT = 2
"""Paragraphs in one cell from which a table only sets the columns of a text."""

LINES_OF_ARTICLE = 3
"""Lines of a cell, a date's line among them, from which it holds an article."""


def lines_with_rows(blocks: Iterable[Block]) -> list[str]:
    """Return the body's lines; the cells of a table row stand on one."""
    lines: list[str] = []
    texts = [block for block in blocks if block.text]
    for row, group in groupby(texts, key=lambda block: block.line.row):
        members = list(group)
        if row is None or not _is_data_row(members):
            lines += (block.text for block in members)
            continue
        lines.append("\t".join(" ".join(block.text for block in cell) for cell in _cells(members)))
    return lines


def _is_data_row(blocks: list[Block]) -> bool:
    """Say whether a row holds data, not layout: several cells, none with a long paragraph or two sentences in it.

    A cell with a date's line above paragraphs holds an article.
    """
    sentences = Counter(block.cell for block in blocks if block.line.is_prose)
    return (
        len({block.cell for block in blocks}) > 1
        and not any(map(_holds_article, _cells(blocks)))
        and max(sentences.values(), default=0) < SENTENCES_OF_LAYOUT
        and all(
            len(block.text) <= 120 and not (block.line.is_prose and len(block.text) > 60) for block in blocks
        )
    )


def _cells(blocks: list[Block]) -> list[list[Block]]:
    return [list(cell) for _, cell in groupby(blocks, key=lambda block: block.cell)]


def _holds_article(cell: list[Block]) -> bool:
    if len(cell) < LINES_OF_ARTICLE or not any(block.line.is_prose for block in cell):
        return False
    return any(not cut_time_source_line(block.text) for block in cell)
