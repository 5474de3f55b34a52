"""What is wrong has a name that stays while it lasts; what says nothing of a site is no problem."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.drifts import Drift, Kind
from schemas.round import RoundReport, SiteRun
from scraper.alerts.problems import find_problems
from scraper.health.condition import Condition

NIGHT = datetime(2026, 4, 13, 18, tzinfo=UTC)


def drift(kind: Kind, severity: str = "warning", **given: object) -> Drift:
    facts = {
        "site": "dahe",
        "kind": kind,
        "since": "2026-04-11",
        "noticed": "2026-04-11",
        "expected": 1,
        "found": 0,
    }
    return Drift.model_validate({**facts, "line": "less than before", "severity": severity, **given})


def condition(code: int | None = 0, *drifts: Drift, bad: tuple[str, ...] = ()) -> Condition:
    return Condition(site="dahe", exit_code=code, outcome="why", started_at=NIGHT, drifts=drifts, bad=bad)


def round_of(**of_site: object) -> RoundReport:
    site = SiteRun.model_validate({"site": "hnr", "outcome": "killed by SIGKILL", **of_site})
    return RoundReport(
        started_at=NIGHT, finished_at=NIGHT, jobs=2, sites=(site,), exit_code=0, outcome="fine"
    )


@pytest.mark.parametrize("code", [0, 75, 130, 143, None])
def test_a_run_that_ended_well_or_was_stopped_by_somebody_is_no_problem(code) -> None:
    assert not find_problems([condition(code)], round_of(exit_code=code))


@pytest.mark.parametrize(("code", "severity"), [(1, "severe"), (3, "warning"), (4, "severe"), (5, "severe")])
def test_a_run_that_ended_badly_is_one(code, severity) -> None:
    (problem,) = find_problems([condition(code)]).values()
    assert (problem.key, problem.severity, problem.line) == (
        f"dahe/exit/{code}",
        severity,
        f"exit {code}: why",
    )


def test_a_drift_is_one_under_its_own_name_and_a_mere_notice_is_none() -> None:
    drifts = drift(Kind.COVERAGE, field="editor"), drift(Kind.TEMPLATE, "notice")
    assert list(find_problems([condition(0, *drifts)])) == ["dahe/coverage/editor"]


def test_a_site_that_fails_night_after_night_is_told_once() -> None:
    assert list(find_problems([condition(4, drift(Kind.FAILING, "severe"))])) == ["dahe/failing"]


def test_a_process_that_left_no_report_is_a_problem_and_one_that_the_round_ended_is_none() -> None:
    assert list(find_problems([], round_of(exit_code=-9, ended_by="kill"))) == ["hnr/no_report"]
    assert not find_problems([], round_of(exit_code=-9, ended_by="round"))
    assert not find_problems([], round_of(exit_code=4, run="20260413T180000000Z"))
    assert not find_problems([], round_of(exit_code=None, ended_by="nobody"))


def test_a_site_that_left_no_report_and_has_left_one_since_is_well_again() -> None:
    later = Condition(site="hnr", exit_code=0, started_at=NIGHT + timedelta(hours=1))
    before = Condition(site="hnr", exit_code=0, started_at=NIGHT - timedelta(days=1))
    killed = round_of(exit_code=-9, ended_by="kill")
    assert not find_problems([later], killed)
    assert list(find_problems([before], killed)) == ["hnr/no_report"]


def test_reports_that_cannot_be_read_are_one_problem() -> None:
    assert list(find_problems([condition(0, bad=("a.json is none", "b.json is none"))])) == ["dahe/reports"]
