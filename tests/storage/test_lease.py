"""Who may write in a folder: one run at a time, whether the others die, sleep, or live on another machine."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.segments import recover
from scraper.storage.journal import Journal, TakenOver
from scraper.storage.lease import holding, terms
from scraper.storage.lease.holding import Clock, Lease, LeaseLost
from scraper.storage.lease.ledgers import LEDGER, ledger_of
from scraper.storage.lease.lock import Lock, Locked
from scraper.storage.lease.terms import find_terms, rewrite
from tests.schemas.written import article


class Hands(Clock):
    """A clock that a test sets, and what happens while somebody watches it."""

    def __init__(self) -> None:
        self.moment = 1000.0
        self.meanwhile: list = []

    def elapsed(self) -> float:
        return self.moment

    def now(self) -> float:
        return self.moment

    def pause(self, seconds: float) -> None:
        self.moment += seconds
        for what in self.meanwhile:
            what()


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def elsewhere(monkeypatch):
    """Return what takes a lease as a process of another machine would, whose locks nobody here sees."""

    def take(folder: Path, hands: Clock, name: str = "other") -> Lease:
        with monkeypatch.context() as there:
            there.setattr(holding, "this_machine", lambda: name)
            lease = Lease(folder, clock=hands)
        lease._lock.release()
        return lease

    return take


def test_a_folder_is_held_once_and_by_the_next_one_at_once(tmp_path, hands) -> None:
    first = Lease(tmp_path, clock=hands)
    with pytest.raises(Locked, match=r"in use by another run: process \d+ on "):
        Lease(tmp_path, clock=hands)
    first.release()
    first.release()
    second = Lease(tmp_path, clock=hands)
    assert second.term.number == first.term.number + 1
    assert find_terms(tmp_path) == [second.term]
    with pytest.raises(LeaseLost):
        first.check()


def test_a_dead_run_of_this_machine_is_followed_at_once(tmp_path, hands) -> None:
    dead = Lease(tmp_path, clock=hands)
    dead._lock.release()  # as the system does it
    assert not Lease(tmp_path, clock=hands).doubts


def test_a_dead_run_of_another_machine_keeps_the_folder_for_as_long_as_its_term_lasts(
    tmp_path, hands, elsewhere
) -> None:
    elsewhere(tmp_path, hands)
    hands.moment += holding.LEASE_SECONDS - 1
    with pytest.raises(Locked):
        Lease(tmp_path, clock=hands)
    hands.moment += 1
    assert Lease(tmp_path, clock=hands).doubts


def test_a_term_that_is_renewed_while_it_is_watched_has_not_gone(tmp_path, hands, elsewhere) -> None:
    """The clock of whoever looks is an hour ahead: the holder lives, and goes on."""
    slow = Hands()
    slow.moment = hands.moment - 3600
    living = elsewhere(tmp_path, slow)
    hands.meanwhile.append(lambda: (setattr(slow, "moment", slow.moment + 10), living.renew()))
    with pytest.raises(Locked):
        Lease(tmp_path, clock=hands)
    living.check()
    assert living.term.beat > 1


def test_a_run_that_was_paused_goes_on_where_nobody_followed_and_ends_where_somebody_did(
    tmp_path, hands
) -> None:
    paused = Lease(tmp_path, clock=hands)
    hands.moment += 10 * holding.LEASE_SECONDS
    assert not paused.holds
    paused.check()
    assert paused.holds
    hands.moment += 10 * holding.LEASE_SECONDS
    follower = Lease(tmp_path, clock=hands)  # though the lock of the system is held
    assert follower.doubts
    assert paused.went
    for _ in range(2):
        with pytest.raises(LeaseLost, match="taken over by another run while this one was paused: process"):
            paused.check()
    paused.release()
    follower.check()
    with pytest.raises(Locked):
        Lease(tmp_path, clock=hands)


def test_whoever_wakes_up_after_many_terms_wins_none_of_an_old_number(tmp_path, hands) -> None:
    paused = Lease(tmp_path, clock=hands)
    hands.moment += 2 * holding.LEASE_SECONDS
    for _ in range(4):
        Lease(tmp_path, clock=hands).release()
    assert not terms.claim(tmp_path, find_terms(tmp_path)[-1])
    with pytest.raises(LeaseLost):
        paused.check()
    with pytest.raises(LeaseLost):
        paused.renew()


def test_a_claim_that_a_power_cut_left_empty_is_watched_before_it_is_taken(tmp_path, hands) -> None:
    lease = Lease(tmp_path, clock=hands)
    lease._lock.release()
    (tmp_path / "leases" / f"{lease.term.number + 1:08d}.json").write_bytes(b"")
    began = hands.moment
    assert Lease(tmp_path, clock=hands).term.number == lease.term.number + 2
    assert hands.moment - began >= holding.LEASE_SECONDS


def test_two_that_watch_at_once_are_one_that_follows(tmp_path, hands, elsewhere) -> None:
    elsewhere(tmp_path, hands)
    hands.moment += 2 * holding.LEASE_SECONDS
    won: list[Lease] = []

    def interfere() -> None:
        hands.meanwhile.clear()
        won.append(elsewhere(tmp_path, hands, "third"))

    hands.meanwhile.append(interfere)
    with pytest.raises(Locked):
        Lease(tmp_path, clock=hands)
    assert find_terms(tmp_path)[-1] == won[0].term


def ledger_of_one(folder: Path, number: int) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / LEDGER, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE said (number)")
    connection.execute("INSERT INTO said VALUES (?)", (number,))
    return connection


def said(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM said")]


def test_what_a_paused_run_commits_reaches_no_ledger_that_counts(tmp_path, hands) -> None:
    paused = Lease(tmp_path, clock=hands)
    its = ledger_of_one(tmp_path, 1)
    its.execute("BEGIN IMMEDIATE")  # it sleeps in the middle of a transaction, which locks the file
    its.execute("INSERT INTO said VALUES (2)")
    hands.moment += 2 * holding.LEASE_SECONDS
    follower = Lease(tmp_path, clock=hands)
    assert follower.ledger == ledger_of(tmp_path) != tmp_path / LEDGER
    its.execute("COMMIT")
    its.close()  # SQLite removes the log by its name
    assert said(follower.ledger) == [1]
    with closing(sqlite3.connect(follower.ledger)) as ledger, ledger:
        ledger.execute("INSERT INTO said VALUES (3)")
    follower.release()
    again = Lease(tmp_path, clock=hands)
    assert again.ledger.name != LEDGER  # the first may wake up again
    again.release()
    paused.release()
    assert Lease(tmp_path, clock=hands).ledger == tmp_path / LEDGER
    assert said(tmp_path / LEDGER) == [1, 3]
    assert not list(tmp_path.glob("ledger-*"))


def test_whoever_takes_over_before_there_is_a_ledger_has_one_that_the_sleeper_does_not_know(
    tmp_path, hands
) -> None:
    sleeper = Lease(tmp_path, clock=hands)
    hands.moment += 2 * holding.LEASE_SECONDS
    assert Lease(tmp_path, clock=hands).ledger != sleeper.ledger == tmp_path / LEDGER


def test_a_machine_that_sleeps_for_a_week_is_waited_for_no_more(tmp_path, hands, elsewhere) -> None:
    elsewhere(tmp_path, hands)
    ledger_of_one(tmp_path, 1).close()
    hands.moment += 2 * holding.LEASE_SECONDS
    Lease(tmp_path, clock=hands).release()
    assert ledger_of(tmp_path).name != LEDGER
    hands.moment += holding._LONGEST_SLEEP
    Lease(tmp_path, clock=hands)
    assert said(tmp_path / LEDGER) == [1]


@given(
    committed=st.integers(1, 40),
    later=st.binary(max_size=20),
    named=st.booleans(),
    wakes=st.sampled_from(["never", "before", "after"]),
)
def test_a_file_that_a_paused_run_has_open_is_replaced(
    tmp_path_factory, committed, later, named, wakes
) -> None:
    folder = tmp_path_factory.mktemp("articles")
    path, part = folder / "run.jsonl", folder / "run.jsonl.part"
    with part.open("wb", buffering=0) as file:
        file.write(b"x" * 40)
        if named:
            part.replace(path)
        if wakes == "before":
            file.write(later)
        recover(path, committed, afresh=True)
        file.write(later)
        if wakes == "after":  # it goes on as it would have: its name is gone
            with pytest.raises(FileNotFoundError):
                part.replace(path)
    assert path.read_bytes() == b"x" * committed
    assert [each.name for each in folder.iterdir()] == ["run.jsonl"]


def test_a_journal_that_lost_its_lease_writes_nothing_and_says_who_did(tmp_path, hands, monkeypatch) -> None:
    monkeypatch.setattr(holding, "Clock", lambda: hands)
    paused = Journal(tmp_path)
    paused.deliver(article(1))
    paused.commit()
    paused.deliver(article(2))
    hands.moment += 2 * holding.LEASE_SECONDS
    follower = Journal(tmp_path)
    files = {path: path.read_bytes() for path in tmp_path.rglob("*.jsonl*")}
    for write in (lambda: paused.deliver(article(3)), paused.commit, paused.finish):
        with pytest.raises(TakenOver, match="was taken over by another run while this one was paused"):
            write()
    paused.close()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.jsonl*")} == files
    follower.deliver(article(2))
    follower.finish()
    follower.close()
    urls = [line for path in sorted(tmp_path.rglob("*.jsonl")) for line in path.read_bytes().splitlines()]
    assert len(urls) == 2


def test_a_lock_of_an_older_version_is_respected(tmp_path, hands) -> None:
    lock = Lock(tmp_path)
    with pytest.raises(Locked, match='"pid"'):
        Lease(tmp_path, clock=hands)
    lock.release()


def test_a_term_says_who_it_is_when_it_is_read_again(tmp_path, hands) -> None:
    lease = Lease(tmp_path, clock=hands)
    rewrite(tmp_path, replace(lease.term, released=True))
    assert find_terms(tmp_path) == [replace(lease.term, released=True)]
