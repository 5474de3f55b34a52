"""The ledger's file: what it remembers, what it costs, and what it makes of an older one."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from schemas import Article, Reason, Rejection
from scraper.storage import frontier as frontier_module
from scraper.storage import ledger as ledger_module
from scraper.storage.database import DamagedLedger
from scraper.storage.frontier import Frontier, Reading, Validators
from scraper.storage.ledger import GIVE_UP_AFTER, GIVE_UP_TRIES, Ledger, key
from scraper.storage.rejects import find_due
from tests.crash.test_journal import ARTICLE

OLD = {number: Path(__file__).with_name(f"ledger_{number}.sql") for number in (1, 2)}
MOMENT = "1795762829"  # of all that the old ledger remembers


def article(number: object, **changes: object) -> Article:
    given = {"url": f"http://127.0.0.1/{number}.html", "fingerprint": "00000000000000ff", **changes}
    return ARTICLE.model_copy(update=given)


def rejection(number: object, reason: Reason) -> Rejection:
    url = f"http://127.0.0.1/{number}.html"
    return Rejection(
        id="0" * 64,
        url=url,
        site="sample",
        reason=reason,
        detail="",
        fetched_at=datetime(2023, 6, 12, tzinfo=UTC),
    )


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite", retry_refused=timedelta(days=7))


@pytest.fixture
def frontier(ledger) -> Frontier:
    return Frontier(ledger.database)


@pytest.fixture
def pass_days(monkeypatch) -> Callable[[int], None]:
    """Let so many days pass."""
    passed = 0

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None) -> datetime:
            return datetime.now(tz) + timedelta(days=passed)

    def let_pass(days: int) -> None:
        nonlocal passed
        passed += days

    for module in (ledger_module, frontier_module):
        monkeypatch.setattr(module, "datetime", Clock)
    return let_pass


def test_the_ledger_of_version_1_is_brought_up_and_forgets_nothing(tmp_path) -> None:
    path = tmp_path / "ledger.sqlite"
    now = str(int(datetime.now(UTC).timestamp()))
    with sqlite3.connect(path) as old:
        old.executescript(OLD[1].read_text(encoding="utf-8").replace(MOMENT, now))
    old.close()
    for _ in range(2):
        ledger = Ledger(path, retry_refused=timedelta(days=7), refresh=timedelta(days=7))
        assert not ledger.is_new
        assert ledger.knows("http://127.0.0.1/1.html")
        assert ledger.knows("http://127.0.0.1/old.html")
        assert ledger.rests("http://127.0.0.1/refused/3.html")
        assert ledger.last_run() == "20261127T070029453Z"
        assert ledger.looks_again("http://127.0.0.1/2.html")
        revised = ledger.revise(article(1, title="又改了"))
        assert revised
        assert revised.revision == 3
        assert ledger.revise(article(2)) is None
        frontier = Frontier(ledger.database)
        assert frontier.validators("http://127.0.0.1/") is None  # it may hide what version 1 never looked for
        assert frontier.reading("http://127.0.0.1/") == Reading()
        ledger.commit({})
        ledger.close()


def test_the_ledger_of_version_2_is_brought_up_and_forgets_nothing(tmp_path) -> None:
    path = tmp_path / "ledger.sqlite"
    now = str(int(datetime.now(UTC).timestamp()))
    with sqlite3.connect(path) as old:
        old.executescript(OLD[2].read_text(encoding="utf-8").replace(MOMENT, now))
    old.close()
    for night in range(2):
        ledger = Ledger(path, retry_refused=timedelta(days=7), refresh=timedelta(days=7))
        assert not ledger.is_new
        assert ledger.knows("http://127.0.0.1/1.html")
        assert ledger.rests("http://127.0.0.1/refused/3.html")
        assert ledger.last_run() == "20261127T153336205Z"
        assert ledger.refused_since_delivery()[1] == datetime.fromtimestamp(int(now), UTC)
        revised = ledger.revise(article(1, title="又改了"))
        assert revised
        assert revised.revision == 3
        assert ledger.revise(article("yw/2", fingerprint="0" * 16)) is None  # named by another address
        frontier = Frontier(ledger.database)
        assert [*frontier.owed()] == [("http://127.0.0.1/4.html", (date(2023, 6, 1), date(2023, 6, 30)))]
        assert frontier.validators("http://127.0.0.1/") == Validators('"spring"', None)
        assert frontier.reading("http://127.0.0.1/") == Reading(closed=True, rest="http://127.0.0.1/50.html")
        assert [*ledger.forms.all()] == ["127.0.0.1/9.html"][:night]
        ledger.forms.note("127.0.0.1/9.html", article=True)
        ledger.commit({})
        ledger.close()


def test_a_ledger_that_was_made_and_never_spoke_is_taken_as_it_is(tmp_path) -> None:
    for _ in range(2):
        ledger = Ledger(tmp_path / "ledger.sqlite", retry_refused=timedelta(days=7))
        assert ledger.is_new
        ledger.commit({})  # the power goes before it speaks for the files beside it
        ledger.close()


def test_a_ledger_of_a_newer_version_is_named_and_left_alone(tmp_path) -> None:
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(DamagedLedger, match="version is 99"):
        Ledger(path, retry_refused=timedelta(0))


@pytest.mark.parametrize("refused", [pytest.param(0, marks=pytest.mark.slow), 5000])
def test_a_settled_address_costs_at_most_24_bytes_on_the_disk(ledger, tmp_path, refused) -> None:
    many = 20_000
    for number in range(many):
        ledger.deliver(article(f"t20230612_{number}"))
        if number < refused:
            ledger.refuse(rejection(f"refused_{number}", Reason.NO_BODY))
        if number % 500 == 0:
            ledger.commit({})
    ledger.commit({})
    ledger.pack()
    ledger.close()
    assert (tmp_path / "ledger.sqlite").stat().st_size / (many + refused) <= 24


def test_what_was_owed_leaves_no_hole_in_the_file(ledger, frontier, tmp_path) -> None:
    for number in range(10_000):
        frontier.owe(f"http://127.0.0.1/202306/t20230612_{number}.html", None)
    ledger.commit({})
    assert len(list(frontier.owed())) == 10_000
    for number in range(10_000):
        ledger.deliver(article(f"202306/t20230612_{number}"))
    ledger.commit({})
    ledger.pack()
    assert not list(frontier.owed())
    ledger.close()
    assert (tmp_path / "ledger.sqlite").stat().st_size / 10_000 <= 24


def test_an_address_is_owed_until_it_is_delivered_refused_or_given_up(ledger, frontier, pass_days) -> None:
    days = (date(2023, 6, 1), date(2023, 6, 30))
    for number in range(4):
        frontier.owe(f"http://127.0.0.1/{number}.html", days if number else None)
    ledger.deliver(article(9, requested_url="http://127.0.0.1/0.html"))
    assert ledger.refuse(rejection(1, Reason.NO_BODY))
    assert not ledger.refuse(rejection(2, Reason.WALL))
    assert sorted((one.url[-6:], one.days) for one in frontier.owed()) == [("2.html", days), ("3.html", days)]
    assert frontier.owed_for() == {
        key("http://127.0.0.1/2.html"): "wall",
        key("http://127.0.0.1/3.html"): "found",
    }
    for _ in range(GIVE_UP_TRIES - 2):
        assert not ledger.refuse(rejection(2, Reason.UNREACHABLE))
    pass_days(GIVE_UP_AFTER.days)
    assert ledger.refuse(rejection(2, Reason.UNREACHABLE))
    assert [one.url[-6:] for one in frontier.owed()] == ["3.html"]
    pass_days(1000)
    assert ledger.rests("http://127.0.0.1/2.html")
    assert not ledger.rests("http://127.0.0.1/1.html")


def test_many_tries_in_a_short_time_give_nothing_up(ledger, frontier) -> None:
    frontier.owe("http://127.0.0.1/1.html", None)
    for _ in range(GIVE_UP_TRIES * 3):
        assert not ledger.refuse(rejection(1, Reason.UNREACHABLE))
    assert len(list(frontier.owed())) == 1


def test_a_page_that_is_refused_week_after_week_is_given_up(ledger, pass_days) -> None:
    tries = 0
    while not ledger.rests("http://127.0.0.1/1.html"):
        ledger.refuse(rejection(1, Reason.NO_BODY))
        tries += 1
        pass_days(8)
    assert tries == GIVE_UP_TRIES


def test_refused_pages_that_are_due_are_found_in_their_lines(ledger, pass_days, tmp_path) -> None:
    rejects = tmp_path / "rejects"
    rejects.mkdir()
    moved = rejection(2, Reason.NO_DATE).model_copy(update={"requested_url": "http://127.0.0.1/old.html"})
    lines = [each.model_dump_json() for each in (rejection(1, Reason.NO_BODY), moved)]
    (rejects / "1.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for each in (rejection(1, Reason.NO_BODY), moved):
        ledger.refuse(each)
    assert find_due(rejects, ledger) == []
    pass_days(7)
    assert find_due(rejects, ledger) == ["http://127.0.0.1/1.html", "http://127.0.0.1/old.html"]
    ledger.deliver(article(1))
    assert find_due(rejects, ledger) == ["http://127.0.0.1/old.html"]


def test_two_addresses_are_one_article_where_the_page_says_so_and_the_bodies_agree(ledger) -> None:
    own = "http://127.0.0.1/yw/1.html"
    ledger.deliver(article("yw/1"))
    assert ledger.revise(article("xz/1").naming(own)) is None
    assert ledger.revise(article("xz/1", fingerprint="0" * 16).naming(own))  # another text
    assert ledger.revise(article("xz/1"))  # the page does not say so


def test_the_address_that_a_page_names_may_come_second_or_never(ledger) -> None:
    ledger.deliver(article("xz/1").naming("http://127.0.0.1/yw/1.html"))
    assert ledger.revise(article("yw/1")) is None
    assert ledger.revise(article("zw/1").naming("http://127.0.0.1/yw/1.html")) is None
    assert ledger.revise(article("yw/1", fingerprint="0" * 16))


def test_a_listing_is_closed_until_a_run_finds_something_that_it_was_not_read_after(ledger) -> None:
    url, other = "http://127.0.0.1/a/", "http://127.0.0.1/b/"
    run = Frontier(ledger.database)
    run.close(url, Reading(closed=True))
    run.note_find()  # later in the same run: the listing was read by it
    run.close(other, Reading(closed=True, since=date(2023, 6, 1), rest="http://127.0.0.1/b/50.html"))
    run = Frontier(ledger.database)
    assert run.reading(url) == Reading(closed=True)
    assert run.reading(other).reaches(date(2023, 6, 2))
    assert not run.reading(other).reaches(date(2023, 5, 31))
    assert not run.reading(other).reaches(None)
    run.note_find()
    assert run.reading(url).closed  # as it was when the run began
    run.close(other, Reading(closed=True))
    run = Frontier(ledger.database)
    assert not run.reading(url).closed
    assert run.reading(other).closed


def test_a_rest_that_was_set_anew_is_not_moved_by_who_began_before(ledger, frontier) -> None:
    frontier.close("http://127.0.0.1/", Reading(closed=True, rest="http://127.0.0.1/50.html"))
    frontier.keep_rest("http://127.0.0.1/", "http://127.0.0.1/50.html", "http://127.0.0.1/51.html")
    frontier.close("http://127.0.0.1/", Reading(closed=True, rest="http://127.0.0.1/9.html"))
    frontier.keep_rest("http://127.0.0.1/", "http://127.0.0.1/51.html", None)
    assert frontier.reading("http://127.0.0.1/").rest == "http://127.0.0.1/9.html"


def test_a_listing_whose_pages_fail_for_long_is_given_up_and_forgiven_when_it_is_read(
    ledger, frontier, pass_days
) -> None:
    url = "http://127.0.0.1/"
    assert not any(frontier.miss(url) for _ in range(GIVE_UP_TRIES * 2))
    pass_days(GIVE_UP_AFTER.days)
    assert frontier.miss(url)
    frontier.close(url, Reading(closed=True))
    assert not frontier.miss(url)


def test_validators_are_kept_of_listings_whose_links_are_known_and_of_no_others(frontier) -> None:
    spring, summer = Validators('"spring"', None), Validators('"summer"', None)
    frontier.validate({"http://a.cn/": spring, "http://b.cn/": spring}, ())
    frontier.validate({"http://a.cn/": summer}, {"http://b.cn/"})
    assert frontier.validators("http://a.cn/") == summer
    assert frontier.validators("http://b.cn/") is None
