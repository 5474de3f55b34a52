"""The edges of a text: above its first sentence and below its last a short line is the article's only on a ground.

Between its sentences a short line is a sub-heading; there, players, counters, buttons and calls stand, in words
that no list has whole.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from pipelines.controls.buttons import is_button
from pipelines.extract.body.blocks import Block
from pipelines.extract.others.beside import heads_others
from pipelines.extract.reading.furniture import is_notice, names_of
from pipelines.extract.reading.lines import HEADING_TAGS
from pipelines.extract.reading.outline import is_inside
from pipelines.extract.reading.prose import ends_as_sentence
from pipelines.extract.tree.elements import is_right_aligned
from pipelines.strip.staff import is_credit as is_credit_line

SHORT_CHARACTERS = 40
"""Longest line at an edge that needs a ground: a longer one is told by its wording."""

STRONG_SHARE = 0.8
"""Share of bold letters from which a line is a sub-heading."""

LIST_TAGS = frozenset({"li", "dt", "dd", "blockquote", "pre"})
"""Elements whose short lines are lists and verses."""

_NUMBERED = re.compile(
    r"^[（(【\[]?(?:[①-⑳]|[一二三四五六七八九十\d]{1,3}[、.．）)\s】](?!\d)|\d{1,2}(?![年月日天时小分秒人次条个元号届版])[\u3400-\u9fff]|第[一二三四五六七八九十\d]{1,3}[章节条步])"
)
"""一、总体要求, 01 走向, 第一章 总则."""

_POINT = re.compile(r"^[（(]?(?:[①-⑳]|[一二三四五六七八九十\d]{1,2}[、.．）)](?!\d))")
"""① 民歌会, 2、爱护庄稼: a list below the last sentence."""

_DOCUMENT = re.compile(r"[〔\[［（(]20\d\d[〕\]］）)].{0,8}号$")
"""The number of an official document: 安政办发〔2026〕12号."""

_LABELLED = re.compile(r"^[（(【\[]?[\u3400-\u9fff\s]{2,10}[】\]]?\s?[:：]\s?\S")
"""时间：8月14日. Labels of credits and calls are known to the steps that cut them."""

_SPOKEN = re.compile(r"^【[^【】]{1,12}】")
"""What a part of a text for the ear is: 【导语】."""

_DAY = re.compile(
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$|[〇零○一二]{1,2}[〇零○一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月"
)
_MACHINE = re.compile(
    r"^[\W_]{0,3}(?:AI|ＡＩ|智能|人工智能)\s?[\u3400-\u9fff]{0,2}(?:速读|速览|摘要|导读|总结|提炼|概括)[\W_]{0,3}$"
)
"""Heads a digest that a machine made of the text."""

_DAY_ALONE = re.compile(
    r"^(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?)$"
)
"""A day that is a signature's only below one."""
_PAUSES = re.compile(r"[，。；！？、“”《》…]")

Form = tuple[str, str]
"""How a line is set: the tag and the names of its element."""


def without_strays(blocks: Sequence[Block], sure: Collection[Block]) -> list[Block]:
    """Return the blocks without the short lines above the first and below the last `sure` one that have no ground.

    A text with as many short lines as sentences is a list, a poem or a notice: it is left as it is.
    """
    told = [at for at, block in enumerate(blocks) if block in sure]
    if not told:
        return list(blocks)
    first, last = told[0], told[-1]
    within = [block for block in blocks[first:last] if block.text and block not in sure]
    forms = {form_of(blocks[last]), Counter(map(form_of, sure)).most_common(1)[0][0]}
    headings = {form_of(block) for block in within if not block.line.strong}
    of_layout = {block.cell for block in sure}
    above = [
        block
        for block in blocks[:first]
        if _is_short(block, of_layout)
        and form_of(block) not in headings
        and not _begins_text(block, listed=_is_labelled_by_others(block, blocks))
    ]
    tail = [*blocks[last + 1 :], None]
    below = [
        block
        for block, before, after in zip(tail, [None, *tail], tail[1:], strict=False)
        if block is not None
        and _is_short(block, of_layout)
        and form_of(block) not in forms | headings
        and not heads_others(block.text)  # which the headlines below it are known by
        and not _ends_text(block, before, after)
    ]
    digests = [
        block
        for before, block in pairwise(blocks[: first + 1])
        if _MACHINE.match(before.text) and _stand_alone(before, block, sure)
    ]
    strays = {*above, *below, *digests}
    return [block for block in blocks if block not in strays]


def set_apart(blocks: Sequence[Block], sure: Collection[Block]) -> set[Block]:
    """Return the short lines that their setting alone makes the article's: sub-headings in it, signatures below it."""
    told = [at for at, block in enumerate(blocks) if block in sure]
    if not told:
        return set()
    headings = {block for block in blocks[told[0] : told[-1]] if block.text and is_heading(block)}
    return headings | {
        block for block in blocks[told[-1] + 1 :] if block.text and is_right_aligned(block.line.element)
    }


def _stand_alone(label: Block, block: Block, sure: Collection[Block]) -> bool:
    """Say whether a box holds a label and a sentence, and no other sentence."""
    box: HtmlElement | None = label.line.element
    while box is not None and not is_inside(block.line.element, box):
        box = box.getparent()
    return box is not None and sum(is_inside(other.line.element, box) for other in sure) == 1


def form_of(block: Block) -> Form:
    """Return how a block's line is set."""
    return str(block.line.element.tag), names_of(block.line.element)


def is_heading(block: Block) -> bool:
    """Say whether a line is set as a sub-heading: by its tag, or bold as a whole."""
    line = block.line
    return line.element.tag in HEADING_TAGS or line.strong >= STRONG_SHARE * len(line.text)


def _is_short(block: Block, of_layout: Collection[HtmlElement | None]) -> bool:
    """Say whether a line needs a ground: no sentence, no point of a list, no cell but one that holds the text."""
    return (
        0 < len(block.text) <= SHORT_CHARACTERS
        and (block.cell is None or block.cell in of_layout)
        and block.line.element.tag not in LIST_TAGS
        and not ends_as_sentence(block.text)
        and not _PAUSES.search(block.text)
    )


def _begins_text(block: Block, *, listed: bool) -> bool:
    """Say whether a short line may begin a text: a heading, numbered, or one of several with a label each."""
    text = block.text
    return bool(
        listed or is_heading(block) or _NUMBERED.match(text) or _DOCUMENT.search(text) or _SPOKEN.match(text)
    )


def _is_labelled_by_others(block: Block, blocks: Sequence[Block]) -> bool:
    """Say whether a line and another one of the text have a label each: 时间：8月14日, 地点：文化馆."""
    return _LABELLED.match(block.text) is not None and any(
        other is not block and _LABELLED.match(other.text) and len(other.text) <= SHORT_CHARACTERS
        for other in blocks
    )


def _ends_text(block: Block, before: Block | None, after: Block | None) -> bool:
    """Say whether a short line may end a text: who signs it and the day, how to ask, what is attached."""
    text = block.text
    if (
        is_right_aligned(block.line.element)
        or _LABELLED.match(text)
        or _POINT.match(text)
        or _DAY.search(text)
    ):
        return not is_notice(text)
    signs = before is not None and not is_button(before.text) and not is_credit_line(before.text)
    if _DAY_ALONE.match(text):
        return signs
    return after is not None and bool(_DAY.search(after.text) or _DAY_ALONE.match(after.text))
