"""The feed over runs that a test drives by hand: what it gives, in which order, and what it says of the rest."""

import random
import shutil
from pathlib import Path

import pytest

from pipelines.segments import part_of
from scraper.feed import Feed, read_feed
from scraper.feed.changes import Choice
from scraper.feed.feed_index import INDEX, Seen
from scraper.feed.feed_offset import Offset
from scraper.feed.polling import SETTLED, Polling
from scraper.storage.journal import Journal
from tests.feed.sites import begin, deliver, end, last_offset, lines_in, lines_of, night, read


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
