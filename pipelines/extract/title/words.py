"""A headline's words without what differs from place to place: signs, blanks, dots that stand for more."""

import re
from functools import lru_cache
from itertools import pairwise

_SIGNS = re.compile(r"[\W_]+")
_DOTS = re.compile(r"(?:\.{2,}|…{1,3})\Z")
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
    cut = _DOTS.sub("", text.rstrip())
    return cut.rstrip() if cut != text.rstrip() else ""


def share_in(headline: str, text: str) -> float:
    """Return the share of the headline's pairs of Chinese characters that a text repeats.

    >>> share_in("柳湾秋收", "今年柳湾的秋收来得早。") > 0.6, share_in("网站导航", "今年柳湾的秋收来得早。")
    (True, 0.0)
    """
    pairs = {one + other for one, other in pairwise(headline) if _HAN.match(one) and _HAN.match(other)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
