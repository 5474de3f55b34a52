"""Where the article begins and ends among the lines of its region."""

import re

from pipelines.extract.body.blocks import Block
from pipelines.extract.body.kept import CREDIT_CHARACTERS, SQUEEZE, is_credit
from pipelines.extract.reading.lines import HEADING_TAGS

TAIL_SHARE = 0.6
"""Share of the prose that must stand above the editor's credit for it to end the article."""

ABOVE_COMMENTS = 60
"""Characters of prose that stand above the comments; a counter of them stands beside the headline too."""

BADGE_CHARACTERS = 8
"""Characters that stand beside the headline in its heading: 原创, 组图, the name of a county."""

_COMMENTS = re.compile(
    r"^[\s【\[（(]*(?:(?:我要|发表|最新|热门|全部|查看|参与)评论|(?:\d+\s*条?|共\s*\d+\s*条)(?:评论|跟帖"
    r"|跟贴)"
    r"|[\w]{0,4}(?:评论|跟帖|跟贴)\s*[（(]?\d+条?|我来说两句|我要(?:留言|评论|跟帖)|网友跟[帖贴]|跟[帖贴]区|评论区|全部楼层"
    r"|作者(?:最近|其他|更多)文章)"
    r"[\s】\]）):：]*$"
)
_CLOSING_CREDIT = re.compile(r"(?:责任编辑|責任編輯|责编|編輯|编辑)\s*[:：](?!.{0,80}[。！？]$)")


def prints_headline(block: Block, said: str | None) -> bool:
    """Say whether a line is the headline, or a heading that holds it beside a badge or the name of a column.

    `said` is the headline without blanks.
    """
    if not said or said[0] not in block.text:
        return False
    text = SQUEEZE.sub("", block.text)
    heading = block.line.element.tag in HEADING_TAGS and len(text) <= len(said) + BADGE_CHARACTERS
    return text == said or (heading and said in text)


def below_headline(blocks: list[Block], said: str | None) -> list[Block]:
    """Return the blocks without the short lines above the headline: a trail, the name of a column, a 引题.

    `said` is the headline without blanks.
    """
    at = next((at for at, block in enumerate(blocks) if prints_headline(block, said)), 0)
    return blocks if any(block.line.is_prose for block in blocks[:at]) else blocks[at:]


def end_of_article(blocks: list[Block]) -> list[Block]:
    """Return the blocks up to the editor's credit or the readers' comments, and the credits below."""
    sizes = [len(block.text) if block.line.is_prose else 0 for block in blocks]
    whole = sum(sizes)
    above = 0
    for position, block in enumerate(blocks):
        if above >= ABOVE_COMMENTS and _COMMENTS.search(block.text):
            return blocks[:position]
        credit = len(block.text) <= CREDIT_CHARACTERS and _CLOSING_CREDIT.search(block.text)
        if credit and above and above + sizes[position] >= TAIL_SHARE * whole:
            return blocks[: position + 1] + [later for later in blocks[position + 1 :] if is_credit(later)]
        above += sizes[position]
    return blocks
