"""Strip the body: ordered, named steps that each cut one kind of boilerplate and leave sentences alone."""

import re
from collections.abc import Callable
from itertools import cycle, islice

from pipelines.strip.calls import cut_calls
from pipelines.strip.clicks import cut_buttons
from pipelines.strip.colophon import cut_colophon
from pipelines.strip.credit_lines import cut_original_title, cut_time_below, cut_time_source_line
from pipelines.strip.farms import cut_link_farm
from pipelines.strip.imprint import cut_imprint
from pipelines.strip.notices import cut_copyright_statement
from pipelines.strip.other_articles import cut_neighbours, cut_related, cut_teasers
from pipelines.strip.spam import cut_spam_block
from pipelines.strip.staff import cut_editor_credit, cut_trailing_author
from pipelines.strip.unrelated import cut_foreign_list

__all__ = ["STEPS", "STEPS_OF_MIRRORS", "collapse_white_space", "strip"]

MOST_ROUNDS = 32
"""Rounds after which stripping ends: each cut can bare another, and no tail seen had more than nine kinds of lines."""

_SPACE = re.compile(r"[ \r\f\v\xa0\u2000-\u200b\u3000\ufeff]+")


def collapse_white_space(text: str) -> str:
    r"""Return the text with one space for each run of blanks, and no empty line; tabs between cells stay.

    >>> collapse_white_space("　　山阳县今日丰收。 \n\n村民  高兴。")
    '山阳县今日丰收。\n村民 高兴。'
    >>> collapse_white_space("名称\t数量\n小麦\t3 吨")
    '名称\t数量\n小麦\t3 吨'
    """
    lines = (
        line.strip() if _is_single_spaced(line) else _SPACE.sub(" ", line).strip()
        for line in text.split("\n")
    )
    return "\n".join(line for line in lines if line)


def _is_single_spaced(line: str) -> bool:
    """Say whether a line has no blank but single spaces, as nearly all have: of all blanks these alone are printable."""
    return line.isprintable() and "  " not in line


STEPS: tuple[Callable[[str], str], ...] = (
    collapse_white_space,
    cut_link_farm,
    cut_spam_block,
    cut_related,
    cut_neighbours,
    cut_teasers,
    cut_imprint,
    cut_copyright_statement,
    cut_buttons,
    cut_calls,
    cut_time_source_line,
    cut_original_title,
    cut_time_below,
    cut_editor_credit,
    cut_trailing_author,
    cut_colophon,
)
"""The steps in the order they are taken; each is pure and changes nothing where its boilerplate is absent."""

STEPS_OF_MIRRORS: tuple[Callable[[str], str], ...] = (*STEPS, cut_foreign_list)
"""The same for a page that a mirror has damaged: there a list at the edge is not believed."""


def strip(text: str, *, mirrored: bool = False) -> str:
    r"""Return the body without boilerplate: credits, statements, share lines, related headlines, link farms.

    `text` has one paragraph a line; `mirrored` says that its page bears a mirror's damage. Stripping a stripped text changes nothing.

    >>> strip("来源：山阳日报\n山阳县今日丰收。（俞立权）\n(责编:李某某)\n分享到：")
    '山阳县今日丰收。'
    >>> strip("编辑部设在山阳县城。")
    '编辑部设在山阳县城。'
    """
    quiet = 0  # steps since the last that cut something
    steps = STEPS_OF_MIRRORS if mirrored else STEPS
    for step in islice(cycle(steps), MOST_ROUNDS * len(steps)):
        before, text = text, step(text)
        quiet = quiet + 1 if text == before else 0
        if quiet == len(steps):
            break
    return text
