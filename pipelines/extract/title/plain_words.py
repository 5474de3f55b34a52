"""A headline's words without what differs from place to place: signs, blanks, dots that stand for more."""

import re
from functools import lru_cache
from itertools import pairwise

_SIGNS = re.compile(r"[\W_]+")
_HAN = re.compile("[\u3400-\u9fff]")
LONGEST_TITLE = 150
"""Characters; the longest real headlines, of official notices, have about 100."""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return the text without signs and blanks: what two places that say the same agree in.

    >>> plain("柳湾镇：秋收忙 “三天收完”")
    '柳湾镇秋收忙三天收完'
    """
    return text if text.isalnum() else _SIGNS.sub("", text)


def stem(text: str) -> str:
    """Return what stands before the dots of a text that is cut short; empty where no dots end it.

    >>> stem("柳湾镇三万亩晚稻开..."), stem("柳湾镇秋收忙")
    ('柳湾镇三万亩晚稻开', '')
    """
    whole = text.rstrip()
    cut = whole.rstrip(".…")
    return cut.rstrip() if whole[len(cut) :] not in ("", ".") else ""


def pairs_in(headline: str, text: str) -> tuple[int, float]:
    """Return how many pairs of Chinese characters of a headline a text repeats, and which share of them.

    >>> pairs_in("柳湾秋收", "今年柳湾的秋收来得早。"), pairs_in("网站导航", "今年柳湾的秋收来得早。")
    ((2, 0.6666666666666666), (0, 0.0))
    """
    pairs = {one + other for one, other in pairwise(headline) if _HAN.match(one) and _HAN.match(other)}
    repeated = sum(pair in text for pair in pairs)
    return repeated, repeated / len(pairs) if pairs else 0.0
