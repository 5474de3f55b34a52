"""The columns of a record as types of Polars and pandas."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schemas.tables.column_types import Column, Integer, Number, Text, Truth, Words, name_type

if TYPE_CHECKING:
    import polars as pl

_PANDAS: Words[str] = Words(
    simple={Text: "string", Integer: "int64", Number: "float64", Truth: "bool"},
    moment=lambda zone: f"datetime64[us, {zone if zone == 'UTC' else f'UTC{zone}'}]",
    many=lambda _: "object",
    record=lambda _: "object",
)


def polars_schema(columns: Sequence[Column]) -> "pl.Schema":
    """Return the schema for `polars.read_ndjson` and `scan_ndjson`."""
    import polars as pl  # noqa: PLC0415  # nothing of ours needs it

    words: Words[pl.DataType] = Words(
        simple={Text: pl.String(), Integer: pl.Int64(), Number: pl.Float64(), Truth: pl.Boolean()},
        moment=lambda zone: pl.Datetime("us", zone),
        many=pl.List,
        record=lambda fields: pl.Struct({column.name: kind for column, kind in fields}),
    )
    return pl.Schema({column.name: name_type(column.type, words) for column in columns})


def pandas_schema(columns: Sequence[Column]) -> dict[str, str]:
    """Return the types by column, for `DataFrame.astype`; what is nested stays as Python's lists and dictionaries."""
    return {column.name: name_type(column.type, _PANDAS) for column in columns}
