"""The labelled credits that close an article: in brackets, behind its last sentence, or in a paragraph of their own."""

import re

from pipelines.extract.byline.grammar import SENTENCE, Credit, credits_of, read_labels
from pipelines.extract.byline.labels import find_labels

_FIRST_BRACKETS = re.compile(r"^[（(【\[〔](?P<inside>[^（）()【】\[\]〔〕]{4,120})[)）】\]〕]")
_LONGEST_BUTTONS = 12
"""Characters of buttons behind credits in brackets: 返回首页，查看更多."""
_LONGEST_CREDIT_LINE = 120
"""Characters of a paragraph that is nothing but credits."""
_LAST_BRACKETS = re.compile(
    r"[（(【\[〔] ?(?P<inside>[^（）()【】\[\]〔〕]{4,80})[)）】\]〕][。 ]?[0-9]{0,8}$"
)
"""Taiwan's news agency writes the day behind the last bracket."""
_LAST_WORDS = re.compile(r"[。！？”…] ?(?P<inside>[^。！？”…]{4,80})$")


def read_closing(paragraph: str) -> tuple[Credit, ...]:
    """Return the labelled credits that stand behind the last sentence of a paragraph.

    >>> [credit[:2] for credit in read_closing("合作社又添了新车。（来源：山阳日报 责编：李某）")]
    [('source', '山阳日报'), ('editor', '李某')]
    >>> [credit[:2] for credit in read_closing("合作社又添了新车。责任编辑：李某")]
    [('editor', '李某')]
    >>> [credit[:2] for credit in read_closing("策划：张某　文字：李某某　摄影：王某")]
    [('author', '李某某')]
    >>> read_closing("他曾任责任编辑，一干就是十年。")
    ()
    """
    if (boxed := _FIRST_BRACKETS.match(paragraph)) and len(paragraph) - len(boxed[0]) <= _LONGEST_BUTTONS:
        paragraph = boxed["inside"]  # buttons may stand behind a paragraph that is nothing but credits
    if len(paragraph) <= _LONGEST_CREDIT_LINE and not SENTENCE.search(paragraph):
        opening = find_labels(paragraph)
        if opening and not paragraph[: opening[0].start].strip(" （(【[〔■□●◎"):
            return read_labels(paragraph)
    match = _LAST_BRACKETS.search(paragraph) or _LAST_WORDS.search(paragraph)
    if match is None:
        return ()
    labels = find_labels(match["inside"])
    return tuple(credits_of(match["inside"], labels)) if labels and labels[0].start == 0 else ()
