"""An HTTP answer as a record of WARC 1.0 (ISO 28500): its bytes, packed as a gzip member of its own."""

import re
import zlib
from base64 import b32encode
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha1
from uuid import uuid4

LEVEL = 6
"""Of deflate. 9 takes half as much time again for half a percent of the bytes; what is faster than zlib makes an
archive a tenth larger, and to keep that costs more than the time was worth."""

_GZIP = 16 + zlib.MAX_WBITS
_LINE_ENDS = re.compile(rb"[\r\n]+")
"""What would end a line of a head: no field of HTTP may hold them."""


def write_answer(url: str, status: int, fields: Iterable[tuple[bytes, bytes]], body: bytes) -> bytes:
    """Return the record of a response that was received now: the fields as they came, byte for byte, and the body."""
    lines = [b"HTTP/1.1 %d -" % status]
    lines += [_LINE_ENDS.sub(b" ", b"%b: %b" % field) for field in fields]
    head = b"\r\n".join([*lines, b"", b""])
    about = (
        "WARC/1.0\r\n"
        "WARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\n"
        f"WARC-Target-URI: {url}\r\n"
        f"WARC-Date: {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"WARC-Payload-Digest: {digest(body)}\r\n"
        f"WARC-Block-Digest: {digest(head, body)}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(head) + len(body)}\r\n\r\n"
    )
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
    pieces = (about.encode("utf-8", "surrogateescape"), head, body, b"\r\n\r\n")
    return b"".join([*map(deflate.compress, pieces), deflate.flush()])


def digest(*pieces: bytes) -> str:
    """Return the digest of a record's bytes, as archives write it.

    >>> digest(b""), digest(b"<p>", b"</p>") == digest(b"<p></p>")
    ('sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ', True)
    """
    of = sha1(usedforsecurity=False)
    for piece in pieces:
        of.update(piece)
    return f"sha1:{b32encode(of.digest()).decode('ascii')}"
