"""Punctuation of restored text: full-width again between Chinese, and not doubled."""

import re

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_CHINESE = rf"{_HAN}，。、；：？！“”‘’（）《》【】…—"
_WIDE = str.maketrans(",:;!?()", "，：；！？（）")

# A mark is Chinese where Chinese stands on one side and no number, time or Latin word on the other.
_HALF = re.compile(
    rf"(?<=[{_CHINESE}])(?!\?[0-9A-Za-z])[,:;!?](?![,:;!?])"
    rf"|(?<=[{_CHINESE}])[,;!?](?=[,:;!?])"
    rf"|(?<=[A-Za-z0-9%])[,;!?](?=[{_CHINESE}])"
)
_BRACKETS = re.compile(r"\([^()\n]{0,80}\)")
_LONE_BRACKET = re.compile(rf"(?<=[{_HAN}])\((?=[{_HAN}“《])|(?<=[{_HAN}])\)(?=[{_CHINESE}])")
_HAS_HAN = re.compile(rf"[{_HAN}]")
_DOUBLED = re.compile(
    r"(?P<first>[,，、])(?=(?P<second>[,，、。；;!！?？])[^,，。0-9]|(?P<end>[,，、。；;!！?？])$)"
    r"|[,，、](?=[,，、。；;!！?？][0-9])"
)


def full_width(text: str) -> str:
    """Return `text` with half-width punctuation between Chinese made full-width, as long as before.

    >>> full_width("他说:今日10:30,来3,000人(比去年多)。A,B两队")
    '他说：今日10:30，来3,000人（比去年多）。A,B两队'
    """
    text = _BRACKETS.sub(lambda pair: _wide_pair(text, pair), text)
    text = _LONE_BRACKET.sub(lambda bracket: bracket[0].translate(_WIDE), text)
    return _HALF.sub(lambda mark: mark[0].translate(_WIDE), text)


def _wide_pair(text: str, pair: re.Match[str]) -> str:
    """Return brackets as full-width ones where Chinese stands in them, or on both sides of them."""
    around = text[max(0, pair.start() - 1) : pair.start()] + text[pair.end() : pair.end() + 1]
    chinese = _HAS_HAN.search(pair[0]) or len(_HAS_HAN.findall(around)) == len("两边")
    return f"（{pair[0][1:-1]}）" if chinese else pair[0]


def doubled_marks(text: str) -> list[int]:
    """Return where a comma stands that a mirror put before another mark.

    >>> doubled_marks("大树倒了,,砸向房屋,。")
    [4, 10]
    >>> doubled_marks("一、二,三。")
    []
    """
    return [match.start() for match in _DOUBLED.finditer(text)]
