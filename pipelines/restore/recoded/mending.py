"""Chinese in pairs of bytes that was read in a one-byte charset and then mended in part by a tool.

Such tools decode whatever looks like UTF-8 amid the rest and leave the others as they are: of 提示 (CC E1 CA BE)
they make ÌáÊ¾ or Ìáʾ, of 用户 (D3 C3 BB A7) Óû§, of 记录 (BC C7 C2 BC) ¼Ç¼. So a sign beyond Latin-1 stands for its
bytes in UTF-8, and one of Latin-1 may stand for two: the first of them, C2 or C3, was lost to the tool.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from unicodedata import normalize

from pipelines.gb18030 import LOST
from pipelines.restore.recoded.misreaders import UNDEFINED
from pipelines.restore.recoded.pricing import Alternative, Place

TURKISH = {"Ğ": 0xD0, "İ": 0xDD, "Ş": 0xDE, "ğ": 0xF0, "ı": 0xFD, "ş": 0xFE}
"""The signs of Windows-1254 and ISO-8859-9 that Latin-1 has not, and their bytes."""

WESTERN = {bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0xA0) if byte not in UNDEFINED}
"""The signs of Windows-1252 for the bytes that Latin-1 leaves to controls."""

_MENDED_COST = 5.0
"""Nats of a sign of Latin-1 that stands for two bytes: one in thirty does where tools mend."""
_MENDED_BEHIND = 9.0
"""Nats of it behind a byte that goes on with a character in UTF-8: tools mend none there, but behind others."""
_OTHERWISE = 3.0
"""Nats of the less usual of two readings of one sign."""
_GENUINE = 5.0
"""Nats of a sign that was written as it is seen."""
_CONTINUES = range(0x80, 0xC0)

SOFT_HYPHEN = (Alternative((b"\xad",), 7.0),)
"""What is dropped of single bytes: a hyphen that shows only at a line's end."""


LIGATURES = {"DZ": "Ǳ", "Dz": "ǲ", "dz": "ǳ", "IJ": "Ĳ", "ij": "ĳ"}
"""Letters that such tools write for one sign."""

MENDED = "\u0100-\u1fff\u2800-\u28ff\ua000-\ud7ff\ue000-\uf8ff\U00010000-\U0010ffff"
"""The signs, as a class of a pattern takes them, that Chinese in pairs becomes when it is taken for UTF-8."""

WIDE = "\u2000-\u27ff\u2900-\u9fff\uf900-\ufffc"
"""Those among which sound Chinese is."""

_TOKEN = re.compile(rf"{'|'.join(LIGATURES)}|.[\u0300-\u036f]*", re.DOTALL)
_LIGATURE = re.compile("|".join(LIGATURES))
_MARK = re.compile("[\u0300-\u036f]")
_MENDED = re.compile(f"[{MENDED}]")
_WIDE = re.compile(f"[{WIDE}]")
"""What may stand there as it was written: sound Chinese, and quotation marks that a page has as entities."""


def is_mended(text: str) -> bool:
    """Say whether a text has signs that stand for bytes in UTF-8: none of a one-byte charset, nor sound Chinese.

    >>> is_mended("Ìáʾ"), is_mended("ÎÄ¼ş"), is_mended("“é”")
    (True, False, False)
    """
    return any(sign not in TURKISH and sign not in WESTERN for sign in _MENDED.findall(text))


def readings_of(seen: str) -> Iterator[bytes]:
    """Yield the bytes of a run when no sign of Latin-1 stands for two of them.

    >>> [body.decode("gbk", "replace") for body in readings_of("ÎÄ¼ş")][0], *[body.decode("gbk") for body in readings_of("Ìáʾ")]
    ('文件', '提示')
    """
    seen = _LIGATURE.sub(lambda match: LIGATURES[match[0]], seen)
    for turkish in (True, False) if any(sign in seen for sign in TURKISH) else (False,):
        for wide in (False, True) if _WIDE.search(seen) else (False,):
            yield _bytes_of(seen, WESTERN | TURKISH if turkish else WESTERN, wide=wide)


