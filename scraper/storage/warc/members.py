"""The gzip members that an archive is made of: one for each record."""

import zlib
from pathlib import Path
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
"""What each gzip member begins with: RFC 1952, 2.3.1, with the only method there is."""

_GZIP = 16 + zlib.MAX_WBITS
_CHUNK = 1 << 16  # bytes read, and decompressed, at a time
_GLANCE = (
    1024  # compressed bytes that show what a member begins with: its head has ten, or a file's name more
)


class Damaged(ValueError):
    """Bytes that should be a record, or a part of one, cannot be read as one."""


class Member:
    """The bytes of one gzip member, inflated as they are read."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self._file = file
        self._next = offset
        self._stream = zlib.decompressobj(_GZIP)
        self._rest = b""
        self.end: int | None = None
        """The offset behind the member, once it was read to its end and its checksum agreed."""
        self.is_cut = False
        """Whether the file ended before the member did."""
        self._is_broken = False

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most `size`; none at the end. Raise Damaged, once, where they are no gzip."""
        data = b""
        while not (data or self._stream.eof or self.is_cut or self._is_broken):
            fresh = self._rest or self._read_on()
            try:
                data = self._stream.decompress(fresh, size)
            except zlib.error as error:
                self._is_broken = True
                raise Damaged(f"its gzip is broken ({error})") from None
            self._rest = self._stream.unconsumed_tail
            self.is_cut = not (fresh or data or self._stream.eof)
        if self._stream.eof and self.end is None:
            self.end = self._next - len(self._stream.unused_data)
        return data

    def _read_on(self) -> bytes:
        self._file.seek(self._next)
        fresh = self._file.read(_CHUNK)
        self._next += len(fresh)
        return fresh


def member_begins(head: bytes, beginning: bytes) -> bool:
    """Tell whether a gzip member that begins with the bytes `head` inflates to what begins with `beginning`."""
    return glance(head, len(beginning)) == beginning


def glance(head: bytes, size: int = _GLANCE) -> bytes:
    """Return the first bytes, at most `size`, of the gzip member that begins with `head`; none where it is none."""
    try:
        return zlib.decompressobj(_GZIP).decompress(head, size)
    except zlib.error:
        return b""


def read_glance(file: BinaryIO, offset: int) -> bytes:
    """Return some bytes of the file at `offset`: enough to see what a member begins with."""
    file.seek(offset)
    return file.read(_GLANCE)


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
