import random
import signal
import threading
from itertools import count

import pytest


def kill_at_random(crawl, pages, moments: random.Random, kills: int, latest: int) -> None:
    """Kill crawls so many times, each a moment after one of its first `latest` requests or after its start.

    A new folder is begun where a crawl came to its end.
    """
    amid, left = 0, kills
    for folder in count():
        crawl.open(str(folder))
        while left:
            pages.begin()
            running = crawl()
            timer = threading.Timer(moments.uniform(0.0, 0.05), running.kill)
            pages.call_at(moments.randrange(latest), timer.start)
            status = running.wait()
            timer.cancel()
            assert status in {0, 3, -signal.SIGKILL}, running.log.read_text(encoding="utf-8")
            crawl.check_whole()
            if status >= 0:  # it came to its end alive
                break
            amid += crawl.is_amid()
            left -= 1
        crawl.until_fine()
        crawl.check_end()
        if not left:
            break
    assert amid >= kills / 5, "hardly a kill came while there was something to lose"


def test_a_crawl_killed_at_twenty_moments_loses_nothing_and_doubles_nothing(crawl, pages) -> None:
    pages.number = 200
    kill_at_random(crawl, pages, random.Random(20230612), 20, 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_1500_pages_killed_at_fifty_moments_lose_nothing_and_double_nothing(crawl, pages, seed) -> None:
    pages.number = 1500
    kill_at_random(crawl, pages, random.Random(seed), 50, 150)


@pytest.mark.slow
def test_3000_articles_on_75_listing_pages_survive_thirty_kills(crawl, pages) -> None:
    """Ten kills among the listings, ten among the articles, ten when a night's crawl comes to its end."""
    pages.number, pages.rows = 3000, 40
    moments = random.Random(3000)
    for phase in [*(["listings"] * 10), *(["articles"] * 10)]:
        kill(
            crawl,
            pages,
            moments.randrange(60) if phase == "listings" else moments.randrange(100, 300),
            moments,
        )
    finish_whole(crawl, pages)
    for _ in range(10):
        pages.number += 10
        kill(crawl, pages, moments.randrange(10, 14), moments)  # robots.txt, two listing pages, ten articles
        finish_whole(crawl, pages)


def kill(crawl, pages, number: int, moments: random.Random) -> None:
    """Kill a crawl a moment after so many of its requests."""
    pages.begin()
    running = crawl()
    timer = threading.Timer(moments.uniform(0.0, 0.1), running.kill)
    pages.call_at(number, timer.start)
    assert running.wait() in {0, 3, -signal.SIGKILL}
    timer.cancel()
    crawl.check_whole()


def finish_whole(crawl, pages) -> None:
    """Crawl until a run is fine: nothing is lost or doubled, the last runs ask for no article that they have."""
    while True:
        before = set(crawl.lines("articles"))
        pages.begin()
        status = crawl().wait()
        assert status in {0, 3}
        asked = {f"{pages.address}{path}": count for path, count in pages.asked_for.items() if count}
        assert not before & asked.keys(), "asked for what was delivered"
        tries = max((count for url, count in asked.items() if "/202306/" in url), default=0)
        assert tries <= 1, "asked for an article twice"
        if status == 0:
            break
    crawl.check_end()


@pytest.mark.slow
def test_a_kill_at_each_step_of_the_protocol_loses_nothing(crawl, pages) -> None:
    pages.number = 20
    for step in range(1, 200):
        crawl.open(str(step))
        if crawl(die_at=step).wait() in {0, 3}:
            break
        crawl.check_whole()
        crawl(die_at=step % 11 + 1).wait()  # and once more, in the midst of the recovery
        crawl.check_whole()
        crawl.until_fine()
        crawl.check_end()
    assert step > 15
