"""Bytes that were saved as they travelled: gzip, zlib or deflate around a page."""

import zlib

from schemas import Reason, Rejected

MOST_BYTES = 32_000_000
"""Bytes of an unpacked page: four for each of the eight million characters that a page may have."""

MOST_LAYERS = 2
"""Times that a page may be packed: by the site's script and by its server."""

_GZIP = b"\x1f\x8b"
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS  # zlib: detect the header
_BARE = -zlib.MAX_WBITS
_LOOK = 256  # bytes unpacked to see whether a stream without a header is one
_FEWEST = 16  # bytes below which nothing is looked for


def unpack(body: bytes) -> bytes:
    """Return the bytes as they were before they were packed; bytes that nobody packed are returned as they are.

    Raises Rejected: TOO_LARGE for more than MOST_BYTES, UNDECODABLE for a stream that is cut off.

    >>> import gzip
    >>> unpack(gzip.compress("<p>山阳县</p>".encode())).decode(), unpack(b"<p>x</p>")
    ('<p>山阳县</p>', b'<p>x</p>')
    """
    for _ in range(MOST_LAYERS):
        bits = _packed_by(body)
        if bits is None:
            break
        body = _inflate(body, bits)
    return body


def _packed_by(body: bytes) -> int | None:
    """Return zlib's window bits for the bytes, None where they are no stream of its."""
    if len(body) < _FEWEST or body[:1] == b"<":
        return None
    if body.startswith((_GZIP, *_ZLIB)):
        return _GZIP_OR_ZLIB if _begins(body, _GZIP_OR_ZLIB) is not None else None
    if b"<" in body[:_LOOK] and body[:_LOOK].isascii():
        return None
    head = _begins(body, _BARE)
    return (
        _BARE
        if head is not None and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<!", b"<h", b"<H", b"<?"))
        else None
    )


def _begins(body: bytes, bits: int) -> bytes | None:
    """Return the beginning of what a stream holds, None where it is none."""
    try:
        return zlib.decompressobj(bits).decompress(body[: 16 * _LOOK], _LOOK)
    except zlib.error:
        return None


def _inflate(body: bytes, bits: int) -> bytes:
    """Return what one stream holds, or several behind each other, as gzip allows."""
    pieces: list[bytes] = []
    left = MOST_BYTES
    while True:
        stream = zlib.decompressobj(bits)
        try:
            pieces.append(stream.decompress(body, left + 1))
        except zlib.error as error:
            raise Rejected(Reason.UNDECODABLE, f"a packed page that is damaged: {error}") from None
        left -= len(pieces[-1])
        if left < 0:
            raise Rejected(Reason.TOO_LARGE, f"more than {MOST_BYTES} bytes when unpacked")
        if not stream.eof:
            raise Rejected(Reason.UNDECODABLE, "a packed page that is cut off")
        body = stream.unused_data
        if not body.startswith(_GZIP):
            return b"".join(pieces)
