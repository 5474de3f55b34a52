"""Rows parted by site and month, each part one Parquet file, in memory that does not grow with their number."""

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from schemas.tables.column_types import Column
from scraper.export.extras import load_extra
from scraper.export.shape import Row
from scraper.export.targets.record_batches import MOST_CHARACTERS, MOST_ROWS, as_batch, schema_of

PARTED_BY = "site"
"""A column that is told by the folders and not by the files: a tool that found it in both would refuse or guess."""

_MOST_BYTES = 48 * 1024 * 1024
"""Of all parts together, before they go to the disk as they are."""
_MOST_PIECES = 4_000
"""A piece has some kB of its own, however few rows it holds: an old archive has thousands of parts."""
_GROUP = 24 * 1024 * 1024
"""Bytes of a row group in memory: enough for zstd and for the statistics of a column, little for a reader."""


class Part(NamedTuple):
    """A site and a month, Beijing time."""

    site: str
    month: str

    @property
    def folder(self) -> str:
        """The folders of Hive, which PyArrow, DuckDB, Polars and Spark read as two columns.

        >>> Part("tibet", "2023-06").folder
        'site=tibet/month=2023-06'
        """
        return f"site={quote(self.site, safe='')}/month={self.month}"


class Partitions:
    """Takes rows, and makes of them a file for each site and month below a folder."""

    def __init__(self, columns: Sequence[Column], folder: Path, spill: Path, name: str) -> None:
        """Prepare for files called `name` below `folder`; `spill` holds what memory should not."""
        self._schema = schema_of([column for column in columns if column.name != PARTED_BY])
        self._folder, self._spill, self._name = folder, spill, name
        self._rows: list[tuple[Part, dict[str, Any]]] = []
        self._characters = 0
        self._pieces: dict[Part, list[Any]] = {}
        self._spilled: dict[Part, Path] = {}
        self._count = self._bytes = 0  # of the pieces

    def add(self, row: Row) -> None:
        """Take a row."""
        self._rows.append(
            (Part(row.article.site, row.article.date.isoformat()[: len("2023-06")]), row.told())
        )
        self._characters += len(row.article.body)
        if len(self._rows) >= MOST_ROWS or self._characters >= MOST_CHARACTERS:
            self._gather()

    def _gather(self) -> None:
        """Make pieces of the rows, one for each part: slices of one batch, as a batch costs more than a row."""
        self._rows.sort(key=itemgetter(0))
        batch = as_batch([row for _, row in self._rows], self._schema)
        start = 0
        for part, rows in groupby(self._rows, key=itemgetter(0)):
            length = sum(1 for _ in rows)
            self._pieces.setdefault(part, []).append(batch.slice(start, length))
            start += length
            self._count += 1
        self._bytes += batch.nbytes
        self._rows.clear()
        self._characters = 0
        if self._count > _MOST_PIECES or self._bytes > _MOST_BYTES:
            self._spill_all()

    def _spill_all(self) -> None:
        arrow = load_extra("pyarrow")
        options = arrow.ipc.IpcWriteOptions(compression="lz4")
        self._spill.mkdir(exist_ok=True)
        for part, pieces in self._pieces.items():
            path = self._spilled.setdefault(part, self._spill / f"{len(self._spilled)}.arrows")
            table = arrow.Table.from_batches(pieces).combine_chunks()
            with path.open("ab") as file, arrow.ipc.new_stream(file, table.schema, options=options) as stream:
                stream.write_table(table)
        self._pieces.clear()
        self._count = self._bytes = 0

    def finish(self) -> list[Path]:
        """Write the files, all of them on the disk; return their places below the folder."""
        self._gather()
        parts = sorted({*self._pieces, *self._spilled})
        return [self._write(part) for part in parts]

    def _write(self, part: Part) -> Path:
        arrow, parquet = load_extra("pyarrow"), load_extra("pyarrow.parquet")
        place = Path(part.folder, f"{self._name}.parquet")
        path = self._folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            writer = None
            for group in _groups(self._tables(part)):
                table = arrow.concat_tables(group).combine_chunks()
                writer = writer or parquet.ParquetWriter(file, table.schema, compression="zstd")
                writer.write_table(table, row_group_size=table.num_rows)
            assert writer  # a part has a row at least
            writer.close()
            file.flush()
            os.fsync(file.fileno())
        return place

    def _tables(self, part: Part) -> Iterator[Any]:
        """Yield the rows of a part in the order in which they came."""
        arrow = load_extra("pyarrow")
        if path := self._spilled.get(part):
            size = path.stat().st_size
            with arrow.OSFile(str(path)) as file:
                while file.tell() < size:  # each time that it was spilled is a stream of its own
                    with arrow.ipc.open_stream(file) as stream:
                        yield stream.read_all()
            path.unlink()
        if pieces := self._pieces.pop(part, None):
            yield arrow.Table.from_batches(pieces)


def _groups(tables: Iterator[Any]) -> Iterator[list[Any]]:
    """Yield the tables in groups of about _GROUP bytes."""
    group: list[Any] = []
    size = 0
    for table in tables:
        group.append(table)
        size += table.nbytes
        if size >= _GROUP:
            yield group
            group, size = [], 0
    if group:
        yield group
