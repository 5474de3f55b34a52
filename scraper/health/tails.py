"""How probable it is to see so few, where counts scatter more than dice do."""

from collections.abc import Callable
from math import exp, lgamma, log

_NEGLIGIBLE = 1e-9
"""Part of the sum so far below which the next term is left out: chances are compared with powers of ten."""

_NO_SPREAD = 1e-6
"""Least spread that is reckoned with: below it the binomial and the Poisson distribution are the same to us."""


def at_most_of(count: int, total: int, share: float, spread: float) -> float:
    """Return the chance of at most `count` of `total`, each with this share: the lower tail of a beta-binomial.

    `spread` is how much the members of one total go together: 0 are dice, with 1 all are as the first one.

    >>> round(at_most_of(0, 3, 0.5, 0.0), 3), round(at_most_of(0, 3, 0.5, 0.5), 2)
    (0.125, 0.31)
    """
    together = 1 / max(spread, _NO_SPREAD) - 1
    first, second = share * together, (1 - share) * together

    def step(one: int) -> float:
        return one * (second + total - one) / ((total - one + 1) * (first + one - 1))

    begin = (
        lgamma(total + 1)
        - lgamma(count + 1)
        - lgamma(total - count + 1)
        + lgamma(first + count)
        - lgamma(first)
        + lgamma(second + total - count)
        - lgamma(second)
        + lgamma(together)
        - lgamma(together + total)
    )
    return _sum_down(count, begin, step)


def at_most(count: int, mean: float, variance: float) -> float:
    """Return the chance of at most `count`: the lower tail of a negative binomial with this mean and variance.

    >>> round(at_most(0, 3.0, 3.0), 3), round(at_most(0, 3.0, 12.0), 3)
    (0.05, 0.25)
    """
    if mean <= 0:
        return 1.0
    size = mean * mean / max(variance - mean, mean * _NO_SPREAD)
    ratio = mean / (mean + size)

    def step(one: int) -> float:
        return one / ((one + size - 1) * ratio)

    begin = lgamma(count + size) - lgamma(size) - lgamma(count + 1)
    begin += size * log(size / (mean + size)) + count * log(ratio)
    return _sum_down(count, begin, step)


def _sum_down(count: int, begin: float, step: Callable[[int], float]) -> float:
    """Return the sum of the terms from `count` down to 0, the first given as a logarithm: so none vanishes on the way."""
    term = total = 1.0
    for one in range(count, 0, -1):
        term *= step(one)
        total += term
        if term < total * _NEGLIGIBLE:
            break
    return min(1.0, exp(min(0.0, begin + log(total))))
