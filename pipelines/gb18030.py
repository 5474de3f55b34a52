"""GB18030 bytes to text when some of them are lost or altered.

A lost byte shifts the pairs behind it: all characters up to the next ASCII byte read wrong. So each run of
bytes is read as the most probable sequence of characters and losses, and the damage stays where it was done.
"""

import math
import re
from array import array
from functools import cache, lru_cache

from pipelines.characters import beyond_ascii, character_costs, surprise

LOST = "\ufffd"

# Bytes below 0x40 that are not digits never stand inside a character: runs between them are read alone.
_RUN = re.compile(rb"[0-9\x40-\xff]*[\x80-\xff][0-9\x40-\xff]*")

_ASCII_COST = 4.0  # nats; a Latin letter or a digit amid Chinese
_LOSS_COST = 14.0  # nats; a byte that stands for nothing: dearer than any one rare character
_FOUR_BYTES_COST = 16.0  # nats; a character outside GBK: very rare in news
_CERTAINTY = 4.0  # nats; how much better another reading must be before sound bytes are called shifted

# Three rare characters with at most one between them, or a private-use one: the look of shifted pairs.
_RARE = 10.3  # nats; beyond the four thousand most frequent characters


def decode_gb18030(body: bytes) -> str:
    r"""Return the text of GB18030 bytes, each place where bytes are lost or impossible marked by one U+FFFD.

    A lost byte costs the character it belonged to and at most one neighbour. Time is linear in the bytes.

    >>> decode_gb18030("山阳县今日丰收。".encode("gb18030"))
    '山阳县今日丰收。'
    >>> decode_gb18030("山阳县今日丰收。".encode("gb18030").replace("县".encode("gb18030"), b"\xcf"))
    '山阳\ufffd今日丰收。'
    """
    try:
        text = body.decode("gb18030")
    except UnicodeDecodeError:
        pass
    else:
        if not _looks_shifted(text):
            return text
    pieces: list[str] = []
    position = 0
    for run in _RUN.finditer(body):
        pieces += (body[position : run.start()].decode("ascii"), _read_run(run[0]))
        position = run.end()
    return "".join((*pieces, body[position:].decode("ascii")))


def _read_run(run: bytes) -> str:
    """Return the most probable reading of one run; its own strict reading unless another is far better."""
    try:
        strict: str | None = run.decode("gb18030")
    except UnicodeDecodeError:
        strict = None
    if strict is not None and not _looks_shifted(strict):
        return strict
    reading, cost = _most_probable(run)
    if strict is not None and sum(map(_cost, strict)) - cost < _CERTAINTY:
        return strict
    return reading


def _most_probable(run: bytes) -> tuple[str, float]:
    """Return the cheapest sequence of characters and losses that spells `run`, and its cost (Viterbi)."""
    length = len(run)
    costs = array("d", [0.0]) + array("d", [math.inf]) * (length + 4)
    steps = bytearray(length + 5)  # how many bytes the character that ends here has; 0: one byte was lost
    for start in range(length):
        here, byte = costs[start], run[start]
        if byte < 0x80:
            readings = [(1, _ASCII_COST)]
        else:
            pair = run[start : start + 2]
            readings = [(0, _LOSS_COST), (2, _sequence_cost(pair))]
            if len(pair) == 2 and 0x30 <= pair[1] <= 0x39:
                readings.append((4, _sequence_cost(run[start : start + 4])))
        for size, cost in readings:
            end = start + (size or 1)
            if here + cost < costs[end]:
                costs[end], steps[end] = here + cost, size
    pieces: list[str] = []
    end = length
    while end:
        size = steps[end]
        pieces.append(run[end - size : end].decode("gb18030") if size else LOST)
        end -= size or 1
    return "".join(reversed(pieces)), costs[length]


@lru_cache(maxsize=1 << 16)
def _sequence_cost(sequence: bytes) -> float:
    """Return the cost of one character's bytes, infinite where they are none."""
    try:
        character = sequence.decode("gb18030")
    except UnicodeDecodeError:
        return math.inf
    if len(character) != 1:
        return math.inf
    return _cost(character) if len(sequence) == 2 else _FOUR_BYTES_COST


@cache
def _cost(character: str) -> float:
    return _ASCII_COST if character < "\x80" else surprise(character)


@cache
def _shift_pattern() -> re.Pattern[str]:
    sound = "".join(map(re.escape, (known for known, cost in character_costs().items() if cost < _RARE)))
    rare = rf"[^\x00-\x7f{sound}]"
    return re.compile(rf"[\ue000-\uf8ff]|{rare}.?{rare}.?{rare}")


def _looks_shifted(text: str) -> bool:
    return _shift_pattern().search(beyond_ascii(text)) is not None
