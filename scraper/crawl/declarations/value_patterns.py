"""The regular expression of one part of an address, made from what several addresses have there."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.address_form import SHORTEST_HASH

LONGEST_ALTERNATIVES = 8
"""Folders and hosts that are told one by one; of more of them each is any."""

MOST_WORDS = 3
"""Words that are told one by one where each stands in two addresses or more; others are any word."""

SHORTEST_FIXED = 8
"""Signs of a code that has the same length every day; a shorter one may grow by one."""

_PIECE = re.compile(r"\d+|[A-Za-z]+|[^A-Za-z\d]+")
_MONTH = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?|(?:19|20)\d{2}")
_DAY = re.compile(
    r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|\d{2}|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_PREFIX = re.compile(r"^(?:[a-z]{4,12}(?=[0-9a-f]{8}$)|[A-Z]{1,3}(?=[0-9a-f]{16}))")
_CLASSES = ("0-9a-f", "0-9A-F", "0-9a-z", "0-9A-Z", "0-9A-Za-z")
_ESCAPED = re.compile(r"(?:%[0-9A-F]{2}){2,}+")  # Chinese characters in an address
_SIGN = re.compile(r"[-_]")
_LOWER = re.compile(r"[a-z_-]+")
_HEX = re.compile(r"[0-9a-f-]+")


def pattern_of_values(values: Sequence[str], *, counts: bool = False) -> str:
    r"""Return an expression for the values, and for what may stand in their place tomorrow.

    `counts` tells that the last number is the article's own, which grows; other numbers are days and channels.

    >>> pattern_of_values(["202305", "202306"]), pattern_of_values(["t20230612_77", "t20230611_1077"], counts=True)
    ('\\d{6}', 't\\d{8}_\\d+')
    >>> pattern_of_values(["node_742c1a40f1", "node_88ab01cd23"]), pattern_of_values(["7kQcQG2peWU", "9aQcQG2pXYZ"])
    ('node_[0-9a-f]{10}', '[0-9A-Za-z]{11}')
    >>> pattern_of_values(["shan-xiang-chun", "da-ba-kai-zha-le"]), pattern_of_values(["t9", "t7", "c8", "c6"])
    ('[a-z]+(?:-[a-z]+)+', '(?:c|t)\\d{1,2}')
    """
    if all(map(_ESCAPED.fullmatch, values)):
        return "(?:%[0-9A-F]{2})+"
    split = [_PIECE.findall(value) for value in values]
    if _are_alike(split) and not any(map(_is_coded, values)):
        return _join_pieces(split, counts=counts)
    if all(map(_is_slug, values)) and len(set(map(len, split))) > 1:
        return _pattern_of_slugs(values)
    if parts := _split_alike(values):
        signs = [*_SIGN.findall(values[0]), ""]
        shown = [
            pattern_of_values(column, counts=counts and number == len(parts) - 1)
            for number, column in enumerate(parts)
        ]
        return "".join(f"{one}{sign}" for one, sign in zip(shown, signs, strict=True))
    prefixes = {found[0] if (found := _PREFIX.match(value)) else "" for value in values}
    prefix = prefixes.pop() if len(prefixes) == 1 else ""
    return literal(prefix) + _pattern_of_codes([value[len(prefix) :] for value in values])


def literal(text: str) -> str:
    """Return the expression for the text itself, as a person would write it."""
    return re.escape(text).replace(r"\-", "-")


def _are_alike(split: Sequence[Sequence[str]]) -> bool:
    """Tell whether all values consist of the same kinds of pieces in the same order, and of few."""
    kinds = {tuple(_kind(piece) for piece in pieces) for pieces in split}
    return len(kinds) == 1 and (len(split) == 1 or len(split[0]) <= 7)


def _split_alike(values: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the columns of values that consist of as many parts with - or _ between them; none where they are a hash."""
    split = [_SIGN.split(value) for value in values]
    signs = {tuple(_SIGN.findall(value)) for value in values}
    if len(split[0]) == 1 or len(signs) > 1 or not all(map(all, split)):
        return []
    return [] if all(map(_HEX.fullmatch, values)) else list(zip(*split, strict=True))


