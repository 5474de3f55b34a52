"""What a site teaches of its addresses: counts, verdicts, and how few of them the ledger keeps."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemas import Article, Reason, Rejection
from scraper.storage.journal import Journal
from scraper.storage.learned_forms import (
    FEWEST_REFUSALS,
    LONGEST_FORM,
    MOST_FORMS,
    REFUSALS_AN_ARTICLE,
    Forms,
    Learned,
    Verdict,
    answer_of,
    judge,
    read_forms,
)
from scraper.storage.ledger import Ledger
from tests.crash.test_journal import ARTICLE

NOW = datetime(2023, 6, 12, 8, tzinfo=UTC)
WEEK = timedelta(days=7)
BELIEVED, RESTING, UNKNOWN = Verdict.BELIEVED, Verdict.RESTING, Verdict.UNKNOWN


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite", retry_refused=WEEK)


@pytest.fixture
def forms(ledger) -> Forms:
    return ledger.forms


@pytest.fixture
def journal(tmp_path) -> Callable[[], Journal]:
    return lambda: Journal(tmp_path, retry_refused=WEEK)


def article(path: str, **changes: object) -> Article:
    return ARTICLE.model_copy(update={"url": f"http://127.0.0.1/{path}", **changes})


def rejection(path: str, reason: Reason, asked: str | None = None) -> Rejection:
    return Rejection(
        id="0" * 64,
        url=f"http://127.0.0.1/{path}",
        requested_url=asked and f"http://127.0.0.1/{asked}",
        site="sample",
        reason=reason,
        detail="",
        fetched_at=NOW,
    )


def counts(run: Journal) -> dict[str, tuple[int, int]]:
    return {form: (learned.yes, learned.no) for form, learned in run.forms.all().items()}


@pytest.mark.parametrize(
    ("yes", "no", "verdict"),
    [
        (0, 0, UNKNOWN),
        (1, 0, BELIEVED),
        (1, 1, BELIEVED),
        (500, 400, BELIEVED),
        (1, 2, UNKNOWN),
        (0, FEWEST_REFUSALS - 1, UNKNOWN),
        (0, FEWEST_REFUSALS, RESTING),
        (1, REFUSALS_AN_ARTICLE, UNKNOWN),
        (1, REFUSALS_AN_ARTICLE + 1, RESTING),
        (40, 400, UNKNOWN),
    ],
)
def test_a_form_is_believed_for_its_articles_and_rests_for_its_refusals(yes, no, verdict) -> None:
    learned = Learned(yes, no, NOW if yes else None, NOW if no else None)
    assert judge(learned, WEEK, NOW) is verdict


def test_a_form_of_refusals_is_tried_again_when_refused_pages_are(forms) -> None:
    learned = Learned(0, 50, None, NOW)
    assert judge(learned, WEEK, NOW + WEEK - timedelta(seconds=1)) is RESTING
    assert judge(learned, WEEK, NOW + WEEK) is UNKNOWN
    assert judge(learned, timedelta(0), NOW) is UNKNOWN
    assert judge(learned, WEEK, NOW - timedelta(days=1)) is UNKNOWN  # a clock that was set back


def test_a_refusal_that_is_repeated_lets_its_form_rest_again_and_counts_once(forms) -> None:
    before = datetime.now(UTC) - WEEK
    for _ in range(2):
        forms.note("a.cn/a/", article=False, at=before)
    assert forms.verdict("a.cn/a/") is UNKNOWN
    forms.note("a.cn/a/", article=False, new=False)
    assert forms.verdict("a.cn/a/") is RESTING
    assert forms.count("a.cn/a/")[:2] == (0, 2)


def test_a_form_keeps_the_newest_moment_of_each_kind(forms) -> None:
    forms.note("a.cn/9.html", article=True, at=NOW)
    forms.note("a.cn/9.html", article=True, at=NOW - WEEK)
    assert forms.count("a.cn/9.html") == Learned(2, 0, NOW, None)
    forms.note("a.cn/9.html", article=False, at=NOW - WEEK)
    assert forms.count("a.cn/9.html") == Learned(2, 1, NOW, NOW - WEEK)


def test_the_forms_of_the_most_articles_come_first(forms) -> None:
    for form, yes, no in (("a.cn/a/", 0, 3), ("a.cn/9.html", 2, 0), ("a.cn/b/9", 1, 0)):
        for number in range(yes + no):
            forms.note(form, article=number < yes)
    assert [*forms.all()] == ["a.cn/9.html", "a.cn/b/9", "a.cn/a/"]


def test_random_names_fill_no_ledger_and_drive_no_used_form_out(forms) -> None:
    forms.note("a.cn/9.html", article=True, at=NOW - WEEK)
    forms.note("a.cn/9.html", article=True, at=NOW - WEEK)
    for number in range(MOST_FORMS * 3):
        forms.note(f"a.cn/x{number}", article=False, at=NOW + timedelta(seconds=number))
    kept = forms.all()
    assert len(kept) == MOST_FORMS
    assert kept["a.cn/9.html"].yes == 2
    assert f"a.cn/x{MOST_FORMS * 3 - 1}" in kept  # the newest has its chance to be seen again
    assert "a.cn/x0" not in kept


@pytest.mark.parametrize("form", ["a.cn/" + "-".join("a" * LONGEST_FORM), "a.cn/\ud800", "a.cn/\x00"])
def test_an_address_that_is_all_length_or_broken_has_no_form(forms, form) -> None:
    forms.note(form, article=True)
    assert not forms.all()
    assert forms.count(form) == Learned()
    assert forms.verdict(form) is UNKNOWN


def test_each_reason_says_yes_no_or_nothing_of_the_form() -> None:
    answers = {reason: answer_of(rejection("a/", reason)) for reason in Reason}
    says = {answer: {one for one in Reason if answers[one] is answer} for answer in (True, False, None)}
    assert says[True] == {Reason.DUPLICATE}
    assert {Reason.LIST_PAGE, Reason.NO_BODY, Reason.NO_TITLE, Reason.TOO_SHORT} < says[False]
    assert says[None] == {
        Reason.UNREACHABLE,
        Reason.WALL,
        Reason.ERROR,
        Reason.GONE,
        Reason.SOFT_404,
        Reason.FORBIDDEN,
        Reason.TOO_LARGE,
        Reason.UNDECODABLE,
        Reason.MISSING_FIELD,
        Reason.INVALID,
    }


def test_an_address_that_leads_to_the_home_page_is_gone_and_says_nothing() -> None:
    assert answer_of(rejection("", Reason.LIST_PAGE, "202306/t20230612_1.html")) is None
    assert answer_of(rejection("", Reason.LIST_PAGE)) is False  # asked for as it is
    assert answer_of(rejection("?id=7", Reason.LIST_PAGE, "go?to=7")) is False
    assert answer_of(rejection("", Reason.DUPLICATE, "1.html")) is True


def test_delivered_and_refused_addresses_teach_their_forms(journal) -> None:
    run = journal()
    for number in range(3):
        run.deliver(article(f"xw/t20230612_{number}.html"))
        run.refuse(rejection(f"tags/{number}/", Reason.LIST_PAGE))
    run.refuse(rejection("xw/t20230612_7.html", Reason.UNREACHABLE))
    run.refuse(rejection("xw/t20230612_8.html", Reason.GONE))
    run.refuse(rejection("xw/t20230612_9.html", Reason.NO_BODY))
    assert counts(run) == {"127.0.0.1/a/t9{8}_9.html": (3, 1), "127.0.0.1/a/9/": (0, 3)}
    assert run.forms.verdict("127.0.0.1/a/t9{8}_9.html") is BELIEVED
    assert run.forms.verdict("127.0.0.1/a/9/") is RESTING


def test_the_address_that_was_asked_for_is_the_one_that_teaches(journal) -> None:
    run = journal()
    run.deliver(article("xw/t20230612_1.html", requested_url="http://127.0.0.1/go?to=1"))
    run.refuse(rejection("login.html", Reason.LOGIN_WALL, "read?nr=1"))
    assert counts(run) == {"127.0.0.1/go?to=9": (1, 0), "127.0.0.1/read?nr=9": (0, 1)}


def test_an_address_counts_once_however_often_it_is_delivered_or_met_again(journal) -> None:
    for revision in (1, 2):
        run = journal()
        run.deliver(article("1.html", revision=revision))
        run.refuse(rejection("1.html", Reason.DUPLICATE, "m/1.html"))
        run.refuse(rejection("1.html", Reason.TOO_SHORT))  # it was looked at again, and had lost its text
        run.finish()
        run.close()
    assert counts(journal()) == {"127.0.0.1/9.html": (1, 0), "127.0.0.1/a/9.html": (1, 0)}


def test_a_page_that_is_refused_week_after_week_counts_once(journal) -> None:
    for _ in range(3):
        run = journal()
        run.refuse(rejection("tags/7/", Reason.LIST_PAGE))
        run.finish()
        run.close()
    assert counts(journal()) == {"127.0.0.1/a/9/": (0, 1)}


def test_a_kill_loses_no_form_of_a_committed_line_and_counts_none_twice(tmp_path) -> None:
    for _ in range(2):  # the second run meets what the first left uncommitted
        run = Journal(tmp_path, batch=2)
        for number in range(3):
            if not run.ledger.knows(article(f"{number}.html").url):
                run.deliver(article(f"{number}.html"))
        run.close()  # the power goes
    run = Journal(tmp_path)
    delivered = [path.read_bytes().count(b"\n") for path in (tmp_path / "articles").iterdir()]
    assert counts(run) == {"127.0.0.1/9.html": (sum(delivered), 0)} == {"127.0.0.1/9.html": (2, 0)}


def test_a_ledger_that_is_built_again_learns_the_forms_of_the_articles(journal, tmp_path) -> None:
    run = journal()
    for number in range(3):
        run.deliver(article(f"{number}.html"))
    run.deliver(article("1.html", title="又改了", revision=2))
    run.deliver(article("4.html", requested_url="http://127.0.0.1/go?to=4"))
    run.finish()
    run.close()
    (tmp_path / "ledger.sqlite").unlink()
    again = journal()
    assert counts(again) == {"127.0.0.1/9.html": (3, 0), "127.0.0.1/go?to=9": (1, 0)}
    assert again.forms.count("127.0.0.1/9.html").article_at == ARTICLE.fetched_at


@pytest.mark.parametrize("folder", ["山阳 新闻", "a?mode=rwc#b", "100%25"])
def test_the_forms_are_read_from_a_folder_of_any_name(tmp_path, folder, monkeypatch) -> None:
    run = Journal(tmp_path / folder)
    run.deliver(article("1.html"))
    run.commit()
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert read_forms(Path(folder) / "ledger.sqlite").keys() == {"127.0.0.1/9.html"}
        run.close()


def test_a_replay_learns_for_itself_alone(journal, tmp_path) -> None:
    run = journal()
    run.deliver(article("1.html"))
    run.finish()
    run.close()
    replay = Journal(tmp_path / "replay", replay=True)
    replay.deliver(article("1.html"))
    replay.deliver(article("2.html"))
    assert counts(replay) == {"127.0.0.1/9.html": (2, 0)}
    assert counts(journal()) == {"127.0.0.1/9.html": (1, 0)}


def test_whoever_listens_hears_of_each_address_that_was_asked_for(journal) -> None:
    heard: list[tuple[str, bool | None]] = []
    run = journal()
    run.deliver(article("0.html"))  # nobody listens yet
    run.settled = lambda url, answer: heard.append((url.removeprefix("http://127.0.0.1/"), answer))
    run.deliver(article("1.html"))
    run.deliver(article("2.html", requested_url="http://127.0.0.1/go?to=2"))
    run.refuse(rejection("2.html", Reason.DUPLICATE, "m/2.html"))
    run.refuse(rejection("tags/", Reason.LIST_PAGE))
    run.refuse(rejection("3.html", Reason.WALL))
    assert heard == [
        ("1.html", True),
        ("go?to=2", True),
        ("m/2.html", True),
        ("tags/", False),
        ("3.html", None),
    ]
