"""What of a text tells it from another: its letters and digits, whoever set the marks between them."""

import sys
import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

Letters = NDArray[np.uint16]
"""The letters of a text as numbers; none is 0."""


_PLANE = 0x10000  # characters: the first plane, whose letters keep their numbers
_RARE_HAN = slice(0x20000, 0x40000)  # Han beyond the first plane; they share numbers with letters of it
_HAN = tuple(map(chr, (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))))


def letters_of(text: str) -> Letters:
    """Return the letters and digits of a text, folded: no marks, no blanks, small, half-width, Simplified."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folded = _table()[codes]
    letters: Letters = folded[folded != 0]
    return letters


def have_digits(letters: Letters) -> bool:
    """Tell whether there is a digit among the letters."""
    return bool(((letters >= ord("0")) & (letters <= ord("9"))).any())


@cache
def _table() -> Letters:
    """Return the number of each character's folded form, 0 for what is no letter."""
    table = np.zeros(sys.maxunicode + 1, dtype=np.uint16)
    table[_RARE_HAN] = np.arange(_RARE_HAN.stop - _RARE_HAN.start) % (_PLANE - 1) + 1
    for character in filter(str.isalnum, map(chr, range(_PLANE))):
        table[ord(character)] = _fold(character)
    simple = OpenCC("t2s").convert("\n".join(_HAN)).split("\n")
    for character, other in zip(_HAN, simple, strict=True):
        if len(other) == 1 and character.isalnum():
            table[ord(character)] = _fold(other)
    return table


def _fold(character: str) -> int:
    return ord(unicodedata.normalize("NFKC", character).lower()[0]) % _PLANE or 1
