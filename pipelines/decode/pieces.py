"""A page put together from two charsets, a GBK template around a UTF-8 article or the reverse, read piece by piece."""

import re
from typing import NamedTuple

from pipelines.characters import beyond_ascii, common_share
from pipelines.gb18030 import decode_gb18030

NAME = "gb18030+utf-8"

_PIECE = re.compile(rb"[^<>\r\n]+")
"""Between tags and line ends: neither charset has their bytes inside a character."""

_UTF8_RUN = 4 * b"hcc"
"""Four Chinese characters in UTF-8 by _KINDS; GBK would need such bytes in five pairs one after another."""

_KINDS = bytes(
    ord("h" if 0xE3 <= byte <= 0xE9 else "c" if 0x80 <= byte <= 0xBF else "-") for byte in range(0x100)
)
"""For each byte whether it is the head of a Chinese character in UTF-8, continues one, or neither: ten times as
fast as a pattern."""

_CHARACTER = rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xe2\x80[\x80-\xbf]|\xef[\xbc\xbd][\x80-\xbf]|[0-9A-Za-z .%])"
_UTF8_CHARACTERS = (re.compile(_CHARACTER + rb"{4,}+"), re.compile(_CHARACTER + rb"{2,}+"))
"""Chinese characters and signs in UTF-8, many or a few: a text that stands in a piece of the other charset."""

_SOUND = 0.75  # share of common characters from which a piece is Chinese in a charset
_PROOF = 4  # characters of a piece that prove its charset
_FEWEST = 4  # characters in proven pieces of each charset that make a page of two: a headline


class _Piece(NamedTuple):
    text: str | None  # None: sound in neither charset
    utf8: bool
    proven: int
    both: bool = False  # whether it holds text of either charset


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
        utf8: sum(piece.proven for _, _, piece in pieces if piece.both or piece.utf8 is utf8)
        for utf8 in (True, False)
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
        return _Piece(joined, utf8=True, proven=len(beyond_ascii(joined)), both=True)
    if text is None:
        return _Piece(None, utf8=True, proven=0)
    size = len(beyond_ascii(text))
    return _Piece(text, utf8, size if share >= _SOUND and size >= _PROOF else 0)


def _read_joined(piece: bytes) -> str | None:
    """Return a piece that is UTF-8 and GB18030 by turns, where it is sound so: a label before a value."""
    for characters in _UTF8_CHARACTERS:
        texts: list[str | None] = []
        position = 0
        for run in characters.finditer(piece):
            if not run[0].isascii():
                start = _start_of(piece, position, run)
                texts += (
                    _strict(piece[position:start], "gb18030"),
                    _strict(piece[start : run.end()], "utf-8"),
                )
                position = run.end()
        texts.append(_strict(piece[position:], "gb18030"))
        joined = "".join(text for text in texts if text is not None)
        if len(texts) > 1 and None not in texts and common_share(joined) >= _SOUND:
            return joined
    return None


def _start_of(piece: bytes, position: int, run: re.Match[bytes]) -> int:
    """Return where a run in UTF-8 begins: the end of what stands before it in GB18030 may look like a part of it."""
    starts = range(run.start(), min(run.end(), run.start() + 2 * _WIDTH + 1), _WIDTH)
    return next(
        (start for start in starts if _strict(piece[position:start], "gb18030") is not None), run.start()
    )


_WIDTH = 3
"""Bytes of a Chinese character in UTF-8."""


def _guess(piece: bytes, *, utf8: bool) -> str:
    return piece.decode("utf-8", "replace") if utf8 else decode_gb18030(piece)


def _strict(piece: bytes, encoding: str) -> str | None:
    try:
        return piece.decode(encoding)
    except UnicodeDecodeError:
        return None
