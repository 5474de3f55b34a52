"""What each sign that is seen may stand for: bytes, where it is a text's that was read in a wrong charset."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from itertools import accumulate, islice
from typing import NamedTuple

from pipelines.gb18030 import LOST
from pipelines.restore.recoded.mending import WESTERN, places_of_mended, signs_of_mended
from pipelines.restore.recoded.misreaders import (
    GBK,
    HEADS,
    LATIN,
    TRAILS,
    UNDEFINED,
    character_of,
    is_private,
)
from pipelines.restore.recoded.pricing import UNKNOWN_DIGIT, Alternative, Place, Script
from pipelines.restore.recoded.spelling import Byte

MARKS = f"?{LOST}"
"""What readers show for bytes that they cannot read."""

_ENTITY = re.compile(r"&(?:#(?:[0-9]{2,6}|[xX][0-9a-fA-F]{2,5})|[A-Za-z]{2,8}[0-9]{0,2});")
_TAG_BEHIND = re.compile(r"^(?:/?(?:[a-z]{1,10}|h[1-6])(?:/?>| [a-z-]{2,20}=)|!--)", re.IGNORECASE)
"""What stands behind a mark that swallowed the beginning of a tag."""
_ENTITY_BEHIND = re.compile(r"^(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|middot|hellip|#[0-9]{2,5});")
_LONGEST_BEHIND = 32
"""Characters in which those end."""

_KNOWN = tuple(bytes([value]) for value in range(0x100))
_ODD = 3.0  # nats; a mark for a whole pair: its bytes are of the areas that the charset leaves to the user
_SELDOM = 6.0  # nats; a sign that has two codes stands for the other one
_DIGIT = 8.0  # nats; before a digit it mostly was one that was taken along
_TAG = 16.0  # nats; a tag without its beginning, where marks do swallow
_SWALLOWED = 2.0  # nats; a mark that took the byte behind it along

_OTHER_CODES = {"\x80": b"\x80", "―": b"\xa1\xaa", "・": b"\xa1\xa4", "〜": b"\xa1\xab", "ḿ": b"\xa8\xbc"}
"""GBK's bytes of signs that other tables of it have."""

_TO_LATIN = str.maketrans({sign: chr(value) for sign, value in WESTERN.items()})
_TO_GBK = str.maketrans(
    {"\x80": "€"} | {sign: code.decode(GBK) for sign, code in _OTHER_CODES.items() if sign in "・〜"}
)


class Page(NamedTuple):
    """What a whole page says of the reader that spoilt it."""

    marks: str  # the signs among MARKS that it shows for lost bytes; empty where it drops them
    swallows: bool | None  # whether a mark stands for the ASCII byte behind too; None where no tag tells


_KEEPS = re.compile(rf"[{MARKS}]</?[a-z]")
_SWALLOWS = re.compile(rf"[{MARKS}]/(?:[a-z]{{1,10}}|h[1-6])>")


def page_of(text: str) -> Page:
    """Return what the tags behind lost bytes say: `锛?/p>` is a mark that swallowed one."""
    marks = "".join(mark for mark in MARKS if mark in text)
    kept = sum(1 for _ in islice(_KEEPS.finditer(text), _VOTES)) if marks else 0
    swallowed = sum(1 for _ in islice(_SWALLOWS.finditer(text), _VOTES)) if marks else 0
    return Page(marks, swallowed > kept if kept or swallowed else None)


_VOTES = 50
"""Places that are looked at: a page has one reader."""


class Token(NamedTuple):
    """One sign of a run, where it stands in the source, and how it is written there."""

    start: int
    end: int
    sign: str


def tokens_of(source: str, start: int, end: int, *, mended: bool = False) -> list[Token]:
    """Return the signs of a span; an entity is the one it names.

    >>> [token.sign for token in tokens_of("Áø&ordm;&#254;", 0, 14)]
    ['Á', 'ø', 'º', 'þ']
    """
    if mended and "&" not in (seen := source[start:end]):
        signs = signs_of_mended(seen)
        ends = list(accumulate(map(len, signs), initial=start))
        return [Token(*each) for each in zip(ends[:-1], ends[1:], signs, strict=True)]
    tokens: list[Token] = []
    position = start
    while position < end:
        entity = _ENTITY.match(source, position, end) if source[position] == "&" else None
        sign = unescape_one(entity[0]) if entity else ""
        behind = entity.end() if entity and sign else position + 1
        tokens.append(Token(position, behind, sign or source[position]))
        position = behind
    return tokens


@lru_cache(maxsize=1 << 12)
def unescape_one(entity: str) -> str:
    """Return the character that an entity names beyond ASCII, empty where it names none."""
    number = re.fullmatch(r"&#(1[2-5][0-9]);", entity)  # browsers read 128 to 159 as Windows-1252
    character = chr(int(number[1])) if number else unescape(entity)
    return character if len(character) == 1 and character > "\x7f" else ""


def places_of(tokens: Sequence[Token], source: str, script: Script, page: Page) -> list[Place]:
    """Return what each sign of a run may stand for, where a text of `script` was read in another charset."""
    if script.may_be_mended:
        return places_of_mended([token.sign for token in tokens], script.charset)
    if script.misread == LATIN:
        return [Place(token.sign, _of_latin(token.sign)) for token in tokens]
    return list(_of_pairs(tokens, source, script, page))


