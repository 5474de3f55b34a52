"""What was crawled is what another tool loads, whatever the format."""

import csv
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.derived.named_place import Place
from scraper.export.formats import FORMATS
from scraper.export.shape import Row
from scraper.export.targets import partitions
from scraper.export.targets.csv_file import as_words
from scraper.export.targets.news_article import as_news_article
from tests.export.conftest import FIRST, NEWEST, group, query, read_lines, told
from tests.schemas.written import article, write

NESTED = ("section", "images", "restored", "evidence", "places")


def unpacked(file: Path) -> list[dict[str, Any]]:
    with file.open("rb") as packed:
        return [
            json.loads(line)
            for line in zstandard.ZstdDecompressor().stream_reader(packed).read().splitlines()
        ]


def from_texts(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose lists and records are JSON, and whose moments are texts."""
    nested = {name: row[name] and json.loads(row[name]) for name in NESTED}
    return {**row, **nested, "revision": int(row["revision"])}


def read_back(name: str, target: Path) -> list[dict[str, Any]]:
    """Return the rows of a target as its tool gives them."""
    if name == "parquet":
        return [{**row, "month": None} for row in pq.read_table(target).to_pylist()]
    if name == "duckdb":
        with duckdb.connect(target, read_only=True) as database:
            found = database.execute("SELECT * FROM articles")
            names = [one[0] for one in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    if name == "sqlite":
        with closing(sqlite3.connect(target)) as database:
            database.row_factory = sqlite3.Row
            return [from_texts(dict(row)) for row in database.execute("SELECT * FROM articles")]
    if name == "csv":
        with target.open(encoding="utf-8-sig", newline="") as file:
            return [
                from_texts({key: cell or None for key, cell in row.items()}) for row in csv.DictReader(file)
            ]
    return unpacked(target)


def same(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as `told` has one: moments are moments, and what a format adds is left out."""
    moments = {
        name: datetime.fromisoformat(row[name]) if isinstance(row[name], str) else row[name]
        for name in ("date", "fetched_at")
    }
    return {key: value for key, value in {**row, **moments}.items() if key not in {"number", "month"}}


def by_id(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["id"])


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "jsonld"])
def test_each_format_gives_back_every_value_of_the_newest_revisions(export, data, tmp_path, name) -> None:
    target = tmp_path / "out"
    done = export("--to", name, "-o", target)
    assert done.code == 0, done.lines
    assert by_id([same(row) for row in read_back(name, target)]) == by_id([told(one) for one in NEWEST])
    assert done.lines[-1].startswith("6 articles of 2 sites from 3 files written to ")
    assert not [*tmp_path.glob("*.part")]


def test_all_revisions_and_chosen_columns_come_in_the_order_they_were_asked_for(
    export, data, tmp_path
) -> None:
    target = tmp_path / "out.csv"
    export("--to", "csv", "--all-revisions", "--columns", "revision,title", "-o", target, "--no-bom")
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "revision,title"
    assert [line for line in lines if "更正" in line or "第2台" in line] == [
        "1,雨后开镰 第2台收割机下田",
        "2,雨后开镰 更正",
    ]


def test_a_csv_for_spreadsheets_has_the_mark_and_no_formula_and_one_for_programs_the_values(
    export, tmp_path
) -> None:
    write(
        tmp_path / "data" / "shanyang" / "articles" / f"{FIRST}.jsonl",
        article(1, title='=HYPERLINK("x")', body="他说，\n“好。”"),
    )
    for option, mark, title in (
        ((), b"\xef\xbb\xbf", '\'=HYPERLINK("x")'),
        (("--no-bom",), b"", '=HYPERLINK("x")'),
    ):
        target = tmp_path / f"out{len(option)}.csv"
        assert export("--to", "csv", "-o", target, *option, "--columns", "title,body,source").code == 0
        raw = target.read_bytes()
        assert raw.startswith(mark + b"title,body,source\r\n")
        (row,) = csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True))
        assert (row["title"], row["body"]) == (title, "他说，\n“好。”")


