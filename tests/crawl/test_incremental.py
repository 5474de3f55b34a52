"""The second run and those after it: what is asked for again, and what comes of it."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from schemas.reader import read_articles
from scraper.crawl.scope import BadArgument, read_days
from scraper.storage.archive import read_records
from scraper.storage.journal import Journal
from tests.stories import HASTE, article, listing, name


@pytest.fixture
def crawl(scrapy, site, tmp_path) -> Callable:
    def run(*options: str):
        site.requests.clear()
        url = f"url={site.address}/"
        return scrapy("crawl", "sample", "-a", url, "-s", f"DATA_DIR={tmp_path}", *HASTE, *options)

    return run


@pytest.fixture
def lines(tmp_path) -> Callable:
    return lambda: list(read_articles(tmp_path / "sample" / "articles", latest=False))


def test_a_listing_that_has_not_changed_costs_one_small_answer(crawl, site, lines, tmp_path) -> None:
    site.conditional.add("/")
    site.put("/", listing(1, 2), ETag='"spring"')
    for number in (1, 2):
        site.put(name(number), article(number))
    assert crawl().returncode == 0
    done = crawl()
    assert done.returncode == 0, done.stderr
    assert dict(site.requests) == {"/robots.txt": 1, "/": 1}
    assert site.unchanged == {"/": 1}
    assert len(lines()) == 2
    report = json.loads(max((tmp_path / "sample" / "runs").glob("*.json")).read_text(encoding="utf-8"))
    assert report["outcome"] == "fine"


def test_a_page_that_failed_is_asked_for_again_though_its_listing_has_not_changed(crawl, site, lines) -> None:
    site.conditional.add("/")
    site.put("/", listing(1, 2), ETag='"spring"')
    site.put(name(1), article(1))
    site.put(name(2), b"", status=500)
    assert crawl().returncode == 3
    site.answers[name(2)] = []
    site.put(name(2), article(2))
    assert crawl().returncode == 0
    assert site.unchanged == {"/": 1}
    assert {each.url.rpartition("_")[2] for each in lines()} == {"1.html", "2.html"}


def test_refused_pages_that_are_due_are_asked_for_though_their_listing_has_not_changed(
    crawl, site, lines
) -> None:
    site.conditional.add("/")
    site.put("/", listing(1, 2), Last_Modified="Mon, 12 Jun 2023 08:00:00 GMT")
    site.put(name(1), article(1))
    site.put(name(2), article(2, body=False))
    crawl()
    crawl()
    assert site.unchanged == {"/": 1}
    assert site.requests[name(2)] == 0
    site.answers[name(2)] = []
    site.put(name(2), article(2))
    crawl("-s", "RETRY_REFUSED_DAYS=0")
    assert len(lines()) == 2


def test_a_changed_article_becomes_a_new_revision_and_the_earlier_line_stays(crawl, site, lines) -> None:
    site.put("/", listing(1, 2))
    site.put(name(1), article(1))
    site.put(name(1), article(1))
    site.put(name(1), article(1, "问得不细。"))
    site.put(name(2), article(2))
    crawl()
    for asked, revisions in ((1, [1, 1]), (2, [1, 1, 2])):
        site.answers[name(1)] = site.answers[name(1)][-1:] if asked == 2 else site.answers[name(1)]
        assert crawl("-a", "refresh=7d").returncode == 0
        assert site.requests[name(1)] == site.requests[name(2)] == 1
        assert sorted(each.revision for each in lines()) == revisions
    crawl()
    assert site.requests[name(1)] == 0
    first, second = sorted(
        (each for each in lines() if each.url.endswith("_1.html")), key=lambda e: e.revision
    )
    assert first.id == second.id
    assert "问得很细" in first.body
    assert "问得不细" in second.body


def test_today_s_code_reads_refused_pages_from_the_archive(crawl, site, lines, tmp_path, *, scrapy) -> None:
    site.put("/", listing(1, 2, 3))
    site.put(name(1), article(1))
    site.put(name(2), article(2))
    site.put(name(3), b"", status=404)
    crawl()
    # Page 2 was refused, as far as this site's files tell: yesterday's code could not read it.
    (segment,) = (tmp_path / "sample" / "articles").glob("*.jsonl")
    (rejects,) = (tmp_path / "sample" / "rejects").glob("*.jsonl")
    kept = [line for line in segment.read_bytes().splitlines(keepends=True) if b"_2.html" not in line]
    refused = json.loads(rejects.read_text(encoding="utf-8"))
    archive = next((tmp_path / "sample" / "archive").glob("*.warc.gz"))
    place = next(
        f"{place}"
        for record, place in read_records(archive)
        if record.rec_headers.get_header("WARC-Target-URI").endswith("_2.html")
    )
    segment.write_bytes(b"".join(kept))
    url = f"{site.address}{name(2)}"
    second = {**refused, "url": url, "requested_url": None, "reason": "no_date", "archive": place}
    rejects.write_text(json.dumps(refused) + "\n" + json.dumps(second) + "\n", encoding="utf-8")
    (tmp_path / "sample" / "ledger.sqlite").unlink()
    site.requests.clear()
    done = scrapy("replay-rejects", "sample", "-s", f"DATA_DIR={tmp_path}")
    assert done.returncode == 0, done.stderr
    assert "1 articles out of 1 refused pages" in done.stdout
    assert not site.requests
    assert {each.url.rpartition("_")[2] for each in lines()} == {"1.html", "2.html"}
    assert "0 articles out of 0" in scrapy("replay-rejects", "sample", "-s", f"DATA_DIR={tmp_path}").stdout
    crawl()
    assert site.requests[name(2)] == 0


def test_a_replay_of_refused_pages_keeps_out_of_a_run(scrapy, tmp_path) -> None:
    journal = Journal(tmp_path / "sample")
    done = scrapy("replay-rejects", "sample", "-s", f"DATA_DIR={tmp_path}")
    assert done.returncode == 75
    assert "another run" in done.stderr
    journal.close()


def test_a_run_of_an_unknown_site_is_a_wrong_call(scrapy) -> None:
    assert scrapy("replay-rejects", "tibt").returncode == 1


@pytest.mark.slow
def test_a_thousand_known_articles_cost_their_listings_only(crawl, site, lines) -> None:
    def lists(numbers: list[int]) -> None:
        for start in range(0, 1000, 100):
            index = "/" if not start else f"/index_{start // 100}.html"
            pager = f'<script>createPageHTML(10, {start // 100}, "index", "html")</script>'
            site.answers[index] = []
            site.put(index, listing(*numbers[start : start + 100]) + pager.encode())

    for number in range(1050):
        site.put(name(number), article(number))
    lists(list(range(1000)))
    assert crawl().returncode == 0
    assert len(lines()) == 1000
    assert crawl().returncode == 0
    assert dict(site.requests) == {"/robots.txt": 1, "/": 1}  # the first list is known: paging stops
    lists([*range(1000, 1050), *range(950)])
    assert crawl().returncode == 0
    new = {name(number) for number in range(1000, 1050)}
    assert set(site.requests) == {"/robots.txt", "/", "/index_1.html", *new}
    assert sum(site.requests.values()) == 3 + 50
    assert len(lines()) == 1050


@pytest.mark.parametrize(("argument", "days"), [("0d", 0), ("7d", 7), ("30d", 30)])
def test_refresh_takes_days(argument, days) -> None:
    assert read_days(argument) == timedelta(days=days)


@pytest.mark.parametrize("argument", ["", "d", "7", "-1d", "31d", "7w", "٧d", "999999999999d", "1.5d"])
def test_refresh_takes_nothing_else(argument) -> None:
    with pytest.raises(BadArgument, match="refresh"):
        read_days(argument)
