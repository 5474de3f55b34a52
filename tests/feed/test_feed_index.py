"""The index that keeps the order: whose offsets are taken, and what several readers and kills do to it."""

import sqlite3
from contextlib import closing

import pytest

from scraper.feed import BadOffset, Feed
from scraper.feed.feed_index import INDEX, BadIndex, IndexNotWritten
from scraper.feed.feed_offset import read_offset
from tests.feed.sites import last_offset, lines_in, lines_of, night, read


def test_an_offset_of_another_index_is_refused_and_so_is_one_that_is_no_place(tmp_path) -> None:
    night(tmp_path / "tibet", 1, 2)
    offset = read_offset(last_offset(tmp_path))
    assert read(tmp_path, str(offset)) == []
    refused = {
        "nothing": "is no offset",
        f"{offset.feed}-{offset.at + 1}": "lies beyond the end",
        f"{offset.feed}-{offset.at - 1}": "lies within a line",
        f"{offset.feed}-3": "lies within a line",
    }
    for said, why in refused.items():
        with pytest.raises(BadOffset, match=why):
            read(tmp_path, said)
    (tmp_path / INDEX).unlink()
    with pytest.raises(BadOffset, match="another index"):
        read(tmp_path, str(offset))
    assert read(tmp_path) == lines_of(tmp_path / "tibet")


def test_an_index_that_is_none_or_newer_is_named_and_left_as_it_is(tmp_path) -> None:
    night(tmp_path / "tibet", 1)
    ledger = tmp_path / "tibet" / "ledger.sqlite"
    text, newer = tmp_path / "notes.txt", tmp_path / "newer.sqlite"
    text.write_bytes(b"a list of things to do\n" * 100)
    read(tmp_path, index=newer)
    with closing(sqlite3.connect(newer)) as database:
        database.execute("PRAGMA user_version = 2")
    for file, why in ((ledger, "no index of a feed"), (text, "no index of a feed"), (newer, "it is newer")):
        before = file.read_bytes()
        with pytest.raises(BadIndex, match=why):
            read(tmp_path, index=file)
        assert file.read_bytes() == before
    with pytest.raises(IndexNotWritten, match="--index"):
        read(tmp_path, index=tmp_path / "nowhere" / "feed.sqlite")


def test_an_index_that_cannot_be_written_gives_what_it_knows_and_names_itself_for_the_rest(tmp_path) -> None:
    night(tmp_path / "tibet", 1)
    known = read(tmp_path)
    with Feed(tmp_path) as feed:
        feed.index._database.execute("PRAGMA query_only = 1")  # root writes whatever is forbidden
        feed.look()
        assert lines_in(feed.read()) == known
        night(tmp_path / "tibet", 2)
        with pytest.raises(IndexNotWritten, match="--index"):
            feed.look()
        assert lines_in(feed.read()) == known
        feed.index._database.execute("PRAGMA query_only = 0")
        feed.look()
        assert lines_in(feed.read()) == lines_of(tmp_path / "tibet")


@pytest.mark.slow
def test_a_tail_killed_at_any_step_leaves_an_index_that_the_next_one_goes_on_with(
    scrapy, zygote, tmp_path
) -> None:
    log = tmp_path / "log"
    for step in range(1, 40):
        data = tmp_path / str(step)
        night(data / "tibet", 1)
        call = ("tail", "--bare", "-s", f"DATA_DIR={data}")
        status = zygote.start(*call, out=log, err=log, die_at=step).wait()
        night(data / "people", 2)
        done = scrapy(*call)
        assert done.stdout.encode().splitlines() == [*lines_of(data / "tibet"), *lines_of(data / "people")]
        if status == 0:
            break
    assert status == 0


@pytest.mark.slow
def test_tails_that_all_begin_at_once_agree_on_one_order(zygote, tmp_path) -> None:
    data = tmp_path / "data"
    for number in range(60):
        night(data / f"site{number % 7}", *range(number, number + 3))
    outs = [tmp_path / f"out{number}" for number in range(6)]
    children = [zygote.start("tail", "-s", f"DATA_DIR={data}", out=out, err=tmp_path / "log") for out in outs]
    assert [child.wait() for child in children] == [0] * 6
    printed = {out.read_bytes() for out in outs}
    assert len(printed) == 1
    assert printed.pop().count(b"\n") == 180
