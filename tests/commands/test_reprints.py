"""`scrapy reprints`: what it writes and says, and how it ends."""

import json
from pathlib import Path

import pytest

from schemas.derived.reprint import ReprintGroup
from tests.reprints.invented import Writer
from tests.schemas.written import article, write

TEXTS = ["\n".join(Writer(number).paragraphs(300)) for number in range(3)]


@pytest.fixture
def data(tmp_path) -> Path:
    folder = tmp_path / "data"
    write(folder / "shanyang/articles/1.jsonl", article(1, body=TEXTS[0]), article(2, body=TEXTS[1]))
    write(
        folder / "hanyin/articles/1.jsonl",
        article(3, body=TEXTS[0], site="hanyin"),
        article(4, body=TEXTS[2]),
    )
    return folder


def groups(file: Path) -> list[ReprintGroup]:
    return [ReprintGroup.model_validate_json(line) for line in file.read_bytes().splitlines()]


def test_the_articles_of_all_sites_are_compared(scrapy, data, tmp_path) -> None:
    done = scrapy("reprints", "-o", str(tmp_path / "groups.jsonl"), "-s", f"DATA_DIR={data}")
    assert done.returncode == 0, done.stderr
    (group,) = groups(tmp_path / "groups.jsonl")
    assert [one.site for one in group.members] == sorted(
        ("shanyang", "hanyin"), key=lambda name: name != group.members[0].site
    )
    assert "4 articles: 2 of them in 1 groups that have one text" in done.stderr


def test_groups_go_to_stdout_and_only_the_newest_revision_counts(scrapy, data) -> None:
    write(data / "hanyin/articles/2.jsonl", article(3, body=TEXTS[1], site="hanyin", revision=2))
    write(data / "hanyin/articles/3.jsonl.part", article(9, body=TEXTS[2], site="hanyin"))
    done = scrapy("reprints", data)
    (line,) = done.stdout.splitlines()
    assert {one["id"] for one in json.loads(line)["members"]} == {article(2).id, article(3).id}


def test_a_damaged_line_is_named_and_the_others_are_compared(scrapy, data, tmp_path) -> None:
    with (data / "shanyang/articles/1.jsonl").open("ab") as file:
        file.write(b'{"id": 7}\n' + b"\xff\n" * 12)
    done = scrapy("reprints", data, "-o", tmp_path / "groups.jsonl")
    assert done.returncode == 3
    assert f"passed over {data}/shanyang/articles/1.jsonl, line 3: " in done.stderr
    assert "passed over 3 more lines" in done.stderr
    assert len(groups(tmp_path / "groups.jsonl")) == 1


def test_of_nothing_the_command_says_what_is_missing_and_writes_no_file(scrapy, data, tmp_path) -> None:
    (tmp_path / "empty.jsonl").touch()
    for paths, told in (
        ((tmp_path / "nowhere",), "there is no "),
        ((tmp_path / "empty.jsonl",), "no article in 1 files"),
        (("-s", f"DATA_DIR={tmp_path / 'none'}"), "no site was crawled into"),
    ):
        done = scrapy("reprints", *paths, "-o", tmp_path / "groups.jsonl")
        assert done.returncode == 1
        assert told in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.glob("groups*"))


@pytest.mark.parametrize("options", [("--temp", "/nowhere"), ("-o", "/nowhere/groups.jsonl")])
def test_what_cannot_be_written_is_one_line_and_exit_code_5(scrapy, data, tmp_path, options) -> None:
    done = scrapy("reprints", data, "-o", tmp_path / "groups.jsonl", *options)
    assert done.returncode == 5
    assert "/nowhere" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.glob("groups*"))
