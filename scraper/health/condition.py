"""How one site does: its last run, what the runs before it were like, and what is wrong."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
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
    trend: tuple[int, ...] = ()  # articles of the last runs, oldest first
    drifts: tuple[Drift, ...] = ()
    bad: tuple[str, ...] = ()  # what was wrong with reports that could not be read

    @property
    def is_wrong(self) -> bool:
        """Tell whether somebody should look: the last run did not end well, something drifts, or files are bad."""
        return self.exit_code != 0 or bool(self.bad) or self.severity in {"severe", "warning"}

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


def describe_sites(histories: Sequence[History]) -> tuple[Condition, ...]:
    """Return how all sites do, each compared with itself, what is wrong first; quiet days are those that they share."""
    quiet = quiet_days(histories)
    found = [describe_site(history, find_drift(history, quiet)) for history in histories]
    return tuple(sorted(found, key=lambda one: one.order))
