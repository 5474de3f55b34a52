"""A position in the feed: which index gave it, and how many bytes of lines stand before it."""

import re
from typing import NamedTuple

_FORM = re.compile(r"^([0-9a-f]{8})-(\d{1,18})$", re.ASCII)


class BadOffset(ValueError):
    """A position that is none of this feed."""


class Offset(NamedTuple):
    """A position between two lines. Bytes are counted, not lines: it is found again without reading what is before."""

    feed: str
    """The name that an index drew by lot when it was made: another one may have another order."""
    at: int

    def __str__(self) -> str:
        return f"{self.feed}-{self.at}"


def read_offset(said: str) -> Offset:
    """Return the position that a text names; raise BadOffset where it names none.

    >>> read_offset("3f9a0c21-1201").at, str(read_offset("3f9a0c21-0"))
    (1201, '3f9a0c21-0')
    """
    if not (found := _FORM.match(said)):
        raise BadOffset(f"{said!r} is no offset: one is as 3f9a0c21-1201, what a line of the feed says")
    return Offset(found[1], int(found[2]))
