"""The gzip members that an archive is made of: one for each record."""

import zlib
from pathlib import Path

_GZIP = 16 + zlib.MAX_WBITS
_CHUNK = 1 << 16  # bytes read, and decompressed, at a time


def whole_members(path: Path) -> int:
    """Return the length in bytes of the file up to and with its last complete gzip member."""
    whole = 0
    with path.open("rb") as file:
        rest = file.read(_CHUNK)
        while rest:
            stream = zlib.decompressobj(_GZIP)
            while rest and not stream.eof:
                try:
                    stream.decompress(rest, _CHUNK)
                except zlib.error:
                    return whole
                rest = stream.unused_data if stream.eof else stream.unconsumed_tail or file.read(_CHUNK)
            if not stream.eof:
                return whole
            whole = file.tell() - len(rest)
            rest = rest or file.read(_CHUNK)
    return whole
