"""Whether some bytes may be a Chinese page, told by counting bytes: at a hundredth of what reading the page costs.

A page is left out where it is surely none: too few Chinese characters in any charset and any spelling, or far more
kana or Hangul beside them. What its markup says of its language is not asked: templates say `en` of anything.
"""

import re

FEWEST = 24
"""Chinese characters of a page that may hold an article: a flash report and its title have some forty."""

KANA_SHARE = 0.35
"""Kana for each Chinese character that no Chinese page has; a Japanese one has more than one."""

COMMON_SHARE = 0.18
"""Share of the characters below among those that a legacy charset shows: Chinese news has 0.28 and more, what is no
Chinese below 0.16."""

MOST_SEEN = 4000
"""Characters by which that share is told."""

_COMMON = frozenset(
    "的一是了在不和有大中人年月日新上市网为国会这报个来到时地出以生后多于对业经发展学公民工全区县省部门社成行作方本前家说村等要开"
    "為國會這報個來時後於對業經發學區縣門說開網員员政治文化主任记者記者"
)

_ASCII = bytes(range(0x80))
_MARKS_16 = (b"\xff\xfe", b"\xfe\xff")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_KANA_RUN = re.compile(r"[\u3041-\u30fa]+")
_HANGUL_RUN = re.compile(r"[\uac00-\ud7a3]+")
_SPELLED = re.compile(
    rb"&#(?:x(?:3[4-9a-f]|[4-9][0-9a-f])[0-9a-f]{2}|[1-4]\d{4});?|\\u(?:3[4-9a-f]|[4-9][0-9a-f])[0-9a-f]{2}",
    re.IGNORECASE,
)
_MISREAD = re.compile(r"(?:[\u0080-\u024f\u02c6-\u02dc\u2010-\u2044\u20ac\u2122] ?){8}")
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
    if body.startswith(_MARKS_16) or body[:_HEAD].count(0) * 8 > len(body[:_HEAD]):
        body = _read_wide(body).encode("utf-8", "ignore")
    if _SEVEN_BITS.search(head) or _spells(body):
        return True
    high = body.translate(None, _ASCII)
    if len(high) < 2 * FEWEST:
        return False
    letters = high.decode("utf-8", "ignore")
    lost = len(high) - len(letters.encode("utf-8"))
    if lost * 10 >= len(high):
        return _shows_chinese(letters) or _is_chinese_legacy(body, head)
    han = _count(_HAN_RUN, letters)
    if han < FEWEST:
        return _MISREAD.search(body.decode("utf-8", "ignore")) is not None
    return not _is_japanese(letters, han) and _count(_HANGUL_RUN, letters) <= han


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


def _is_chinese_legacy(body: bytes, head: bytes) -> bool:
    """Tell whether the charsets of China or Taiwan show a text of characters that are in use."""
    letters = _letters(body, "gb18030")
    if _CHINESE_CHARSET.search(head) and not _is_japanese(letters, _count(_HAN_RUN, letters)):
        return True
    return _shows_chinese(letters) or _shows_chinese(_letters(body, "big5hkscs"))


def _letters(body: bytes, charset: str) -> str:
    """Return what a charset shows beside ASCII: a few thousand characters of a hundred thousand bytes."""
    shown = body.decode(charset, "ignore").encode("utf-8", "ignore")
    return shown.translate(None, _ASCII).decode("utf-8")


def _shows_chinese(letters: str) -> bool:
    """Tell whether enough of some letters are the commonest of Chinese."""
    seen = "".join(_HAN_RUN.findall(letters))
    if len(seen) < FEWEST or _is_japanese(letters, len(seen)):
        return False
    sample = seen[:MOST_SEEN]
    return sum(map(_COMMON.__contains__, sample)) >= COMMON_SHARE * len(sample)


def _is_japanese(letters: str, han: int) -> bool:
    """Tell whether there are kana, which EUC-JP has where GBK has them too."""
    return _count(_KANA_RUN, letters) > KANA_SHARE * han


def _count(run: re.Pattern[str], letters: str) -> int:
    return sum(map(len, run.findall(letters)))
