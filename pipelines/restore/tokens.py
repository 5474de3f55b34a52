"""A damaged stretch as tokens: for each what its bytes may have been before a mirror's decoder saw them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from pipelines.restore.tables import codes_by_reading, encode

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
READING = rf"[a-zü]{{0,4}}[{_TONED}][a-z]{{0,4}} ?"
"""A syllable with its tone, as a mirror prints it between brackets."""

MARK = "?\ufffd"
"""What a mirror's decoder writes for bytes it cannot read."""

_EURO = b"\x80"  # one byte in CP936
_FULL_WIDTH_OFFSET = ord("！") - ord("!")
_CUTS = frozenset("！；？!;?")

_TOKEN = re.compile(
    rf"[{MARK}](?P<swallowed_reading>{READING})\)"  # `?jié)`: a lead byte and the bracket are gone
    rf"|\((?P<reading>{READING})\)"
    rf"|(?P<tag>[{MARK}]/?[a-zA-Z][a-zA-Z0-9]{{0,9}}(?:\s[^<>]{{0,300}})?/?>)"  # `?/p>`: `<` is gone
    rf"|(?P<mark>[{MARK}])"
    r"|(?P<character>[\s\S])"
)


class Kind(Enum):
    """What a token is."""

    ANNOTATION = auto()  # "(jié)", or "?jié)" where it stands inside a character
    TAG = auto()  # the rest of a tag whose `<` was swallowed
    MARK = auto()  # `?` where bytes could not be read
    CUT = auto()  # a mark at which the mirror cuts, before which a lead byte may have been dropped
    CHARACTER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of damaged text and the codes that may stand behind it."""

    kind: Kind
    text: str
    codes: tuple[bytes, ...] = ()  # of an annotation: the characters it may annotate


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of `text`; their texts joined are `text`.

    >>> [token.text for token in tokenize("展?jié)摿?/p>")]
    ['展', '?jié)', '摿', '?/p>']
    """
    for match in _TOKEN.finditer(text):
        reading = match["reading"] or match["swallowed_reading"]
        if reading:
            yield Token(Kind.ANNOTATION, match[0], codes_by_reading().get(reading.rstrip(), ()))
        elif match["tag"]:
            yield Token(Kind.TAG, match[0])
        elif match["mark"]:
            yield Token(Kind.MARK, match[0])
        else:
            yield Token(Kind.CUT if match[0] in _CUTS else Kind.CHARACTER, match[0], _codes(match[0]))


LONGEST_STRETCH = 240  # characters; a shift ends at the first byte below 0x40, long before that in real text
_BARRIERS = frozenset(map(chr, range(0x40))) - frozenset(",:;!?()") | {"\u3000"}


def end_of_stretch(text: str, start: int, limit: int | None = None) -> int:
    """Return where the damage that begins at `start` must have ended: no character spans a byte below 0x40.

    >>> text = "展?jié)摿薮?,2023年"
    >>> text[1:end_of_stretch(text, 1)]
    '?jié)摿薮?,'
    """
    limit = min(len(text), start + LONGEST_STRETCH, limit if limit is not None else len(text))
    position = start
    for token in tokenize(text[start:limit]):
        if token.kind is Kind.CHARACTER and token.text in _BARRIERS:
            break
        position += len(token.text)
        if token.kind is Kind.TAG:
            break
    return position


def _codes(character: str) -> tuple[bytes, ...]:
    """Return the codes of one character: its own, and that of the full-width mark it may have been."""
    codes = [_EURO if character == "€" else encode(character)]
    if "!" <= character <= "~":
        codes.append(encode("～" if character == "~" else chr(ord(character) + _FULL_WIDTH_OFFSET)))
    return tuple(filter(None, codes))
