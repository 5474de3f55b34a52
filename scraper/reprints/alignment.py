"""Two texts side by side: how much of each stands in the other, and how often a word stands for another."""

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scraper.reprints.grams import Hashes, hash_grams
from scraper.reprints.letters import Letters, have_digits

Places = NDArray[np.int64]

_GRAM = 8  # letters: four words in a row are hardly ever the same by chance
_SAME = 16  # letters of a passage that cannot be a phrase of the trade, which stands anywhere
_WORDS = 40
"""Letters that words, a name or a date in place of others may have: more is a passage of its own."""
_PARTS = 64  # of a text, to tell whether two others stand in the same ones


class Text:
    """A text made ready to find passages of others in it."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self.grams = hash_grams(letters, _GRAM)

    @cached_property
    def order(self) -> Places:
        """The places of the grams, in the order of their numbers."""
        return np.argsort(self.grams, kind="stable")

    @cached_property
    def ordered(self) -> Hashes:
        """The numbers of the grams, in their order."""
        return self.grams[self.order]


class Shared(NamedTuple):
    """What two texts share."""

    of_shorter: float = 0.0
    """Share of the shorter text's letters that stand in the longer one."""
    of_longer: float = 0.0
    swaps: int = 0
    """Places in the midst of what they share where one has some words and the other others."""
    numbers: int = 0
    """Swaps with digits on both sides."""
    swapped: int = 0
    """Letters of the swaps, of the side that has fewer."""
    own: int = 0
    """Letters of longer passages, in the midst or behind what they share, in place of others; of the side that has fewer."""
    letters: int = 0
    """Letters of the shorter text that stand in the longer one."""
    where: int = 0
    """Which parts of the longer text stand in the shorter one for the most part: a bit each."""


class Passages(NamedTuple):
    """Where passages begin and end in a text."""

    starts: Places
    ends: Places


def align(shorter: Text, longer: Text) -> Shared:
    """Return what two texts share: passages of eight letters or more, in any order."""
    if not len(shorter.grams) or not len(longer.grams):
        return Shared()
    if np.array_equal(shorter.letters, longer.letters):
        return Shared(of_shorter=1.0, of_longer=1.0, letters=len(shorter.letters), where=2**_PARTS - 1)
    found = np.searchsorted(longer.ordered, shorter.grams)
    there = longer.order.take(found, mode="clip")
    places = np.flatnonzero(longer.grams[there] == shorter.grams)
    if not len(places):
        return Shared()
    there = there[places]
    # A passage is gram after gram, each at the same distance from its like in the longer text.
    breaks = np.flatnonzero((places[1:] - places[:-1] != 1) | (there[1:] - there[:-1] != 1))
    first, last = np.concatenate(([0], breaks + 1)), np.concatenate((breaks, [len(places) - 1]))
    ours = Passages(places[first], places[last] + _GRAM)
    theirs = Passages(there[first], there[last] + _GRAM)
    here, where = cover(len(shorter.letters), ours), cover(len(longer.letters), theirs)
    letters = int(np.count_nonzero(here))
    swaps = find_swaps(shorter.letters, ours, longer.letters, theirs)
    return Shared(
        letters / len(here),
        np.count_nonzero(where) / len(where),
        *swaps,
        letters=letters,
        where=_in_parts(where),
    )


class Swaps(NamedTuple):
    """What is otherwise in the midst of what two texts share; the fields are those of Shared."""

    swaps: int = 0
    numbers: int = 0
    swapped: int = 0
    own: int = 0


def find_swaps(shorter: Letters, ours: Passages, longer: Letters, theirs: Passages) -> Swaps:
    """Return what lies between passages in both texts; what only one has was put in there, or cut in the other."""
    same = np.flatnonzero(ours.ends - ours.starts >= _SAME)
    begin, start = ours.ends[same], theirs.ends[same]
    # What comes behind the last passage counts as what lies between two: a form goes on with other words.
    end, stop = (
        np.append(ours.starts[same[1:]], len(shorter)),
        np.append(theirs.starts[same[1:]], len(longer)),
    )
    if not len(same):
        return Swaps()
    letters = np.minimum(end - begin, stop - start)
    letters[-1] *= letters[-1] > _WORDS  # a line that names the editor is no swap
    gaps = np.flatnonzero(letters > 0)
    few = [gap for gap in gaps.tolist() if letters[gap] <= _WORDS]
    return Swaps(
        swaps=len(few),
        numbers=sum(
            have_digits(shorter[begin[gap] : end[gap]]) and have_digits(longer[start[gap] : stop[gap]])
            for gap in few
        ),
        swapped=sum(int(letters[gap]) for gap in few),
        own=sum(int(letters[gap]) for gap in gaps.tolist() if letters[gap] > _WORDS),
    )


def cover(length: int, passages: Passages) -> NDArray[np.bool_]:
    """Return which letters of a text lie in passages."""
    depth = np.bincount(passages.starts, minlength=length + 1) - np.bincount(
        passages.ends, minlength=length + 1
    )
    covered: NDArray[np.bool_] = depth[:-1].cumsum() > 0
    return covered


def _in_parts(covered: NDArray[np.bool_]) -> int:
    middles = (2 * np.arange(_PARTS) + 1) * len(covered) // (2 * _PARTS)
    return int.from_bytes(np.packbits(covered[middles]).tobytes(), "big")
