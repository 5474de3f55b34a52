"""Of several lines with one id the newest, told in memory that hardly grows with their number."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from pydantic_core import from_json

from schemas.reader.article_line import read_article
from schemas.reader.inputs import Raw
from schemas.record import LARGEST

_KEY = 16  # bytes of an id's 32 that are kept: a collision among a billion articles has odds of 1 to 10^20
_CACHE = -64 * 1024  # kB, negative as SQLite wants it: what a million ids need; beyond that the disk serves


class Newest:
    """Tells of each line whether a newer one has its id; a bit for each line, and the number of lines of each file."""

    def __init__(self) -> None:
        self._superseded: dict[Path, bytearray] = {}
        self._counted: dict[Path, int] = {}

    def count(self, line: Raw) -> None:
        """Remember that the line was there."""
        self._counted[line.file] = line.number

    def mark(self, file: Path, number: int) -> None:
        """Remember that this line is superseded."""
        bits = self._superseded.setdefault(file, bytearray())
        bits.extend(bytes(max(number // 8 + 1 - len(bits), 0)))
        bits[number // 8] |= 1 << number % 8

    def holds(self, line: Raw) -> bool:
        """Tell whether the line was there when all were looked at, and none supersedes it."""
        bits = self._superseded.get(line.file, b"")
        is_old = line.number // 8 < len(bits) and bits[line.number // 8] >> line.number % 8 & 1
        return line.number <= self._counted.get(line.file, 0) and not is_old


def find_newest(lines: Iterable[Raw]) -> Newest:
    """Return which lines hold: of one id the highest revision, then the latest fetched, then the last.

    A line that holds no article supersedes none and holds: whoever reads it says what is wrong with it.
    """
    newest, files = Newest(), list[Path]()
    with closing(sqlite3.connect("")) as database:  # a file of its own that goes with the connection
        database.executescript(
            f"PRAGMA cache_size = {_CACHE}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE held (key BLOB PRIMARY KEY, revision INT, at REAL, file INT, number INT) WITHOUT ROWID"
        )
        for line in lines:
            newest.count(line)
            if not files or files[-1] != line.file:
                files.append(line.file)
            said = _read_head(line.text)
            if said is None:
                continue
            row = database.execute(
                "SELECT revision, at, file, number FROM held WHERE key = ?", said[:1]
            ).fetchone()
            if row and row[:2] > said[1:]:
                newest.mark(line.file, line.number)
                continue
            if row and not _holds_an_article(line.text):
                continue
            if row:
                newest.mark(files[row[2]], row[3])
            database.execute(
                "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?)", (*said, len(files) - 1, line.number)
            )
    return newest


def _holds_an_article(line: bytes) -> bool:
    try:
        read_article(line)
    except ValueError:
        return False
    return True


def _read_head(line: bytes) -> tuple[bytes, int, float] | None:
    """Return a line's key, its revision and when it was fetched, in seconds since 1970; None where it is damaged.

    All of the line is read: one that is torn behind its head must not take the place of a whole one.
    """
    try:
        record = from_json(line)
        at = datetime.fromisoformat(record["fetched_at"]).timestamp()
        revision = int(record["revision"])
        return (bytes.fromhex(record["id"])[:_KEY], revision, at) if revision <= LARGEST else None
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
