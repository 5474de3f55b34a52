"""Of several lines with one id the newest, told in memory that hardly grows with their number."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime

from schemas.reader.inputs import Raw

_HEAD = re.compile(rb'^\{"schema_version":"[^"]*","id":"([0-9a-f]{64})","revision":([0-9]{1,9}),')
"""How our lines begin; others are read as JSON."""

_FETCHED = (
    b'"fetched_at":"'  # a quotation mark inside a text has a backslash before it, so only the key reads so
)
_KEY = 16  # bytes of an id's 32 that are kept: a collision among a billion articles has odds of 1 to 10^20
_CACHE = (
    -64 * 1024
)  # kB, negative as SQLite wants it: what a million ids need at once; beyond that the disk serves
_BATCH = 10_000  # lines


class Newest:
    """Tells of each line, by its place among all, whether a newer one has its id; a bit for each line."""

    def __init__(self) -> None:
        self._superseded = bytearray()

    def mark(self, place: int) -> None:
        """Remember that the line at `place` is superseded."""
        missing = place // 8 + 1 - len(self._superseded)
        self._superseded.extend(bytes(max(missing, 0)))
        self._superseded[place // 8] |= 1 << place % 8

    def holds(self, place: int) -> bool:
        """Tell whether no other line supersedes the one at `place`."""
        return place // 8 >= len(self._superseded) or not self._superseded[place // 8] >> place % 8 & 1


def find_newest(lines: Iterable[Raw]) -> Newest:
    """Return which lines hold: of one id the highest revision, then the latest fetched, then the last.

    A line that tells no id supersedes nothing and holds: whoever reads it says what is wrong with it.
    """
    newest = Newest()
    with closing(sqlite3.connect("")) as database:  # a file of its own that goes with the connection
        database.executescript(
            f"PRAGMA cache_size = {_CACHE}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        )
        database.execute(
            "CREATE TABLE held (key BLOB PRIMARY KEY, revision INTEGER, at REAL, place INTEGER) WITHOUT ROWID"
        )
        for key, revision, at, place in _told(lines):
            row = database.execute("SELECT revision, at, place FROM held WHERE key = ?", (key,)).fetchone()
            if row and (row[0], row[1]) > (revision, at):
                newest.mark(place)
                continue
            if row:
                newest.mark(row[2])
            database.execute("INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)", (key, revision, at, place))
    return newest


def _told(lines: Iterable[Raw]) -> Iterator[tuple[bytes, int, float, int]]:
    """Yield what each line that tells its id says: key, revision, when it was fetched, and its place."""
    for place, line in enumerate(lines):
        head = _HEAD.match(line.text)
        start = line.text.rfind(_FETCHED) + len(_FETCHED)
        try:
            if head and start >= len(_FETCHED):
                name, revision = head[1], int(head[2])
                fetched = line.text[start : line.text.index(b'"', start)].decode("ascii")
            else:
                record = json.loads(line.text)
                name, revision, fetched = record["id"], int(record["revision"]), record["fetched_at"]
            yield (
                bytes.fromhex(str(name, "ascii") if isinstance(name, bytes) else name)[:_KEY],
                revision,
                (datetime.fromisoformat(fetched).timestamp()),
                place,
            )
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            continue
