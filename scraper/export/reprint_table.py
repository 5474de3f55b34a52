"""Which articles repeat an earlier one: the groups of `scrapy reprints`, looked up in a file of their own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import ValidationError

from schemas.derived.reprint import ReprintGroup
from schemas.reader import BadLine, first_fault

_CACHE = (
    -32 * 1024
)  # kB, negative as SQLite wants it: a million pairs need more, and the disk serves the rest


class ReprintTable:
    """Tells of an id whether it repeats another one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def earliest_of(self, name: str) -> str | None:
        """Return the id of the earliest article that has the text of this one; None where this one has it first."""
        row = self._database.execute("SELECT earliest FROM reprints WHERE id = ?", (name,)).fetchone()
        return str(row[0]) if row else None


@contextmanager
def open_reprints(path: Path) -> Iterator[ReprintTable]:
    """Yield the table of a file of groups, a line each; raise BadLine at a line that is none, OSError for no file."""
    with closing(sqlite3.connect("")) as database:  # a file of its own that goes with the connection
        database.executescript(
            f"PRAGMA cache_size = {_CACHE}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE reprints (id TEXT PRIMARY KEY, earliest TEXT NOT NULL) WITHOUT ROWID; BEGIN;"
        )
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                database.executemany(
                    "INSERT OR REPLACE INTO reprints VALUES (?, ?)", _pairs(path, number, line)
                )
        yield ReprintTable(database)


def _pairs(path: Path, number: int, line: bytes) -> list[tuple[str, str]]:
    try:
        group = ReprintGroup.model_validate_json(line)
    except ValidationError as error:
        raise BadLine(path, number, f"no group of reprints: {first_fault(error)}") from None
    return [(one.id, group.earliest) for one in group.members if one.id != group.earliest]
