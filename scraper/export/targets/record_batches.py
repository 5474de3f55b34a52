"""Rows as batches of Arrow, the types of whose columns are told and never guessed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from schemas.tables import arrow_schema
from schemas.tables.column_types import Column
from scraper.export.extras import load_extra
from scraper.export.shape import Row

MOST_ROWS = 2_000
"""Of a batch: what Python holds of them, some 20 MB, is little beside the libraries."""


MOST_CHARACTERS = 4_000_000
"""Of the bodies in a batch: some pages are books."""


class Batches:
    """Gathers rows and hands them on as record batches of one schema."""

    def __init__(self, columns: Sequence[Column], take: Callable[[Any], None]) -> None:
        self.schema = schema_of(columns)
        self._take = take
        self._characters = 0
        self._rows: list[dict[str, Any]] = []

    def add(self, row: Row) -> None:
        """Take a row; hand on a batch where it is full."""
        self._rows.append(row.told())
        self._characters += len(row.article.body)
        if len(self._rows) >= MOST_ROWS or self._characters >= MOST_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Hand on what was gathered."""
        if self._rows:
            self._take(as_batch(self._rows, self.schema))
            self._rows.clear()
            self._characters = 0


def as_batch(rows: Sequence[Mapping[str, Any]], schema: Any) -> Any:  # noqa: ANN401  # types of Arrow
    """Return rows, as their `told()` has them, as a record batch with the columns of the schema alone."""
    return load_extra("pyarrow").RecordBatch.from_pylist(rows, schema=schema)


def schema_of(columns: Sequence[Column]) -> Any:  # noqa: ANN401  # a schema of Arrow
    """Return the schema of the columns; raise MissingExtra where Arrow is not installed."""
    load_extra("pyarrow")
    return arrow_schema(columns)
