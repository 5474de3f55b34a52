"""How one site does: its last run, what the runs before it were like, and what is wrong."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from pydantic import AwareDatetime, Field

from schemas.drifts import Drift
from schemas.record import Record
from schemas.rules import Field as FieldName
from scraper.health.drifting import find_drift, quiet_days
from scraper.health.histories import History
from scraper.health.streaks import newest_article

TREND: Final = 10
"""Runs that the trend shows: what fits beside a name on a terminal of 80 columns."""

LATE_TIMES: Final = 3
"""Times the usual wait between two runs after which nobody seems to start the site any more: one night was missed, or two."""

LEAST_WAIT: Final = timedelta(hours=12)
"""A wait that is no sign yet, however often a site is crawled: somebody mends the machine."""

UNKNOWN_WAIT: Final = timedelta(days=7)
"""The wait after a first run, that says nothing of how often the site is to be crawled."""

GIVEN_UP: Final = timedelta(days=30)
"""The wait after which a site is taken for one that nobody wants any more, as a drift of a month is the norm."""

_SEVERITIES: Final = ("severe", "warning", "notice")


class Condition(Record):
    """How one site does; a site whose reports cannot be read has no last run."""

    site: str
    site_name: str | None = None
    regions: dict[str, int] = Field(default_factory=dict)
    runs: int = 0
    last_run: str | None = None
    started_at: AwareDatetime | None = None
    finished_at: AwareDatetime | None = None
    exit_code: int | None = None
    outcome: str | None = None
    new: int = 0
    refused: int = 0
    owed: int = 0
    owed_on_purpose: int = 0
    coverage: dict[FieldName, float] = Field(default_factory=dict)  # of the last run that delivered something
    newest: AwareDatetime | None = None  # publication of the newest article of all runs
    age: timedelta | None = None  # how old that was when the last run ended
    idle: timedelta | None = None  # how long no run has begun, where one should have
    trend: tuple[int, ...] = ()  # articles of the last runs, oldest first
    drifts: tuple[Drift, ...] = ()
    bad: tuple[str, ...] = ()  # what was wrong with reports that could not be read

    @property
    def is_wrong(self) -> bool:
        """Tell whether somebody should look: a bad end, no run at all, a drift, or files that cannot be read."""
        troubled = bool(self.bad) or self.idle is not None or self.severity in {"severe", "warning"}
        return self.exit_code != 0 or troubled

    @property
    def severity(self) -> str | None:
        """Return that of the worst drift."""
        return min((drift.severity for drift in self.drifts), key=_SEVERITIES.index, default=None)

    @property
    def order(self) -> tuple[bool, int, bool, str]:
        """Return what sites are sorted by: what is wrong first, the worst of it before the rest."""
        worst = _SEVERITIES.index(self.severity) if self.severity else len(_SEVERITIES)
        return not self.is_wrong, worst, not self.exit_code, self.site


def describe_site(history: History, drifts: Iterable[Drift] = ()) -> Condition:
    """Return how a site does, with the drifts that were found in its history."""
    found = tuple(sorted(drifts, key=lambda one: (_SEVERITIES.index(one.severity), one.since, one.key)))
    if not history.runs:
        return Condition(site=history.site, drifts=found, bad=history.bad)
    last = history.runs[-1]
    newest = newest_article(history.runs)
    return Condition(
        site=history.site,
        site_name=last.site_name,
        regions=dict(last.regions),
        runs=len(history.runs),
        last_run=last.run,
        started_at=last.started_at,
        finished_at=last.finished_at,
        exit_code=last.exit_code,
        outcome=last.outcome,
        new=last.articles,
        refused=last.refused,
        owed=sum(last.owed.values()),
        owed_on_purpose=last.owed_on_purpose,
        coverage=dict(next((run.coverage() for run in reversed(history.runs) if run.articles), {})),
        newest=newest,
        age=max(last.finished_at - newest, timedelta(0)) if newest else None,
        trend=tuple(run.articles for run in history.runs[-TREND:]),
        drifts=found,
        bad=history.bad,
    )


def find_idle(history: History, now: datetime) -> timedelta | None:
    """Return how long no run of a site has begun, None where that is as ever, or where the site is given up."""
    begun = [run.started_at for run in history.runs[-TREND - 1 :]]
    if not begun:
        return None
    waits = [(later - earlier).total_seconds() for earlier, later in pairwise(begun)]
    usual = max(timedelta(seconds=median(waits)) * LATE_TIMES, LEAST_WAIT) if waits else UNKNOWN_WAIT
    idle = now - begun[-1]
    return idle if usual < idle <= max(GIVEN_UP, usual * 2) else None


def describe_sites(histories: Sequence[History], now: datetime | None = None) -> tuple[Condition, ...]:
    """Return how all sites do, each compared with itself, what is wrong first; quiet days are those that they share.

    `now` tells which of them nobody crawls any more; without it that is not asked.
    """
    quiet = quiet_days(histories)
    found = [
        describe_site(history, find_drift(history, quiet)).model_copy(
            update={"idle": find_idle(history, now) if now else None}
        )
        for history in histories
    ]
    return tuple(sorted(found, key=lambda one: one.order))
