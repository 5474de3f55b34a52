"""What a run leaves is owed: the next one asks for it, and the exit code says so."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from schemas import Rejection
from schemas.reader import read_articles
from schemas.run import RunReport
from scraper.storage.ledger import key
from tests import stories
from tests.stories import article, listing


def name(number: int) -> str:
    return stories.name(number, 10 + number)


class Paged:
    """A site of so many articles, two on a listing page, the newest first."""

    def __init__(self, site, number: int) -> None:
        self.site = site
        self.number = number
        self.mend()

    def mend(self, *, body: bool = True) -> None:
        """Let every page be as it should."""
        for number in range(1, self.number + 1):
            self.answer(name(number), article(number, day=10 + number, body=body))
        pages = -(-self.number // 2)
        for page in range(pages):
            shown = range(self.number, 0, -1)[page * 2 : page * 2 + 2]
            following = self.page(page + 1) if page + 1 < pages else ""
            self.answer(self.page(page), listing(*map(name, shown), following=following))

    def page(self, page: int) -> str:
        return f"/index_{page}.html" if page else "/"

    def answer(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> None:
        self.site.answers[path] = []
        self.site.put(path, body, status=status, **headers)

    @property
    def articles(self) -> set[str]:
        return {self.site.address + name(number) for number in range(1, self.number + 1)}


@pytest.fixture
def paged(site) -> Paged:
    return Paged(site, 8)


@pytest.fixture
def crawl(scrapy, site, tmp_path) -> Callable:
    def run(*arguments: str, **settings: object):
        site.requests.clear()
        named = [f"{key}={value}" for key, value in settings.items()]
        set_ = [*stories.HASTE, *(part for one in (f"DATA_DIR={tmp_path}", *named) for part in ("-s", one))]
        given = [part for one in arguments for part in ("-a", one)]
        return scrapy("crawl", "sample", "-a", f"url={site.address}/", *given, *set_)

    return run


@pytest.fixture
def delivered(tmp_path) -> Callable[[], list[str]]:
    return lambda: sorted(each.url for each in read_articles(tmp_path / "sample" / "articles", latest=False))


def report(data: Path) -> RunReport:
    return RunReport.model_validate_json(max((data / "sample" / "runs").glob("*.json")).read_bytes())


def rejections(data: Path) -> list[Rejection]:
    files = sorted((data / "sample" / "rejects").glob("*.jsonl"))
    return [Rejection.model_validate_json(line) for file in files for line in file.read_bytes().splitlines()]


def let_a_night_pass(data: Path) -> None:
    """Let the last delivery be some time ago."""
    with closing(sqlite3.connect(data / "sample" / "ledger.sqlite")) as ledger, ledger:
        ledger.execute("UPDATE facts SET value = value - 40000 WHERE name = 'delivered_at'")


def check_whole(paged: Paged, delivered: Callable[[], list[str]]) -> None:
    urls = delivered()
    assert len(urls) == len(set(urls))
    assert set(urls) == paged.articles


def test_what_limit_leaves_is_owed_on_purpose_and_asked_for_first(crawl, paged, delivered, tmp_path) -> None:
    done = crawl("limit=3")
    assert done.returncode == 0, done.stderr
    assert "1 articles owed on purpose" in done.stderr
    told = report(tmp_path)
    assert (told.found, told.ends, told.owed, told.owed_on_purpose) == (4, {"delivered": 3}, {"found": 1}, 1)
    assert crawl().returncode == 0
    check_whole(paged, delivered)


def test_an_earlier_since_reads_on_where_a_later_one_ended(crawl, paged, delivered, tmp_path) -> None:
    assert crawl("since=2023-06-16").returncode == 0
    assert len(delivered()) == 3
    assert report(tmp_path).ends["out_of_scope"] == 3
    assert crawl("since=2023-06-13").returncode == 0
    assert len(delivered()) == 6
    assert crawl().returncode == 0
    check_whole(paged, delivered)


def test_a_listing_page_that_fails_is_no_success_and_the_next_run_reads_through(
    crawl, paged, delivered, tmp_path
) -> None:
    paged.answer(paged.page(2), status=500)
    done = crawl()
    assert done.returncode == 3
    assert "1 listing pages lost (HTTP 500): the next run asks again" in done.stderr
    paged.mend()
    assert crawl().returncode == 0
    check_whole(paged, delivered)
    assert crawl().returncode == 0
    assert set(paged.site.requests) == {"/robots.txt", "/"}


@pytest.mark.parametrize("body", [b"", b"<p></p>", "<p>暂无</p>".encode()])
def test_a_listing_page_that_comes_empty_is_no_end(crawl, paged, delivered, body) -> None:
    paged.answer(paged.page(2), body)
    assert crawl().returncode == 3
    paged.mend()
    assert crawl().returncode == 0
    check_whole(paged, delivered)


def test_an_article_that_fails_is_owed_however_deep_it_stands(crawl, paged, delivered, tmp_path) -> None:
    paged.answer(name(1), status=503)
    done = crawl()
    assert done.returncode == 3
    assert "1 articles owed (unreachable 1)" in done.stderr
    paged.mend()
    assert crawl().returncode == 0
    check_whole(paged, delivered)
    assert set(paged.site.requests) == {"/robots.txt", "/", name(1)}


def test_a_refused_page_that_is_due_is_asked_for_however_deep_it_stands(
    crawl, paged, delivered, tmp_path
) -> None:
    paged.answer(name(1), article(1, day=11, body=False))
    assert crawl().returncode == 0
    paged.mend()
    assert crawl().returncode == 0
    assert len(delivered()) == 7  # it rests
    assert crawl(RETRY_REFUSED_DAYS=0).returncode == 0
    check_whole(paged, delivered)
    assert set(paged.site.requests) == {"/robots.txt", "/", name(1)}


@pytest.mark.parametrize("ring", [(1,), (1, 2), (1, 2, 3)])
def test_a_redirect_that_leads_nowhere_is_a_rejection_and_owed(crawl, paged, tmp_path, ring) -> None:
    for number, following in zip(ring, (*ring[1:], ring[0]), strict=True):
        paged.answer(name(number), status=302, Location=name(following), Set_Cookie="seen=1; path=/")
    assert crawl().returncode == 3
    assert {each.requested_url or each.url for each in rejections(tmp_path)} == {
        paged.site.address + name(number) for number in ring
    }
    assert report(tmp_path).owed == {"unreachable": len(ring)}


def test_two_links_to_one_article_are_one_line_and_both_are_known_from_then_on(
    crawl, paged, delivered, tmp_path
) -> None:
    paged.answer(name(8), status=301, Location=name(2))
    assert crawl().returncode == 0
    assert len(delivered()) == len(set(delivered())) == 7
    assert report(tmp_path).ends == {"delivered": 7, "known": 1}
    assert crawl().returncode == 0
    assert set(paged.site.requests) == {"/robots.txt", "/"}


def test_a_site_that_gave_nothing_last_night_and_nothing_tonight_is_below_the_floor(crawl, paged) -> None:
    paged.mend(body=False)
    assert crawl().returncode == 3
    done = crawl()
    assert done.returncode == 3
    assert "nothing delivered so far, 8 pages refused" in done.stderr


def test_a_redesign_that_breaks_new_articles_only_is_below_the_floor_every_night(
    crawl, paged, tmp_path
) -> None:
    assert crawl().returncode == 0
    let_a_night_pass(tmp_path)
    paged.number = 14
    for number in range(9, 15):
        paged.answer(name(number), article(number, day=10 + number, body=False))
    paged.mend()
    for number in range(9, 15):
        paged.answer(name(number), article(number, day=10 + number, body=False))
    assert crawl().returncode == 3
    done = crawl()
    assert done.returncode == 3
    assert "nothing delivered since" in done.stderr


def test_a_long_archive_is_read_night_after_night_behind_its_depth(crawl, paged, delivered, tmp_path) -> None:
    nights = 0
    while (done := crawl(LISTING_DEPTH=1)).returncode == 3:
        assert "1 listings go on behind LISTING_DEPTH" in done.stderr
        nights += 1
    assert done.returncode == 0
    assert nights == 2
    check_whole(paged, delivered)


def test_what_a_host_that_is_given_up_was_not_asked_for_is_owed_without_a_line(
    crawl, paged, tmp_path
) -> None:
    for number in range(1, 9):
        paged.answer(name(number), status=500)
    done = crawl(BREAKER_FAILURES=2, CONCURRENT_REQUESTS_PER_DOMAIN=1)
    assert done.returncode == 4
    assert "failed 2 times in a row" in done.stderr
    told = report(tmp_path)
    assert len(rejections(tmp_path)) == told.owed["unreachable"] < told.found
    assert sum(told.owed.values()) == told.found


def test_ten_thousand_owed_addresses_are_asked_for_in_the_bounds_of_a_run(crawl, paged, tmp_path) -> None:
    crawl("limit=1")
    with closing(sqlite3.connect(tmp_path / "sample" / "ledger.sqlite")) as ledger, ledger:
        urls = (f"{paged.site.address}/202301/t20230101_{number}.html" for number in range(10_000))
        rows = ((key(url), url, 1700000000, 0, None, "2023-01-01", "2023-01-01") for url in urls)
        ledger.executemany("INSERT INTO owed VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    done = crawl("since=2023-06-01")
    assert done.returncode == 0, done.stderr
    assert report(tmp_path).owed_on_purpose == 10_000
    assert not [path for path in paged.site.requests if path.startswith("/202301/")]


def test_a_run_whose_counts_do_not_add_up_says_so(crawl, paged, tmp_path) -> None:
    crawl("limit=1")
    with closing(sqlite3.connect(tmp_path / "sample" / "ledger.sqlite")) as ledger, ledger:
        ledger.execute(
            "CREATE TRIGGER thief AFTER UPDATE ON owed BEGIN DELETE FROM owed WHERE key = new.key; END"
        )
    paged.answer(name(1), status=500)  # owed, until the thief comes
    done = crawl()
    assert done.returncode == 3
    assert "the counts do not add up" in done.stderr
    broken = max((tmp_path / "sample" / "runs").glob("*.json"))
    assert json.loads(broken.read_bytes())["exit_code"] == 3
    broken.unlink()  # the suite adds up all that it finds when it ends
