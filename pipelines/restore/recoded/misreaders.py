"""How programs read bytes in a charset that is not theirs, forwards: what every repair of this room must reproduce."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

GBK, BIG5, OLD_BIG5, LATIN = "gb18030", "big5hkscs", "big5", "latin-1"
"""The charsets that Chinese is read in by mistake; Windows-1252 is LATIN with other signs for 0x80 to 0x9F.

The two tables of Big5 differ in kana and Cyrillic letters, which Simplified Chinese turns into.
"""

_FIRST_LEAD = 0x81
_LAST_LEAD = 0xFE
_FIRST_TRAIL = 0x40
_EURO = 0x80
_LAST_ASCII = 0x7F
_PRIVATE_USE = ("\ue000", "\uf8ff")


TRAILS = bytes(range(0x80, 0xC0))
"""The bytes of a character in UTF-8 behind its first."""
HEADS = bytes((0xE2, 0xE3, *range(0xE4, 0xEA), 0xEF))
"""The first bytes of Chinese characters and their punctuation in UTF-8."""
UNDEFINED = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
"""The bytes that Windows-1252 has no sign for."""


def may_be_mended(written: str, misread: str) -> bool:
    """Tell whether tools mend such a text in part: one in pairs of bytes, read in a charset of one byte."""
    return written != "utf-8" and misread == LATIN


class Gaps(Enum):
    """What a reader does with a pair of bytes that its charset leaves to the user."""

    PRIVATE = "private use"  # shows a private-use character: browsers, Windows
    ONE_MARK = "one mark"  # shows one mark for both bytes, or nothing
    RESUMES = "resumes"  # shows a mark for the first byte and reads on with the second: Python, Java


@dataclass(frozen=True, slots=True)
class Reader:
    """A program's way with the bytes that its charset does not know."""

    charset: str
    mark: str = "\ufffd"  # what it shows for bytes that it cannot read
    swallows: bool = False  # whether the mark of a lone first byte stands for the byte behind it too
    gaps: Gaps = Gaps.PRIVATE
    euro: str | None = "€"  # what it shows for 0x80, None for a mark

    def read(self, body: bytes) -> str:
        """Return what the program shows for `body`."""
        if self.charset == LATIN:
            return body.decode(LATIN).translate(_signs_of(self))
        shown: list[str] = []
        position = 0
        while position < len(body):
            sign, size = self._next(body[position : position + 2])
            shown.append(sign)
            position += size
        return "".join(shown)

    def _next(self, pair: bytes) -> tuple[str, int]:
        """Return what is shown for the character that begins `pair`, and how many bytes it takes."""
        lead = pair[0]
        if lead <= _LAST_ASCII:
            return chr(lead), 1
        if not _FIRST_LEAD <= lead <= _LAST_LEAD:
            return (self.euro if self.euro is not None and lead == _EURO else self.mark), 1
        if len(pair) == 1 or pair[1] < _FIRST_TRAIL:
            return self.mark, 1 + (self.swallows and len(pair) > 1)
        character = character_of(self.charset, pair)
        if character and (self.gaps is Gaps.PRIVATE or not is_private(character)):
            return character, 2
        return self.mark, 1 if self.gaps is Gaps.RESUMES or pair[1] <= _LAST_ASCII else 2


@lru_cache(maxsize=16)
def _signs_of(reader: Reader) -> Mapping[int, str]:
    """Return what a reader of a one-byte charset shows for the bytes that Latin-1 leaves to controls."""
    if reader.euro is None:
        return {}
    undefined = None if reader.gaps is Gaps.PRIVATE else reader.mark
    shown = {byte: bytes([byte]).decode("cp1252", "ignore") for byte in _C1}
    return {byte: sign or (chr(byte) if undefined is None else undefined) for byte, sign in shown.items()}


_C1 = range(0x80, 0xA0)
"""The bytes that Latin-1 leaves to controls, and Windows-1252 gives signs."""


@lru_cache(maxsize=1 << 16)
def character_of(charset: str, pair: bytes) -> str:
    """Return the character of two bytes; empty where they are none."""
    try:
        character = pair.decode(charset)
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""


def is_private(character: str) -> bool:
    """Tell whether no standard gives the character a meaning."""
    return _PRIVATE_USE[0] <= character <= _PRIVATE_USE[1] or character == "€"
