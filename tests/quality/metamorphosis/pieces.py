"""A page's text in pieces: tags, texts, comments and raw elements, in order; joined they are the page again.

Nothing is parsed into a tree and written out anew: what a transform does not touch stays as it was, byte for
byte, with all that a browser forgives.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "open", "close", "comment", "raw", "declaration"]

CONTAINERS = frozenset("article aside body div footer form header main section table tbody td".split())
"""Elements whose ends are written in practice, so that their spans can be told without a browser's rules."""

BLOCKS = CONTAINERS | frozenset(
    "base br center dd dl dt fieldset h1 h2 h3 h4 h5 h6 head hr html li link meta nav ol p script style thead"
    " title tr ul".split()
)
"""Elements beside which a browser does not show white space."""

# A quote begins a value behind an equals sign only: a stray one is part of a name, as browsers read it.
_PIECE = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noframes)\b(?:=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*+>.*?</(?P=raw)\s*>"
    r"|</?[a-z](?:=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*+>"
    r"|<[!?][^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"</?([a-z][^\s/>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=/>"'<]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the page as it is written."""

    kind: Kind
    text: str
    name: str = ""  # of the tag or raw element, in small letters


@dataclass(frozen=True, slots=True)
class Box:
    """A container element: the numbers of its opening and its closing piece."""

    name: str
    first: int
    last: int

    def holds(self, other: "Box") -> bool:
        """Return whether the other box lies within this one."""
        return self.first < other.first and other.last < self.last


def split(page: str) -> list[Piece]:
    """Return the page's pieces in order.

    >>> [piece.kind for piece in split("<p>好<!-- x --></p>")]
    ['open', 'text', 'comment', 'close']
    """
    pieces: list[Piece] = []
    end = 0
    for match in _PIECE.finditer(page):
        if match.start() > end:
            pieces.append(Piece("text", page[end : match.start()]))
        pieces.append(_named(match[0], match["raw"]))
        end = match.end()
    if end < len(page):
        pieces.append(Piece("text", page[end:]))
    return pieces


def _named(text: str, raw: str | None) -> Piece:
    if raw:
        return Piece("raw", text, raw.lower())
    if text.startswith("<!--"):
        return Piece("comment", text)
    name = _NAME.match(text)
    if not name:
        return Piece("declaration", text)
    return Piece("close" if text[1] == "/" else "open", text, name[1].lower())


def join(pieces: Iterable[Piece]) -> str:
    """Return the page that the pieces make."""
    return "".join(piece.text for piece in pieces)


def attributes(tag: str) -> list[tuple[str, str | None]]:
    """Return names and values of an opening tag, without quotes; None where no value is written.

    >>> attributes('<a href="/x" rel=tag hidden>')
    [('href', '/x'), ('rel', 'tag'), ('hidden', None)]
    """
    name = _NAME.match(tag)
    assert name
    found = _ATTRIBUTE.finditer(tag, name.end())
    return [(match[1], _bare(match[2])) for match in found]


def _bare(value: str | None) -> str | None:
    return value[1:-1] if value and value[0] in "\"'" else value


def write_tag(piece: Piece, pairs: Sequence[tuple[str, str | None]]) -> Piece:
    """Return the opening tag with these attributes, in double quotes where the value allows them."""
    written = "".join(f" {name}" if value is None else f" {name}={_quoted(value)}" for name, value in pairs)
    end = " />" if piece.text.endswith("/>") else ">"
    name = _NAME.match(piece.text)
    assert name
    return Piece("open", f"<{name[1]}{written}{end}", piece.name)


def _quoted(value: str) -> str:
    return f"'{value}'" if '"' in value else f'"{value}"'


def boxes(pieces: Sequence[Piece]) -> list[Box]:
    """Return the containers whose end is written, the inner ones first."""
    found: list[Box] = []
    stack: list[tuple[str, int]] = []
    for number, piece in enumerate(pieces):
        if piece.name not in CONTAINERS:
            continue
        if piece.kind == "open" and not piece.text.endswith("/>"):
            stack.append((piece.name, number))
        elif piece.kind == "close" and any(name == piece.name for name, _ in stack):
            while stack:
                name, first = stack.pop()
                if name == piece.name:
                    found.append(Box(name, first, number))
                    break
    return found


def with_inserted(pieces: Sequence[Piece], additions: Mapping[int, str]) -> list[Piece]:
    """Return the pieces with each text put before the piece of that number."""
    result: list[Piece] = []
    for number, piece in enumerate(pieces):
        if number in additions:
            result.append(Piece("text", additions[number]))
        result.append(piece)
    if len(pieces) in additions:
        result.append(Piece("text", additions[len(pieces)]))
    return result
