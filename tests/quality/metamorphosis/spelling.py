"""The same page written otherwise: charset, entities, line ends, attributes, comments; no browser sees it."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from html.entities import codepoint2name
from random import Random

from tests.quality.metamorphosis.pieces import BLOCKS, Piece, attributes, join, split, write_tag

Respell = Callable[[str, Random], str]

_CHARSET = re.compile(
    r"(<meta\b[^>]*?charset\s*=\s*[\"']?\s*|<\?xml\b[^>]*?encoding\s*=\s*[\"'])([\w-]+)", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n]+")
_UNQUOTED = re.compile(r"[\w./:#?&%,;+-]+", re.ASCII)
_KEPT_SPACES = {"pre", "textarea", "xmp"}
_REMARKS = (
    "<!-- 0412 -->",
    "<!--[if lt IE 9]><p>您的浏览器版本过低，请升级。</p><![endif]-->",
    "<!-- <p>旧版页面的文字，已停用。</p> -->",
    "<!--模块开始-->",
    "<!-- end of block -->",
)


def declared_as(page: str, charset: str) -> str:
    """Return the page with each declaration of a charset changed to this one.

    >>> declared_as('<meta charset="gb2312">', "utf-8")
    '<meta charset="utf-8">'
    """
    return _CHARSET.sub(lambda match: match[1] + charset, page)


def with_named_entities(page: str, _: Random) -> str:
    """Return the page with each character that HTML names written by its name."""
    return _with_references(page, lambda c: f"&{codepoint2name[ord(c)]};" if ord(c) in codepoint2name else c)


def with_decimal_entities(page: str, _: Random) -> str:
    """Return the page with every character beyond ASCII written as a decimal number, as Word's exports do."""
    return _with_references(page, lambda c: f"&#{ord(c)};")


def with_hex_entities(page: str, _: Random) -> str:
    """Return the page with every character beyond ASCII written as a hexadecimal number."""
    return _with_references(page, lambda c: f"&#x{ord(c):X};")


def _with_references(page: str, spell: Callable[[str], str]) -> str:
    def respelled(text: str) -> str:
        return "".join(c if c.isascii() else spell(c) for c in text)

    def change(piece: Piece) -> Piece:
        if piece.kind == "text":
            return Piece("text", respelled(piece.text))
        if piece.name == "title" and piece.kind == "raw":
            return Piece("raw", respelled(piece.text), "title")
        return piece

    return join(change(piece) for piece in split(page))


def with_windows_line_ends(page: str, _: Random) -> str:
    """Return the page with \\r\\n at each line's end."""
    return re.sub(r"\r\n?|\n", "\r\n", page)


def in_one_line(page: str, _: Random) -> str:
    """Return the page with each run of white space between words or tags as one space; pre keeps its lines."""
    return join(_outside_pre(split(page), lambda piece, _before, _behind: _SPACES.sub(" ", piece.text)))


def minified(page: str, _: Random) -> str:
    """Return the page without the white space that stands beside a block's tag, and without line ends."""

    def squeeze(piece: Piece, before: Piece | None, behind: Piece | None) -> str:
        text = _SPACES.sub(" ", piece.text)
        if before is None or before.name in BLOCKS:
            text = text.lstrip(" ")
        return text.rstrip(" ") if behind is None or behind.name in BLOCKS else text

    return join(_outside_pre(split(page), squeeze))


def indented(page: str, random: Random) -> str:
    """Return the page with each tag of a block on a line of its own."""
    pieces = split(page)
    result: list[Piece] = []
    depth = 0
    for piece in pieces:
        depth += (piece.name in _KEPT_SPACES) * ((piece.kind == "open") - (piece.kind == "close"))
        tag = piece.kind in ("open", "close") and piece.name in BLOCKS
        if tag and not depth:
            gap = "\n" + "\t" * random.randint(0, 4)
            result += [Piece("text", gap), piece, Piece("text", gap)]
        else:
            result.append(piece)
    return join(result)


