"""How a run ended, as an exit code that a scheduler can act on and one line that says why."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from pipelines.segments import LostData
from scraper.runs.fruitless import are_strays, count_others, describe_links
from scraper.storage.account import GIVEN_UP, KNOWN, RESTING, Balance
from scraper.storage.journal import TakenOver, WriteFailed
from scraper.storage.lease.lock import Locked, NoLocks
from scraper.storage.ledger import DamagedLedger

logger = logging.getLogger(__name__)

MOST_REFUSED = 0.5
"""Share of refused pages above which a run misses the floor: a working site stays below a tenth."""

FEWEST_JUDGED = 5
"""Pages below which that share says nothing."""

WRITE_ERROR = "write_error"  # the finish reason of a run that could not write
_NOT_REACHED = frozenset({"unreachable", "forbidden", "gone", "wall"})
_STRAYS_MEET = frozenset({"unreachable", "gone"})
"""What asking for an address that is no article's meets: a firewall or robots.txt has a word of its own."""
_NOTED = {
    "pager": "listings show a pager that could not be followed",
    "given_up": "listings given up behind a page that fails in run after run",
    "no_links": "listings without a link",
    "repeats": "listings whose pages repeat themselves",
}
_NOT_COUNTED = frozenset({"duplicate"})  # a second address of an article is no failure


class Code(IntEnum):
    """The exit codes of `scrapy crawl`."""

    FINE = 0  # new articles, or nothing new
    USAGE = 1  # the call was wrong, or the run could not begin
    BELOW_FLOOR = 3  # finished, but too little came of it
    SITE_FAILED = 4  # unreachable, only errors, or robots.txt forbids it
    NOT_WRITTEN = 5  # what was committed is intact
    LOCKED = 75  # EX_TEMPFAIL: another run of the site is at work, try later
    INTERRUPTED = 130  # SIGINT
    TERMINATED = 143  # SIGTERM


_NO_START: dict[type[BaseException], Code] = {
    Locked: Code.LOCKED,
    NoLocks: Code.USAGE,
    WriteFailed: Code.NOT_WRITTEN,
    TakenOver: Code.LOCKED,
    DamagedLedger: Code.USAGE,
    LostData: Code.USAGE,
}
"""Why a run could not begin."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    code: Code
    why: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run is judged by."""

    finish_reason: str
    listings: int  # listing pages that were read, unchanged ones among them
    listings_lost: int
    links: int  # article links on them
    unchanged: int  # listings that the server says are as they were
    articles: int
    rejections: Mapping[str, int]
    defects: int = 0  # exceptions in our own code
    at_least: int = 0  # articles that a site's listings lead to, known ones too
    given_up: str = ""  # why a host was given up
    lost_why: str = ""  # what the last listing page that was lost met
    robots_lost: int = 0  # hosts whose robots.txt could not be reached
    ended: Mapping[str, int] = field(default_factory=dict)  # how the paging of listings ended
    barren: int = 0  # start listings without an article link
    listing: str = ""  # the last of them, else the first that the crawl was asked for
    told: str = ""  # what its page says of itself: a login, an empty list
    groups: str = ""  # what its links were taken for, the largest groups first
    drifted: int = 0  # listings whose declarations no longer find what they show
    balance: Balance = Balance()  # noqa: RUF009 - a frozen record
    refused_since: int = 0  # pages refused since the last run that delivered something
    delivered_at: datetime | None = None  # when that was

    @property
    def judged(self) -> dict[str, int]:
        """The rejections that count."""
        return {reason: count for reason, count in self.rejections.items() if reason not in _NOT_COUNTED}

    @property
    def known(self) -> int:
        """The links to articles that were delivered before."""
        return self.balance.ends.get(KNOWN, 0)

    @property
    def resting(self) -> int:
        """The links to pages that an earlier run refused."""
        return self.balance.ends.get(RESTING, 0) + self.balance.ends.get(GIVEN_UP, 0)

    @property
    def settled(self) -> int:
        """The links that earlier runs have settled."""
        return self.known + self.resting


def judge(run: Figures) -> Outcome:
    """Return the outcome of a run that ended by itself.

    >>> nothing_new = Figures("finished", 1, 0, 20, 0, 0, {}, balance=Balance(20, {"known": 20}))
    >>> judge(nothing_new)
    Outcome(code=<Code.FINE: 0>, why='fine')
    >>> judge(Figures("finished", 1, 0, 20, 0, 0, {"no_body": 20}))
    Outcome(code=<Code.BELOW_FLOOR: 3>, why='20 links, not one article (no_body 20)')
    """
    if run.finish_reason == WRITE_ERROR:
        return Outcome(Code.NOT_WRITTEN, "could not write: what was committed is intact")
    if (
        found := _judge_site(run)
        or _judge_books(run)
        or _judge_quality(run)
        or _judge_history(run)
        or _judge_loss(run)
    ):
        return found
    notes = _notes(run)
    return Outcome(Code.FINE, f"fine, but {notes}" if notes else "fine")


