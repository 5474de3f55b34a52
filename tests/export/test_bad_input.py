"""What is wrong is told in one line, and nothing half-written stands under the target's name."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.segments import to_line
from scraper.export.chosen_rows import MOST_NAMED
from scraper.storage.lease.lock import Lock
from tests.export.conftest import FIRST, SECOND, query, read_lines
from tests.schemas.written import article, write

WRONG = {
    "an unknown format": (("--to", "parket"), "did you mean parquet?"),
    "no format": ((), "--to FORMAT"),
    "an unknown column": (("--to", "csv", "--columns", "id,titel"), "did you mean title?"),
    "a column twice": (("--to", "csv", "--columns", "id,id"), "twice"),
    "columns of JSON-LD": (("--to", "jsonld", "--columns", "id"), "keys of schema.org"),
    "an unknown site": (("--to", "csv", "--site", "tibt"), "did you mean tibet?"),
    "no region": (("--to", "csv", "--region", "3"), "is no region"),
    "an unknown region": (("--to", "csv", "--region", "99"), "begins with 99"),
    "no day": (("--to", "csv", "--since", "gestern"), "is no day"),
    "days in disorder": (("--to", "csv", "--since", "2023-06-02", "--until", "2023-06-01"), "lies after"),
    "no such file": (("--to", "csv", "none.jsonl"), "none.jsonl"),
    "no such groups": (("--to", "csv", "--reprints", "none.jsonl"), "none.jsonl"),
    "nothing meant": (("--to", "csv", "--since", "2099-01-01"), "no article is meant"),
    "no file": (("--to", "csv", "-o", "-"), "-o TARGET"),
    "the site alone": (("--to", "parquet", "--columns", "site"), "by its folders"),
    "append to lines": (("--to", "csv", "--append"), "--append goes with parquet, sqlite, duckdb"),
    "append and force": (("--to", "sqlite", "--append", "--force"), "choose one"),
    "append the newest": (("--to", "parquet", "--append"), "QUALIFY row_number() OVER (PARTITION BY id"),
}


@pytest.mark.parametrize(("call", "named"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_is_told_in_one_line_and_writes_nothing(export, data, tmp_path, call, named) -> None:
    done = export("-o", tmp_path / "out", *call)
    (line,) = done.lines
    assert done.code == 1
    assert named in line
    assert line.startswith("scrapy export: ")
    assert {path.name for path in tmp_path.iterdir()} == {"data"}


def test_a_target_in_the_input_or_in_no_folder_or_already_there_is_refused(export, data, tmp_path) -> None:
    foreign = tmp_path / "photos"
    foreign.mkdir()
    (foreign / "one.jpg").touch()
    there = tmp_path / "there.csv"
    there.write_text("mine", encoding="utf-8")
    for target, name, options, said in (
        (data / "tibet" / "articles" / "all.jsonl.zst", "jsonl.zst", (), "which is read"),
        (tmp_path / "no" / "all.csv", "csv", (), "there is no folder"),
        (there, "csv", (), "--force replaces it"),
        (there, "parquet", (), "is a file"),
        (there, "sqlite", ("--append",), "not made by this command"),
        (foreign, "csv", ("--force",), "is a folder"),
        (Path(os.devnull), "csv", ("--force",), "neither a file nor a folder"),
        (foreign, "parquet", ("--force",), "is not replaced"),
    ):
        done = export("--to", name, "-o", target, *options)
        assert (done.code, len(done.lines)) == (1, 1), done.lines
        assert said in done.lines[0]
    assert there.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in foreign.iterdir()] == ["one.jpg"]
    assert not [*tmp_path.glob("*.part")]


def test_a_missing_extra_is_told_with_what_installs_it(export, data, tmp_path, monkeypatch) -> None:
    for name, library in (("duckdb", "duckdb"), ("parquet", "pyarrow"), ("jsonl.zst", "zstandard")):
        monkeypatch.setitem(sys.modules, library, None)
        done = export("--to", name, "-o", tmp_path / "out")
        assert done.lines == [f"scrapy export: {library} is not installed: pip install 'difang[export]'"]
        assert done.code == 1
    assert export("--to", "sqlite", "-o", tmp_path / "out").code == 0


def test_a_damaged_line_is_named_and_the_rest_is_exported(export, data, tmp_path) -> None:
    file = data / "shanyang" / "articles" / f"{SECOND}.jsonl"
    newer = to_line(article(5)).replace(b'"schema_version":"1.0.0"', b'"schema_version":"9.1.0"')
    file.write_bytes(b"{torn\n" + newer + file.read_bytes() + b"\xff\n" * (MOST_NAMED + 5))
    target = tmp_path / "out.sqlite"
    done = export("--to", "sqlite", "-o", target)
    assert done.code == 3
    assert query(target, "SELECT count(*) FROM articles") == [(6,)]
    assert f"{file}, line 1: no JSON" in done.lines[0]
    assert "9.1.0" in done.lines[1]
    assert done.lines[MOST_NAMED] == "scrapy export: passed over 7 more lines"
    assert done.lines[-1].endswith("27 lines passed over")
    assert len(done.lines) == MOST_NAMED + 2


def test_a_strict_export_ends_at_a_damaged_line_and_leaves_nothing(export, data, tmp_path) -> None:
    file = data / "tibet" / "articles" / f"{FIRST}.jsonl"
    file.write_bytes(file.read_bytes() + b"{torn\n")
    done = export("--to", "sqlite", "-o", tmp_path / "out", "--strict")
    assert (done.code, len(done.lines)) == (1, 1)
    assert f"{file}, line 2" in done.lines[0]
    assert {path.name for path in tmp_path.iterdir()} == {"data"}


def test_no_line_at_all_and_damaged_lines_alone_are_no_export(export, tmp_path) -> None:
    for text in (b"", b"{torn\n"):
        file = tmp_path / "data" / "tibet" / "articles" / f"{FIRST}.jsonl"
        write(file)
        file.write_bytes(text)
        done = export("--to", "csv", "-o", tmp_path / "out.csv")
        assert done.code == 1
        assert done.lines[-1].startswith("scrapy export: no article")
    assert {path.name for path in tmp_path.iterdir()} == {"data"}


def test_undescribed_sites_are_chosen_by_their_folder_and_an_absent_one_is_told(export, tmp_path) -> None:
    for host, number in (("example.gov.cn", 1), ("other.gov.cn", 2)):
        write(tmp_path / "data" / host / "articles" / f"{FIRST}.jsonl", article(number, site="news"))
    target = tmp_path / "out.jsonld"
    done = export("--to", "jsonld", "-o", target, "--site", "other.gov.cn,tibet")
    assert done.code == 0
    assert [one["identifier"] for one in read_lines(target)] == [article(2).id]
    assert done.lines[0] == "scrapy export: no article of site 'tibet' is meant"


def test_a_second_export_to_one_target_leaves_at_once(export, data, tmp_path) -> None:
    lock = Lock(tmp_path / "out.csv.part")
    done = export("--to", "csv", "-o", tmp_path / "out.csv")
    lock.release()
    assert done.code == 75
    assert "in use by another run" in done.lines[0]
    assert export("--to", "csv", "-o", tmp_path / "out.csv").code == 0


def test_the_command_exports_what_it_is_told(scrapy, data, tmp_path) -> None:
    target = tmp_path / "out.duckdb"
    done = scrapy("export", data / "tibet", "--to", "duckdb", "-o", target)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("1 articles of 1 sites from 1 files written to ")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["parquet", "csv", "sqlite", "duckdb", "jsonl.zst", "jsonld"])
@pytest.mark.parametrize("append", [False, True])
def test_a_really_full_disk_ends_an_export_and_leaves_what_was_there(
    scrapy, open_disk, tmp_path, name, append
) -> None:
    if append and name not in {"parquet", "sqlite", "duckdb"}:
        pytest.skip("it is written as a whole")
    folder = tmp_path / "data" / "shanyang" / "articles"
    write(folder / f"{FIRST}.jsonl", *(article(number) for number in range(5)))
    small_disk = open_disk("400k")
    target = small_disk / "out"
    order = ("export", "--to", name, "-o", target, "--all-revisions", "-s", f"DATA_DIR={tmp_path / 'data'}")
    if append:
        subprocess.run(["mount", "-o", "remount,size=8m", small_disk], check=True)
        assert scrapy(*order, "--append").returncode == 0
        used = sum(path.stat().st_blocks * 512 for path in small_disk.rglob("*")) // 1024
        subprocess.run(["mount", "-o", f"remount,size={used + 200}k", small_disk], check=True)
    before = content(target)
    bodies = (
        "".join(chr(0x4E00 + number * step % 20_000) for step in range(1, 2_000)) for number in range(300)
    )
    write(folder / f"{SECOND}.jsonl", *(article(100 + n, body=body) for n, body in enumerate(bodies)))
    done = scrapy(*order, *(["--append"] if append else []))
    assert done.returncode == 5, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    if not append:
        assert not [*small_disk.iterdir()]
    elif name == "parquet":
        assert content(target) == before
    subprocess.run(["mount", "-o", "remount,size=40m", small_disk], check=True)
    done = scrapy(*order, *(["--append"] if append else []))
    assert done.returncode == 0, done.stderr
    assert json.dumps(done.stderr).count("articles of 1 sites") == 1
    assert done.stderr.startswith(f"{300 if append else 305} articles")


def content(target: Path) -> dict[str, bytes]:
    """Return what lies at a target, by name."""
    files = target.rglob("*") if target.is_dir() else [target] if target.exists() else []
    return {str(path.relative_to(target)): path.read_bytes() for path in files if path.is_file()}
