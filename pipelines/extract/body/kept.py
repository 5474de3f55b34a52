"""Which lines of the region are the article's: prose, credits, and the short lines that stand among them."""

import re
from collections.abc import Callable, Iterable

from lxml.html import HtmlElement

from pipelines.controls.buttons import is_button
from pipelines.controls.counters import is_counter
from pipelines.extract.body.blocks import Block
from pipelines.extract.body.edges import set_apart, without_strays
from pipelines.extract.reading.furniture import heads_other_articles, is_notice, names_of
from pipelines.extract.reading.prose import ends_as_sentence
from pipelines.extract.region.short_lines import is_form_row, may_be_text

LINK_LINE_SHARE = 0.8
"""Share of link text from which a line that is no sentence is a pointer to another page."""

LABEL_OF_LINKS = 4
"""Characters of a line beside its links that are a label and a blank."""

_LONGEST_LABEL = 10
"""Characters of a label that says what the links are: 更多相关报道请看：."""

CREDIT_CHARACTERS = 80
"""Longest line that can be the editor's credit alone."""

SQUEEZE = re.compile(r"[\s|]+")
"""What two readings of one line differ in."""

_CREDIT = re.compile(
    r"^[\s（(【\[〔]*(?:(?:本文|文章)?(?:来源|來源|稿源)|责任编辑|責任編輯|责编|編輯|编辑|作者|记者|記者"
    r"|通讯员|文/|文／|撰文|初审|复审|终审|审核|校对|审校"
    r"|值班编辑|值班主任|监制|编审|统筹|实习生|见习记者)"
)

_FRAME = " 【】[]（）():：>»▶▲·|"
"""Signs around the label of a link."""

_ATTACHED = re.compile(r"^(?:附件|附表)\s?[\d一二三四五六]{0,2}\s?[：:.、]\s?\S")
"""A notice names its attachments, linked or not: 附件：申请表.doc."""

_BEHIND_LABEL = re.compile("[:： ]")

Markup = tuple[HtmlElement | None, str, str]
"""Where a line stands and how it is set: the box, the tag and the names of its element."""


def belonging(
    blocks: Iterable[Block], second_opinion: Callable[[], str | None], *, terse: bool
) -> list[Block]:
    """Return the blocks that are the article's; those without text stay.

    Prose and credits are. A short line is where its markup is that of the article's sentences, where it is the
    cell of a table, a sub-heading or a signature, in a region of short lines only, and where trafilatura, too,
    keeps it.
    """
    blocks = list(blocks)
    sure = {block for block in blocks if block.text and _is_sure(block)}
    markups = {_markup(block) for block in sure}

    def belongs(block: Block) -> bool:
        if not block.text or is_credit(block) or _ATTACHED.match(block.text):
            return True
        if _is_pointer(block) and not ends_as_sentence(block.text):
            return False
        if block.line.is_prose and not is_notice(block.text):
            return True
        numbered = block.cell is not None or block in apart  # a number alone is a counter elsewhere
        among = terse or block.cell is not None or _markup(block) in markups or block in apart
        if among and not block.line.links and may_be_text(block.line, in_cell=numbered):
            return True
        if block.cell is None and (_is_worked(block.text) or is_form_row(block.line)):
            return False
        other = second_opinion()
        return other is None or SQUEEZE.sub("", block.text) in other

    apart = set_apart(blocks, sure)
    candidates = blocks if terse else without_strays(blocks, sure)
    return [block for block in candidates if belongs(block)]


def _is_pointer(block: Block) -> bool:
    """Say whether a line is links, or links behind a label: 标签：茶产业 柳湾镇, 相关报道：…."""
    line = block.line
    beside = len(line.text) - line.linked
    labelled = line.linked > 0 and (
        beside <= LABEL_OF_LINKS
        or (beside <= _LONGEST_LABEL and _leads_on(_BEHIND_LABEL.split(line.text, 1)[0]))
        or _leads_on(line.text[:beside].strip(_FRAME))
    )
    return line.link_share >= LINK_LINE_SHARE or labelled


def _leads_on(label: str) -> bool:
    """Say whether a label says that links to other articles follow: 相关报道, 点击查看."""
    return heads_other_articles(label) or is_button(label)


def _is_worked(text: str) -> bool:
    """Say whether a line is a counter or a button; a row of dots or stars may part two sections of a text."""
    return any(map(str.isalnum, text)) and (is_counter(text) or is_button(text))


def _is_sure(block: Block) -> bool:
    return block.line.is_prose and not is_notice(block.text)


def _markup(block: Block) -> Markup:
    element = block.line.element
    return element.getparent(), str(element.tag), names_of(element)


def is_credit(block: Block) -> bool:
    """Say whether a line begins with the label of a credit: 来源：, 责任编辑：, 记者."""
    return len(block.text) <= CREDIT_CHARACTERS and bool(_CREDIT.search(block.text))
