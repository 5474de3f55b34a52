"""Traditional back to Simplified: OpenCC by phrases, 着 and 著 told apart."""

import re
from functools import cache

from opencc import OpenCC

from pipelines.language_model import classed, surprise
from pipelines.names import read_words

UNDECIDED = 1.5  # nats; nearer than that 着 and 著 cannot be told apart
_AROUND = 3  # characters on each side that decide between 着 and 著
_ZHU = re.compile(
    r".著[名作称稱书書者录錄述文]|[显顯原名专專编編论論昭卓译譯巨遗遺合土所新旧舊拙]著", re.DOTALL
)
_OWN = {"乾": "乾", "汎": "汎", "徵": "徵", "昇": "昇", "儁": "儁", "鍾": "锺"}
"""Characters of names, and what stood there before a mirror: 乾 is the Traditional form of no character in its table,
鍾 of 锺 alone."""
_SURROGATE = re.compile("[\ud800-\udfff]")  # OpenCC takes UTF-8


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Return `text` in Simplified characters, exactly as long as before.

    >>> simplify("乾安縣的干部隨著記者瞭望，這部著作很著名")
    '乾安县的干部随着记者瞭望，这部著作很著名'
    >>> simplify("學者徐乾學與王汎森"), simplify("曬乾的餅乾")
    ('学者徐乾学与王汎森', '晒干的饼干')
    """
    converted = _converter().convert(_SURROGATE.sub("\ufffd", text))
    if len(converted) != len(text):
        converted = "".join(map(_converter().convert, text))
    pieces = list(converted)
    for position, character in enumerate(text):
        if character == "著":
            pieces[position], _ = _zhe_or_zhu(converted, position)
        elif character in _OWN and _is_in_name(text, converted, position):
            pieces[position] = _OWN[character]
        elif "\ud800" <= character <= "\udfff":
            pieces[position] = character
    return "".join(pieces)


def _is_in_name(text: str, converted: str, position: int) -> bool:
    """Tell whether a character stands behind a surname and before the rest of a name."""
    return (
        0 < position < len(text) - 1
        and converted[position - 1] in _surnames()
        and "\u3400" <= text[position + 1] <= "\u9fff"
    )


@cache
def _surnames() -> frozenset[str]:
    return read_words("surnames.txt")


def undecided(text: str) -> list[int]:
    """Return where a 著 of a Traditional text may be 着 or 著."""
    return [
        position
        for position, character in enumerate(text)
        if character == "著" and _zhe_or_zhu(text, position)[1]
    ]


def _zhe_or_zhu(text: str, position: int) -> tuple[str, bool]:
    """Return 着 or 著, and whether that is in doubt: 著 only in words written so, where it fits better."""
    if not _ZHU.match(text[position - 1 : position + 2] if position else "\n" + text[:2]):
        return "着", False
    head = classed(text[max(0, position - _AROUND) : position])
    tail = classed(text[position + 1 : position + 1 + _AROUND])
    costs = {form: _cost(head + form + tail, len(head)) for form in "着著"}
    return min(costs, key=costs.__getitem__), abs(costs["着"] - costs["著"]) < UNDECIDED


def _cost(text: str, start: int) -> float:
    return sum(
        surprise(text[max(0, at - 2) : at], text[at]) for at in range(start, min(len(text), start + 3))
    )
