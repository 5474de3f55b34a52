"""The ledger's file: its tables, how an older one is brought up, and how it stays small.

Everything that changes between two commits is one SQLite transaction: after a power cut all of it is there or
none of it.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scraper.storage.said import pack

VERSION = 3
"""Of the tables; PRAGMA user_version holds it once the ledger speaks for all files beside it.

1 kept what an article said in a table of its own for thirty days, and knew nothing of what was owed; 2 knew nothing
of the forms of addresses, nor of those that are new every night.
"""

_PAGE_BYTES = 1024  # of a new file: eleven nearly empty tables at 4096 cost more than 2,000 addresses
_MOST_BYTES = 22  # per settled address on the disk: an eight-byte key and six bytes of what it said, packed
_TABLE_BYTES = 12 * 1024  # of the tables that are nearly empty
_FORM_BYTES = 100  # of a form of addresses with its counts
_SMALL_BYTES = 32 * 1024  # below which packing is not worth its fsync

_SCHEMA = """
CREATE TABLE IF NOT EXISTS delivered (key INTEGER PRIMARY KEY, said INTEGER);
CREATE TABLE IF NOT EXISTS revised (key INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS named (key INTEGER PRIMARY KEY, print INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS refused (
    key INTEGER PRIMARY KEY, at INTEGER NOT NULL, first INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE IF NOT EXISTS owed (
    key INTEGER PRIMARY KEY, url TEXT NOT NULL, first INTEGER NOT NULL, tries INTEGER NOT NULL, reason TEXT,
    start TEXT, until TEXT
);
CREATE TABLE IF NOT EXISTS listings (
    url TEXT PRIMARY KEY, closed INTEGER, since TEXT, rest TEXT, first INTEGER, tries INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS barren (url TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS validators (url TEXT PRIMARY KEY, etag TEXT, modified TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS forms (
    form TEXT PRIMARY KEY, yes INTEGER NOT NULL, no INTEGER NOT NULL, article_at INTEGER, refused_at INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS glimpsed (
    rest INTEGER PRIMARY KEY, name INTEGER NOT NULL, value TEXT NOT NULL, of INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS unfinished (file TEXT PRIMARY KEY, committed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
"""

_FROM_0 = """
ALTER TABLE delivered ADD COLUMN said INTEGER;
ALTER TABLE refused ADD COLUMN first INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refused ADD COLUMN tries INTEGER NOT NULL DEFAULT 1;
UPDATE refused SET first = at / 86400;
"""

_FROM_1 = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE revised (key INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
INSERT INTO revised SELECT key, revision FROM recent WHERE revision > 1;
UPDATE delivered SET said = (SELECT said_of(at, digest) FROM recent WHERE recent.key = delivered.key);
INSERT INTO facts SELECT 'delivered_at', max(at) FROM recent HAVING max(at) IS NOT NULL;
DROP TABLE recent;
INSERT INTO facts SELECT 'last_run', last FROM runs;
DROP TABLE runs;
DELETE FROM validators;
"""
"""The validators go: they may hide listings behind which version 1 never looked."""


class DamagedLedger(Exception):
    """The ledger's file cannot be read as one."""


class Database:
    """One SQLite file in which every change lies on the disk when commit() returns."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the file at `path`; None keeps it in memory, for a replay.

        Raise DamagedLedger for a file that is none, sqlite3.OperationalError or OSError where it cannot be
        written.
        """
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        # Scrapy's shell crawls in one thread and evaluates in another, never in both at once.
        self._connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        try:
            self._connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")  # of a new file only
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")  # a commit is on the disk when it returns
            self.found = int(self.one("PRAGMA user_version")[0])
            """The version of the tables that were there, 0 where the files beside are not known yet."""
            self._bring_up()
        except sqlite3.OperationalError:
            self._connection.close()
            raise
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise DamagedLedger(
                f"{path} is damaged ({error}): move it away, and it is built again from the articles"
            ) from None

    def _bring_up(self) -> None:
        """Make the tables; what an older version knew is taken over in one transaction."""
        if self.found > VERSION:
            raise DamagedLedger(f"its version is {self.found}, this program knows {VERSION}: it is newer")
        if self.found == VERSION:
            return
        tables = {name for (name,) in self.all("SELECT name FROM sqlite_master WHERE type = 'table'")}
        self.begin()
        self._connection.create_function("said_of", 2, _said_of, deterministic=True)
        columns = {name for (name,) in self.all("SELECT name FROM pragma_table_info('delivered')")}
        older = (_FROM_0 if columns and "said" not in columns else "") + (
            _FROM_1 if "recent" in tables else ""
        )
        for statement in (older + _SCHEMA).split(";\n"):
            self._connection.execute(statement)

    def one(self, statement: str, *values: object) -> Any:  # noqa: ANN401  # a row is what its statement asks for
        """Return the first row of the answer, None where there is none."""
        return self._connection.execute(statement, values).fetchone()

    def all(self, statement: str, *values: object) -> list[Any]:
        """Return all rows of the answer."""
        return self._connection.execute(statement, values).fetchall()

    def fact(self, name: str) -> Any:  # noqa: ANN401  # whoever keeps a fact knows its type
        """Return what is kept under `name`, None where nothing is."""
        row = self.one("SELECT value FROM facts WHERE name = ?", name)
        return row[0] if row else None

    def keep_fact(self, name: str, value: object) -> None:
        """Keep `value` under `name`, in place of what was kept before."""
        self.change("INSERT OR REPLACE INTO facts VALUES (?, ?)", [(name, value)])

    def change(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Change something for each of `rows`; it holds from the next commit on."""
        self.begin()
        self._connection.executemany(statement, rows)

    def begin(self) -> None:
        """Let what follows be one transaction with what came before."""
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Put all changes on the disk."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")

    def speak(self) -> None:
        """Say that the ledger speaks for all files beside it."""
        self.begin()
        self._connection.execute(f"PRAGMA user_version = {VERSION}")
        self.commit()

    def pack(self, addresses: int, forms: int) -> None:
        """Leave the file without holes where it has more than it should for so many settled addresses and forms."""
        pages, size = self.one("PRAGMA page_count")[0], self.one("PRAGMA page_size")[0]
        expected = _MOST_BYTES * addresses + _FORM_BYTES * forms + _TABLE_BYTES
        if pages * size > max(_SMALL_BYTES, expected):
            self._connection.execute("VACUUM")

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self._connection.close()


def look_at(path: Path, statement: str) -> list[Any]:
    """Return the rows of an answer out of the file as it lies: nothing is created, locked or changed.

    Raise DamagedLedger where it cannot be read.
    """
    in_use = path.with_name(f"{path.name}-shm").exists()  # by a run, or by one that was killed
    how = "readonly_shm=1" if in_use else "immutable=1"  # without it SQLite makes the files of a writer
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&{how}", uri=True)) as connection:
            return connection.execute(statement).fetchall()
    except sqlite3.DatabaseError as error:
        raise DamagedLedger(f"{path} cannot be read: {error}") from None


def _said_of(at: int | None, digest: int | None) -> int | None:
    """Return what version 1 remembered of an article as version 2 does; the print of its body is not known."""
    if at is None or digest is None:
        return None
    return pack(datetime.fromtimestamp(at, UTC).date(), digest, 0)