def _judge_site(run: Figures) -> Outcome | None:
    refused = run.judged
    if not run.listings and not run.articles and not refused:
        lost = f", {run.listings_lost} lost ({run.lost_why})" if run.listings_lost else ""
        return Outcome(Code.SITE_FAILED, run.given_up or f"no listing page could be read{lost}")
    reached = _led_astray(run) or not refused.keys() <= _NOT_REACHED
    if refused and not run.articles and not run.settled and not reached:
        return Outcome(Code.SITE_FAILED, f"no page could be fetched ({_reasons(refused)})")
    if run.given_up:
        return Outcome(Code.SITE_FAILED, f"{run.given_up}{_owed(run)}")
    return None


def _led_astray(run: Figures) -> bool:
    """Tell whether all that failed are a few strays of listings that could be read: not the site has failed."""
    return are_strays(run.links, run.balance) and run.judged.keys() <= _STRAYS_MEET


def _judge_books(run: Figures) -> Outcome | None:
    if run.defects:
        return Outcome(Code.BELOW_FLOOR, f"{run.defects} defects of the program: see the log")
    if run.balance.lost:
        return Outcome(
            Code.BELOW_FLOOR, f"the counts do not add up: {run.balance.lost} of {run.balance.found} addresses"
        )
    return None


def _judge_quality(run: Figures) -> Outcome | None:
    refused = run.judged
    total = sum(refused.values())
    if run.listings > run.unchanged and not run.links and not run.articles:
        return Outcome(Code.BELOW_FLOOR, _explain_barren(run))
    if refused and not run.articles and not run.settled and _led_astray(run):
        read = f"{run.links} read as articles and none is one, {_reasons(refused)}"
        why = describe_links(run.balance, read, groups=run.groups, url=run.listing)
        return Outcome(Code.BELOW_FLOOR, why)
    if refused and not run.articles and not run.settled:
        return Outcome(Code.BELOW_FLOOR, f"{run.links} links, not one article ({_reasons(refused)})")
    if run.articles + total >= FEWEST_JUDGED and total > MOST_REFUSED * (run.articles + total):
        return Outcome(
            Code.BELOW_FLOOR, f"{total} of {run.articles + total} pages refused ({_reasons(refused)})"
        )
    if not run.unchanged and run.settled + run.articles < run.at_least:
        seen = run.settled + run.articles
        return Outcome(Code.BELOW_FLOOR, f"{seen} articles, the site has at least {run.at_least}")
    return None


def _explain_barren(run: Figures) -> str:
    """Return why no article link is on the listings that were read."""
    if run.told:
        return f"no article link on the listing: {run.told}"
    if not count_others(run.balance):
        return "the listings were read, but no article link is on them"
    return describe_links(run.balance, "none reads as an article", groups=run.groups, url=run.listing)


def _judge_history(run: Figures) -> Outcome | None:
    """Judge what this run did together with the runs before it: a site that broke last night is broken tonight."""
    total = sum(run.judged.values())
    never = run.delivered_at is None and run.resting > 0 and not run.known
    if not run.articles and (never or run.refused_since >= FEWEST_JUDGED):
        since = f"since {run.delivered_at:%Y-%m-%d}" if run.delivered_at else "so far"
        return Outcome(Code.BELOW_FLOOR, f"nothing delivered {since}, {run.refused_since} pages refused")
    bad, good = run.resting + total, run.known + run.articles
    if bad + good >= FEWEST_JUDGED and bad > MOST_REFUSED * (bad + good):
        return Outcome(Code.BELOW_FLOOR, f"{bad} of {bad + good} pages refused, in this run and before")
    return None


def _judge_loss(run: Figures) -> Outcome | None:
    """Judge what was found, or known to be there, and could not be had: the next run asks for it."""
    behind = run.ended.get("depth", 0)
    lost = [
        f"{count} {what}"
        for count, what in (
            (run.robots_lost, "hosts whose robots.txt could not be reached"),
            (run.listings_lost, f"listing pages lost ({run.lost_why})"),
            (run.ended.get("unreadable", 0), "listings that cannot be read"),
            (run.barren, f"start listings without an article link{f' ({run.told})' if run.told else ''}"),
            (behind, "listings go on behind LISTING_DEPTH"),
        )
        if count
    ]
    if run.balance.missed > 0:
        lost.append(f"{run.balance.missed} articles owed ({_reasons(run.balance.owed)})")
    return Outcome(Code.BELOW_FLOOR, f"{', '.join(lost)}: the next run asks again") if lost else None


def _owed(run: Figures) -> str:
    return f" (owed: {_reasons(run.balance.owed)})" if run.balance.missed > 0 else ""


def _notes(run: Figures) -> str:
    """Return what an operator should know of a run in which nothing is lost that could be had."""
    notes = [f"{count} {_NOTED[reason]}" for reason, count in run.ended.items() if count and reason in _NOTED]
    if run.drifted:
        notes.append(f"{run.drifted} listings drifted from their declarations ({run.told})")
    if given_up := run.balance.ends.get(GIVEN_UP, 0):
        notes.append(f"{given_up} articles given up")
    if run.balance.left:
        notes.append(f"{run.balance.left} articles owed on purpose")
    return ", ".join(notes)


def _reasons(rejections: Mapping[str, int]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in sorted(rejections.items()))


def explain_failure(error: BaseException) -> Outcome:
    """Return the outcome of a run that could not begin; a defect goes into the log with its traceback."""
    if type(error) not in _NO_START:
        logger.error("the crawl could not begin", exc_info=error)
    return Outcome(_NO_START.get(type(error), Code.USAGE), f"{error}" or repr(error))
