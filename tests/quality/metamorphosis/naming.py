"""The same page with other names: class and id values that say nothing, as bundlers write them."""

import hashlib
import re
from collections.abc import Callable
from random import Random

from tests.quality.metamorphosis.pieces import Piece, attributes, join, split, write_tag

_NAMED = frozenset(("class", "id"))
_SELECTOR = re.compile(r"([.#])(-?[A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]*)")
_LOOKED_UP = re.compile(
    r"""((?:getElementById|getElementsByClassName|querySelector(?:All)?|\$|jQuery)\(\s*["'])([^"']{1,80})(["'])"""
)
_INLINE = ("span", "font")


def hashed(name: str, seed: int = 0) -> str:
    """Return a name that says nothing about what it names.

    >>> hashed("content")
    'c280b8'
    """
    return "c" + hashlib.sha256(f"{seed}{name}".encode()).hexdigest()[:5]


def with_hashed_names(page: str, random: Random) -> str:
    """Return the page with each class and id hashed, in its style sheets and its scripts' look-ups too."""
    seed = random.randrange(1000)
    pieces = split(page)
    known = {
        word
        for piece in pieces
        if piece.kind == "open"
        for name, value in attributes(piece.text)
        if name.lower() in _NAMED and value
        for word in value.split()
    }

    def other(word: str) -> str:
        return hashed(word, seed) if word in known else word

    return join(_renamed(piece, other) for piece in pieces)


def _renamed(piece: Piece, other: Callable[[str], str]) -> Piece:
    if piece.kind == "raw":
        return _renamed_raw(piece, other)
    if piece.kind != "open":
        return piece
    pairs = attributes(piece.text)
    if not any(name.lower() in _NAMED or name.lower() in ("for", "href") for name, _ in pairs):
        return piece
    changed = [(name, _value(name.lower(), value, other)) for name, value in pairs]
    return piece if changed == pairs else write_tag(piece, changed)


def _value(name: str, value: str | None, other: Callable[[str], str]) -> str | None:
    if value is None:
        return None
    if name in _NAMED or name == "for":
        return " ".join(other(word) for word in value.split())
    if name == "href" and value.startswith("#"):
        return "#" + other(value[1:])
    return value


def _renamed_raw(piece: Piece, other: Callable[[str], str]) -> Piece:
    if piece.name == "style":
        return Piece("raw", _SELECTOR.sub(lambda m: m[1] + other(m[2]), piece.text), "style")
    if piece.name == "script":
        return Piece(
            "raw", _LOOKED_UP.sub(lambda m: m[1] + _look_up(m[2], other) + m[3], piece.text), "script"
        )
    return piece


def _look_up(selector: str, other: Callable[[str], str]) -> str:
    if selector[0] in ".#":
        return _SELECTOR.sub(lambda m: m[1] + other(m[2]), selector)
    return other(selector)


def with_inline_tags(page: str, random: Random) -> str:
    """Return the page with spans and fonts round some of its runs of text, as rich-text editors leave them."""
    result: list[Piece] = []
    body = False
    parent = ""
    for piece in split(page):
        body = body or (piece.kind == "open" and piece.name == "body")
        wanted = piece.kind == "text" and piece.text.strip() and random.random() < 0.4
        if body and wanted and parent not in ("table", "tbody", "tr", "ul", "ol", "select", "option", "dl"):
            result.append(Piece("text", _dressed(piece.text, random)))
        else:
            result.append(piece)
        if piece.kind in ("open", "close"):
            parent = piece.name if piece.kind == "open" else ""
    return join(result)


def _dressed(text: str, random: Random) -> str:
    stripped = text.strip()
    start = text.index(stripped)
    before, behind = text[:start], text[start + len(stripped) :]
    name = random.choice(_INLINE)
    attribute = random.choice(("", ' style="font-size:16px"', f' class="{hashed(stripped[:9])}"'))
    opening = f'<font face="宋体"{attribute}>' if name == "font" else f"<span{attribute}>"
    return f"{before}{opening}{stripped}</{name}>{behind}"
