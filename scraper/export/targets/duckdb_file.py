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
from scraper.export.targets.record_batches import Batches
from scraper.export.targets.sqlite_shape import STATE

_MEMORY = "256MB"
"""What DuckDB may use for itself; left alone it takes four fifths of the machine."""

_NEWEST = "QUALIFY row_number() OVER (PARTITION BY id ORDER BY revision DESC, fetched_at DESC) = 1"
_DAY = "CAST(date AT TIME ZONE 'Asia/Shanghai' AS DATE)"
_PLACES = (
    "SELECT id, date, place.code, place.name, place.field"
    " FROM (SELECT id, date, unnest(places) AS place FROM latest)"
)


@contextmanager
def open_new_duckdb(path: Path, shape: Shape, state: State) -> Iterator[Add]:
    """Yield what takes the rows of a new database; all of it is on the disk at the end."""
    with _connect(path) as database:
        database.execute("BEGIN")
        _create(database, shape)
        with _inserting(database, shape) as add:
            yield add
        database.execute(f"INSERT INTO {STATE} VALUES (?)", [state.model_dump_json()])  # noqa: S608
        database.execute("COMMIT")
        database.execute("CHECKPOINT")
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def open_old_duckdb(path: Path, shape: Shape, state: State) -> Iterator[Add]:
    """Yield what takes further rows of a database, and leave it as it was where not all came; in one transaction.

    Where it has one row for each id, a newer revision takes the place of the one that was there.
    """
    with _connect(path) as database:
        database.execute("BEGIN")
        with _inserting(database, shape) as add:
            yield add
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
def _inserting(database: Any, shape: Shape) -> Iterator[Add]:  # noqa: ANN401  # a connection of DuckDB
    arrow = load_extra("pyarrow")

    def insert(batch: Any) -> None:  # noqa: ANN401  # a batch of Arrow
        database.register("batch", arrow.Table.from_batches([batch]))
        database.execute("INSERT INTO articles BY NAME SELECT * FROM batch")
        database.unregister("batch")

    batches = Batches(shape.columns, insert)
    yield batches.add
    batches.flush()
