"""A page put together from two charsets, a GBK template around a UTF-8 article or the reverse, read piece by piece."""

import re
from typing import NamedTuple

from pipelines.characters import beyond_ascii, common_share
from pipelines.gb18030 import decode_gb18030

NAME = "gb18030+utf-8"

_PIECE = re.compile(rb"[^<>\r\n]+")
"""Between tags and line ends: neither charset has their bytes inside a character."""

_UTF8_RUN = 8 * b"hcc"
"""Eight Chinese characters in UTF-8 by _KINDS; GBK would need such bytes in five pairs one after another."""

_KINDS = bytes(
    ord("h" if 0xE3 <= byte <= 0xE9 else "c" if 0x80 <= byte <= 0xBF else "-") for byte in range(0x100)
)
"""For each byte whether it is the head of a Chinese character in UTF-8, continues one, or neither: ten times as
fast as a pattern."""

_UTF8_CHARACTERS = re.compile(
    rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xe2\x80[\x80-\xbf]|\xef[\xbc\xbd][\x80-\xbf]|[0-9A-Za-z .%]){4,}+"
)
"""Chinese characters and signs in UTF-8: a text that stands in a piece of the other charset."""

_SOUND = 0.75  # share of common characters from which a piece is Chinese in a charset
_PROOF = 4  # characters of a piece that prove its charset
_FEWEST = 12  # characters in proven pieces of each charset that make a page of two


class _Piece(NamedTuple):
    text: str | None  # None: sound in neither charset
    utf8: bool
    proven: int


def read_pieces(body: bytes) -> str | None:
    """Return the text of a page whose pieces are UTF-8 and GB18030, each as it proves itself; None for any other page."""
    if _UTF8_RUN not in body.translate(_KINDS):
        return None
    pieces = [
        (match.start(), match.end(), _read(match[0]))
        for match in _PIECE.finditer(body)
        if not match[0].isascii()
    ]
    counts = {
        utf8: sum(piece.proven for _, _, piece in pieces if piece.utf8 is utf8) for utf8 in (True, False)
    }
    if min(counts.values()) < _FEWEST:
        return None
    text: list[str] = []
    position = 0
    for start, end, piece in pieces:
        text.append(body[position:start].decode("ascii"))
        text.append(
            piece.text
            if piece.text is not None
            else _guess(body[start:end], utf8=counts[True] > counts[False])
        )
        position = end
    text.append(body[position:].decode("ascii"))
    return "".join(text)


def _read(piece: bytes) -> _Piece:
    readings = [(_strict(piece, "utf-8"), True), (_strict(piece, "gb18030"), False)]
    sound = [(common_share(text), utf8, text) for text, utf8 in readings if text is not None]
    share, utf8, text = max(sound, key=lambda each: each[:2], default=(0.0, True, None))
    if share < _SOUND and (joined := _read_joined(piece)) is not None:
        return _Piece(joined, utf8=True, proven=len(beyond_ascii(joined)))
    if text is None:
        return _Piece(None, utf8=True, proven=0)
    size = len(beyond_ascii(text))
    return _Piece(text, utf8, size if share >= _SOUND and size >= _PROOF else 0)


def _read_joined(piece: bytes) -> str | None:
    """Return a piece that begins or ends in GB18030 around UTF-8, where it is sound so: an indent before a text."""
    run = max(_UTF8_CHARACTERS.finditer(piece), key=lambda match: match.end() - match.start(), default=None)
    if run is None:
        return None
    begin, end = _strict(piece[: run.start()], "gb18030"), _strict(piece[run.end() :], "gb18030")
    text = _strict(run[0], "utf-8")
    if begin is None or end is None or text is None:
        return None
    joined = begin + text + end
    return joined if common_share(joined) >= _SOUND else None


def _guess(piece: bytes, *, utf8: bool) -> str:
    return piece.decode("utf-8", "replace") if utf8 else decode_gb18030(piece)


def _strict(piece: bytes, encoding: str) -> str | None:
    try:
        return piece.decode(encoding)
    except UnicodeDecodeError:
        return None
