"""Each tool reads a folder with the same types and values, whatever is null throughout one of its files."""

import math
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow.json import ParseOptions, read_json

from schemas import Article, Image
from schemas.derived.exported import Exported
from schemas.tables import TOOLS, article_schema, columns_of, table_schema
from schemas.tables.column_types import Many, Moment, Record, Text
from schemas.tables.column_types import Type as ColumnType
from scraper.commands.schema import RECORDS
from tests.schemas.written import article, write

NULL = [
    name
    for name, field in Article.model_fields.items()
    if type(None) in getattr(field.annotation, "__args__", ())
]
ARTICLES = [
    article(1, **dict.fromkeys(NULL), section=(), date_raw="2023年6月12日"),
    article(2, **dict.fromkeys(NULL), section=(), date_raw="昨天 08:30"),
    article(
        3,
        author="党玉庆",
        images=(Image(url="https://www.shanyang.example/1.jpg"),),
        date_raw="2023-06-12 08:30:00",
    ),
    article(
        4,
        requested_url="https://www.shanyang.example/?id=4",
        author="屈秋雁",
        images=(Image(url="https://www.shanyang.example/2.jpg", caption="收割机下田"),),
        date_raw="2023-06-12T08:30:00",
        revision=2,
    ),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[str]:
    """Four files: in the first two every column that may be null is."""
    folder = tmp_path_factory.mktemp("data")
    return [str(write(folder / f"site/articles/{one.id[:8]}.jsonl", one)) for one in ARTICLES]


def plain(value: Any) -> Any:
    """Return a value as Python's own, whichever library gave it; a missing text is None."""
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple) or type(value).__name__ == "ndarray":
        return [plain(inner) for inner in value]
    if hasattr(value, "item"):
        return value.item()
    missing = type(value).__name__ == "NAType" or (isinstance(value, float) and math.isnan(value))
    return None if missing else value


def expected() -> list[dict[str, Any]]:
    return [plain(dict(one.model_dump())) for one in ARTICLES]


