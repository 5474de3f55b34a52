"""Candidates of a field, what speaks for each, and the choice among them: right or null.

A candidate is believed for what speaks for it, never for where it stands alone. Which of those that are
believed is taken is the field's own order.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from schemas import Beaten, Doubted, Field, Found


class Ground(StrEnum):
    """What speaks for a candidate; its weight stands in WEIGHTS."""

    SITE = "site"
    """The site's own rule names the element."""
    LABEL = "label"
    """A label stands before it: 来源：, 发布时间：."""
    TEXT = "text"
    """The article's own text says it: a dateline, a signature."""
    KNOWN = "known"
    """It is a fact that is known: an outlet of the list."""
    FORM = "form"
    """It looks like what it should be and like little else: 山阳日报, 2023-06-12 15:27."""
    SHAPE = "shape"
    """It looks like what it should be, as common words do by chance: 关闭 begins like a surname."""
    NAMED = "named"
    """The template's class or id, or the element itself, names the field: class="source", <h1>, <time>."""
    HINTED = "hinted"
    """The template's class or id speaks of what may be the field: nick, name, info."""
    STATED = "stated"
    """The page tells it to machines: meta, JSON-LD, the data of its scripts."""
    ELSEWHERE = "elsewhere"
    """Another place of the page says the same: <title>, the breadcrumb, the copyright line, the text."""
    URL = "url"
    """The page's address says it."""
    ONLY = "only"
    """Nothing else on the page can be it."""
    PLACE = "place"
    """It stands where such a value stands: buttons and counters do too."""


WEIGHTS: dict[Ground, int] = {
    Ground.SITE: 2,
    Ground.LABEL: 2,
    Ground.TEXT: 2,
    Ground.KNOWN: 2,
    Ground.FORM: 2,
    Ground.SHAPE: 1,
    Ground.NAMED: 2,
    Ground.HINTED: 1,
    Ground.STATED: 2,
    Ground.ELSEWHERE: 2,
    Ground.URL: 2,
    Ground.ONLY: 1,
    Ground.PLACE: 0,
}
"""2: enough to be believed; 1: believed beside another; 0: says nothing by itself. FIELD: of 240 words tried
beside a date 126 became a false outlet or author while their place was believed."""

ENOUGH = 2
"""Weight from which a candidate is believed."""


def weigh(grounds: Iterable[Ground]) -> int:
    """Return how much some evidence weighs together.

    >>> weigh({Ground.FORM, Ground.PLACE}) >= ENOUGH, weigh({Ground.SHAPE, Ground.PLACE}) >= ENOUGH
    (True, False)
    """
    return sum(WEIGHTS[ground] for ground in grounds)


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Value]):
    """A value that may be the field's, the rule that read it, and what speaks for and against it."""

    value: Value
    rule: str
    order: tuple[float, ...]  # of those that are believed the lowest is taken
    grounds: frozenset[Ground]
    against: str = ""  # why it is not believed, whatever speaks for it; empty where nothing does

    @property
    def weight(self) -> int:
        """The sum of what speaks for it."""
        return weigh(self.grounds)

    @property
    def believed(self) -> bool:
        """Whether enough speaks for it and nothing against it."""
        return not self.against and self.weight >= ENOUGH


class Choice(NamedTuple, Generic[Value]):
    """The candidate that is taken, the believed ones that it beat, and those that were not believed."""

    best: Candidate[Value] | None
    others: tuple[Candidate[Value], ...]
    doubted: tuple[Candidate[Value], ...]


def choose(candidates: Iterable[Candidate[Value]]) -> Choice[Value]:
    """Return the choice: the believed candidate that is first in order, or none.

    >>> words = [
    ...     Candidate("关闭", "beside_date", (1,), frozenset({Ground.PLACE, Ground.SHAPE})),
    ...     Candidate("山阳日报", "beside_date", (2,), frozenset({Ground.PLACE, Ground.FORM})),
    ... ]
    >>> choice = choose(words)
    >>> choice.best.value, [each.value for each in choice.doubted], choose(words[:1]).best
    ('山阳日报', ['关闭'], None)
    """
    ordered = sorted(candidates, key=lambda each: each.order)
    believed: list[Candidate[Value]] = []
    doubted: list[Candidate[Value]] = []
    for each in ordered:
        (believed if each.believed else doubted).append(each)
    return Choice(believed[0] if believed else None, tuple(believed[1:]), tuple(doubted))


def tell(grounds: Collection[Ground]) -> tuple[str, ...]:
    """Return the names of the evidence, in the order in which the kinds are listed."""
    return _names(frozenset(grounds))


@lru_cache(maxsize=256)
def _names(grounds: frozenset[Ground]) -> tuple[str, ...]:
    return tuple(ground.value for ground in Ground if ground in grounds)


class Settled(NamedTuple):
    """What a field is, or None, and the candidates that were not believed."""

    found: Found | None
    doubted: tuple[Doubted, ...]


def settle(field: Field, candidates: Iterable[Candidate[str]], most: int | None = None) -> Settled:
    """Return the believed reading of a field with those that it beat, and what was not believed, `most` of it.

    >>> settled = settle("author", [Candidate("关闭", "beside_date", (1,), frozenset({Ground.SHAPE}))])
    >>> settled.found, settled.doubted[0].value, settled.doubted[0].against
    (None, '关闭', 'too little speaks for it')
    """
    best, others, doubted = choose(candidates)
    if best is None:
        return Settled(None, doubts(field, doubted, most))
    beaten = dict.fromkeys(
        Beaten(value=other.value, rule=other.rule, grounds=tell(other.grounds))
        for other in others
        if other.value != best.value
    )
    found = Found(value=best.value, rule=best.rule, grounds=tell(best.grounds), beaten=tuple(beaten))
    return Settled(found, doubts(field, doubted, most))


def doubts(
    field: Field, candidates: Iterable[Candidate[str]], most: int | None = None
) -> tuple[Doubted, ...]:
    """Return what was not believed of a field, `most` of it, each once, with what speaks for and against it."""
    told = (
        Doubted(
            field=field,
            value=each.value,
            rule=each.rule,
            grounds=tell(each.grounds),
            against=each.against or "too little speaks for it",
        )
        for each in candidates
    )
    seen: dict[Doubted, None] = {}
    for each in told:
        seen[each] = None
        if len(seen) == most:
            break
    return tuple(seen)
