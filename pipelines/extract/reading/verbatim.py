"""Texts whose line breaks are kept: which of the breaks end a paragraph, and which only the paper's width made."""

import re
from itertools import pairwise

FULL_SHARE = 0.8
"""Share of the longest line from which a line is full: a word that did not fit, or a sign that may not begin the
next one, leaves the rest empty."""

NARROWEST = 18
"""Characters of the longest line from which a text can be broken by width: lines of a poem are shorter."""

WIDEST = 70
"""Characters of the longest line up to which it can: typewriters and mail had 30 to 40 of them."""

_INDENT = re.compile(r"^(?:\u3000{2}|[ \xa0]{4}|\t)")
_BEGINS = re.compile(
    r"^(?:[^\s：:]{1,8}[：:]|[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}[.、．）)])"
)
"""A label or a number begins a line that no width made."""
_COLUMNS = re.compile(r"(?<=\S)(?:[ \xa0\u3000]{3}|\t)(?=\S|\s)")
_STOPS = ("。", "！", "？", "!", "?", "；", "：", "”", "」", "…")


def paragraphs_of(text: str) -> list[str]:
    r"""Return the paragraphs of a text with line breaks; an empty one stands first where the text begins with a break.

    Indents and empty lines begin a paragraph; where there are none, a full line without a stop goes on in the
    next.

    >>> paragraphs_of("　　山阳县今年的油菜长得好，村民们说这是\n多年来最好的收成。\n　　镇里建了榨油厂。")
    ['　　山阳县今年的油菜长得好，村民们说这是多年来最好的收成。', '　　镇里建了榨油厂。']
    >>> paragraphs_of("\n柳湾秋来稻子黄，\n满田笑语过山梁。")
    ['', '柳湾秋来稻子黄，', '满田笑语过山梁。']
    """
    lines = [line.rstrip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    widest = max((_width(line) for line in filled), default=0.0)
    indented = sum(bool(_INDENT.match(line)) for line in filled)
    by_indent = 0 < indented < len(filled)
    by_width = NARROWEST <= widest <= WIDEST and not any(map(_COLUMNS.search, filled))
    paragraphs = [lines[0]]
    for before, line in pairwise(lines):
        full = (
            by_width and _width(before) >= FULL_SHARE * widest and (by_indent or not before.endswith(_STOPS))
        )
        begins = _INDENT.match(line) or (not by_indent and _BEGINS.match(line))
        if before and line and full and not begins:
            paragraphs[-1] += _joint(before, line) + line.lstrip()
        else:
            paragraphs.append(line)
    return [paragraphs[0], *(each for each in paragraphs[1:] if each)]


def _width(line: str) -> float:
    """Return how many Chinese characters wide a line is; a letter or a digit takes half of the room."""
    return sum(0.5 if character.isascii() else 1.0 for character in line)


def _joint(before: str, line: str) -> str:
    return " " if before[-1].isascii() and before[-1].isalpha() and line.lstrip()[:1].isascii() else ""
