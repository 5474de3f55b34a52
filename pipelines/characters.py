"""How common a Chinese character is: what tells text from bytes that only happen to decode."""

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕—…·～％＋－／｜　○〇①②③④⑤⑥⑦⑧⑨⑩"
FULL_WIDTH = "".join(chr(code) for code in range(0xFF10, 0xFF5B))
SYMBOLS = "\xa0©®°×÷±•→←↑↓■□●◆★☆▲△▼▪»«›‹│├└┌┐─"

COMMON = 10.0  # nats; the three thousand most frequent characters and their punctuation lie below it
_RAREST = 11.5  # nats; a Han character that is in no table: names, dialect, old script
_FOREIGN = 13.0  # nats; anything else that is not ASCII: box drawing, Cyrillic, symbols
_IMPOSSIBLE = 24.0  # nats; private use: no text means it
_FULL_STOP_RANK = 10  # punctuation is about as frequent as the tenth character
_TRADITIONAL_SURCHARGE = 0.5  # nats; a Traditional form in the GB family is the exception


@cache
def ranked_characters() -> tuple[str, str]:
    """Return the Simplified characters and the Traditional forms of the same, each most frequent first."""
    table = files("pipelines").joinpath("data/characters.txt").read_text(encoding="utf-8")
    simplified, traditional = (line for line in table.splitlines() if not line.startswith("#"))
    return simplified, traditional


@cache
def character_costs() -> dict[str, float]:
    """Return the surprise of each common character in nats, by Zipf's law on its rank."""
    simplified, traditional = ranked_characters()
    costs = {
        character: math.log(rank + 3) + 2.0
        for ranked in (simplified, traditional)
        for rank, character in enumerate(ranked)
    }
    for character in traditional:
        costs[character] += _TRADITIONAL_SURCHARGE
    costs |= dict.fromkeys(PUNCTUATION, math.log(_FULL_STOP_RANK) + 2.0)
    costs |= dict.fromkeys(FULL_WIDTH, 7.0)
    return costs | dict.fromkeys(SYMBOLS, COMMON)


def surprise(character: str) -> float:
    """Return the cost in nats of one character that is not ASCII, where its bytes say so.

    >>> surprise("的") < surprise("饕") < surprise("\ue000")
    True
    """
    known = character_costs().get(character)
    if known is not None:
        return known
    if "\u3400" <= character <= "\u9fff" or character >= "\U00020000":
        return _RAREST
    if "\ue000" <= character <= "\uf8ff" or "\ufff0" <= character <= "\uffff":
        return _IMPOSSIBLE
    return _FOREIGN


_SAMPLE = 1000  # characters; enough to tell charsets apart
_ASCII = bytes(range(0x80))


PART = 1 << 20
"""Characters of a text that are looked at together; only a book has more."""


def parts_of(text: str) -> Iterator[str]:
    """Yield a text as it is, and a book part by part: what is looked for in them may stand in any."""
    if len(text) <= PART:
        yield text
    else:
        yield from (text[start : start + PART] for start in range(0, len(text), PART))


def beyond_ascii(text: str) -> str:
    """Return the characters of `text` that are not ASCII, in order; a markup page shrinks to its Chinese.

    Those of the last two texts are kept, a page and a headline of it, but of no book.

    >>> beyond_ascii("<p>山阳县 2026 年</p>")
    '山阳县年'
    """
    if len(text) > PART:
        return "".join(map(_beyond_ascii.__wrapped__, parts_of(text)))
    return _beyond_ascii(text)


@lru_cache(maxsize=2)
def _beyond_ascii(text: str) -> str:
    # UTF-8 never hides an ASCII byte inside a character, and bytes.translate is ten times as fast as a regex.
    return in_utf8(text).translate(None, _ASCII).decode("utf-8", "surrogatepass")


def in_utf8(text: str) -> bytes:
    """Return the bytes of `text`, those of lone surrogates too; those of the last two texts are kept, but of no book.

    Each stage asks for those of the same page: bytes are searched many times as fast as characters.
    """
    return _in_utf8(text) if len(text) <= PART else text.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=2)
def _in_utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def common_share(text: str) -> float:
    """Return which share of the characters beyond ASCII are common in Chinese text; 1.0 where there are none.

    >>> common_share("<p>山阳县今日丰收</p>")
    1.0
    >>> common_share("ç±çåèè") < 0.2
    True
    """
    costs = character_costs()
    sample = beyond_ascii(text)[:_SAMPLE]
    common = sum(costs.get(character, _IMPOSSIBLE) < COMMON for character in sample)
    return common / len(sample) if sample else 1.0