@settings(max_examples=30)
@given(st.text())
def test_a_cell_for_a_spreadsheet_is_the_value_with_at_most_an_apostrophe_before_it(text) -> None:
    cell = as_words(text)
    assert cell in {text, f"'{text}"}
    assert not str(cell).startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize(
    ("word", "numbers"),
    [("县城", {1, 3}), ("村", {1, 2}), ("党支部书记", {2}), ("末尾村", {1}), ("尾", {1}), ("州", set())],
)
def test_words_of_any_length_are_found_in_title_and_body(export, tmp_path, word, numbers) -> None:
    write(
        tmp_path / "data" / "shanyang" / "articles" / f"{FIRST}.jsonl",
        article(1, title="走进县城", body="十里铺镇末尾村"),
        article(2, title="党支部书记进村", body="抢在下一场雨前收完。"),
        article(3, title="雨后", body="“去县城。”他说。"),
    )
    target = tmp_path / "out.sqlite"
    export("--to", "sqlite", "-o", target)
    asked = (
        "SELECT rowid FROM search WHERE search MATCH ?1"
        if len(word) > 2
        else "SELECT doc FROM words WHERE term BETWEEN ?1 AND ?1 || char(1114111)"
    )
    found = query(target, f"SELECT url FROM articles WHERE number IN ({asked})", word)
    assert {int(url[0].rpartition("_")[2].removesuffix(".html")) for url in found} == numbers
    query(target, "INSERT INTO search (search) VALUES ('integrity-check')")


@pytest.mark.parametrize("name", ["sqlite", "duckdb"])
@pytest.mark.parametrize("latest", ["--latest", "--all-revisions"])
def test_the_views_show_the_newest_revisions_by_day_and_by_source(
    export, data, tmp_path, name, latest
) -> None:
    reprints = tmp_path / "groups.jsonl"
    reprints.write_text(group(article(0), article(3)) + "\n", encoding="utf-8")
    target = tmp_path / "out"
    done = export("--to", name, "-o", target, latest, "--reprints", reprints)
    assert done.code == 0, done.lines
    moved = target.rename(tmp_path / "another name")
    ask = ask_duckdb if name == "duckdb" else query
    assert ask(moved, "SELECT count(*), max(revision) FROM latest") == [(6, 2)]
    days = [(str(day), site, count) for day, site, count in ask(moved, "SELECT * FROM by_day ORDER BY 1, 2")]
    assert days == [("2023-06-12", "shanyang", 4), ("2023-06-12", "tibet", 1), ("2023-07-12", "shanyang", 1)]
    assert ask(moved, "SELECT source, articles FROM sources") == [("山阳新闻网", 5)]
    assert ask(moved, "SELECT id, earliest_id FROM reprints") == [(article(3).id, article(0).id)]
    assert ask(moved, "SELECT count(*) FROM named_places") == [(0,)]


