"""What is wrong with the sites, as problems that keep their names while they last."""

from collections.abc import Iterable, Iterator

from schemas.alert import Problem
from schemas.drifts import Kind
from schemas.round import RoundReport, SiteRun
from scraper.health.condition import Condition
from scraper.runs.outcome import Code

_TOLD_BY_DRIFT = frozenset({Kind.FAILING, Kind.UNFINISHED})
"""Drifts that say of all runs what the exit code says of the last one."""

_NO_TROUBLE = frozenset({Code.FINE, Code.LOCKED, Code.INTERRUPTED, Code.TERMINATED})
"""Ends of a run that say nothing of its site: somebody else was at work, or somebody stopped it."""


def find_problems(conditions: Iterable[Condition], round_: RoundReport | None = None) -> dict[str, Problem]:
    """Return what is wrong, by key: drifts, ends of last runs, bad reports, and sites of the round that left none.

    What comes in another way, but comes, is no problem.
    """
    known = tuple(conditions)
    found = [problem for one in known for problem in _of_condition(one)]
    found += map(_of_site_run, find_silent(known, round_))
    return {problem.key: problem for problem in found}


def find_silent(conditions: Iterable[Condition], round_: RoundReport | None) -> list[SiteRun]:
    """Return what became of the sites of a round that left no report, and have left none since."""
    if round_ is None:
        return []
    since = {one.site for one in conditions if one.started_at and one.started_at >= round_.started_at}
    return [one for one in round_.sites if _left_nothing(one) and one.site not in since]


def _of_condition(one: Condition) -> Iterator[Problem]:
    drifts = [drift for drift in one.drifts if drift.severity != "notice"]
    for drift in drifts:
        yield Problem(
            key=drift.key,
            site=one.site,
            severity=drift.severity,
            since=drift.since,
            line=drift.line,
            example=drift.example,
        )
    if one.exit_code not in {None, *_NO_TROUBLE} and not any(
        drift.kind in _TOLD_BY_DRIFT for drift in drifts
    ):
        yield Problem(
            key=f"{one.site}/exit/{one.exit_code}",
            site=one.site,
            severity="warning" if one.exit_code == Code.BELOW_FLOOR else "severe",
            since=one.started_at.date() if one.started_at else None,
            line=f"exit {one.exit_code}: {one.outcome}",
        )
    if one.idle is not None:
        line = f"no run has begun since {one.started_at:%Y-%m-%d}: does anybody start it?"
        since = one.started_at.date() if one.started_at else None
        yield Problem(key=f"{one.site}/idle", site=one.site, severity="severe", since=since, line=line)
    if one.bad:
        line = f"{len(one.bad)} reports cannot be read: {one.bad[0]}"
        yield Problem(key=f"{one.site}/reports", site=one.site, severity="warning", since=None, line=line)


def _left_nothing(one: SiteRun) -> bool:
    """Tell whether a site of the round has no report that would tell of it, and should have one."""
    return one.run is None and one.ended_by != "round" and one.exit_code not in {None, *_NO_TROUBLE}


def _of_site_run(one: SiteRun) -> Problem:
    line = f"exit {one.exit_code}, no report: {one.outcome}"
    return Problem(key=f"{one.site}/no_report", site=one.site, severity="severe", since=None, line=line)
