"""How often reprints are told right, over pairs of articles and over whole groups."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Score(NamedTuple):
    """Shares: of what was found that is right, and of what there is that was found."""

    pair_precision: float
    pair_recall: float
    group_precision: float
    group_recall: float
    """A group counts as right where it has all the articles of a text and no other."""


def score(found: Iterable[Sequence[int]], texts: Sequence[str]) -> Score:
    """Return how well groups of article numbers tell which articles have one text."""
    found = [list(group) for group in found]
    sizes = Counter(texts)
    there = sum(size * (size - 1) // 2 for size in sizes.values())
    told = sum(len(group) * (len(group) - 1) // 2 for group in found)
    right, whole = 0, 0
    for group in found:
        counts = Counter(texts[number] for number in group)
        right += sum(count * (count - 1) // 2 for count in counts.values())
        whole += len(counts) == 1 and sizes[next(iter(counts))] == len(group)
    several = sum(size > 1 for size in sizes.values())
    return Score(right / (told or 1), right / (there or 1), whole / (len(found) or 1), whole / (several or 1))
