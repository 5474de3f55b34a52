"""Whatever happens to the runs of a growing site, one undisturbed run delivers what is not delivered yet."""

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.runs.outcome import Code
from tests.crawl.grown_site import FIRST_DAY, Crawled, GrownSite, crawl, delivered

MEMORY = Path("/dev/shm")


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder in memory, where there is one: a thousand crawls would wait for the disk most of the time."""
    folder = tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None)
    yield Path(folder)
    shutil.rmtree(folder)


def disturbed_run(site: GrownSite, data: Path) -> None:
    """Crawl once, with whatever may happen to a crawl, and hold its books to what is true."""
    chance = site.chance
    site.trouble()
    days = [FIRST_DAY + timedelta(days=chance.randrange(1 + len(site.stories) // 3)) for _ in range(2)]
    arguments: dict[str, str] = {}
    if chance.random() < 0.25:
        arguments["since"] = min(days).isoformat()
    if chance.random() < 0.25:
        arguments["until"] = max(days).isoformat()
    if chance.random() < 0.2:
        arguments["limit"] = str(chance.randint(1, 6))
    starts = chance.sample(site.starts(), 1) if chance.random() < 0.2 else None
    depth = chance.choice((0, 1, 2, 50, 50))
    kill_at = chance.randrange(2 + 2 * len(site.stories)) if chance.random() < 0.4 else None
    settings = {"LISTING_DEPTH": depth, "RETRY_REFUSED_DAYS": chance.choice((0, 7))}
    done = crawl(site, data, kill_at, starts, settings, **arguments)
    check(site, data, done)
    if done.outcome and done.outcome.code is Code.FINE and not arguments and not starts:
        refused = {story.url for story in site.stories if story.textless or story.gone}
        assert set(delivered(data)) >= site.whole() - refused, "called fine, and something is missing"


def check(site: GrownSite, data: Path, done: Crawled) -> None:
    urls = Counter(delivered(data))
    assert not [url for url, count in urls.items() if count > 1], "delivered twice"
    assert urls.keys() <= {story.url for story in site.stories}
    assert not [url for url, count in Counter(done.asked).items() if count > 1], "asked for twice in one run"
    if not done.killed:
        assert done.balance.lost == 0, "the counts do not add up"
        assert done.balance.found == sum(done.balance.ends.values()) + sum(done.balance.owed.values())


def run_sequence(seed: int, data: Path) -> None:
    chance = random.Random(seed)
    site = GrownSite(chance, rows=chance.randint(1, 4), lists=chance.randint(1, 3))
    site.grow(chance.randint(1, 20))
    for _ in range(chance.randint(1, 6)):
        disturbed_run(site, data)
        site.grow(chance.choice((0, 0, 1, 2, 5, 9)))
    site.mend()
    last = crawl(site, data, settings={"RETRY_REFUSED_DAYS": 0})
    check(site, data, last)
    assert set(delivered(data)) == site.whole()
    assert not last.balance.owed
    assert last.outcome
    quiet = crawl(site, data)
    check(site, data, quiet)
    known = {url for story in site.stories for url in (story.named, story.url)}
    assert not known & set(quiet.asked), "asked for what is settled"
    assert len(quiet.asked) == site.lists, "a run without news reads the first pages only"


@pytest.mark.parametrize(
    "first", [0, 10, *(pytest.param(first, marks=pytest.mark.slow) for first in (20, 30, 40, 50))]
)
def test_one_undisturbed_run_delivers_what_is_missing_after_any_sequence_of_runs(first, data) -> None:
    for seed in range(first, first + 10):
        run_sequence(seed, data / str(seed))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1000, 1600, 50))
def test_the_same_after_six_hundred_sequences(first, data) -> None:
    for seed in range(first, first + 50):
        run_sequence(seed, data / str(seed))
