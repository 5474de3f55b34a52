"""Links that stand in the rows of a list beside its headlines: tags, authors, sources."""

from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

FEWEST_ROWS = 2
"""Steps from one row to the next in which links stand before they are part of the rows."""

REGULAR = 0.9
"""Share of the steps with one article; a channel's name stands before the several of its section."""


def accompany(places: Sequence[int], articles: Sequence[int]) -> bool:
    """Tell whether from one link to the next there is one article, or none: they are parts of the articles' rows.

    Both are places in the order of the page, in that order.

    >>> accompany([2, 3, 5, 7, 8], [1, 4, 6]), accompany([1, 5, 9], [2, 3, 4, 6, 7, 8]), accompany([1, 2, 3], [5, 7])
    (True, False, False)
    """
    steps = [bisect(articles, after) - bisect(articles, before) for before, after in pairwise(places)]
    rows = [step for step in steps if step]
    return len(rows) >= FEWEST_ROWS and sum(step == 1 for step in rows) >= REGULAR * len(rows)
