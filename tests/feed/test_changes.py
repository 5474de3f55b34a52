"""The feed over runs that a test drives by hand: what it gives, in which order, and what it says of the rest."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.segments import part_of
from scraper.feed import BadOffset, Feed, read_feed
from scraper.feed.changes import Choice
from scraper.feed.feed_index import INDEX, BadIndex, IndexNotWritten, Seen
from scraper.feed.feed_offset import Offset, read_offset
from scraper.feed.polling import SETTLED, Polling
from scraper.storage.journal import Journal
from tests.feed.sites import begin, deliver, end, lines_in, lines_of, night


def read(data: Path, since: str = "", **options: object) -> list[bytes]:
    return lines_in(read_feed(data, since, **options))


def last_offset(data: Path) -> str:
    return str([*read_feed(data)][-1].offset)


def test_a_line_is_given_once_it_is_committed_and_not_before(tmp_path) -> None:
    journal = begin(tmp_path / "tibet", 1, 2)
    assert read(tmp_path) == []
    journal.commit()
    first = read(tmp_path)
    deliver(journal, 3)
    assert read(tmp_path) == first
    end(journal)
    assert first == lines_of(tmp_path / "tibet")[:2]
    assert read(tmp_path) == lines_of(tmp_path / "tibet")
    assert len(first) == 2


def test_a_line_that_a_dead_run_did_not_commit_is_never_given(tmp_path) -> None:
    dead = begin(tmp_path / "tibet", 1, 2)
    dead.commit()
    deliver(dead, 3)
    dead.close()
    assert len(read(tmp_path)) == 2
    offset = last_offset(tmp_path)
    following = begin(tmp_path / "tibet", 4)
    following.commit()
    (written,) = (following.folder / "articles").glob("*.part")
    assert read(tmp_path, offset) == written.read_bytes().splitlines()
    end(following)
    assert read(tmp_path) == lines_of(tmp_path / "tibet")
    assert len(read(tmp_path)) == 3


def test_from_each_offset_on_the_rest_is_given_and_always_the_same(tmp_path) -> None:
    for nights in range(2):
        for site in ("tibet", "people"):
            night(tmp_path / site, 10 * nights + 1, 10 * nights + 2)
    entries = [*read_feed(tmp_path)]
    assert len({entry.offset for entry in entries}) == len(entries) == 8
    assert [entry.offset.at for entry in entries] == sorted(entry.offset.at for entry in entries)
    night(tmp_path / "anhui", 1)
    for place, entry in enumerate(entries, 1):
        assert [*read_feed(tmp_path, str(entry.offset))][:-1] == entries[place:]
    assert [*read_feed(tmp_path, f"{entries[0].offset.feed}-0")][:-1] == entries


def test_what_was_there_before_the_first_look_is_ordered_by_the_names_of_the_runs(tmp_path) -> None:
    sites = [tmp_path / name for name in ("tibet", "people", "anhui")]
    files = [night(site, number) for number in range(3) for site in sites]
    expected = [
        line for file in sorted(files, key=lambda file: file.name) for line in file.read_bytes().splitlines()
    ]
    assert read(tmp_path) == expected


class Walk:
    """Runs of sites that begin, commit, die and end in any order, and readers that look and read between."""

    def __init__(self, data: Path, seed: int) -> None:
        self.data = data
        self.moves = random.Random(seed)
        self.running: dict[str, Journal] = {}
        self.number = 0
        self.read: list[list[bytes]] = [[], []]
        self.at: list[Offset | None] = [None, None]

    def step(self, feeds: list[Feed]) -> None:
        site = self.moves.choice(("tibet", "people", "127.0.0.1_8907"))
        move = self.moves.choice(("deliver", "deliver", "commit", "die", "end", "look", "read", "read"))
        reader = self.moves.randrange(2)
        if move == "look":
            feeds[reader].look()
        elif move == "read":
            self.catch_up(reader, feeds[reader])
        elif move == "deliver":
            self.number += 1
            journal = self.running.setdefault(site, None) or begin(self.data / site)
            self.running[site] = journal
            deliver(journal, self.number)
        elif journal := self.running.get(site):
            {"commit": journal.commit, "die": journal.close, "end": lambda: end(journal)}[move]()
            if move != "commit":
                del self.running[site]

    def catch_up(self, reader: int, feed: Feed) -> None:
        """Let a reader take some lines, and keep where it was: it may be killed before the rest."""
        feed.look()
        most = self.moves.randrange(6)
        for entry, _ in zip(feed.read(self.at[reader]), range(most), strict=False):
            self.read[reader].append(entry.line)
            self.at[reader] = entry.offset

    def finish(self) -> None:
        for journal in self.running.values():
            end(journal)
        for site in self.data.glob("*/ledger.sqlite"):  # the next run cuts and finishes what a dead one left
            end(begin(site.parent))
        for reader in range(2):
            new = [*read_feed(self.data, str(self.at[reader] or ""))]
            self.read[reader] += lines_in(new)


def walk(data: Path, seed: int, steps: int) -> None:
    """Assert that each reader has each line once, all in one order, and each site's as its files have them."""
    walked = Walk(data, seed)
    data.mkdir()
    with Feed(data) as one, Feed(data) as other:
        for _ in range(steps):
            walked.step([one, other])
    walked.finish()
    entries = [*read_feed(data)]
    assert walked.read[0] == walked.read[1] == lines_in(entries)
    for site in {entry.site for entry in entries}:
        assert lines_in(entries, site) == lines_of(data / site)
    assert len(entries) == sum(len(lines_of(folder)) for folder in data.iterdir() if folder.is_dir())


