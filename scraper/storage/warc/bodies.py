"""From what an archive keeps of an answer to the page's bytes: the HTTP head is read, every wrapping undone.

A wrapping is believed only where the bytes agree: servers say gzip of what is plain, and savers unpack a body
and keep the header. What is wrapped and cannot be unpacked whole is no page: half an article looks like a whole one.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Any

from scraper.storage.warc.members import MAGIC
from scraper.storage.warc.records import MOST_BYTES
from scraper.storage.warc.window import HEAD_END, Fields, read_fields

_STATUS = re.compile(rb"^HTTP/[\d.]{1,5}[ \t]{1,9}(\d{3})\b")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]{0,9}(?:;[^\r\n]{0,200})?\r?\n")
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"  # RFC 8878, 3.1.1
_STEP = 1 << 16  # bytes inflated at a time
_MOST_LAYERS = 4  # encodings around one body; servers that compress twice have two


class BrokenBody(ValueError):
    """A body cannot be unpacked to its end."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP response as an archive keeps it."""

    status: int
    fields: Fields
    raw: bytes


def read_answer(block: bytes) -> Answer | None:
    """Return the HTTP response that a record's block is, None where it is none."""
    status = _STATUS.match(block)
    if not status:
        return None
    end = HEAD_END.search(block)
    size = end.end() if end else len(block)
    return Answer(int(status[1]), read_fields(block[:size], "latin-1"), block[size:])


def whole_body(answer: Answer) -> bytes:
    """Return the page's bytes, cut above MOST_BYTES; raise BrokenBody where they do not come out whole."""
    body = unchunked(answer.raw, answer.fields)
    for encoding in reversed(list(_encodings(answer.fields))):
        body = _UNPACK.get(encoding, _plain)(body)
    return body


def unchunked(raw: bytes, fields: Fields) -> bytes:
    """Return the body that came in chunks; as it is where it is in none. Raise BrokenBody where one is cut."""
    if "chunked" not in (fields.get_header("Transfer-Encoding") or "").lower() or not _CHUNK_SIZE.match(raw):
        return raw
    chunks: list[bytes] = []
    position = 0
    while size := _CHUNK_SIZE.match(raw, position):
        length = int(size[1], 16)
        if not length:
            return b"".join(chunks)
        end = size.end() + length
        chunks.append(raw[size.end() : end])
        position = end + (2 if raw[end : end + 2] == b"\r\n" else 1)
        if end > len(raw):
            break
    raise BrokenBody(f"a chunk of the body is cut off or has another size than it says, at byte {position}")


def _encodings(fields: Fields) -> Iterator[str]:
    said = ",".join(value for name, value in fields if name.lower() == "content-encoding")
    return (one for one in said.lower().replace(" ", "").split(",")[:_MOST_LAYERS] if one)


def _plain(body: bytes) -> bytes:
    return body


def gunzip(body: bytes) -> bytes:
    """Return what gzip packed, as it is where it did not; raise BrokenBody where the stream does not end."""
    unpacked = b""
    while body.startswith(MAGIC) and len(unpacked) <= MOST_BYTES:
        more, body = _inflate(body, 16 + zlib.MAX_WBITS)
        unpacked += more
    return unpacked or body


def _undeflate(body: bytes) -> bytes:
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # old servers send it without the head of RFC 1950
        try:
            return _inflate(body, bits)[0]
        except BrokenBody as error:
            broken = error
    return _unless_plain(body, broken)


def _inflate(body: bytes, bits: int) -> tuple[bytes, bytes]:
    """Return what one stream holds, at most a step more than MOST_BYTES, and what stands behind it."""
    stream, pieces, size = zlib.decompressobj(bits), list[bytes](), 0
    rest = body
    try:
        while not stream.eof and size <= MOST_BYTES:
            piece = stream.decompress(rest, _STEP)
            if not (piece or stream.unconsumed_tail or stream.eof):
                raise BrokenBody("the compressed body is cut off")
            pieces.append(piece)
            size += len(piece)
            rest = stream.unconsumed_tail
    except zlib.error as error:
        raise BrokenBody(f"the compressed body is broken ({error})") from None
    return b"".join(pieces), stream.unused_data


def _unbrotli(body: bytes) -> bytes:
    brotli = _library("brotli", "brotlicffi")
    if brotli is None:
        return _unless_plain(body, BrokenBody("the body is brotli, which cannot be read here"))
    stream, pieces, size = brotli.Decompressor(), list[bytes](), 0
    rest = body
    try:
        while not stream.is_finished() and size <= MOST_BYTES:
            piece: bytes = stream.process(rest, output_buffer_limit=_STEP)
            if not (piece or stream.is_finished()):
                return _unless_plain(body, BrokenBody("the brotli body is cut off"))
            pieces.append(piece)
            size += len(piece)
            rest = b""
    except brotli.error as error:
        return _unless_plain(body, BrokenBody(f"the brotli body is broken ({error})"))
    return b"".join(pieces)


def _unzstd(body: bytes) -> bytes:
    if not body.startswith(ZSTD_MAGIC):
        return body
    zstd = _library("compression.zstd", "backports.zstd")
    if zstd is None:
        raise BrokenBody("the body is zstd, which cannot be read here")
    try:
        with zstd.ZstdFile(BytesIO(body)) as file:
            unpacked: bytes = file.read(MOST_BYTES + 1)
    except (EOFError, zstd.ZstdError) as error:
        raise BrokenBody(f"the zstd body is cut off or broken ({error})") from None
    return unpacked


def _library(*names: str) -> Any:  # noqa: ANN401  # they have no types in common
    """Return the first of the modules that is installed, None where none is."""
    for name in names:
        try:
            return import_module(name)
        except ImportError:
            continue
    return None


def _unless_plain(body: bytes, broken: BrokenBody) -> bytes:
    """Return a body that is markup in spite of its header; raise `broken` for any other."""
    if body[:_STEP].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return body
    raise broken


_UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gunzip,
    "x-gzip": gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
