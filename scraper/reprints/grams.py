"""The grams of a text as numbers, and the few of them that stand for it."""

import numpy as np
from numpy.typing import NDArray

from scraper.reprints.letters import Letters

Hashes = NDArray[np.uint64]


_BASE = 0x9E3779B97F4A7C15  # odd, its bits without a pattern: 2^64 over the golden ratio
_MIX = 0xFF51AFD7ED558CCD  # of MurmurHash3's finish
_TOLD = 12
"""Letters of a gram that stands for a text: rare, and four edits a hundred letters leave half of them."""
_KEPT = 48  # grams of a text that are kept at least, where it has so many: half a text still shares two dozen
_RAREST = 64  # one gram in so many is kept of the longest texts


def hash_grams(letters: Letters, length: int) -> Hashes:
    """Return a number for each gram of so many letters, in their order: the same for the same gram everywhere."""
    places = len(letters) - length + 1
    if places <= 0:
        return np.zeros(0, dtype=np.uint64)
    # Those of twice as many letters are made of two; what is missing at the end, of one that overlaps.
    hashes, held, base = letters.astype(np.uint64), 1, _BASE
    while held < length:
        step = min(held, length - held)
        hashes = hashes[:-step] * np.uint64(base) + hashes[step:]
        held, base = held + step, base * base % 2**64 | 1
    hashes ^= hashes >> np.uint64(32)
    hashes *= np.uint64(_MIX)
    hashes ^= hashes >> np.uint64(29)
    return hashes


def sketch(letters: Letters) -> Hashes:
    """Return the grams that stand for a text: those whose number is small, the same share of any passage.

    Half as many are kept where a text is twice as long, and all that a longer one would keep a shorter one keeps too.
    """
    hashes = hash_grams(letters, _TOLD)
    return np.unique(hashes[hashes <= np.uint64((2**64 - 1) // rarity(len(letters)))])


def rarity(letters: int) -> int:
    """Return of how many grams one is kept of a text of so many letters: a power of two.

    >>> [rarity(letters) for letters in (40, 100, 150, 1000, 100_000)]
    [1, 1, 2, 16, 64]
    """
    return 1 << min(max(letters - _TOLD + 1, _KEPT) // _KEPT, _RAREST).bit_length() - 1


def shares_expected(shorter: NDArray[np.int64], longer: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how many grams both texts keep where the shorter one stands in the longer one; lengths are in letters."""
    rare = [rarity(letters) for letters in longer.tolist()]
    return (shorter - _TOLD + 1).clip(0) / np.array(rare, dtype=np.int64)
