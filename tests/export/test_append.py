"""Runs are added to what was exported: each once, and no file of it changes."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.export.conftest import FIRST, SECOND, query
from tests.export.test_bad_input import content
from tests.schemas.written import article, write

THIRD = "20230614T072700250Z"


def titles(name: str, target: Path) -> list[str]:
    """Return the titles of all rows."""
    if name == "parquet":
        return sorted(pq.read_table(target).column("title").to_pylist())
    if name == "duckdb":
        with duckdb.connect(target, read_only=True) as database:
            return sorted(row[0] for row in database.execute("SELECT title FROM articles").fetchall())
    return sorted(row[0] for row in query(target, "SELECT title FROM articles"))


@pytest.mark.parametrize("name", ["parquet", "sqlite", "duckdb"])
def test_each_append_adds_the_runs_that_were_not_there(export, data, tmp_path, name) -> None:
    order = ("--to", name, "-o", tmp_path / "out", "--append", "--all-revisions")
    assert export(*order).lines[-1].startswith("7 articles of 2 sites from 3 files added to ")
    before = content(tmp_path / "out")
    assert export(*order).lines == [f"{tmp_path / 'out'}: nothing new to add"]
    late = write(data / "tibet" / "articles" / f"{FIRST[:-4]}000Z.jsonl", article(20, title="迟到"))
    write(data / "shanyang" / "articles" / f"{THIRD}.jsonl", article(21, title="又一批"))
    done = export(*order)
    assert done.lines[-1].startswith("2 articles of 1 sites from 2 files added to "), late
    assert len(titles(name, tmp_path / "out")) == 9
    assert {"迟到", "又一批"} < {*titles(name, tmp_path / "out")}
    after = content(tmp_path / "out")
    if name == "parquet":
        assert {key: after[key] for key in before if key != "_difang.json"} == {
            key: value for key, value in before.items() if key != "_difang.json"
        }
    assert not [*tmp_path.glob("*.part")]


@pytest.mark.parametrize("name", ["sqlite", "duckdb"])
def test_a_newer_revision_takes_the_place_of_the_row_that_was_there(export, data, tmp_path, name) -> None:
    order = ("--to", name, "-o", tmp_path / "out", "--append")
    assert export(*order).code == 0
    write(
        data / "shanyang" / "articles" / f"{THIRD}.jsonl",
        article(0, revision=2, title="新的标题"),
        article(2, revision=1, title="旧的标题"),
    )
    assert export(*order).code == 0
    found = titles(name, tmp_path / "out")
    assert len(found) == 6
    assert "新的标题" in found
    assert not {"旧的标题", article(0).title} & {*found}
    if name == "sqlite":
        query(tmp_path / "out", "INSERT INTO search (search) VALUES ('integrity-check')")
        asked = "SELECT count(*) FROM search WHERE search MATCH ?"
        assert query(tmp_path / "out", asked, "新的标题") == [(1,)]
        assert query(tmp_path / "out", asked, "旧的标题") == [(0,)]


def test_other_options_and_other_files_are_not_mixed_into_a_target(export, data, tmp_path) -> None:
    order = ("--to", "parquet", "-o", tmp_path / "out", "--append", "--all-revisions")
    assert export(*order, "--site", "tibet").code == 0
    loose = write(tmp_path / "loose.jsonl", article(1))
    for call, said in (
        ((*order, "--site", "tibet", "--columns", "id,date"), "was made with columns schema_version,id"),
        (order, "was made with sites tibet, now it is sites not chosen"),
        ((*order, "--site", "tibet", loose), "is no run of a site"),
    ):
        done = export(*call)
        assert (done.code, len(done.lines)) == (1, 1), done.lines
        assert said in done.lines[0]
    assert export("--to", "parquet", "-o", tmp_path / "other", loose, "--all-revisions").code == 0
    done = export("--to", "parquet", "-o", tmp_path / "other", "--all-revisions", "--append")
    assert "other files than runs" in done.lines[0]


def test_force_replaces_a_target_as_a_whole(export, data, tmp_path) -> None:
    for name in ("parquet", "sqlite", "csv"):
        target = tmp_path / name
        assert export("--to", name, "-o", target).code == 0
        assert export("--to", name, "-o", target, "--site", "tibet", "--force").code == 0
        if name != "csv":
            assert titles(name, target) == [article(10).title]
    assert not [*tmp_path.glob("*.part")]


def test_a_file_that_is_no_state_of_ours_is_told_in_one_line(export, data, tmp_path) -> None:
    order = ("--to", "parquet", "-o", tmp_path / "out", "--append", "--all-revisions")
    assert export(*order).code == 0
    (tmp_path / "out" / "_difang.json").write_text('{"version": 2}', encoding="utf-8")
    done = export(*order)
    assert (done.code, len(done.lines)) == (1, 1)
    assert "cannot be added to: version" in done.lines[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["parquet", "sqlite", "duckdb", "csv"])
def test_an_export_that_is_killed_at_each_step_leaves_all_or_nothing_and_the_next_one_all_once(
    scrapy, data, tmp_path, name
) -> None:
    append = ["--append"] if name != "csv" else []
    wanted: list[str] | None = None
    for step in range(1, 400):
        target = tmp_path / f"out{step}"
        order = ("export", "--to", name, "-o", target, "--all-revisions", *append, "-s", f"DATA_DIR={data}")
        newest = data / "shanyang" / "articles" / f"{THIRD}.jsonl"
        newest.unlink(missing_ok=True)
        killed = scrapy(*order, die_at=step).returncode
        if killed == -signal.SIGKILL and name != "parquet":
            assert not target.exists() or is_whole(name, target)
        if append:
            assert scrapy(*order).returncode == 0
            write(
                newest,
                *(
                    article(n, title=f"第{n}批", date=article(0).date.replace(month=1 + n % 3))
                    for n in range(30, 54)
                ),
            )
            again = scrapy(*order, die_at=step).returncode
            last = scrapy(*order)
            assert last.returncode == 0, last.stderr
            found = titles(name, target)
            wanted = wanted or found
            assert found == wanted
            assert len(found) == 7 + 24
        else:
            again = 0
            assert scrapy(*order, "--force").returncode == 0
            assert is_whole(name, target)
        assert not [*tmp_path.glob("*.part")]
        if killed == again == 0:
            break
    assert step > (20 if name == "parquet" else 3)


def is_whole(name: str, target: Path) -> bool:
    if name == "csv":
        return target.read_bytes().count(b"\r\n") == 8
    if name == "sqlite":
        with closing(sqlite3.connect(target)) as database:
            return (
                database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                and len(titles(name, target)) == 7
            )
    return len(titles(name, target)) == 7


@pytest.mark.slow
def test_a_folder_that_is_replaced_is_the_old_or_the_new_one_at_each_step(scrapy, data, tmp_path) -> None:
    target = tmp_path / "out"
    order = ("export", "--to", "parquet", "-o", target, "-s", f"DATA_DIR={data}")
    assert scrapy(*order).returncode == 0
    for step in range(1, 200):
        code = scrapy(
            *order, "--force", "--site", "tibet" if step % 2 else "shanyang", die_at=step
        ).returncode
        assert len(titles("parquet", target)) in {6, 5, 1}
        if code == 0:
            break
    assert step > 10
    assert SECOND


def test_what_a_killed_writer_left_beside_a_database_spoils_no_new_one(export, data, tmp_path) -> None:
    target = tmp_path / "out.sqlite"
    assert export("--to", "sqlite", "-o", target).code == 0
    with closing(sqlite3.connect(target, isolation_level=None)) as database:
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN")
        database.execute("UPDATE articles SET body = body || hex(randomblob(20000))")
        images = {path.name: path.read_bytes() for path in tmp_path.glob("out.sqlite*")}
        database.execute("ROLLBACK")
    assert len(images) == 2
    for name, image in images.items():
        (tmp_path / name).write_bytes(image)
    assert export("--to", "sqlite", "-o", target, "--site", "tibet", "--force").code == 0
    assert titles("sqlite", target) == [article(10).title]
    assert query(target, "PRAGMA integrity_check") == [("ok",)]
    assert [path.name for path in tmp_path.glob("out*")] == ["out.sqlite"]
