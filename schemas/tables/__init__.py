"""One shape for every tool: the types of an article's columns, made from its model.

A tool that guesses types from the lines guesses anew in each file: a column that is null throughout a file has no type,
`date_raw` looks like a date in one file and like text in the next, and a code of digits becomes a number. With these it
does not guess.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, overload

from pydantic import BaseModel

from schemas.article import Article
from schemas.tables.arrow import arrow_schema
from schemas.tables.column_types import Column, columns_of
from schemas.tables.dataframes import pandas_schema, polars_schema
from schemas.tables.search_engines import search_mapping
from schemas.tables.sql import duckdb_columns, duckdb_types, spark_schema

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

__all__ = [
    "TOOLS",
    "Column",
    "arrow_schema",
    "article_schema",
    "columns_of",
    "duckdb_columns",
    "duckdb_types",
    "pandas_schema",
    "polars_schema",
    "search_mapping",
    "spark_schema",
    "table_schema",
]

TOOLS: Mapping[str, Callable[[Sequence[Column]], Any]] = {
    "pyarrow": arrow_schema,
    "polars": polars_schema,
    "pandas": pandas_schema,
    "duckdb": duckdb_columns,
    "spark": spark_schema,
    "elasticsearch": search_mapping,
}
"""How the schema of each tool is made."""


@overload
def article_schema(tool: Literal["pyarrow"], columns: Sequence[str] | None = ...) -> "pa.Schema": ...
@overload
def article_schema(tool: Literal["polars"], columns: Sequence[str] | None = ...) -> "pl.Schema": ...
@overload
def article_schema(tool: Literal["pandas"], columns: Sequence[str] | None = ...) -> dict[str, str]: ...
@overload
def article_schema(tool: Literal["elasticsearch"], columns: Sequence[str] | None = ...) -> dict[str, Any]: ...
@overload
def article_schema(tool: Literal["duckdb", "spark"], columns: Sequence[str] | None = ...) -> str: ...
def article_schema(tool: str, columns: Sequence[str] | None = None) -> Any:
    """Return the schema of an article's line as `tool` takes it; the tools are those of TOOLS.

    Dates are moments with a zone, lists and records are typed, and so is a column that happens to be null throughout.
    Raise ValueError for another tool or an unknown column, ModuleNotFoundError where the tool is not installed.
    """
    return table_schema(tool, Article, columns)


def table_schema(tool: str, model: type[BaseModel], columns: Sequence[str] | None = None) -> Any:  # noqa: ANN401  # it is the tool's
    """Return the schema of the lines of a record as `tool` takes it; raise as `article_schema` does."""
    if tool not in TOOLS:
        raise ValueError(f"there is no schema for {tool!r}: there are {', '.join(TOOLS)}")
    return TOOLS[tool](columns_of(model, columns))
