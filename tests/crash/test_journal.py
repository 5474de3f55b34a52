import gzip
import json
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.segments import LostData, Segment
from schemas import Article, Reason, Rejection
from scraper.run_names import run_name
from scraper.storage.journal import Journal, WriteFailed
from scraper.storage.ledger import Ledger, key
from scraper.storage.warc.members import whole_members

MEMBER = bytes.fromhex("1f8b08000000000002037bb1af0000e5f1a2d605000000")  # any bytes will do for the files
ARTICLE = Article.model_validate(
    {
        "id": "0" * 64,
        "url": "http://127.0.0.1/1.html",
        "site": "sample",
        "site_name": None,
        "region": None,
        "section": (),
        "title": "山阳县农资对接会",
        "date": "2023-06-12T15:27:00+08:00",
        "date_precision": "minute",
        "date_raw": "2023-06-12 15:27",
        "source": None,
        "editor": None,
        "author": None,
        "body": "丰收。",
        "images": (),
        "language": "zh-Hans",
        "fetched_at": "2023-06-12T08:00:00Z",
        "fingerprint": "0" * 16,
        "restored": {},
        "evidence": dict.fromkeys(("title", "date", "source", "editor", "author", "body"), "none"),
    }
)


def article(number: int) -> Article:
    return ARTICLE.model_copy(update={"url": f"http://127.0.0.1/{number}.html"})


def rejection(number: int) -> Rejection:
    url = f"http://127.0.0.1/refused/{number}.html"
    fetched_at = datetime(2023, 6, 12, tzinfo=UTC)
    return Rejection(
        id="0" * 64, url=url, site="sample", reason=Reason.NO_BODY, detail="", fetched_at=fetched_at
    )


def lines(folder: Path) -> list[str]:
    return [json.loads(line)["url"] for file in sorted(folder.glob("*.jsonl")) for line in file.open("rb")]


def test_the_ledger_never_promises_what_is_not_on_the_disk(tmp_path, monkeypatch) -> None:
    synced: dict[int, int] = {}
    promises: list[tuple[str, int, int]] = []
    real_sync, real_commit = os.fsync, Ledger.commit

    def sync(handle: int) -> None:
        real_sync(handle)
        synced[os.fstat(handle).st_ino] = os.fstat(handle).st_size

    def commit(ledger: Ledger, lengths: dict[str, int]) -> None:
        for name, length in lengths.items():
            part = tmp_path / f"{name}.part"
            if length:
                promises.append((name, length, synced[part.stat().st_ino]))
        real_commit(ledger, lengths)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Ledger, "commit", commit)
    journal = Journal(tmp_path, batch=3)
    for number in range(10):
        journal.store(MEMBER)
        journal.deliver(article(number))
        journal.refuse(rejection(number))
    journal.finish()
    assert len({name for name, _, _ in promises}) == 3
    assert all(length <= on_disk for _, length, on_disk in promises)
    assert len(promises) > 9


def test_a_line_counts_once_it_is_committed(tmp_path) -> None:
    journal = Journal(tmp_path, batch=2)
    journal.deliver(article(1))
    assert journal.articles == 0
    journal.deliver(article(2))
    assert journal.articles == 2
    journal.deliver(article(3))
    journal.close()  # the power goes
    again = Journal(tmp_path)
    assert lines(tmp_path / "articles") == [article(1).url, article(2).url]
    assert again.ledger.knows(article(2).url)
    assert not again.ledger.knows(article(3).url)


def test_a_lost_ledger_is_built_again_from_the_lines_the_unfinished_ones_too(tmp_path) -> None:
    journal = Journal(tmp_path)
    for number in range(3):
        journal.deliver(article(number))
    journal.finish()
    journal.close()
    (finished,) = (tmp_path / "articles").glob("*.jsonl")
    whole = finished.read_bytes()
    finished.rename(finished.with_name(f"{finished.name}.part"))
    with (tmp_path / "articles" / f"{finished.name}.part").open("ab") as part:
        part.write(b'{"url": "http://torn')
    (tmp_path / "ledger.sqlite").unlink()
    again = Journal(tmp_path)
    assert finished.read_bytes() == whole
    assert all(again.ledger.knows(article(number).url) for number in range(3))


