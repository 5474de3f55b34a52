"""GB18030 bytes to text when some of them are lost or altered.

A lost byte shifts the pairs behind it: all characters up to the next ASCII byte read wrong. So each run of
bytes is read as the most probable sequence of characters and losses, and the damage stays where it was done.
"""

import re
from functools import cache, lru_cache

from pipelines import language_model as model
from pipelines.characters import beyond_ascii, character_costs, surprise

LOST = "\ufffd"

# Bytes below 0x40 that are not digits never stand inside a character: runs between them are read alone.
_RUN = re.compile(rb"[0-9\x40-\xff]+")
_BARRIER = re.compile(r"[\x00-/:-?]")  # the others, in a text that did decode

_FIRST_LEAD = 0x81
_ASCII_COST = 4.0  # nats; a Latin letter or a digit amid Chinese
_LOSS_COST = 12.0  # nats; a byte that stands for nothing: dearer than any one rare character
_FOUR_BYTES_COST = 16.0  # nats; a character outside GBK: very rare in news
_CERTAINTY = 2.0  # nats; how much better another reading must be before sound bytes are called shifted

# Three rare characters with at most one between them, one that is in no table, or a private-use one: the look
# of shifted pairs. Names have such characters too; it only means that the run is read with care.
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
        return reread(text)
    pieces: list[str] = []
    position = 0
    for run in _RUN.finditer(body):
        pieces += (body[position : run.start()].decode("ascii"), _read_run(run[0]))
        position = run.end()
    return "".join((*pieces, body[position:].decode("ascii")))


def reread(text: str) -> str:
    """Return a text that did decode with its suspicious runs read again: two losses may hide each other."""
    suspects = {match[0][0] for match in _shift_pattern().finditer(beyond_ascii(text))}
    if not suspects:
        return text
    suspect = re.compile("[" + "".join(map(re.escape, suspects)) + "]")
    pieces: list[str] = []
    position = 0
    while (hit := suspect.search(text, position)) is not None:
        start = hit.start()
        while start > position and not _BARRIER.match(text[start - 1]):
            start -= 1
        barrier = _BARRIER.search(text, hit.end())
        end = barrier.start() if barrier else len(text)
        pieces += (text[position:start], _read_run(text[start:end].encode("gb18030")))
        position = end
    return "".join((*pieces, text[position:]))


@lru_cache(maxsize=1 << 10)
def _read_run(run: bytes) -> str:
    """Return the most probable reading of one run; its own strict reading unless another is far better."""
    if run.isascii():
        return run.decode("ascii")
    try:
        strict: str | None = run.decode("gb18030")
    except UnicodeDecodeError:
        strict = None
    if strict is not None and not _looks_shifted(strict):
        return strict
    reading, cost = _most_probable(run)
    if strict is not None and _cost_of(strict) - cost < _CERTAINTY:
        return strict
    return reading


def _cost_of(text: str) -> float:
    return sum(map(_cost_after, ("", *text), text))


def _most_probable(run: bytes) -> tuple[str, float]:
    """Return the cheapest sequence of characters and losses that spells `run`, and its cost (Viterbi).

    A state is a place and the character before it; few characters end at a place, so time is linear.
    """
    beams: list[dict[str, _Step]] = [{} for _ in range(len(run) + 4 + 1)]
    beams[0][""] = (0.0, 0, "", "")
    for start in range(len(run)):
        for size, character in _readings(run, start):
            cost, before = min(
                (step[0] + _cost_after(context, character), context) for context, step in beams[start].items()
            )
            beam = beams[start + size]
            context = character[-1]
            if context not in beam or cost < beam[context][0]:
                beam[context] = (cost, start, before, character)
    context, (cost, *_) = min(beams[len(run)].items(), key=lambda item: item[1][0])
    pieces: list[str] = []
    place = len(run)
    while place:
        _, place, context, character = beams[place][context]
        pieces.append(character)
    return "".join(reversed(pieces)), cost


_Step = tuple[float, int, str, str]  # cost, the place and the context it came from, the character


def _readings(run: bytes, start: int) -> list[tuple[int, str]]:
    """Return what may begin at a place: how many bytes, and the character they are; a loss is one byte."""
    byte = run[start]
    if byte < _FIRST_LEAD - 1:
        return [(1, chr(byte))]
    found = [(1, LOST)]
    pair = run[start : start + 2]
    if len(pair) == 2 and (character := _character(pair)):
        found.append((2, character))
    if len(pair) == 2 and 0x30 <= pair[1] <= 0x39 and (character := _character(run[start : start + 4])):
        found.append((4, character))
    return found


@lru_cache(maxsize=1 << 15)
def _character(sequence: bytes) -> str:
    """Return the character of a sequence of bytes, empty where it is none."""
    try:
        character = sequence.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""


@lru_cache(maxsize=1 << 16)
def _cost_after(before: str, character: str) -> float:
    """Return the nats of a character after another: by the language model where both are Chinese."""
    if character == LOST:
        return _LOSS_COST
    if character < "\x80":
        return _ASCII_COST
    alone = surprise(character)
    if character > "\uffff":
        return _FOUR_BYTES_COST
    if before and before >= "\x80" and alone < _RARE:
        return min(alone, model.surprise(model.classed(before), model.classed(character)))
    return alone


@cache
def _shift_pattern() -> re.Pattern[str]:
    costs = character_costs()
    sound = "".join(map(re.escape, (known for known, cost in costs.items() if cost < _RARE)))
    unlisted = "".join(chr(code) for code in range(0x4E00, 0x9FA6) if chr(code) not in costs)
    rare = rf"[^\x00-\x7f{sound}]"
    return re.compile(rf"[\ue000-\uf8ff{unlisted}]|{rare}.?{rare}.?{rare}")


def _looks_shifted(text: str) -> bool:
    return _shift_pattern().search(beyond_ascii(text)) is not None
