"""A language model of Chinese, small enough to ship: how a character surprises after the two before it.

Each file holds, compressed, a tree of the characters seen after one another: -ln P of each sequence of one to
three of them, and what each context leaves to what was never seen behind it. Unseen sequences back off to
shorter ones. language.bin is counted in running text of many kinds, words.bin in words above all.
"""

import re
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

BOUNDARY = "\n"
LANGUAGE, WORDS = "language.bin", "words.bin"
UNKNOWN = 20.0  # nats; a character never seen in the sources
_UNSEEN_PAIR = 1.2  # nats at least for a pair that is in no word, however rare its first character
_STEPS = 12  # per nat, so that one byte holds up to 21 nats

_NORMAL = str.maketrans(
    dict(zip(map(chr, range(0xFF01, 0xFF5F)), map(chr, range(0x21, 0x7F)), strict=True))
    | dict(zip(",:;!?()", "，：；！？（）", strict=True))
    | dict(zip("，：；！？（）", "，：；！？（）", strict=True))
)
_CLASSES = str.maketrans(dict.fromkeys("0123456789", "0"))
_LATIN = re.compile("[A-Za-z]+")
_SPACE = re.compile(r"\s+")


def classed(text: str) -> str:
    """Return `text` as the model sees it: full-width punctuation, every digit a 0, every Latin run an A."""
    return _LATIN.sub("A", _SPACE.sub("", text.translate(_NORMAL).translate(_CLASSES)))


class _Level(NamedTuple):
    """The sequences of one length: those that begin alike stand together, sorted by their last character."""

    lasts: "array[int]"  # the code of the last character
    costs: bytes  # surprise, in steps
    backing: bytes  # what the sequence, as a context, leaves to shorter ones, in steps; none of the longest
    starts: "array[int]"  # where each context's followers begin in the next level; one more than sequences


def write_model(path: Path, surprises: Mapping[str, float], backing: Mapping[str, float]) -> None:
    """Write the tree of `surprises` of one to three characters, and the `backing` of contexts, both in nats.

    Every sequence without its last character must be among the surprises too.
    """
    planes = bytearray()
    for length in (1, 2, 3):
        sequences = sorted(sequence for sequence in surprises if len(sequence) == length)
        followers = dict.fromkeys(sequences, 0)
        for sequence in surprises:
            if len(sequence) == length + 1:
                followers[sequence[:-1]] += 1
        lasts = [ord(sequence[-1]) for sequence in sequences]
        planes += len(sequences).to_bytes(4, "big")
        planes += _planes(lasts) + bytes(_steps(surprises[sequence]) for sequence in sequences)
        planes += bytes(_steps(backing.get(sequence, 0.0)) for sequence in sequences)
        planes += _planes(followers.values())
    path.write_bytes(zlib.compress(bytes(planes), 9))


def _steps(nats: float) -> int:
    return min(255, round(nats * _STEPS))


def _planes(numbers: Iterable[int]) -> bytes:
    """Return the high bytes of numbers of two bytes, then the low ones: so they compress well."""
    pairs = array("H", numbers)
    if sys.byteorder == "little":
        pairs.byteswap()
    flat = pairs.tobytes()
    return flat[0::2] + flat[1::2]


def _numbers(planes: bytes) -> "array[int]":
    flat, half = bytearray(len(planes)), len(planes) // 2
    flat[0::2], flat[1::2] = planes[:half], planes[half:]
    numbers = array("H", bytes(flat))
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


@lru_cache(maxsize=2)
def _levels(name: str) -> tuple[_Level, ...]:
    planes = zlib.decompress(files("pipelines").joinpath(f"data/{name}").read_bytes())
    levels, at = [], 0
    for _ in range(3):
        count = int.from_bytes(planes[at : at + 4], "big")
        at += 4
        lasts, costs, backing, followers = (
            planes[at + count * start : at + count * end] for start, end in ((0, 2), (2, 3), (3, 4), (4, 6))
        )
        starts = array("I", accumulate(_numbers(followers), initial=0))
        levels.append(_Level(_numbers(lasts), costs, backing, starts))
        at += 6 * count
    return tuple(levels)


