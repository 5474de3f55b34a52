"""The order of the feed, written down once: which bytes of which file follow one another.

Whoever sees lines first writes them down, before anybody is given one; after that their place stays. One SQLite file
with a rollback journal, not a WAL: it can be read where nothing can be written, and lies alone.
"""

import secrets
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from scraper.feed.feed_offset import BadOffset, Offset

INDEX = "feed.sqlite"
"""The file's name in DATA_DIR."""

VERSION = 1
"""Of the tables."""

_OURS = 0x64666665
"""SQLite's application id of the file, "dffe": a ledger, or somebody else's file, is never written to."""

_PATIENCE = 30.0
"""Seconds to wait for another reader of the feed who writes: a first look at years of files takes a few."""

_PAGE = 500
"""Stretches that are read at once: none is held open, or its lock would keep others from writing."""

_SCHEMA = (
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE files (number INTEGER PRIMARY KEY, site TEXT NOT NULL, name TEXT NOT NULL, spider TEXT,"
    " length INTEGER NOT NULL, finished INTEGER NOT NULL, UNIQUE (site, name))",
    "CREATE TABLE stretches (first INTEGER PRIMARY KEY, file INTEGER NOT NULL, start INTEGER NOT NULL,"
    " length INTEGER NOT NULL)",
)


class BadIndex(Exception):
    """The file is no index that this program can use."""


class IndexNotWritten(Exception):
    """What was seen could not be written down, so that nobody is given it."""


class Seen(NamedTuple):
    """What counts of a file: so many bytes from its beginning."""

    site: str
    name: str
    length: int
    finished: bool = True
    spider: str | None = None
    """What its lines call their site, where the file is new: a folder may be named for a host."""


class Stretch(NamedTuple):
    """Bytes of one file that follow one another in the feed."""

    first: int
    site: str
    name: str
    start: int
    length: int


class FeedIndex:
    """The order of all lines that were seen."""

    def __init__(self, path: Path) -> None:
        """Open the index at `path`, or make it; raise BadIndex or IndexNotWritten, in one line, where that cannot be."""
        self.path = path
        with self._explaining():
            self._database = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)
        with self._explaining(), ExitStack() as opened:
            opened.callback(self.close)
            self._database.execute("PRAGMA synchronous = EXTRA")  # a given offset outlives a power cut
            if not self._is_made():
                self._make()
            self.id: str = self._one("SELECT value FROM facts WHERE name = 'id'")[0]
            opened.pop_all()

    @property
    def end(self) -> int:
        """The bytes of all lines that were seen."""
        with self._explaining():
            return self._end()[0]

    def state_of(self, site: str) -> tuple[set[str], dict[str, int]]:
        """Return the names of a site's finished files, and what was seen of the others."""
        with self._explaining():
            rows = self._database.execute(
                "SELECT name, length, finished FROM files WHERE site = ?", (site,)
            ).fetchall()
        done = {name for name, _, finished in rows if finished}
        return done, {name: length for name, length, finished in rows if not finished}

    def sites(self) -> set[str]:
        """Return the folders of which lines were seen, and what their lines call their site."""
        with self._explaining():
            rows = self._database.execute("SELECT site FROM files UNION SELECT spider FROM files")
            return {site for (site,) in rows if site}

    def write_down(self, seen: Iterable[Seen]) -> None:
        """Put what is new at the end, in this order and in one transaction; what another reader wrote stays as it is."""
        with self._explaining(), self._transaction():
            end, last = self._end()
            for one in seen:
                number, known = self._file_of(one)
                self._database.execute(
                    "UPDATE files SET length = max(length, ?), finished = max(finished, ?) WHERE number = ?",
                    (one.length, one.finished, number),
                )
                if (new := one.length - known) <= 0:
                    continue
                if last == number:  # what was seen last was of this file too: one stretch
                    self._database.execute(
                        "UPDATE stretches SET length = length + ? WHERE first = (SELECT max(first) FROM stretches)",
                        (new,),
                    )
                else:
                    self._database.execute(
                        "INSERT INTO stretches VALUES (?, ?, ?, ?)", (end, number, known, new)
                    )
                end, last = end + new, number

    def stretches(self, since: int, until: int, sites: Collection[str] = ()) -> Iterator[Stretch]:
        """Yield the stretches from one position to another, cut at both, of these sites where some are named."""
        while since < until:
            with self._explaining():
                rows = self._database.execute(_PAGE_OF, (since, until, _PAGE)).fetchall()
            for first, length, spider, *place in rows:
                site, name, start = place
                ahead = max(0, since - first)
                if not sites or site in sites or spider in sites:
                    end = min(first + length, until)
                    yield Stretch(first + ahead, site, name, start + ahead, end - first - ahead)
            since = rows[-1][0] + rows[-1][1] if rows else until

    def check(self, offset: Offset) -> int:
        """Return the position that an offset of this index names; raise BadOffset for another's, or one beyond the end."""
        if offset.feed != self.id:
            raise BadOffset(
                f"the offset {offset} is of another index; {self.path} is {self.id}, and may have another order:"
                " begin again without --since"
            )
        if offset.at > (end := self.end):
            raise BadOffset(f"the offset {offset} lies beyond the end of {self.path}, {Offset(self.id, end)}")
        return offset.at

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _one(self, statement: str, *values: object) -> Any:  # noqa: ANN401  # a row is what its statement asks for
        return self._database.execute(statement, values).fetchone()

    def _end(self) -> tuple[int, int | None]:
        row = self._one("SELECT first + length, file FROM stretches ORDER BY first DESC LIMIT 1")
        return row or (0, None)

    def _file_of(self, one: Seen) -> tuple[int, int]:
        row = self._one("SELECT number, length FROM files WHERE site = ? AND name = ?", one.site, one.name)
        if row:
            return int(row[0]), int(row[1])
        made = self._database.execute(
            "INSERT INTO files (site, name, spider, length, finished) VALUES (?, ?, ?, 0, 0)",
            (one.site, one.name, one.spider),
        )
        assert made.lastrowid is not None
        return made.lastrowid, 0

    def _is_made(self) -> bool:
        ours = self._one("PRAGMA application_id")[0] == _OURS
        if not ours and self._one("SELECT count(*) FROM sqlite_master")[0]:
            raise BadIndex(f"{self.path} is no index of a feed")
        version = self._one("PRAGMA user_version")[0]
        if version > VERSION:
            raise BadIndex(
                f"{self.path} is an index of version {version}, this program knows {VERSION}: it is newer"
            )
        return bool(version)

    def _make(self) -> None:
        with self._transaction():
            if self._is_made():  # by another reader, meanwhile
                return
            for statement in _SCHEMA:
                self._database.execute(statement)
            self._database.execute("INSERT INTO facts VALUES ('id', ?)", (secrets.token_hex(4),))
            self._database.execute(f"PRAGMA application_id = {_OURS}")
            self._database.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        finally:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise IndexNotWritten(
                f"{self.path} cannot be written ({error}): --index names another file"
            ) from None
        except sqlite3.DatabaseError as error:
            raise BadIndex(
                f"{self.path} is no index of a feed, or damaged ({error}): move it away, and a new one is made,"
                " with another order"
            ) from None


_PAGE_OF = (
    "SELECT first, stretches.length, spider, site, name, start FROM stretches JOIN files ON number = file"
    " WHERE first >= coalesce((SELECT max(first) FROM stretches WHERE first <= ?), 0) AND first < ?"
    " ORDER BY first LIMIT ?"
)
