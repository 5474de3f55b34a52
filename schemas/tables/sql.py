"""The columns of a record as texts: for DuckDB's JSON reader and for Spark's."""

import json
from collections.abc import Sequence

from schemas.tables.column_types import Column, Integer, Number, Text, Truth, Words, name_type

_DUCKDB: Words[str] = Words(
    simple={Text: "VARCHAR", Integer: "BIGINT", Number: "DOUBLE", Truth: "BOOLEAN"},
    moment=lambda _: "TIMESTAMPTZ",
    many=lambda of: f"{of}[]",
    record=lambda fields: f"STRUCT({', '.join(f'{_quoted(column.name)} {kind}' for column, kind in fields)})",
)
_SPARK: Words[str] = Words(
    simple={Text: "STRING", Integer: "BIGINT", Number: "DOUBLE", Truth: "BOOLEAN"},
    moment=lambda _: "TIMESTAMP",
    many=lambda of: f"ARRAY<{of}>",
    record=lambda fields: f"STRUCT<{', '.join(f'{column.name}: {kind}' for column, kind in fields)}>",
)


def duckdb_types(columns: Sequence[Column]) -> dict[str, str]:
    """Return the type of each column as DuckDB writes it.

    A TIMESTAMPTZ is a moment: DuckDB shows it in the zone of the session, `SET TimeZone = 'Asia/Shanghai'`.
    """
    return {column.name: name_type(column.type, _DUCKDB) for column in columns}


def duckdb_columns(columns: Sequence[Column]) -> str:
    """Return what `read_json(..., columns = ...)` takes.

    >>> duckdb_columns([Column("id", Text(), nullable=False), Column("revision", Integer(), nullable=False)])
    "{'id': 'VARCHAR', 'revision': 'BIGINT'}"
    """
    pairs = (f"'{name}': '{kind}'" for name, kind in duckdb_types(columns).items())
    return "{" + ", ".join(pairs) + "}"


def spark_schema(columns: Sequence[Column]) -> str:
    """Return the columns as Spark's DDL, for `spark.read.schema(...)`.

    >>> spark_schema([Column("id", Text(), nullable=False, description="sha256")])
    "id STRING COMMENT 'sha256'"
    """
    return ", ".join(f"{one.name} {name_type(one.type, _SPARK)}{_comment(one)}" for one in columns)


def _comment(column: Column) -> str:
    said = json.dumps(column.description, ensure_ascii=False)[1:-1].replace("'", "\\'")
    return f" COMMENT '{said}'" if said else ""


def _quoted(name: str) -> str:
    return f'"{name}"'