@lru_cache(maxsize=1 << 14)
def _place(sequence: str, name: str) -> int:
    """Return where a sequence stands in the level of its length, in one of the files; -1 where it is not."""
    levels = _levels(name)
    level, start, end = levels[len(sequence) - 1], 0, len(levels[0].lasts)
    if len(sequence) > 1:
        context = _place(sequence[:-1], name)
        if context < 0:
            return -1
        start, end = levels[len(sequence) - 2].starts[context : context + 2]
    last = ord(sequence[-1])
    place = bisect_left(level.lasts, last, start, end)
    return place if place < end and level.lasts[place] == last else -1


@lru_cache(maxsize=1 << 15)  # some ten megabytes
def surprise(context: str, character: str) -> float:
    """Return the nats by which `character` surprises after `context`, its last two characters; both classed.

    >>> surprise("中", "国") < surprise("中", "锅")
    True
    """
    if len(character) != 1:  # a blank is nothing once classed, a letter with a loose accent two characters
        return UNKNOWN
    if not context:
        return _singles().get(character, UNKNOWN)
    start, end, left = _behind(context)
    if start < end:
        level, last = _levels(LANGUAGE)[len(context)], ord(character)
        place = bisect_left(level.lasts, last, start, end)
        if place < end and level.lasts[place] == last:
            return level.costs[place] / _STEPS
    return left + surprise(context[1:], character)


def surprises(context: str, characters: Iterable[str]) -> list[float]:
    """Return the nats by which each of many characters surprises after the two of `context`; all classed.

    >>> surprises("我们", ["国"]) == [surprise("我们", "国")]
    True
    """
    start, end, left = _behind(context)
    level = _levels(LANGUAGE)[2]
    seen = dict(zip(map(chr, level.lasts[start:end]), level.costs[start:end], strict=True))
    pairs, singles = _pairs(context[1:]), _singles()
    left_alone = _behind(context[1:])[2]
    found: list[float] = []
    for character in characters:
        if character in seen:
            found.append(seen[character] / _STEPS)
        elif character in pairs:
            found.append(left + pairs[character] / _STEPS)
        else:
            found.append(left + (left_alone + singles.get(character, UNKNOWN)))
    return found


@lru_cache(maxsize=1 << 14)
def _behind(context: str) -> tuple[int, int, float]:
    """Return where what was seen behind a context begins and ends in its level; and what it leaves to shorter ones, in nats."""
    place = _place(context, LANGUAGE)
    if place < 0:
        return 0, 0, 0.0
    level = _levels(LANGUAGE)[len(context) - 1]
    return level.starts[place], level.starts[place + 1], level.backing[place] / _STEPS


@lru_cache(maxsize=1 << 9)  # some ten megabytes
def _pairs(first: str) -> dict[str, int]:
    """Return how much each character surprises that was seen behind another one, in steps."""
    start, end, _ = _behind(first)
    level = _levels(LANGUAGE)[1]
    return dict(zip(map(_names().__getitem__, level.lasts[start:end]), level.costs[start:end], strict=True))


@lru_cache(maxsize=1)
def _singles() -> dict[str, float]:
    """Return how much each character surprises behind nothing."""
    level = _levels(LANGUAGE)[0]
    return {name: cost / _STEPS for name, cost in zip(_names().values(), level.costs, strict=True)}


@lru_cache(maxsize=1)
def _names() -> dict[int, str]:
    """Return the characters of the model by their codes: one string of each is enough."""
    return {code: chr(code) for code in _levels(LANGUAGE)[0].lasts}


@lru_cache(maxsize=1 << 12)
def surprise_in_words(first: str, second: str) -> float:
    """Return the nats by which the second character surprises after the first, in words: names surprise.

    >>> surprise_in_words("关", "闭") < surprise_in_words("刘", "洋")
    True
    """
    levels, pair = _levels(WORDS), _place(first + second, WORDS)
    if pair >= 0:
        return levels[1].costs[pair] / _STEPS
    context, alone = _place(first, WORDS), _place(second, WORDS)
    left = levels[0].backing[context] / _STEPS if context >= 0 else 0.0
    return max(left, _UNSEEN_PAIR) + (levels[0].costs[alone] / _STEPS if alone >= 0 else UNKNOWN)
