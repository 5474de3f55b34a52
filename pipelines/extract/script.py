"""The script of a text, Simplified or Traditional, told by the characters that only one of them has.

GB 2312 is the character set of Simplified Chinese and Big5 that of Traditional: what only one of them can
write tells the script, and what both can write (后, 里, 台) tells nothing.
"""

from functools import cache

from schemas.article import Language


def read_language(text: str) -> Language:
    """Return the script that most of the telling characters of `text` belong to; Simplified where none tells.

    >>> read_language("這個國家的電車"), read_language("这个国家的电车"), read_language("2023")
    ('zh-Hant', 'zh-Hans', 'zh-Hans')
    """
    traditional, simplified = _telling()
    said = set(text)  # a text says each of its characters again and again
    votes = sum(map(text.count, traditional & said))
    return "zh-Hant" if votes and votes > sum(map(text.count, simplified & said)) else "zh-Hans"


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters of Traditional alone and those of Simplified alone."""
    # Hanzi stand in rows B0 to F7 of GB 2312 and A4 to F9 of Big5.
    simplified = _characters("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))
    traditional = _characters("big5", range(0xA4, 0xFA), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return traditional - simplified, simplified - traditional


def _characters(charset: str, rows: range, cells: range | tuple[int, ...]) -> frozenset[str]:
    codes = (bytes((row, cell)) for row in rows for cell in cells)
    decoded = "".join(code.decode(charset, "ignore") for code in codes)
    # An unassigned code leaves its second byte, a Latin letter.
    return frozenset(character for character in decoded if not character.isascii())
