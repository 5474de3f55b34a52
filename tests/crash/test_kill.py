import random
import signal
import threading
from itertools import count

import pytest


def kill_at_random(crawl, moments: random.Random, kills: int, latest: float) -> None:
    """Kill crawls so many times at random moments; each comes to its end before the next begins."""
    for folder in count():
        crawl.open(str(folder))
        while kills:
            running = crawl()
            timer = threading.Timer(moments.uniform(0.0, latest), running.kill)
            timer.start()
            status = running.wait()
            timer.cancel()
            assert status in {0, -signal.SIGKILL}, running.log.read_text(encoding="utf-8")
            crawl.check_whole()
            if status == 0:  # it came to its end alive
                break
            kills -= 1
        last = crawl()
        assert last.wait() == 0, last.log.read_text(encoding="utf-8")
        crawl.check_end()
        if not kills:
            return


def test_a_crawl_killed_at_twenty_moments_loses_nothing_and_doubles_nothing(crawl, pages) -> None:
    pages.number = 200
    kill_at_random(crawl, random.Random(20230612), 20, 0.4)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_1500_pages_killed_at_fifty_moments_lose_nothing_and_double_nothing(crawl, pages, seed) -> None:
    pages.number = 1500
    kill_at_random(crawl, random.Random(seed), 50, 1.0)


@pytest.mark.slow
def test_a_kill_at_each_step_of_the_protocol_loses_nothing(crawl, pages) -> None:
    pages.number = 20
    for step in range(1, 200):
        crawl.open(str(step))
        if crawl(die_at=step).wait() == 0:
            break
        crawl.check_whole()
        crawl(die_at=step % 11 + 1).wait()  # and once more, in the midst of the recovery
        crawl.check_whole()
        last = crawl()
        assert last.wait() == 0, last.log.read_text(encoding="utf-8")
        crawl.check_end()
    assert step > 15
