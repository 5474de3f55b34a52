"""Texts that are made of a pattern, to be slow for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any

from tests.fuzz.steps import LEAVES, REPEATS, Tree, leaf_of

MOST_ROUNDS = 4
"""Rounds to which a bounded repeat is shortened: one that is nested has no more than a short text either."""
MOST_CHARACTERS = 6
"""Characters that a repeat is attacked with, those first that most other classes of the pattern accept too."""

_END = "!\x00!"  # hardly any pattern goes on here
_CATEGORIES = {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " \n", op.CATEGORY_WORD: "a山"}
_ANYTHING = " \na1山.\x00"  # a class is asked for these too: what it is not made of, and excludes


@dataclass(frozen=True)
class Attack:
    """A beginning that leads a pattern on, what is repeated, and an end that disappoints it."""

    lead: str
    pump: str
    tail: str

    def text(self, length: int) -> str:
        return self.lead + self.pump * (length // len(self.pump)) + self.tail


def shorten(tree: Tree) -> list[tuple[Any, Any]]:
    """Return the tree with no bounded repeat of more than MOST_ROUNDS.

    A bounded repeat costs a constant, but on a short text it cannot be told from one without a bound.
    """
    return [(kind, _shorten(kind, what)) for kind, what in tree]


def _shorten(kind: Any, what: Any) -> Any:
    if kind in REPEATS:
        least, most, inner = what
        few = min(least, MOST_ROUNDS // 2)
        if most is not op.MAXREPEAT:
            most = few if most == least else max(few + 1, min(most, MOST_ROUNDS))
        return few, most, shorten(inner)
    if kind is op.SUBPATTERN:
        return *what[:-1], shorten(what[-1])
    if kind is op.ATOMIC_GROUP:
        return shorten(what)
    if kind is op.BRANCH:
        return None, [shorten(branch) for branch in what[1]]
    if kind in {op.ASSERT, op.ASSERT_NOT} and what[0] > 0:  # what is looked at behind has a fixed width
        return what[0], shorten(what[1])
    return what


def children(kind: Any, what: Any) -> list[Tree]:
    """Return the trees in a node."""
    if kind in REPEATS or kind is op.SUBPATTERN:
        return [what[-1]]
    if kind is op.ATOMIC_GROUP:
        return [what]
    if kind is op.BRANCH:
        return list(what[1])
    if kind in {op.ASSERT, op.ASSERT_NOT}:
        return [what[1]]
    if kind is op.GROUPREF_EXISTS:
        return [part for part in what[1:] if part]
    return []


def mentioned(tree: Tree) -> str:
    """Return characters that the leaves of a tree name, each once."""
    found = ""
    for kind, what in tree:
        found += _named(kind, what) if kind in LEAVES else "".join(map(mentioned, children(kind, what)))
    return "".join(dict.fromkeys(found))


def _named(kind: Any, what: Any) -> str:
    if kind in {op.LITERAL, op.NOT_LITERAL}:
        return chr(what)
    if kind is op.RANGE:
        return chr(what[0]) + chr(what[1])
    if kind is op.CATEGORY:
        return _CATEGORIES.get(what, "")
    return "".join(_named(*item) for item in what) if kind is op.IN else ""


def sample(tree: Tree, flags: int) -> str:
    """Return a text that the tree may match: its longest branches, each repeat as rarely as may be but once."""
    text = ""
    for kind, what in tree:
        if kind in LEAVES:
            leaf = leaf_of((kind, what), flags)
            text += next((one for one in _named(kind, what) + _ANYTHING if leaf[one]), "")
        elif kind in REPEATS:
            text += sample(what[2], flags) * max(what[0], 1)
        elif kind is op.ASSERT and what[0] < 0 and not text:
            text = sample(what[1], flags)  # it has to stand before
        elif kind not in {op.ASSERT, op.ASSERT_NOT}:
            text += max((sample(child, flags) for child in children(kind, what)), key=len, default="")
    return text


def representatives(tree: Tree, flags: int) -> list[str]:
    """Return one character of each kind that the classes of a tree tell apart, first what most of them accept."""
    leaves = {repr(node): leaf_of(node, flags) for node in classes(tree)}.values()
    kinds: dict[tuple[bool, ...], str] = {}
    for one in mentioned(tree) + _ANYTHING:
        kinds.setdefault(tuple(leaf[one] for leaf in leaves), one)
    return [kinds[kind] for kind in sorted(kinds, key=sum, reverse=True)]


def classes(tree: Tree) -> Iterator[tuple[Any, Any]]:
    """Yield the leaves that accept more than one character."""
    for kind, what in tree:
        if kind in LEAVES and kind is not op.LITERAL:
            yield kind, what
        for child in children(kind, what):
            yield from classes(child)


def pieces(tree: Tree, flags: int) -> Iterator[str]:
    """Yield a text for each way through the tree: for itself, and for each tree inside it."""
    yield sample(tree, flags)
    for kind, what in tree:
        for child in children(kind, what):
            yield from pieces(child, flags)


@dataclass(frozen=True)
class Spot:
    """A repeat: a text that leads to it, and what it repeats."""

    lead: str
    body: Tree


def spots(tree: Tree, flags: int, many: int = op.MAXREPEAT, lead: str = "") -> Iterator[Spot]:
    """Yield the repeats of `many` rounds or more: as it stands, those without a bound."""
    for number, (kind, what) in enumerate(tree):
        here = lead + sample(tree[:number], flags)
        if kind in REPEATS and what[1] >= many:
            yield Spot(here, what[2])
        for child in children(kind, what):
            yield from spots(child, flags, many, here)


def attacks(tree: Tree, flags: int, many: int = op.MAXREPEAT) -> list[Attack]:
    """Return attacks on each repeat of `many` rounds or more, and some that are aimed at none."""
    characters = representatives(tree, flags)
    pumps = [*characters, *(a + b for a, b in pairwise(characters)), sample(tree, flags)]
    found = [Attack("", pump, _END) for pump in pumps]
    for spot in spots(tree, flags, many):
        pumps = [spot.lead, *pieces(spot.body, flags), spot.lead + sample(spot.body, flags)]
        refused = ""
        if len(spot.body) == 1 and spot.body[0][0] in LEAVES:
            leaf = leaf_of(spot.body[0], flags)
            pumps += [one for one in characters if leaf[one]][:MOST_CHARACTERS]
            refused = next((one for one in characters if not leaf[one]), "")
        found += [Attack(spot.lead, pump, end + _END) for pump in pumps for end in ("", refused)]
    return [attack for attack in dict.fromkeys(found) if attack.pump]