def test_two_readers_beside_runs_that_die_and_end_have_each_line_once_and_in_one_order(tmp_path) -> None:
    walk(tmp_path / "data", 7, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_whatever_runs_and_readers_do_in_turns_no_line_is_lost_or_doubled(tmp_path, seed) -> None:
    walk(tmp_path / "data", seed, 250)


def test_nothing_is_written_and_no_ledger_opened_where_nothing_is_new(tmp_path, monkeypatch) -> None:
    night(tmp_path / "tibet", 1)
    running = begin(tmp_path / "people", 1)
    running.commit()
    opened: list[Path] = []
    with Feed(tmp_path) as feed:
        feed.look()
        before = (tmp_path / INDEX).read_bytes(), (tmp_path / INDEX).stat().st_mtime_ns
        monkeypatch.setattr("scraper.feed.changes.Polling.may_have_new", lambda *_: True)
        monkeypatch.setattr(feed.index, "write_down", opened.append)
        feed.look()
    assert not opened
    assert before == ((tmp_path / INDEX).read_bytes(), (tmp_path / INDEX).stat().st_mtime_ns)
    end(running)


def test_a_site_is_chosen_by_its_folder_or_by_what_its_lines_call_it_and_offsets_stay(tmp_path) -> None:
    for folder, name in (("tibet", "tibet"), ("news", "news"), ("example.gov.cn", "news")):
        file = night(tmp_path / folder, 1)
        file.write_bytes(
            file.read_bytes().replace(f'"site":"{folder}"'.encode(), f'"site":"{name}"'.encode())
        )
    with Feed(tmp_path) as feed:
        feed.look()
        entries = [*feed.read()]

        def chosen(**choice: object) -> list[str]:
            found = [*feed.read(choice=Choice(**choice))]
            assert set(found) <= set(entries)
            return [entry.site for entry in found]

        assert chosen(sites=frozenset({"tibet"})) == ["tibet"]
        assert chosen(sites=frozenset({"news"})) == ["news", "example.gov.cn"]
        assert chosen(sites=frozenset({"example.gov.cn"})) == ["example.gov.cn"]
        assert feed.sites() == {"tibet", "news", "example.gov.cn"}


def test_a_region_is_chosen_by_what_the_lines_say(tmp_path) -> None:
    file = night(tmp_path / "people", 1, 2, 3)
    one, two, three = file.read_bytes().splitlines(keepends=True)
    told = [
        line.replace(b'"region":null', b'"region":"%s"' % code)
        for line, code in ((one, b"330100"), (two, b"510000"))
    ]
    file.write_bytes(b"".join([*told, three]))
    with Feed(tmp_path) as feed:
        feed.look()
        assert lines_in(feed.read(choice=Choice(regions=("33",)))) == [told[0].rstrip()]
        assert len([*feed.read(choice=Choice(regions=("33", "51")))]) == 2


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


def test_reading_makes_no_file_beside_a_ledger_and_keeps_no_run_from_committing(tmp_path) -> None:
    night(tmp_path / "tibet", 1)
    there = {file.name for file in (tmp_path / "tibet").iterdir()}
    assert len(read(tmp_path)) == 1
    assert there == {file.name for file in (tmp_path / "tibet").iterdir()}
    running = begin(tmp_path / "tibet")
    for number in range(2, 12):
        deliver(running, number)
        running.commit()
        assert len(read(tmp_path)) == number
    end(running)
    assert there == {file.name for file in (tmp_path / "tibet").iterdir()}


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


def test_nothing_is_given_from_behind_a_file_that_is_being_written(tmp_path) -> None:
    """A folder is listed while runs end and begin: the rest of the older file stands before the newer one."""
    dead = begin(tmp_path / "tibet", 1, 2)
    dead.commit()
    dead.close()
    newer = tmp_path / "tibet" / "articles" / "99991231T000000000Z.jsonl"
    newer.write_bytes(night(tmp_path / "people", 3).read_bytes())
    shutil.rmtree(tmp_path / "people")
    assert len(read(tmp_path)) == 2
    end(begin(tmp_path / "tibet"))
    assert read(tmp_path) == lines_of(tmp_path / "tibet")
    assert len(read(tmp_path)) == 3


def test_a_folder_is_looked_at_until_its_time_has_stood_and_a_file_until_it_stands_still(tmp_path) -> None:
    now = [0.0]
    polling = Polling(lambda: now[0])
    running = begin(tmp_path / "tibet", 1)
    part = part_of(running.folder / "articles" / f"{running.run}.jsonl")

    def looks(length: int) -> bool:
        found = polling.may_have_new(running.folder)
        if found:
            polling.note(
                running.folder, [Seen("tibet", part.name.removesuffix(".part"), length, finished=False)]
            )
        return found

    size = part.stat().st_size
    assert looks(size)
    now[0] += SETTLED / 2  # two changes within one tick of a clock leave the same time
    assert looks(size)
    now[0] += SETTLED
    assert not looks(size)
    deliver(running, 2)  # a line that waits for its commit
    assert looks(size)
    assert looks(size)
    running.commit()
    assert looks(part.stat().st_size)
    assert not looks(part.stat().st_size)
    end(running)
    assert looks(0)
    with pytest.raises(FileNotFoundError):
        polling.may_have_new(tmp_path / "people")
