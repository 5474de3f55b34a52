"""Bytes that are looked at before they are taken, and the heads that records and HTTP responses begin with."""

import re
from typing import Protocol

MOST_HEAD = 64 * 1024
"""Bytes of a record's head, and of an HTTP head: a crawl reads no more of one (DOWNLOAD_MAXHEADERS)."""

HEAD_END = re.compile(rb"\n\r?\n")

_CHUNK = 1 << 16  # bytes asked for at a time


class Fields(tuple[tuple[str, str], ...]):
    """Names and values of a head, in their order."""

    __slots__ = ()

    def get_header(self, name: str) -> str | None:
        """Return the first value under a name in any case, None where there is none."""
        return next((value for key, value in self if key.lower() == name.lower()), None)


def read_fields(head: bytes, encoding: str) -> Fields:
    """Return the names and values of a head without its first line; a folded line belongs to the one before."""
    found: list[tuple[str, str]] = []
    for line in head.decode(encoding, "replace").split("\n")[1:]:
        name, colon, value = line.partition(":")
        if line[:1] in {" ", "\t"} and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        elif colon:
            found.append((name.strip(), value.strip()))
    return Fields(found)


class Source(Protocol):
    """What bytes come from."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        ...


class Window:
    """Bytes of a source, which can be looked at before they are taken."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._ahead = bytearray()
        self.position = 0
        """Bytes taken so far."""

    def peek(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer only at the end."""
        while len(self._ahead) < size and (more := self._source.read(_CHUNK)):
            self._ahead += more
        return bytes(self._ahead[:size])

    def take(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer only at the end, and stand behind them."""
        data = self.peek(size)
        del self._ahead[: len(data)]
        self.position += len(data)
        return data

    def skip(self, size: int) -> int:
        """Stand `size` bytes further on; return how many there were."""
        before = self.position
        while (left := size - (self.position - before)) and self.take(min(left, _CHUNK)):
            pass
        return self.position - before

    def skip_to(self, beginning: re.Pattern[bytes], longest: int) -> bool:
        """Stand at the next match of `beginning` behind the first byte, of `longest` bytes; False at the end."""
        while len(ahead := self.peek(_CHUNK)) > 1:
            found = beginning.search(ahead, 1)
            self.take(found.start() if found else max(1, len(ahead) - longest))
            if found:
                return True
        self.take(1)
        return False