def test_lines_that_vanished_are_an_error_and_not_a_shrug(tmp_path) -> None:
    journal = Journal(tmp_path, batch=1)
    journal.deliver(article(1))
    journal.close()
    (part,) = (tmp_path / "articles").iterdir()
    part.write_bytes(b"")
    with pytest.raises(LostData, match=part.name):
        Journal(tmp_path)


def test_the_archive_that_is_cut_ends_with_a_whole_record(tmp_path) -> None:
    file = tmp_path / "run.warc.gz"
    first, second = gzip.compress(b"one" * 50_000), gzip.compress(os.urandom(200_000))
    for tail in (b"", second[:5], second[: len(second) // 2], second[:-1], b"no gzip"):
        file.write_bytes(first + first + tail)
        assert whole_members(file) == len(first) * 2
    file.write_bytes(first + second)
    assert whole_members(file) == len(first + second)


def test_runs_sort_in_their_order_even_when_the_clock_is_set_back(tmp_path, monkeypatch) -> None:
    class Clock(datetime):
        moment = datetime(2023, 6, 12, 7, 27, tzinfo=UTC)

        @classmethod
        def now(cls, tz=None) -> datetime:
            return cls.moment

    monkeypatch.setattr("scraper.storage.leftovers.datetime", Clock)
    names = []
    for back in (0, 0, 3600, 86_400 * 365):
        Clock.moment -= timedelta(seconds=back)
        journal = Journal(tmp_path)
        journal.deliver(article(len(names)))
        journal.finish()
        journal.close()
        names.append(journal.run)
    assert names == sorted(set(names))
    assert names[0] == run_name(datetime(2023, 6, 12, 7, 27, tzinfo=UTC))
    assert lines(tmp_path / "articles") == [article(number).url for number in range(4)]


def test_after_a_failure_nothing_is_written_any_more(tmp_path, monkeypatch) -> None:
    journal = Journal(tmp_path, batch=1)
    journal.deliver(article(1))
    alarms: list[WriteFailed] = []
    journal.alarm = alarms.append

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Segment, "append", full)
    for _ in range(2):
        with pytest.raises(WriteFailed, match="No space left"):
            journal.deliver(article(2))
    monkeypatch.undo()
    with pytest.raises(WriteFailed, match="No space left"):
        journal.deliver(article(3))
    assert len(alarms) == 1
    journal.close()
    again = Journal(tmp_path)
    assert lines(tmp_path / "articles") == [article(1).url]
    assert not again.ledger.knows(article(2).url)
    assert not again.ledger.rests(article(2).url)


def test_a_url_costs_at_most_twenty_bytes_on_the_disk(tmp_path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite", retry_refused=timedelta(0))
    many = 20_000
    for start in range(0, many, 500):
        ledger.remember(f"http://127.0.0.1/202306/t20230612_{n}.html" for n in range(start, start + 500))
        ledger.commit({})
    ledger.close()
    assert (tmp_path / "ledger.sqlite").stat().st_size / many <= 20


def test_an_older_ledger_learns_what_the_files_beside_it_hold(tmp_path) -> None:
    with sqlite3.connect(tmp_path / "ledger.sqlite") as old:
        old.execute("CREATE TABLE delivered (key INTEGER PRIMARY KEY)")
        old.execute("CREATE TABLE refused (key INTEGER PRIMARY KEY, at INTEGER NOT NULL)")
        old.execute("INSERT INTO delivered VALUES (?)", (key(article(1).url),))
    old.close()
    assert Journal(tmp_path).ledger.knows(article(1).url)
