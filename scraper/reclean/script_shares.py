"""Whether some bytes may be a Chinese page, told by counting bytes: at a hundredth of what reading the page costs.

A page is left out where it is surely none: too few Chinese characters in any charset and any spelling, or far more
kana or Hangul beside them. What its markup says of its language is not asked: templates say `en` of anything.
"""

import re
from collections.abc import Iterable

FEWEST = 24
"""Chinese characters of a page that may hold an article: a flash report and its title have some forty."""

KANA_SHARE = 0.35
"""Kana for each Chinese character that no Chinese page has; a Japanese one has more than one."""

COMMON_SHARE = 0.05
"""Share of the characters below among all that a legacy charset shows: Chinese news has 0.1 and more, other
languages read as Chinese below 0.02."""

FEWEST_SEEN = 60
"""Characters below which that share says nothing."""

_COMMON = "的一是在了不和有大中人年月日新上市网为国会这报時為國會這報網"

_HIGH = bytes(range(0x80, 0x100))
_NOT_HAN = bytes(byte for byte in range(0x100) if not 0xE4 <= byte <= 0xE9)  # leads of U+4000 to U+9FFF
_NOT_HANGUL = bytes(byte for byte in range(0x100) if not 0xEB <= byte <= 0xED)  # of U+B000 to U+DFFF
_KANA = (b"\xe3\x81", b"\xe3\x82", b"\xe3\x83")
_MARKS_16 = (b"\xff\xfe", b"\xfe\xff")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_KANA_RUN = re.compile(r"[\u3041-\u30fa]+")
_SPELLED = re.compile(
    rb"&#(?:x(?:3[4-9a-f]|[4-9][0-9a-f])[0-9a-f]{2}|[1-4]\d{4});?|\\u(?:3[4-9a-f]|[4-9][0-9a-f])[0-9a-f]{2}",
    re.IGNORECASE,
)
_MISREAD = re.compile(r"(?:[\u00a0-\u024f\u02c6-\u02dc\u2010-\u2044\u20ac\u2122] ?){8}")
"""Chinese taken for a Western charset: no language has eight such letters in a row."""
_SEVEN_BITS = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?(?:hz|iso-2022|utf-7)", re.IGNORECASE)
_CHINESE_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?(?:gb|big5|hz|euc-tw|x-gb)", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page names its charset


def may_be_chinese(body: bytes, content_type: str = "") -> bool:
    """Tell whether a page may be Chinese; False only where it surely is not.

    >>> may_be_chinese("<p>山阳县十里铺的麦子熟了，三台收割机清早就下了田，合作社的人守在地头装袋。".encode("gbk"))
    True
    >>> may_be_chinese(b"<p>The wheat is ripe, and three harvesters went out early in the morning.</p>")
    False
    """
    head = content_type.encode("latin-1", "ignore") + b"\n" + body[:_HEAD]
    if body.startswith(_MARKS_16) or b"\x00" in body[:_HEAD]:
        return _is_chinese_text(_read_wide(body))
    if _SEVEN_BITS.search(head) or _spells(body):
        return True
    high = len(body) - len(body.translate(None, _HIGH))
    if high < 2 * FEWEST:
        return False
    text = body.decode("utf-8", "ignore")
    plain = text.encode("utf-8")
    lost = len(body) - len(plain)
    if lost * 10 < high:
        return _is_chinese_utf8(plain, text)
    return _is_chinese_utf8(plain, text) or _is_chinese_legacy(body, head)


def _spells(body: bytes) -> bool:
    """Tell whether enough Chinese characters are spelled in ASCII, as entities or as escapes of a script."""
    if body.count(b"&#") < FEWEST and body.count(b"\\u") < FEWEST:
        return False
    return any(number == FEWEST for number, _ in enumerate(_SPELLED.finditer(body), 1))


def _read_wide(body: bytes) -> str:
    """Return a text whose characters have two bytes, by its mark or by where its zero bytes stand."""
    sample = body[: len(body) // 2 * 2]
    if body.startswith(b"\xfe\xff") or (
        not body.startswith(b"\xff\xfe") and sample[::2].count(0) > sample[1::2].count(0)
    ):
        return sample.decode("utf-16-be", "ignore")
    return sample.decode("utf-16-le", "ignore")


def _is_chinese_utf8(plain: bytes, text: str) -> bool:
    han = len(plain.translate(None, _NOT_HAN))
    if han < FEWEST:
        return _MISREAD.search(text) is not None
    kana = sum(map(plain.count, _KANA))
    hangul = len(plain.translate(None, _NOT_HANGUL))
    return kana <= KANA_SHARE * han and hangul <= han


def _is_chinese_text(text: str) -> bool:
    return _is_chinese_utf8(text.encode("utf-8", "ignore"), text)


def _is_chinese_legacy(body: bytes, head: bytes) -> bool:
    """Tell whether the charsets of China or Taiwan show a text of characters that are in use."""
    if _CHINESE_CHARSET.search(head):
        return not _is_japanese(body.decode("gb18030", "ignore"))
    return any(_shows_chinese(body.decode(charset, "ignore")) for charset in ("gb18030", "big5"))


def _shows_chinese(text: str) -> bool:
    han = _count(_HAN_RUN.findall(text))
    if han < FEWEST or _is_japanese(text):
        return False
    return han < FEWEST_SEEN or sum(map(text.count, _COMMON)) >= COMMON_SHARE * han


def _is_japanese(text: str) -> bool:
    """Tell whether kana stand where EUC-JP has them, which GBK has at the same place."""
    return _count(_KANA_RUN.findall(text)) > KANA_SHARE * _count(_HAN_RUN.findall(text))


def _count(runs: Iterable[str]) -> int:
    return sum(map(len, runs))