def ask_duckdb(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(file, read_only=True) as database:
        return database.execute(sql).fetchall()


def test_a_folder_of_parquet_is_parted_by_site_and_month_with_dates_in_the_statistics(
    export, data, tmp_path
) -> None:
    target = tmp_path / "out"
    export("--to", "parquet", "-o", target)
    assert sorted(str(path.relative_to(target)) for path in target.rglob("*.parquet")) == [
        "site=shanyang/month=2023-06/00001.parquet",
        "site=shanyang/month=2023-07/00001.parquet",
        "site=tibet/month=2023-06/00001.parquet",
    ]
    file = pq.ParquetFile(target / "site=tibet/month=2023-06/00001.parquet")
    place = file.schema_arrow.get_field_index("date")
    leaf = next(n for n in range(file.metadata.num_columns) if file.schema.column(n).path == "date")
    column = file.metadata.row_group(0).column(leaf)
    assert column.compression == "ZSTD"
    assert column.statistics.min.astimezone(UTC) == article(10).date
    assert str(file.schema_arrow.field(place).type) == "timestamp[us, tz=+08:00]"


def test_rows_that_memory_should_not_hold_are_the_same_rows(export, data, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(partitions, "MOST_ROWS", 2)
    monkeypatch.setattr(partitions, "_MOST_BYTES", 1)
    monkeypatch.setattr(partitions, "_GROUP", 1)
    export("--to", "parquet", "-o", tmp_path / "out")
    rows = read_back("parquet", tmp_path / "out")
    assert by_id([same(row) for row in rows]) == by_id([told(one) for one in NEWEST])


def test_a_news_article_of_schema_org_tells_what_is_known_and_nothing_else(export, tmp_path) -> None:
    first = article(
        1, author="岳知澜、商清和", images=({"url": "https://a.example/1.jpg", "caption": "图为开镰现场"},)
    )
    bare = article(2, source=None, editor=None, section=(), site_name=None, date_precision="day")
    write(tmp_path / "data" / "shanyang" / "articles" / f"{FIRST}.jsonl", first, bare)
    target = tmp_path / "out.jsonld"
    assert export("--to", "jsonld", "-o", target).code == 0
    told, less = read_lines(target)
    assert told["@type"] == "NewsArticle"
    assert told["datePublished"] == "2023-06-12T08:30:00+08:00"
    assert [one["name"] for one in told["author"]] == ["岳知澜", "商清和"]
    assert told["editor"] == [{"@type": "Person", "name": "郗文静"}]
    assert told["publisher"]["name"] == told["sourceOrganization"]["name"] == "山阳新闻网"
    assert told["image"] == [
        {"@type": "ImageObject", "url": "https://a.example/1.jpg", "caption": "图为开镰现场"}
    ]
    assert less["datePublished"] == "2023-06-12"
    assert (
        not {"author", "editor", "publisher", "sourceOrganization", "articleSection", "image"} & less.keys()
    )


def test_a_reprint_and_its_places_are_told_in_the_words_of_schema_org() -> None:
    place = Place(code="611024", name="山阳县", field="title", start=0, end=3)
    row = Row(article(1), reprint_of="0" * 64, places=(place, place))
    told = as_news_article(row)
    assert told["isBasedOn"] == f"urn:difang:article:{'0' * 64}"
    (location,) = told["contentLocation"]
    assert (location["name"], location["identifier"]["value"]) == ("山阳县", "611024")


@pytest.mark.parametrize("name", ["parquet", "sqlite"])
def test_the_places_that_an_article_names_are_found_where_that_was_asked_for(export, tmp_path, name) -> None:
    one = article(1, title="浙江省绍兴市新路通车")
    write(tmp_path / "data" / "shanyang" / "articles" / f"{FIRST}.jsonl", one)
    target = tmp_path / "out"
    assert export("--to", name, "-o", target, "--places").code == 0
    (row,) = read_back(name, target)
    assert [(place["code"], one.title[place["start"] : place["end"]]) for place in row["places"]] == [
        ("330000", "浙江省"),
        ("330600", "绍兴市"),
    ]
    if name == "sqlite":
        codes = query(target, "SELECT code, name, field FROM named_places")
        assert codes == [("330000", "浙江省", "title"), ("330600", "绍兴市", "title")]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "jsonld"])
def test_odd_values_come_back_as_they_are_and_what_no_table_holds_is_passed_over(
    export, tmp_path, name
) -> None:
    odd = [
        article(
            1,
            title="\x00\u2028\u0085\r“😀”\ufeff",
            body="\",\n\r\n'; DROP TABLE articles; --\t",
            section=("", '"'),
        ),
        article(
            2,
            date=article(2).date.replace(year=2),
            fetched_at=datetime(9998, 12, 31, 23, 59, 59, 999_999, UTC),
        ),
        article(3, revision=2**63 - 1, source="NULL", editor="null"),
    ]
    none = [
        article(4).model_copy(update={"revision": 2**63}),
        article(5).model_copy(update={"fetched_at": datetime.fromisoformat("0001-01-01T00:00:00+08:00")}),
    ]
    write(tmp_path / "data" / "shanyang" / "articles" / f"{FIRST}.jsonl", *odd, *none)
    target = tmp_path / "out"
    done = export("--to", name, "-o", target, *(["--no-bom"] if name == "csv" else []))
    assert done.code == 3
    assert len(done.lines) == 3
    assert by_id([same(row) for row in read_back(name, target)]) == by_id([told(one) for one in odd])
