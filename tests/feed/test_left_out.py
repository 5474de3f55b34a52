"""What is gone, damaged or no site: it is named in one line, and nothing else is kept back."""

import os
import shutil

import pytest

from scraper.feed import read_feed
from tests.feed.sites import begin, lines_of, night, read


def test_a_replay_and_folders_that_are_no_sites_are_no_part_of_the_feed(tmp_path) -> None:
    night(tmp_path / "tibet", 1)
    night(tmp_path / "tibet" / "replay", 2)
    (tmp_path / "rounds").mkdir()
    (tmp_path / "articles").write_text("no folder", encoding="utf-8")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "articles").write_text("no folder", encoding="utf-8")
    told: list[str] = []
    assert read(tmp_path, tell=told.append) == lines_of(tmp_path / "tibet")
    assert len(told) <= 1


def test_a_site_that_is_gone_is_named_once_and_the_others_go_on(tmp_path) -> None:
    for number in range(3):
        night(tmp_path / "tibet", 2 * number)
        night(tmp_path / "people", 2 * number + 1)
    assert len(read(tmp_path)) == 6
    shutil.rmtree(tmp_path / "tibet")
    told: list[str] = []
    assert read(tmp_path, tell=told.append) == lines_of(tmp_path / "people")
    assert told == [f"{tmp_path / 'tibet'} is not there any more: its lines are left out"]


@pytest.mark.parametrize("cut", [1, 700, 10**6])
def test_a_file_that_was_cut_is_named_and_what_is_left_of_it_is_given(tmp_path, cut) -> None:
    file = night(tmp_path / "tibet", 1, 2, 3)
    night(tmp_path / "people", 1)
    whole = read(tmp_path)
    offsets = [entry.offset for entry in read_feed(tmp_path)]
    content = file.read_bytes()
    file.write_bytes(content[: max(0, len(content) - cut)])
    left = file.read_bytes().count(b"\n")
    told: list[str] = []
    assert read(tmp_path, tell=told.append) == [*whole[:left], whole[-1]]
    (line,) = told
    assert str(file) in line
    assert read(tmp_path, str(offsets[2]), tell=told.append) == [whole[-1]]
    assert len(told) == 1


def test_a_line_that_is_no_article_is_named_with_its_place_and_its_neighbours_are_given(tmp_path) -> None:
    file = night(tmp_path / "tibet", 1, 2, 3)
    one, two, three = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(one + two[:40] + b"\n" + b"\xff\n" + b"[]\n" + b"\n" + three)
    told: list[str] = []
    assert read(tmp_path, tell=told.append) == [one.rstrip(), three.rstrip()]
    assert told == [f"{file}, at byte {len(one):,}: no article, and 3 more"]


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_finished_file_that_ends_in_half_a_line_is_given_up_to_there_and_named(tmp_path, left) -> None:
    file = night(tmp_path / "tibet", 1, 2, 3)
    content = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(content[:left]) + content[left][:-1])
    told: list[str] = []
    assert read(tmp_path, tell=told.append) == [line.rstrip() for line in content[:left]]
    assert told == [f"{file} ends in a line that is not whole: it is left out"]


def test_a_ledger_that_is_missing_or_damaged_keeps_back_what_is_being_written_and_nothing_else(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("scraper.feed.committed._PAUSE", 0)
    night(tmp_path / "tibet", 1)
    dead = begin(tmp_path / "tibet", 2)
    dead.commit()
    dead.close()
    ledger = tmp_path / "tibet" / "ledger.sqlite"
    kept = ledger.read_bytes()
    ledger.write_bytes(b"no ledger" * 200)
    told: list[str] = []
    assert read(tmp_path, tell=told.append) == lines_of(tmp_path / "tibet")
    (line,) = told
    assert line.startswith("tibet: what its last run wrote is left out: ")
    ledger.unlink()
    assert len(read(tmp_path, tell=told.append)) == 1
    assert not ledger.exists()
    assert len(told) == 1
    ledger.write_bytes(kept)
    assert len(read(tmp_path)) == 2


def test_a_folder_that_is_not_there_is_named_and_not_made(tmp_path) -> None:
    with pytest.raises(NotADirectoryError, match="no data folder"):
        read(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_line_longer_than_any_article_is_named_and_not_held_in_memory(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("scraper.feed.stretch_lines.LONGEST", 4000)
    file = night(tmp_path / "tibet", 1, 2)
    one, two = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(one + b'{"body":"' + b"a" * 20_000 + b'"}\n' + two)
    told: list[str] = []
    assert read(tmp_path, tell=told.append) == [one.rstrip(), two.rstrip()]
    assert told == [f"{file}, at byte {len(one):,}: no article"]


def test_names_that_are_no_text_are_named_and_keep_nothing_else_back(tmp_path) -> None:
    night(tmp_path / "tibet", 1)
    odd = os.fsdecode(b"odd\xff")
    try:
        (tmp_path / odd / "articles").mkdir(parents=True)
        (tmp_path / "tibet" / "articles" / f"{odd}.jsonl").write_bytes(b"{}\n")
    except OSError:
        pytest.skip("a file system whose names are text")
    told: list[str] = []
    assert len(read(tmp_path, tell=told.append)) == 1
    assert len(told) == 2
    assert all("its name is no text" in line for line in told)
