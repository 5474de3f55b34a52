"""The formats of an export by their names: what writes each of them, and what adds to it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from scraper.export.extras import load_extra
from scraper.export.shape import Add, Shape
from scraper.export.state import State
from scraper.export.targets.csv_file import open_csv
from scraper.export.targets.duckdb_file import open_new_duckdb, open_old_duckdb, read_duckdb_state
from scraper.export.targets.line_files import open_linked_data, open_packed_lines
from scraper.export.targets.parquet_folder import (
    finish_intent,
    open_new_folder,
    open_old_folder,
    read_folder_state,
)
from scraper.export.targets.sqlite_file import open_new_sqlite, open_old_sqlite, read_sqlite_state
from scraper.export.workplace import Workplace

Open = Callable[[Workplace, Shape, State], AbstractContextManager[Add]]

NEWEST = "QUALIFY row_number() OVER (PARTITION BY id ORDER BY revision DESC) = 1"
"""What gives the newest revisions of a table that has all of them."""


@dataclass(frozen=True, slots=True)
class Format:
    """What can be made of articles."""

    described: str
    make: Open
    extras: tuple[str, ...] = ()
    add_to: Open | None = None
    read_state: Callable[[Path], str | None] | None = None
    is_folder: bool = False
    takes_back: bool = False  # a row that was exported can be replaced by a newer one
    beside: tuple[str, ...] = ()  # how the files end that a database keeps beside its own while it is written


def _at_new(make: Callable[[Path, Shape], AbstractContextManager[Add]]) -> Open:
    return lambda place, shape, _state: make(place.new, shape)


def _stateful(make: Callable[[Path, Shape, State], AbstractContextManager[Add]]) -> Open:
    return lambda place, shape, state: make(place.new, shape, state)


def _in_place(add_to: Callable[[Path, Shape, State], AbstractContextManager[Add]]) -> Open:
    return lambda place, shape, state: add_to(place.target, shape, state)


FORMATS: Mapping[str, Format] = {
    "parquet": Format(
        "a folder of Parquet files by site and month",
        open_new_folder,
        extras=("pyarrow",),
        add_to=open_old_folder,
        read_state=read_folder_state,
        is_folder=True,
    ),
    "csv": Format("one CSV file, for spreadsheets", _at_new(open_csv)),
    "sqlite": Format(
        "one SQLite database with an index of words",
        _stateful(open_new_sqlite),
        add_to=_in_place(open_old_sqlite),
        read_state=read_sqlite_state,
        takes_back=True,
        beside=("-journal", "-wal", "-shm"),
    ),
    "duckdb": Format(
        "one DuckDB database",
        open_new_duckdb,
        extras=("duckdb", "pyarrow"),
        add_to=open_old_duckdb,
        read_state=read_duckdb_state,
        takes_back=True,
        beside=(".wal",),
    ),
    "jsonl.zst": Format("one file of lines, packed", _at_new(open_packed_lines), extras=("zstandard",)),
    "jsonld": Format("one file of lines, each a NewsArticle of schema.org", _at_new(open_linked_data)),
}


def load_extras(name: str) -> None:
    """Load the libraries that a format needs; raise MissingExtra where one is missing."""
    for extra in FORMATS[name].extras:
        load_extra(extra)


@contextmanager
def writing_new(name: str, place: Workplace, shape: Shape, state: State) -> Iterator[Add]:
    """Yield what takes the rows of a new target; it stands under its name when all went well, else not at all."""
    kind = FORMATS[name]
    with kind.make(place, shape, state) as add:
        yield add
    if kind.beside and kind.read_state:
        if place.target.exists():  # to open what is not there would make it
            kind.read_state(place.target)  # a database that was killed takes back what it had begun
        for ending in kind.beside:  # or it would be taken back from the new one
            place.target.with_name(place.target.name + ending).unlink(missing_ok=True)
    place.put()


__all__ = ["FORMATS", "NEWEST", "Format", "finish_intent", "load_extras", "writing_new"]