def _outside_pre(
    pieces: Sequence[Piece], change: Callable[[Piece, Piece | None, Piece | None], str]
) -> Iterator[Piece]:
    depth = 0
    for number, piece in enumerate(pieces):
        depth += (piece.name in _KEPT_SPACES) * ((piece.kind == "open") - (piece.kind == "close"))
        if piece.kind == "text" and not depth:
            before = pieces[number - 1] if number else None
            behind = pieces[number + 1] if number + 1 < len(pieces) else None
            yield Piece("text", change(piece, before, behind))
        else:
            yield piece


def with_attributes_shuffled(page: str, random: Random) -> str:
    """Return the page with the attributes of each tag in another order."""

    def change(piece: Piece) -> Piece:
        if piece.kind != "open" or len(pairs := attributes(piece.text)) < 2:
            return piece
        names = [name.lower() for name, _ in pairs]
        if len(set(names)) < len(names):  # of two with one name a browser takes the first
            return piece
        return write_tag(piece, random.sample(pairs, len(pairs)))

    return join(change(piece) for piece in split(page))


def with_quotes_changed(page: str, _: Random) -> str:
    """Return the page with its attributes in single quotes, or in none where none are needed."""

    def write(name: str, value: str | None) -> str:
        if value is None:
            return f" {name}"
        if _UNQUOTED.fullmatch(value):
            return f" {name}={value}"
        return f' {name}="{value}"' if "'" in value else f" {name}='{value}'"

    def change(piece: Piece) -> Piece:
        if piece.kind != "open" or not (pairs := attributes(piece.text)):
            return piece
        start = piece.text[: len(piece.name) + 1]
        end = " />" if piece.text.endswith("/>") else ">"
        return Piece("open", start + "".join(write(*pair) for pair in pairs) + end, piece.name)

    return join(change(piece) for piece in split(page))


def with_tags_in_capitals(page: str, _: Random) -> str:
    """Return the page with the names of its tags in capitals, as old editors write them."""

    def change(piece: Piece) -> Piece:
        if piece.kind not in ("open", "close"):
            return piece
        return Piece(
            piece.kind, re.sub(r"^</?[^\s/>]+", lambda name: name[0].upper(), piece.text), piece.name
        )

    return join(change(piece) for piece in split(page))


def with_comments(page: str, random: Random) -> str:
    """Return the page with comments sprinkled between its tags and texts."""
    result: list[Piece] = []
    body = False
    for piece in split(page):
        if body and random.random() < 0.2:
            result.append(Piece("comment", random.choice(_REMARKS)))
        result.append(piece)
        body = body or (piece.kind == "open" and piece.name == "body")
    return join(result)


def with_head_shuffled(page: str, random: Random) -> str:
    """Return the page with another doctype, and with the metas that declare no charset in another order."""
    pieces = split(page)
    metas = [
        number
        for number, piece in enumerate(pieces)
        if piece.kind == "open" and piece.name == "meta" and "charset" not in piece.text.lower()
    ]
    order = random.sample(metas, len(metas))
    shuffled = list(pieces)
    for place, number in zip(metas, order, strict=True):
        shuffled[place] = pieces[number]
    kept = [p for p in shuffled if not (p.kind == "declaration" and p.text[:9].lower() == "<!doctype")]
    xml = kept[:1] if kept and kept[0].text.startswith("<?xml") else []
    doctype = random.choice(
        (
            "<!DOCTYPE html>",
            '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"'
            ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
        )
    )
    return join([*xml, Piece("declaration", doctype), *kept[len(xml) :]])


def shown_text(page: str) -> str:
    """Return the page's text without white space, references undone: what the tests of transforms compare."""
    texts = (piece.text for piece in split(page) if piece.kind == "text")
    return "".join(html.unescape("".join(texts)).split())