def plain(seen: str) -> str:
    """Return a run with the signs that its entities name."""
    return _ENTITY.sub(lambda entity: unescape_one(entity[0]) or entity[0], seen) if "&" in seen else seen


def byte_of(sign: str) -> int | None:
    """Return the byte that a sign stands for in Latin-1 or Windows-1252, None for no sign of theirs."""
    return WESTERN.get(sign, ord(sign) if sign <= "\xff" else None)


def bytes_of(seen: str, misread: str) -> bytes | None:
    """Return the bytes of a run of which each sign stands for some; None for another run."""
    try:
        if misread == LATIN:
            return plain(seen).translate(_TO_LATIN).encode(LATIN)
        if misread != GBK:
            return seen.encode(misread)
        return b"\x80".join(piece.encode(GBK) for piece in seen.translate(_TO_GBK).split("€"))
    except UnicodeEncodeError:
        return None


def _of_latin(sign: str) -> tuple[Alternative, ...]:
    if sign in MARKS:
        lost = Alternative((UNDEFINED,))
        return (lost, Alternative((b"?",))) if sign == "?" else (lost,)
    if sign == " ":
        return Alternative((b" ",)), Alternative((b"\xa0",), _ODD)
    value = byte_of(sign)
    return () if value is None else (Alternative((_KNOWN[value],)),)


def _of_pairs(tokens: Sequence[Token], source: str, script: Script, page: Page) -> Iterator[Place]:
    euro = any(token.sign in "€\x80" for token in tokens)
    for token, following in zip(tokens, (*tokens[1:], None), strict=True):
        if token.sign not in MARKS:
            yield Place(token.sign, code_of(token.sign, script.misread))
            continue
        behind = code_of(following.sign, script.misread) if following else ()
        first = behind[0].places[0][0] if behind else 0
        unread = unread_before(script.misread, first, in_utf8=script.charset == "utf-8", euro=euro)
        rest = None if page.swallows is False else source[token.end : token.end + _LONGEST_BEHIND]
        yield Place(token.sign, tuple(_of_mark(token.sign, unread, script, rest, swallows=page.swallows)))


def _of_mark(
    sign: str, unread: Byte, script: Script, rest: str | None, *, swallows: bool | None
) -> Iterator[Alternative]:
    """Yield what a mark may stand for; `rest` is what stands behind it if it may have swallowed a byte."""
    if sign == "?":
        yield Alternative((b"?",), 0.0 if script.charset == "utf-8" else _SELDOM)
    if unread:
        yield Alternative((unread,))
    if script.charset != "utf-8":
        yield Alternative((bytes(range(0x81, 0xFF)), bytes((*range(0x40, 0x7F), *range(0x80, 0xFF)))))
        return
    yield Alternative((bytes(range(0xA1, 0xB0)), TRAILS + HEADS), _ODD)
    yield Alternative((b"\x80", TRAILS + HEADS), _ODD)
    if rest is None:
        return
    likely = swallows or (swallows is None and sign == "?")
    unsure = 0.0 if swallows else _ODD
    for pattern, swallowed in ((_TAG_BEHIND, b"<"), (_ENTITY_BEHIND, b"&")):
        if pattern.match(rest):
            yield Alternative((TRAILS, swallowed), -_TAG if swallows else -_SWALLOWED)
    if swallows and rest[:1].isdigit():
        yield Alternative((TRAILS, UNKNOWN_DIGIT.encode()), -_DIGIT)
    elif likely and rest[:1] > "\x7f":
        yield Alternative((TRAILS, UNKNOWN_DIGIT.encode()), _ODD + unsure)
        yield Alternative((TRAILS, b" "), _SWALLOWED + unsure)
        yield Alternative((TRAILS, b"/"), _SELDOM + unsure)
    elif swallows and not rest:
        yield Alternative((TRAILS, b" "))


@lru_cache(maxsize=1 << 10)
def unread_before(misread: str, first: int, *, in_utf8: bool, euro: bool) -> Byte:
    """Return the bytes that cannot begin a character before `first`, an ASCII one or 0 for the end."""
    values = TRAILS if in_utf8 else bytes(range(0x81, 0xFF))
    if euro:
        values = values.replace(b"\x80", b"")
    return bytes(value for value in values if not _is_pair(misread, value, first))


def _is_pair(misread: str, value: int, first: int) -> bool:
    character = character_of(misread, bytes((value, first))) if first >= 0x40 and value > 0x80 else ""
    return bool(character) and not is_private(character)


@lru_cache(maxsize=1 << 15)
def code_of(sign: str, misread: str) -> tuple[Alternative, ...]:
    """Return the bytes of a sign in a charset of pairs; none where it has no such sign."""
    if sign == "€" and misread == GBK:
        return Alternative((b"\x80",)), Alternative((b"\xa2", b"\xe3"), _SELDOM)
    try:
        bodies = [sign.encode(misread)]
    except UnicodeEncodeError:
        bodies = []
    if misread == GBK and sign in _OTHER_CODES:
        bodies.append(_OTHER_CODES[sign])
    short = (body for body in bodies if len(body) <= _PAIR)
    return tuple(
        Alternative(tuple(_KNOWN[value] for value in body), _SELDOM * number)
        for number, body in enumerate(short)
    )


_PAIR = 2
