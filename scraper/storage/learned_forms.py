"""What a site has taught of its addresses: for each form of them, how many led to an article and how many to none.

The counts lie in the ledger's file, and change with the lines that they count.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pipelines.address_form import form_of
from schemas import Reason, Rejection
from scraper.storage.database import Database, look_at

MOST_FORMS = 300
"""Forms that a site may have: a portal of fifty hosts has some four on each; random names must not fill the disk."""

LONGEST_FORM = 200
"""Characters of a form; what is longer is one address and no form of many."""

FEWEST_REFUSALS = 2
"""Refused pages that let a form rest: one may be an accident of its page, and two are asked for of a new group."""

REFUSALS_AN_ARTICLE = 10
"""Refusals to an article from which on it counts as an accident: a notice with a day among a hundred tag pages."""

NO_ARTICLE = frozenset(
    {
        Reason.EMPTY,
        Reason.GALLERY,
        Reason.LIST_PAGE,
        Reason.LOGIN_WALL,
        Reason.NOT_CHINESE,
        Reason.NOT_HTML,
        Reason.NO_BODY,
        Reason.NO_DATE,
        Reason.NO_TITLE,
        Reason.SCRIPT_SHELL,
        Reason.TOO_SHORT,
        Reason.VIDEO,
    }
)
"""Reasons that speak against a form: the page came whole, and what it holds is no article.

The others say nothing of it: what did not come (unreachable, wall, forbidden, gone, soft_404), what came and could
not be taken in (too_large, undecodable, error), and articles that a rule or the record asks more of.
"""


class Verdict(StrEnum):
    """What is to be thought of an address, as far as its form tells."""

    BELIEVED = "believed"  # as many articles as refusals or more
    RESTING = "resting"  # refusals and next to no article, the last of them a short while ago
    UNKNOWN = "unknown"  # never seen, seen too little, half and half, or rested long enough


class Learned(NamedTuple):
    """The addresses of one form, each counted once."""

    yes: int = 0  # became articles
    no: int = 0  # came, and are none
    article_at: datetime | None = None  # the newest yes
    refused_at: datetime | None = None  # the newest no, of an address that was counted before too


def judge(learned: Learned, rest: timedelta, now: datetime) -> Verdict:
    """Return what the counts say; a form rests for `rest` after its last refusal, as sites repair their templates."""
    if learned.yes and learned.yes >= learned.no:
        return Verdict.BELIEVED
    barren = learned.no >= FEWEST_REFUSALS and learned.no > learned.yes * REFUSALS_AN_ARTICLE
    if barren and learned.refused_at and learned.refused_at <= now < learned.refused_at + rest:
        return Verdict.RESTING
    return Verdict.UNKNOWN


def answer_of(rejection: Rejection) -> bool | None:
    """Tell whether a page that gave no line is an article, None where its end says nothing of its address.

    A duplicate is one, met at another address: what else this address's form leads to may be new. An address that was answered with the home page is gone, whatever the home page is.
    """
    if rejection.reason is Reason.DUPLICATE:
        return True
    is_sent_home = rejection.requested_url is not None and _is_home(rejection.url)
    return False if rejection.reason in NO_ARTICLE and not is_sent_home else None


def _is_home(url: str) -> bool:
    return urlsplit(url).path in ("", "/") and not urlsplit(url).query


class Forms:
    """The forms of one site's addresses, in the ledger's file."""

    def __init__(self, database: Database, rest: timedelta = timedelta(0)) -> None:
        """Keep the forms in `database`; one that gave only refusals rests for `rest`."""
        self._database = database
        self._rest = rest

    def learn(self, url: str, *, article: bool, new: bool, at: datetime | None = None) -> None:
        """Count an address that was asked for, as note() does its form."""
        self.note(form_of(url), article=article, new=new, at=at)

    def note(self, form: str, *, article: bool, new: bool = True, at: datetime | None = None) -> None:
        """Count an address of this form; one that is not `new` was counted before, and only its moment is kept."""
        if not _may_be_kept(form):
            return
        moment = int((at or datetime.now(UTC)).timestamp())
        if self._database.one("SELECT 1 FROM forms WHERE form = ?", form) is None:
            self._make_room()
        yes, no = int(article and new), int(new and not article)
        row = (form, yes, no, moment if article else None, None if article else moment)
        self._database.change(
            "INSERT INTO forms VALUES (?, ?, ?, ?, ?) ON CONFLICT (form) DO UPDATE SET"
            " yes = yes + excluded.yes, no = no + excluded.no,"
            " article_at = max(coalesce(article_at, excluded.article_at), coalesce(excluded.article_at, article_at)),"
            " refused_at = max(coalesce(refused_at, excluded.refused_at), coalesce(excluded.refused_at, refused_at))",
            [row],
        )

    def _make_room(self) -> None:
        """Leave room for one form more: those of the fewest addresses go, the oldest of them first."""
        self._database.change(
            "DELETE FROM forms WHERE form IN (SELECT form FROM forms ORDER BY yes + no DESC,"
            " max(coalesce(article_at, 0), coalesce(refused_at, 0)) DESC LIMIT -1 OFFSET ?)",
            [(MOST_FORMS - 1,)],
        )

    def count(self, form: str) -> Learned:
        """Return what was counted of the addresses of this form; nothing is zero and zero."""
        if not _may_be_kept(form):
            return Learned()
        row = self._database.one("SELECT yes, no, article_at, refused_at FROM forms WHERE form = ?", form)
        return _learned(*row) if row else Learned()

    def all(self) -> dict[str, Learned]:
        """Return all forms that the site has taught, those of the most articles first."""
        return _by_form(self._database.all(_ALL))

    def verdict(self, form: str) -> Verdict:
        """Tell whether addresses of this form are articles, as far as the site has taught it."""
        return judge(self.count(form), self._rest, datetime.now(UTC))


def read_forms(path: Path) -> dict[str, Learned]:
    """Return the forms in the ledger at `path`, none where an older version keeps it; the file stays as it is.

    Raise DamagedLedger where it cannot be read.
    """
    kept = look_at(path, "SELECT 1 FROM sqlite_master WHERE name = 'forms'")
    return _by_form(look_at(path, _ALL)) if kept else {}


_ALL = "SELECT form, yes, no, article_at, refused_at FROM forms ORDER BY yes DESC, no DESC, form"


def _may_be_kept(form: str) -> bool:
    """Tell whether a form is a text, and short: half a character out of a broken address cannot be stored."""
    return len(form) <= LONGEST_FORM and form.isprintable()


def _by_form(rows: list[Any]) -> dict[str, Learned]:
    return {form: _learned(*row) for form, *row in rows}


def _learned(yes: int, no: int, article_at: int | None, refused_at: int | None) -> Learned:
    return Learned(yes, no, _moment(article_at), _moment(refused_at))


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
