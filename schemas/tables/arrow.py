"""The columns of a record as a schema of Arrow."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schemas.tables.column_types import Column, Integer, Number, Text, Truth, Words, name_type

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_schema(columns: Sequence[Column]) -> "pa.Schema":
    """Return the schema, each column with its description, null allowed where a line may have it."""
    import pyarrow as pa  # noqa: PLC0415  # an extra

    def field(column: Column, kind: "pa.DataType") -> "pa.Field":
        described = {"description": column.description} if column.description else None
        return pa.field(column.name, kind, nullable=column.nullable, metadata=described)

    words: Words[pa.DataType] = Words(
        simple={Text: pa.string(), Integer: pa.int64(), Number: pa.float64(), Truth: pa.bool_()},
        moment=lambda zone: pa.timestamp("us", tz=zone),
        many=pa.list_,
        record=lambda fields: pa.struct([field(*each) for each in fields]),
    )
    return pa.schema([field(column, name_type(column.type, words)) for column in columns])
