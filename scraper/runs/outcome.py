"""How a run ended, as an exit code that a scheduler can act on and one line that says why."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from pipelines.segments import LostData
from scraper.storage.journal import WriteFailed
from scraper.storage.ledger import DamagedLedger
from scraper.storage.lock import Locked

logger = logging.getLogger(__name__)

MOST_REFUSED = 0.5
"""Share of refused pages above which a run misses the floor: a working site stays below a tenth."""

FEWEST_JUDGED = 5
"""Pages below which that share says nothing."""

WRITE_ERROR = "write_error"  # the finish reason of a run that could not write
_NOT_REACHED = frozenset({"unreachable", "forbidden", "wall"})
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
    WriteFailed: Code.NOT_WRITTEN,
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
    known: int  # of these, the links that needed no request
    unchanged: int  # listings that the server says are as they were
    articles: int
    rejections: Mapping[str, int]
    defects: int  # exceptions in our own code
    at_least: int = 0  # articles that a site's listings lead to, known ones too

    @property
    def judged(self) -> dict[str, int]:
        """The rejections that count."""
        return {reason: count for reason, count in self.rejections.items() if reason not in _NOT_COUNTED}


def judge(run: Figures) -> Outcome:
    """Return the outcome of a run that ended by itself.

    >>> nothing_new = Figures("finished", 1, 0, 20, 20, 0, 0, {}, 0)
    >>> judge(nothing_new).code.name
    'FINE'
    >>> judge(Figures("finished", 1, 0, 20, 0, 0, 0, {"no_body": 20}, 0))
    Outcome(code=<Code.BELOW_FLOOR: 3>, why='20 links, not one article (no_body 20)')
    """
    if run.finish_reason == WRITE_ERROR:
        return Outcome(Code.NOT_WRITTEN, "could not write: what was committed is intact")
    return _judge_site(run) or _judge_quality(run) or Outcome(Code.FINE, "fine")


def _judge_site(run: Figures) -> Outcome | None:
    refused = run.judged
    if not run.listings and not run.articles and not refused:
        return Outcome(Code.SITE_FAILED, f"no listing page could be read, {run.listings_lost} lost")
    if refused and not run.articles and not run.known and refused.keys() <= _NOT_REACHED:
        return Outcome(Code.SITE_FAILED, f"no page could be fetched ({_reasons(refused)})")
    return None


def _judge_quality(run: Figures) -> Outcome | None:
    refused = run.judged
    total = sum(refused.values())
    if run.defects:
        return Outcome(Code.BELOW_FLOOR, f"{run.defects} defects of the program: see the log")
    if run.listings > run.unchanged and not run.links and not run.articles:
        return Outcome(Code.BELOW_FLOOR, "the listings were read, but no article link is on them")
    if refused and not run.articles and not run.known:
        return Outcome(Code.BELOW_FLOOR, f"{run.links} links, not one article ({_reasons(refused)})")
    if run.articles + total >= FEWEST_JUDGED and total > MOST_REFUSED * (run.articles + total):
        return Outcome(
            Code.BELOW_FLOOR, f"{total} of {run.articles + total} pages refused ({_reasons(refused)})"
        )
    if not run.unchanged and run.known + run.articles < run.at_least:
        return Outcome(
            Code.BELOW_FLOOR, f"{run.known + run.articles} articles, the site has at least {run.at_least}"
        )
    return None


def _reasons(rejections: Mapping[str, int]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in sorted(rejections.items()))


def explain_failure(error: BaseException) -> Outcome:
    """Return the outcome of a run that could not begin; a defect goes into the log with its traceback."""
    if type(error) not in _NO_START:
        logger.error("the crawl could not begin", exc_info=error)
    return Outcome(_NO_START.get(type(error), Code.USAGE), f"{error}" or repr(error))