def rows_of(rows: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted((plain(row) for row in rows), key=lambda row: [one.id for one in ARTICLES].index(row["id"]))


def test_pyarrow_reads_all_files_as_one_table(files) -> None:
    schema = article_schema("pyarrow")
    options = ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    table = pa.concat_tables(read_json(file, parse_options=options) for file in files)
    assert table.schema.names == schema.names
    assert rows_of(iter(table.to_pylist())) == expected()
    assert table.schema.field("date").type == pa.timestamp("us", tz="+08:00")
    assert table.cast(schema).schema.equals(schema)  # null nowhere where a line has none


def test_duckdb_reads_all_files_as_one_table(files) -> None:
    read = f"read_json({files}, format = 'newline_delimited', columns = {article_schema('duckdb')})"
    table = duckdb.sql(f"SELECT * FROM {read}")
    assert rows_of(dict(zip(table.columns, row, strict=True)) for row in table.fetchall()) == expected()
    assert str(table.types[table.columns.index("date")]) == "TIMESTAMP WITH TIME ZONE"


@pytest.mark.slow
def test_polars_reads_all_files_as_one_table(files) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.read_ndjson(files, schema=article_schema("polars"))
    assert rows_of(frame.iter_rows(named=True)) == expected()
    assert str(frame.schema["images"]) == "List(Struct({'url': String, 'caption': String}))"


@pytest.mark.slow
def test_pandas_reads_all_files_as_one_table(files) -> None:
    pandas = pytest.importorskip("pandas")
    types = article_schema("pandas")
    frame = pandas.concat(pandas.read_json(file, lines=True, dtype=types) for file in files)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == types
    assert rows_of(iter(frame.to_dict("records"))) == expected()


@pytest.mark.slow
def test_datasets_takes_the_table_of_pyarrow(files) -> None:
    datasets = pytest.importorskip("datasets")
    schema = article_schema("pyarrow")
    options = ParseOptions(explicit_schema=schema)
    read = datasets.Dataset(pa.concat_tables(read_json(file, parse_options=options) for file in files))
    assert read.features == datasets.Features.from_arrow_schema(schema)
    assert rows_of(iter(read.to_list())) == expected()


@pytest.mark.slow
def test_datasets_own_reader_of_json_writes_dates_anew_and_is_not_what_the_documents_name(
    files, tmp_path
) -> None:
    datasets = pytest.importorskip("datasets")
    features = datasets.Features.from_arrow_schema(article_schema("pyarrow"))
    read = datasets.load_dataset(
        "json", data_files=files, features=features, split="train", cache_dir=str(tmp_path)
    )
    assert "2023-06-12 08:30:00" in read["date_raw"][:]  # it said 2023-06-12T08:30:00
    assert ARTICLES[3].date_raw not in read["date_raw"][:]


@pytest.mark.slow
def test_spark_s_words_are_spark_s(files) -> None:
    sqlglot = pytest.importorskip("sqlglot")
    for model in (Article, Exported):
        told = sqlglot.parse_one(f"CREATE TABLE t ({table_schema('spark', model)})", read="spark")
        columns = [one.name for one in told.find_all(sqlglot.exp.ColumnDef) if one.parent is told.this]
        assert columns == list(model.model_fields)


def test_without_a_schema_a_tool_refuses_the_folder(files) -> None:
    """What the schemas are for: the day this fails, they may go."""
    with pytest.raises(pa.ArrowInvalid):
        pa.concat_tables(map(read_json, files))


def test_a_search_engine_is_told_which_texts_are_no_dates() -> None:
    fields = article_schema("elasticsearch")["mappings"]["properties"]
    assert list(fields) == list(Article.model_fields)
    assert fields["date"] == fields["fetched_at"] == {"type": "date"}
    assert fields["date_raw"]["type"] == fields["images"]["properties"]["url"]["type"] == "text"
    assert fields["restored"]["properties"]["exact"] == {"type": "boolean"}


@pytest.mark.parametrize("tool", ["pyarrow", "duckdb", "pandas", "spark"])
def test_each_tool_has_every_column_in_its_order_or_those_that_are_named(tool) -> None:
    def names(schema: Any) -> list[str]:
        if tool == "pyarrow":
            return list(schema.names)
        if tool == "spark":
            return [one.split()[0] for one in schema.split(", ") if one.split()[0] in Article.model_fields]
        return list(eval(schema) if tool == "duckdb" else schema)  # a dictionary, in SQL as in Python

    assert names(article_schema(tool, ["date", "id"])) == ["date", "id"]
    if tool != "spark":
        assert names(article_schema(tool)) == list(Article.model_fields)


@pytest.mark.parametrize(
    ("tool", "columns", "said"),
    [
        ("excel", None, "no schema for 'excel': there are pyarrow"),
        ("duckdb", ["titel"], "did you mean title"),
    ],
)
def test_an_unknown_tool_or_column_is_told(tool, columns, said) -> None:
    with pytest.raises(ValueError, match=said):
        article_schema(tool, columns)


@pytest.mark.parametrize("name", ["article", "exported", "rejection", "reprint"])
def test_each_record_that_is_a_line_is_a_table(name) -> None:
    model = RECORDS[name][1]
    for tool in TOOLS:
        if tool != "polars":  # of the slow suite
            table_schema(tool, model)
    assert [one.name for one in columns_of(model)] == list(model.model_fields)


def test_a_type_says_what_it_is_made_of() -> None:
    types: dict[str, ColumnType] = {one.name: one.type for one in columns_of(Article)}
    assert types["date"] == Moment("+08:00")
    assert types["fetched_at"] == Moment("UTC")
    assert types["section"] == Many(Text())
    assert isinstance(types["restored"], Record)
    assert {one.name for one in columns_of(Article) if one.nullable} == set(NULL)
