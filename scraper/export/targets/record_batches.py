"""Rows as batches of Arrow, the types of whose columns are told and never guessed."""

from collections.abc import Callable, Sequence
from typing import Any

from schemas.derived.exported import Exported
from schemas.tables import arrow_schema
from schemas.tables.column_types import Column
from scraper.export.extras import load_extra

MOST_ROWS = 2_000
"""Of a batch: what Python holds of them, some 20 MB, is little beside the libraries."""


MOST_CHARACTERS = 4_000_000
"""Of the bodies in a batch: some pages are books."""


class Batches:
    """Gathers rows and hands them on as record batches of one schema."""

    def __init__(self, columns: Sequence[Column], take: Callable[[Any], None]) -> None:
        self.schema = _schema_of(columns)
        self._names = [column.name for column in columns]
        self._take = take
        self._characters = 0
        self._rows: list[dict[str, Any]] = []

    def add(self, row: Exported) -> None:
        """Take a row; hand on a batch where it is full."""
        told = row.model_dump()
        self._rows.append({name: told[name] for name in self._names})
        self._characters += len(row.body)
        if len(self._rows) >= MOST_ROWS or self._characters >= MOST_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Hand on what was gathered."""
        if self._rows:
            arrow = load_extra("pyarrow")
            self._take(arrow.RecordBatch.from_pylist(self._rows, schema=self.schema))
            self._rows.clear()
            self._characters = 0


def _schema_of(columns: Sequence[Column]) -> Any:  # noqa: ANN401  # a schema of Arrow
    load_extra("pyarrow")
    return arrow_schema(columns)
