"""Crawls that are paused for longer than their lease lasts: another one takes over, and they write nothing any more."""

import random
import signal
import threading
from itertools import groupby

import pytest

from scraper.runs.outcome import Code
from tests.zygote import PATIENCE, Child

LEASE = "0.3"
"""Seconds: less than the second in which a crawl renews it, so that it has to claim anew again and again, too."""

IN_USE = "is in use by another run"


def take_over_at(crawl, pages, number: int, *, dies: bool = False) -> None:
    """Have a crawl paused at a request, another one take over, and the first wake up while the second works."""
    paused = threading.Event()

    def pause() -> None:
        first.kill(signal.SIGSTOP)
        paused.set()

    pages.begin()
    pages.call_at(number, pause)
    first = crawl(LEASE_SECONDS=LEASE, CONTACT="first@example.cn", COMMIT_LINES="3")
    assert paused.wait(PATIENCE)
    crawl.check_whole()
    second = follow(crawl, pages, "second@", LEASE_SECONDS="30")
    if dies:
        second.kill()
    first.kill(signal.SIGCONT)
    assert first.wait() == Code.LOCKED, first.log.read_text(encoding="utf-8")
    assert second.wait() in {0, 3, -signal.SIGKILL}
    crawl.check_whole()
    assert len([asker for asker, _ in groupby(pages.askers)]) == 2, "asked by two at a time"
    crawl.until_fine()
    crawl.check_end()


def follow(crawl, pages, contact: str, **settings: str) -> Child:
    """Return a crawl that has taken over and asks: those that come while the lease lasts are told so."""
    for _ in range(PATIENCE):
        log = crawl.data / "crawl.log"
        log.touch()
        told = log.read_text(encoding="utf-8").count(IN_USE)
        crawling = crawl(CONTACT=f"{contact}example.cn", **settings)
        while crawling.log.read_text(encoding="utf-8").count(IN_USE) == told:
            if pages.has_asked(contact, within=0.05):
                return crawling
        assert crawling.wait() == Code.LOCKED
    raise AssertionError("nobody could take over")


def test_a_paused_crawl_that_wakes_up_asks_and_writes_nothing_where_another_took_over(crawl, pages) -> None:
    pages.number = 60
    take_over_at(crawl, pages, 20)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_a_pause_at_any_moment_loses_nothing_and_doubles_nothing(crawl, pages, seed) -> None:
    moments = random.Random(seed)
    pages.number = 100
    take_over_at(crawl, pages, moments.randrange(1, 60), dies=moments.random() < 0.3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_of_four_that_are_paused_one_after_the_other_each_writes_nothing_behind_the_next(
    crawl, pages, seed
) -> None:
    """Each is paused a while after its first request, all wake up while the last one works."""
    moments = random.Random(seed)
    pages.number = 120
    sleepers: list[Child] = []
    pages.begin()
    for number in range(4):
        contact = f"sleeper{number}@"
        sleepers.append(follow(crawl, pages, contact, LEASE_SECONDS=LEASE, COMMIT_LINES="3"))
        pages.wait_for(moments.randrange(1, 25))
        sleepers[-1].kill(signal.SIGSTOP)
    last = follow(crawl, pages, "last@", LEASE_SECONDS="30")
    for sleeper in moments.sample(sleepers, len(sleepers)):
        sleeper.kill(signal.SIGCONT)
    assert {sleeper.wait() for sleeper in sleepers} == {Code.LOCKED}
    assert last.wait() in {0, 3}
    crawl.check_whole()
    assert len([asker for asker, _ in groupby(pages.askers)]) == len(set(pages.askers))
    crawl.until_fine()
    crawl.check_end()


def test_a_crawl_whose_lease_is_over_at_each_step_goes_on_where_nobody_follows(crawl, pages) -> None:
    pages.number = 30
    assert crawl(LEASE_SECONDS="0.000001").wait() in {0, 3}
    crawl.until_fine()
    crawl.check_end()
