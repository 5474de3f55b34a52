"""One DuckDB file: true dates, lists and records, and views."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from schemas.tables import duckdb_types
from schemas.tables.column_types import Column
from scraper.export.extras import load_extra
from scraper.export.shape import Add, Shape
from scraper.export.state import State
from scraper.export.targets.database_views import views_of
from scraper.export.targets.record_batches import Batches, schema_of
from scraper.export.targets.sqlite_shape import STATE
from scraper.export.workplace import Workplace

_MEMORY = "256MB"
"""What DuckDB may use for itself; left alone it takes four fifths of the machine."""

_ROWS = "spill.parquet"
"""The rows in one file that DuckDB reads in one statement: what it is handed batch by batch it all keeps in memory."""

_NEWEST = "QUALIFY row_number() OVER (PARTITION BY id ORDER BY revision DESC, fetched_at DESC) = 1"
_DAY = "CAST(date AT TIME ZONE 'Asia/Shanghai' AS DATE)"
_PLACES = (
    "SELECT id, date, place.code, place.name, place.field"
    " FROM (SELECT id, date, unnest(places) AS place FROM latest)"
)


@contextmanager
def open_new_duckdb(place: Workplace, shape: Shape, state: State) -> Iterator[Add]:
    """Yield what takes the rows of a new database; all of it is on the disk at the end."""
    with _gathering(place.folder / _ROWS, shape) as add:
        yield add
    with _connect(place.new) as database:
        database.execute("BEGIN")
        _create(database, shape)
        _insert(database, place.folder / _ROWS)
        database.execute(f"INSERT INTO {STATE} VALUES (?)", [state.model_dump_json()])  # noqa: S608
        database.execute("COMMIT")
        database.execute("CHECKPOINT")
    with place.new.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def open_old_duckdb(place: Workplace, shape: Shape, state: State) -> Iterator[Add]:
    """Yield what takes further rows of a database, and leave it as it was where not all came; in one transaction.

    Where it has one row for each id, a newer revision takes the place of the one that was there.
    """
    with _gathering(place.folder / _ROWS, shape) as add:
        yield add
    with _connect(place.target) as database:
        database.execute("BEGIN")
        _insert(database, place.folder / _ROWS)
        if shape.latest:
            database.execute(
                "DELETE FROM articles WHERE rowid IN (SELECT rowid FROM (SELECT rowid, row_number() OVER"
                " (PARTITION BY id ORDER BY revision DESC, fetched_at DESC, rowid DESC) AS place FROM articles)"
                " WHERE place > 1)"
            )
        database.execute(f"UPDATE {STATE} SET told = ?", [state.model_dump_json()])  # noqa: S608
        database.execute("COMMIT")


def read_duckdb_state(path: Path) -> str | None:
    """Return what a database says of what has been exported into it; None where it is none of ours."""
    try:
        with _connect(path) as database:
            row = database.execute(f"SELECT told FROM {STATE}").fetchone()  # noqa: S608
    except OSError:
        return None
    return str(row[0]) if row else None


@contextmanager
def _connect(path: Path) -> Iterator[Any]:
    """Yield the database; what it cannot do is an OSError."""
    duckdb = load_extra("duckdb")
    try:
        with duckdb.connect(path, config={"memory_limit": _MEMORY}) as database:
            database.execute("SET preserve_insertion_order = true")
            yield database
    except duckdb.Error as error:
        said = str(error).strip().splitlines() or [type(error).__name__]
        raise OSError(f"{path}: {said[0]}") from error


def _create(database: Any, shape: Shape) -> None:  # noqa: ANN401  # a connection of DuckDB
    types = duckdb_types(shape.columns)
    lines = [f'"{one.name}" {types[one.name]}{"" if one.nullable else " NOT NULL"}' for one in shape.columns]
    database.execute(f"CREATE TABLE articles ({', '.join(lines)})")
    database.execute(f"CREATE TABLE {STATE} (told VARCHAR NOT NULL)")
    for view in duckdb_views(shape.columns, latest=shape.latest):
        database.execute(view)
    for one in shape.columns:
        if one.description:
            said = one.description.replace("'", "''")
            database.execute(f"COMMENT ON COLUMN articles.\"{one.name}\" IS '{said}'")


def duckdb_views(columns: Sequence[Column], *, latest: bool) -> Iterator[str]:
    """Yield what makes the views that the columns allow."""
    newest = "SELECT * FROM articles" + ("" if latest else f" {_NEWEST}")  # noqa: S608  # a constant
    yield from views_of({one.name for one in columns}, {"latest": newest, "day": _DAY, "places": _PLACES})


@contextmanager
def _gathering(path: Path, shape: Shape) -> Iterator[Add]:
    parquet = load_extra("pyarrow.parquet")
    with parquet.ParquetWriter(path, schema_of(shape.columns), compression="lz4") as writer:
        batches = Batches(shape.columns, writer.write_batch)
        yield batches.add
        batches.flush()


def _insert(database: Any, rows: Path) -> None:  # noqa: ANN401  # a connection of DuckDB
    database.execute("INSERT INTO articles BY NAME SELECT * FROM read_parquet(?)", [str(rows)])
    rows.unlink()
