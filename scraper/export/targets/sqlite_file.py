"""One SQLite file: rows, indexes, views, and an index of words that finds Chinese ones."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scraper.export.shape import Add, Row, Shape, writers_of
from scraper.export.state import State
from scraper.export.targets.sqlite_shape import (
    STATE,
    indexes_of,
    search_of,
    searched,
    sqlite_views,
    tables_of,
)

_CACHE = -64 * 1024  # kB, negative as SQLite wants it: pages of the index that is sorted into
_BATCH = 500  # rows that are handed over at once


@contextmanager
def open_new_sqlite(path: Path, shape: Shape, state: State) -> Iterator[Add]:
    """Yield what takes the rows of a new database; all of it is on the disk at the end."""
    with _connect(path) as database:
        database.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = {_CACHE};"
        )
        database.executescript(tables_of(shape.columns))
        database.execute("BEGIN")
        with _inserting(database, shape) as add:
            yield add
        for statement in filter(None, indexes_of(shape.columns).splitlines()):
            database.execute(statement)
        database.execute("COMMIT")
        if shape.searchable and searched(shape.columns):
            database.executescript(search_of(shape.columns))
            database.execute("INSERT INTO search (search) VALUES ('rebuild')")
        database.executescript(sqlite_views(shape.columns, latest=shape.latest))
        database.execute(f"INSERT INTO {STATE} VALUES (?)", (state.model_dump_json(),))  # noqa: S608
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def open_old_sqlite(path: Path, shape: Shape, state: State) -> Iterator[Add]:
    """Yield what takes further rows of a database, and leave it as it was where not all came; in one transaction.

    Where it has one row for each id, a newer revision takes the place of the one that was there.
    """
    with _connect(path) as database:
        database.executescript(f"PRAGMA synchronous = FULL; PRAGMA cache_size = {_CACHE};")
        database.execute("BEGIN IMMEDIATE")
        (before,) = database.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()
        with _inserting(database, shape) as add:
            yield add
        names = searched(shape.columns) if _has_search(database) else ()
        if shape.latest:
            _drop_superseded(database, before, names)
        if names:
            listed = ", ".join(names)
            database.execute(
                f"INSERT INTO search (rowid, {listed}) SELECT number, {listed} FROM search_text WHERE number > ?",  # noqa: S608
                (before,),
            )
        database.execute(f"UPDATE {STATE} SET told = ?", (state.model_dump_json(),))  # noqa: S608
        database.execute("COMMIT")


def read_sqlite_state(path: Path) -> str | None:
    """Return what a database says of what has been exported into it; None where it is none of ours."""
    try:
        with _connect(path) as database:
            row = database.execute(f"SELECT told FROM {STATE}").fetchone()  # noqa: S608  # a constant
    except OSError:
        return None
    return str(row[0]) if row else None


@contextmanager
def _connect(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield the database; what it cannot do is an OSError."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            yield database
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error


@contextmanager
def _inserting(database: sqlite3.Connection, shape: Shape) -> Iterator[Add]:
    writers = writers_of(shape.columns)
    listed = ", ".join(f'"{name}"' for name in shape.names)
    marks = ", ".join("?" * len(shape.names))
    insert = f"INSERT INTO articles ({listed}) VALUES ({marks})"  # noqa: S608  # names of our own columns
    waiting: list[list[object]] = []

    def hand_over() -> None:
        database.executemany(insert, waiting)
        waiting.clear()

    def add(row: Row) -> None:
        waiting.append([write(get(row)) for get, write in writers])
        if len(waiting) == _BATCH:
            hand_over()

    yield add
    hand_over()


def _has_search(database: sqlite3.Connection) -> bool:
    return bool(database.execute("SELECT 1 FROM sqlite_master WHERE name = 'search'").fetchone())


def _drop_superseded(database: sqlite3.Connection, before: int, names: tuple[str, ...]) -> None:
    """Remove each row that has a newer one of the same id, where one of the two was added just now."""
    database.execute("CREATE TEMP TABLE superseded (number INTEGER PRIMARY KEY)")
    database.execute(
        "INSERT OR IGNORE INTO superseded SELECT CASE WHEN (old.revision, old.fetched_at) > (new.revision, new.fetched_at)"
        " THEN new.number ELSE old.number END"
        " FROM articles AS new JOIN articles AS old ON old.id = new.id AND old.number <= ? WHERE new.number > ?",
        (before, before),
    )
    if names:
        listed = ", ".join(names)
        database.execute(
            f"INSERT INTO search (search, rowid, {listed}) SELECT 'delete', number, {listed} FROM search_text"  # noqa: S608
            " WHERE number IN (SELECT number FROM superseded) AND number <= ?",
            (before,),
        )
    database.execute("DELETE FROM articles WHERE number IN (SELECT number FROM superseded)")
    database.execute("DROP TABLE superseded")