def _bytes_of(seen: str, known: Mapping[str, int], *, wide: bool) -> bytes:
    """Return the bytes of a run, those of its sound Chinese in the charset of pairs where it is `wide`."""
    return b"".join(
        bytes([code])
        if (code := known.get(sign, ord(sign))) <= _LAST_BYTE
        else sign.encode("gb18030" if wide and _WIDE.match(sign) else "utf-8", "replace")
        for sign in seen
    )


_LAST_BYTE = 0xFF


def signs_of_mended(seen: str) -> list[str]:
    """Return the signs of a run: one of Latin-1 and the accents on it are one, and so are letters for one sign."""
    return _TOKEN.findall(seen)


def places_of_mended(signs: Sequence[str], charset: str) -> list[Place]:
    """Return what each sign of a run may stand for."""
    behind = False
    places = []
    for sign in signs:
        places.append(Place(sign, _alternatives(sign, charset, behind=behind)))
        behind = len(sign) == 1 and ord(sign) in _CONTINUES
    return places


@lru_cache(maxsize=1 << 12)
def _alternatives(sign: str, charset: str, *, behind: bool) -> tuple[Alternative, ...]:
    """Return the bytes that a sign may stand for, `behind` one that goes on with a character in UTF-8."""
    if sign == LOST:
        return (Alternative((bytes(range(0x80, 0x100)),)),)
    found: dict[bytes, float]
    if sign in LIGATURES:
        found = {LIGATURES[sign].encode(): 0.0, sign.encode(): _OTHERWISE}
    elif sign in TURKISH:
        found = {bytes([TURKISH[sign]]): 0.0, sign.encode(): _OTHERWISE}
    elif sign in WESTERN:
        byte = WESTERN[sign]
        found = {bytes([byte]): 0.0} | dict.fromkeys((sign.encode(), bytes([0xC2, byte])), 2 * _OTHERWISE)
    elif sign <= "\x7f":
        found = {sign.encode(): 0.0} | ({_UNCURLED[sign]: _OTHERWISE} if sign in _UNCURLED else {})
    elif len(sign) > 1 or sign > "\xff":
        found = dict(_read_as_others(sign))
        found |= dict.fromkeys(_mended_twice(sign), 2 * _OTHERWISE)
        found |= {body: _OTHERWISE * number for number, body in enumerate(dict.fromkeys(_ways(sign)))}
    else:
        found = {sign.encode("latin-1"): 0.0, sign.encode(): _MENDED_BEHIND if behind else _MENDED_COST}
    if len(sign) == 1 and _WIDE.match(sign):
        found[sign.encode(charset, "ignore") or sign.encode()] = _GENUINE
    return tuple(Alternative(_each(body), cost) for body, cost in found.items())


_UNCURLED = {"'": b"\xca\xbc"}
"""The signs of ASCII that such tools write for others, and the bytes of those."""


def _ways(sign: str) -> Iterator[bytes]:
    """Yield the bytes of a sign beyond Latin-1, then those of a letter of Latin-1 with an accent put on it."""
    yield b"".join(bytes([ord(each)]) if each <= "\xff" else each.encode("utf-8", "replace") for each in sign)
    parts = normalize("NFD", sign)
    for number, mark in enumerate(parts[1:], 1):
        rest = normalize("NFC", parts[:number] + parts[number + 1 :])
        if len(rest) == 1 and rest <= "\xff" and _MARK.match(mark):
            yield rest.encode("latin-1") + mark.encode()


def _mended_twice(sign: str) -> Iterator[bytes]:
    """Yield the bytes of a sign that came about when a tool had mended one of its bytes before: C2 was lost, too."""
    body = sign.encode("utf-8", "replace") if len(sign) == 1 else b""
    for number in range(1, len(body)):
        yield body[:number] + b"\xc2" + body[number:]


def _read_as_others(sign: str) -> Iterator[tuple[bytes, float]]:
    """Yield the bytes of a sign that such a tool found in another one-byte charset than Latin-1, and their nats."""
    body = next(_ways(sign))
    for charset, cost in _OTHER_CHARSETS:
        with suppress(UnicodeError):
            yield body.decode(charset).encode("latin-1"), cost


_OTHER_CHARSETS = (("mac_roman", 3 * _OTHERWISE), ("cp1257", 2 * _OTHERWISE))


def _each(values: Sequence[int]) -> tuple[bytes, ...]:
    return tuple(bytes([value]) for value in values)
