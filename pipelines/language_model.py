"""A language model of Chinese, small enough to ship: how a character surprises after the two before it.

The file holds -ln P of seen sequences of one to three characters in an open-addressed hash table: per slot a
fingerprint of 16 bits and the surprise in sixteenths of a nat. Unseen sequences back off to shorter ones.
"""

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from zlib import crc32

BOUNDARY = "\n"
BACKOFF = 1.2  # nats per character dropped from the context
UNKNOWN = 20.0  # nats; a character never seen in the sources
_STEPS = 16  # per nat
_SLOT = 3  # bytes: fingerprint, fingerprint, surprise
_LOAD = 0.8  # share of the slots that are filled

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


def write_model(path: Path, surprises: dict[str, float]) -> None:
    """Write the hash table of `surprises`; where fingerprints clash the shorter, commoner sequence stays."""
    slots = int(len(surprises) / _LOAD) | 1
    table = bytearray(slots * _SLOT)
    taken: set[tuple[int, int]] = set()
    for sequence in sorted(surprises, key=lambda key: (len(key), surprises[key], key)):
        place, mark = _address(sequence, slots)
        if (place, mark) in taken:
            continue
        taken.add((place, mark))
        start = place
        while table[start * _SLOT] or table[start * _SLOT + 1]:
            start = (start + 1) % slots
        surprise = min(255, round(surprises[sequence] * _STEPS))
        table[start * _SLOT : start * _SLOT + _SLOT] = mark.to_bytes(2, "big") + bytes([surprise])
    path.write_bytes(table)


def _address(sequence: str, slots: int) -> tuple[int, int]:
    code = crc32(sequence.encode("utf-8"))
    return (code * 2654435761 >> 7) % slots, (code >> 16 ^ code * 40503) & 0xFFFF or 1


@lru_cache(maxsize=1)
def _table() -> bytes:
    return files("pipelines").joinpath("data/language.bin").read_bytes()


@lru_cache(maxsize=1 << 13)
def _look_up(sequence: str) -> float | None:
    table = _table()
    slots = len(table) // _SLOT
    place, mark = _address(sequence, slots)
    wanted = mark.to_bytes(2, "big")
    while True:
        slot = table[place * _SLOT : place * _SLOT + _SLOT]
        if slot[:2] == wanted:
            return slot[2] / _STEPS
        if slot[:2] == b"\0\0":
            return None
        place = (place + 1) % slots


@lru_cache(maxsize=1 << 15)  # some ten megabytes
def surprise(context: str, character: str) -> float:
    """Return the nats by which `character` surprises after `context`, its last two characters; both classed.

    >>> surprise("中", "国") < surprise("中", "锅")
    True
    """
    pair = _look_up(context[-1:] + character) if context else None
    if pair is None:
        single = _look_up(character)
        return (UNKNOWN if single is None else single) + BACKOFF * len(context)
    triple = _look_up(context + character) if len(context) == len("上文") else pair
    return pair + BACKOFF if triple is None else triple