def _is_slug(value: str) -> bool:
    """Tell whether the value is words and numbers with one sign between them."""
    words = _SIGN.split(value)
    plain = all(word.isascii() and (word.isalpha() or word.isdecimal()) for word in words)
    return len(words) > 1 and plain and len(set(_SIGN.findall(value))) == 1


def _kind(piece: str) -> str:
    return (
        "9"
        if piece[0].isdecimal() and piece.isascii()
        else "a"
        if piece.isascii() and piece.isalpha()
        else piece
    )


def _is_coded(value: str) -> bool:
    """Tell whether letters and digits are mixed as lot draws them: not a prefix with its number, nor words with signs."""
    bare = value.replace("-", "")
    if len(bare) >= SHORTEST_HASH and re.fullmatch(r"[0-9a-fA-F]{16,64}", bare) and not bare.isdecimal():
        return any(map(str.isdecimal, bare))
    pieces = _PIECE.findall(value)
    changes = sum(one.isalnum() and other.isalnum() for one, other in pairwise(pieces[1:])) + (
        len(pieces) > 1 and pieces[0].isdecimal() and pieces[1].isalpha()
    )
    capitals = value.isalpha() and value[1:] != value[1:].lower() and not value.isupper()
    return changes > 0 or capitals


def _join_pieces(split: Sequence[Sequence[str]], *, counts: bool) -> str:
    last = max((number for number, piece in enumerate(split[0]) if piece.isdecimal()), default=-1)
    found = []
    for number, column in enumerate(zip(*split, strict=True)):
        if _kind(column[0]) == "9":
            found.append(_pattern_of_numbers(column, grows=counts and number == last))
        else:
            found.append(_pattern_of_words(column))
    return "".join(found)


def _pattern_of_numbers(values: Sequence[str], *, grows: bool) -> str:
    shortest, longest = min(map(len, values)), max(map(len, values))
    if (
        not grows
        and shortest == longest
        and all(_MONTH.fullmatch(one) or _DAY.fullmatch(one) for one in values)
    ):
        return rf"\d{{{shortest}}}"
    if not grows and longest <= 2:
        return r"\d{1,2}"
    return r"\d+" if shortest <= 2 else rf"\d{{{shortest - 1},}}"


def _pattern_of_words(values: Sequence[str]) -> str:
    words = sorted(set(values))
    if len(words) == 1:
        return literal(words[0])
    if len(words) <= MOST_WORDS and len(words) * 2 <= len(values):
        return f"(?:{'|'.join(map(literal, words))})"
    return "[a-z]+" if all(map(str.islower, words)) else "[A-Za-z]+"


def _pattern_of_slugs(values: Sequence[str]) -> str:
    """Return an expression for words with a sign between them, at most one word fewer than the shortest has."""
    sign = "[a-z]" if all(map(_LOWER.fullmatch, values)) else "[0-9A-Za-z]"
    signs = {between for value in values for between in _SIGN.findall(value)}
    between = signs.pop() if len(signs) == 1 else "[-_]"
    fewest = max(1, min(len(_SIGN.findall(value)) for value in values) - 1)
    return f"{sign}+(?:{between}{sign}+){'+' if fewest == 1 else f'{{{fewest},}}'}"


def _pattern_of_codes(values: Sequence[str]) -> str:
    signs = {sign for value in values for sign in value} - set("_-")
    shortest, longest = min(map(len, values)), max(map(len, values))
    extra = "".join(sign for sign in "_-" if any(sign in value for value in values))
    known = next((one for one in _CLASSES if all(re.fullmatch(f"[{one}]", sign) for sign in signs)), None)
    sign = f"[{known}{extra}]" if known else "[^/?#]"
    if shortest == longest and shortest >= SHORTEST_FIXED and known:
        return f"{sign}{{{shortest}}}"
    return f"{sign}{{{max(1, shortest - 1)},{longest + 1}}}" if known else f"{sign}+"
