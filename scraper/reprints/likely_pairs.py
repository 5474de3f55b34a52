"""Which texts may be the same: those whose sketches share grams, found without comparing each with each."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scraper.reprints.grams import Hashes, shares_expected
from scraper.reprints.shelf import Drawers, Pairs, join, part

_DRAWERS = 64  # files that are open at once; of a million texts, each holds 9 MB of grams
_NUMBER = 2**32 - 1  # the half of a gram that does not tell whether it is kept
_BATCH = 2_000  # sketches that are put away at once
_SHARED = 0.04
"""Of the grams expected: a pair that other texts stand between shows only some of what it shares."""
_LEAST = 2  # grams


class Candidate(NamedTuple):
    """A text, by its rank among all from the longest, and the longer ones that it may be the same as."""

    shorter: int
    longer: list[int]


class Grams:
    """The sketches of all texts, on the disk."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._drawers = Drawers(folder, _DRAWERS)
        self._waiting: list[tuple[int, Hashes]] = []

    def add(self, number: int, sketched: Hashes) -> None:
        """Put the sketch of a text to the others."""
        self._waiting.append((number, sketched))
        if len(self._waiting) >= _BATCH:
            self._put_away()

    def _put_away(self) -> None:
        if self._waiting:
            numbers, sketches = zip(*self._waiting, strict=True)
            texts = np.repeat(np.array(numbers, dtype=np.uint64), list(map(len, sketches)))
            self._drawers.put(join(np.concatenate(sketches) & np.uint64(_NUMBER), texts))
            self._waiting.clear()

    def candidates(self, ranks: NDArray[np.uint64], lengths: NDArray[np.int64]) -> Iterator[Candidate]:
        """Yield each text that shares grams with longer ones, and these, in the order of their ranks.

        `ranks` are those of the texts by number, `lengths` the letters of the texts by rank.
        """
        self._put_away()
        shared = Drawers(self._folder, _DRAWERS)
        for grams in self._drawers.take():
            gram, text = part(grams)
            shared.put(pair_neighbours(join(gram, ranks[text])))
        kept = [_likely(pairs, lengths) for pairs in shared.take()]
        pairs = np.concatenate(kept) if kept else np.zeros(0, dtype=np.uint64)
        pairs.sort()
        yield from _each(pairs)


def pair_neighbours(grams: Pairs) -> Pairs:
    """Return pairs of texts that share a gram, the shorter first: each with the longest that has it, and the next longer.

    A gram of many texts gives as many pairs and not their square: the copies of one text all meet its longest copy.
    """
    grams = np.sort(grams)
    gram, text = part(grams)
    same = gram[1:] == gram[:-1]
    firsts = np.flatnonzero(np.concatenate(([True], ~same)))
    longest = np.repeat(text[firsts], np.diff(np.append(firsts, len(text)))) if len(text) else text
    later = text[1:][same]
    to_longest = join(later, longest[1:][same])
    to_next = join(later, text[:-1][same])
    return np.concatenate((to_longest, to_next[to_next != to_longest]))


def _likely(pairs: Pairs, lengths: NDArray[np.int64]) -> Pairs:
    """Return the pairs, each once, that share as many grams as texts that are the same."""
    each, shares = np.unique(pairs, return_counts=True)
    shorter, longer = (lengths[number] for number in part(each))
    return each[shares >= np.maximum(_LEAST, _SHARED * shares_expected(shorter, longer))]


def _each(pairs: Iterable[int]) -> Iterator[Candidate]:
    found: Candidate | None = None
    for pair in pairs:
        shorter, longer = int(pair) >> 32, int(pair) & 0xFFFFFFFF
        if found is None or found.shorter != shorter:
            if found:
                yield found
            found = Candidate(shorter, [])
        found.longer.append(longer)
    if found:
        yield found
