from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.stages import CLEANING, Clean, Deduplicate, Write
from schemas import Article, Page, Reason, Rejection, Rules
from schemas.reader import read_articles
from scraper.storage.journal import Journal
from scraper.storage.ledger import Ledger

PAGE = Page(
    url="http://127.0.0.1/202306/t20230612_1001.html",
    body=Path("scraper/sample/site/202306/t20230612_1001.html").read_bytes(),
    fetched_at=datetime(2023, 6, 13, tzinfo=UTC),
    site="sample",
)
WEEK = timedelta(days=7)


class Counted:
    """What a crawl counts."""

    def __init__(self) -> None:
        self.values: dict[str, float] = {}

    def inc_value(self, key: str, count: float = 1, **_: Any) -> None:
        self.values[key] = self.values.get(key, 0) + count


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite", retry_refused=WEEK)


def wants(ledger: Ledger, url: str) -> bool:
    """Tell whether a crawl would ask for the address."""
    return not ledger.knows(url) and not ledger.rests(url)


@pytest.fixture
def article() -> Article:
    result = Clean(Rules(), Counted()).process_item(PAGE)
    assert isinstance(result, Article)
    return result


def refuse(reason: Reason) -> Rejection:
    return Rejection(
        id="0" * 64, url=PAGE.url, site="sample", reason=reason, detail="", fetched_at=PAGE.fetched_at
    )


def test_a_defect_of_ours_is_recorded_with_its_page(monkeypatch) -> None:
    def broken(*_: object) -> Article:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr("pipelines.flow.clean", broken)
    result = Clean(Rules(), Counted()).process_item(PAGE)
    assert isinstance(result, Rejection)
    assert (result.reason, result.url) == (Reason.ERROR, PAGE.url)
    assert "ZeroDivisionError: a defect" in result.detail


def test_the_seconds_of_cleaning_are_counted_of_a_page_that_breaks_the_program_too(monkeypatch) -> None:
    counted = Counted()
    clean = Clean(Rules(), counted)
    clean.process_item(PAGE)
    first = counted.values[CLEANING]
    monkeypatch.setattr("pipelines.flow.clean", lambda *_: 1 / 0)
    clean.process_item(PAGE)
    assert 0 < first < counted.values[CLEANING]


def test_the_place_of_its_body_is_told_of_an_article_and_is_no_part_of_its_line(article) -> None:
    assert article.place == "div.wrap > div.left > div#text.TRS_Editor"
    assert article == article.naming(None, "div.moved")
    assert article != article.model_copy(update={"editor": "岑远山"})
    assert "div.left" not in article.model_dump_json()


def test_an_article_is_delivered_once(ledger, article) -> None:
    deduplicate = Deduplicate(ledger)
    assert deduplicate.process_item(article) is article
    ledger.deliver(article)
    again = deduplicate.process_item(article)
    assert isinstance(again, Rejection)
    assert again.reason is Reason.DUPLICATE


def test_the_last_stage_hands_its_lines_to_the_journal(article, tmp_path) -> None:
    journal = Journal(tmp_path)
    write = Write(journal)
    write.process_item(article)
    write.process_item(refuse(Reason.NO_DATE))
    assert journal.ledger.knows(article.url)
    assert not list(tmp_path.glob("*/*.jsonl"))
    write.close_spider()
    assert list(read_articles(tmp_path / "articles", latest=False)) == [article]
    assert len(list(tmp_path.glob("rejects/*.jsonl"))) == 1


def test_the_requested_url_of_a_redirect_is_known_too(ledger, article) -> None:
    ledger.deliver(article.model_copy(update={"requested_url": "http://127.0.0.1/old.html"}))
    assert not wants(ledger, "http://127.0.0.1/old.html")
    assert not wants(ledger, article.url)


def test_a_refused_page_rests_and_an_unreachable_one_does_not(ledger) -> None:
    ledger.refuse(refuse(Reason.UNREACHABLE))
    assert wants(ledger, PAGE.url)
    ledger.refuse(refuse(Reason.NO_DATE))
    assert not wants(ledger, PAGE.url)


def test_a_refused_page_is_wanted_again_after_its_rest(tmp_path) -> None:
    hasty = Ledger(tmp_path / "ledger.sqlite", retry_refused=timedelta(0))
    hasty.refuse(refuse(Reason.NO_DATE))
    assert wants(hasty, PAGE.url)


def test_a_clock_that_was_set_back_keeps_no_page_away(ledger, monkeypatch) -> None:
    ledger.refuse(refuse(Reason.NO_DATE))

    class Yesterday(datetime):
        @classmethod
        def now(cls, tz=None) -> datetime:
            return datetime.now(tz) - timedelta(days=1)

    monkeypatch.setattr("scraper.storage.ledger.datetime", Yesterday)
    assert wants(ledger, PAGE.url)


def test_a_second_address_of_an_article_is_known_from_then_on(ledger) -> None:
    ledger.refuse(refuse(Reason.DUPLICATE).model_copy(update={"requested_url": "http://127.0.0.1/old.html"}))
    assert not wants(ledger, "http://127.0.0.1/old.html")
