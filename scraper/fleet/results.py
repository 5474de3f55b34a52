"""What became of a site in a round, and of the round: from exit codes, reports and logs."""

import signal
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from schemas.round import EndedBy, SiteRun
from schemas.run import RunReport
from scraper.console.saying import last_words
from scraper.fleet.choosing import Task
from scraper.fleet.owner import Owner
from scraper.health.histories import read_newest_first
from scraper.run_names import run_name
from scraper.runs.outcome import Code, Outcome

NEVER_BEGAN = "its turn did not come: the next round begins with it"

GRAVITY = (Code.NOT_WRITTEN, Code.USAGE, Code.SITE_FAILED, Code.BELOW_FLOOR, Code.LOCKED)
"""The exit codes of sites from the gravest on: a full disk stops all, a wrong call cannot heal, a site may be back."""

_LAST_BYTES = 4096  # of a log, in which its last line stands


def tell_end(owner: Owner) -> SiteRun:
    """Return what became of a site whose process has ended."""
    task, code = owner.task, owner.process.returncode
    report = find_report(task.folder, owner.began)
    ended_by = find_end(owner.ended_by, code)
    why = _explain_end(ended_by, code, task.deadline)
    said = report.outcome if report else last_line(owner.log)
    return SiteRun(
        site=task.name,
        exit_code=code,
        ended_by=ended_by,
        outcome=": ".join(filter(None, (why, said))),
        run=report.run if report else None,
        new=report.articles if report else 0,
        refused=report.refused if report else 0,
        owed=report.missed if report else 0,
        seconds=round((datetime.now(UTC) - owner.began).total_seconds(), 1),
        log=owner.log.relative_to(task.folder.parent).as_posix(),
    )


def find_end(ended_by: EndedBy, code: int | None) -> EndedBy:
    """Return who ended a process: itself, where its exit code is one of its own, whatever signal came meanwhile.

    >>> find_end("round", 0), find_end("round", 143), find_end("itself", -9)
    ('itself', 'round', 'kill')
    """
    if code in {*GRAVITY, Code.FINE}:
        return "itself"
    return "kill" if ended_by == "itself" and code is not None and code < 0 else ended_by


def name_signal(number: int) -> str:
    """Return what a signal is called; those of real time have numbers only.

    >>> name_signal(9), name_signal(35)
    ('SIGKILL', 'signal 35')
    """
    return signal.Signals(number).name if number in {*signal.Signals} else f"signal {number}"


def _explain_end(ended_by: EndedBy, code: int | None, deadline: float) -> str:
    if ended_by == "kill":
        return f"killed by {name_signal(-(code or -9))}"
    return f"its deadline of {deadline:g} s was over" if ended_by == "deadline" else ""


def tell_no_start(task: Task, error: OSError) -> SiteRun:
    """Return what became of a site whose process could not be started."""
    return SiteRun(site=task.name, exit_code=Code.NOT_WRITTEN, outcome=f"could not be started: {error}")


def tell_not_begun(task: Task) -> SiteRun:
    """Return what became of a site when the round was ended before its turn."""
    return SiteRun(site=task.name, exit_code=None, ended_by="nobody", outcome=NEVER_BEGAN)


def find_report(folder: Path, began: datetime) -> RunReport | None:
    """Return the report of the run that began then or later, None where it left none that can be read."""
    newest = next(read_newest_first(folder), None)
    is_its_own = newest and (newest.started_at >= began or newest.run >= run_name(began))
    return newest if is_its_own else None


def last_line(log: Path) -> str:
    """Return the last line of a log that says something: why a process did not begin."""
    try:
        with log.open("rb") as file:
            file.seek(max(file.seek(0, 2) - _LAST_BYTES, 0))
            return last_words(file.read())
    except OSError as error:
        return f"its log cannot be read: {error}"


def judge_round(results: Sequence[SiteRun], stopped_by: int) -> Outcome:
    """Return the outcome of a round: that of the signal that ended it, else the gravest of its sites.

    A process that was killed, and one that its deadline ended, count as a site that failed.

    >>> judge_round([SiteRun(site="a", exit_code=0, outcome=""), SiteRun(site="b", exit_code=-9, outcome="")], 0)
    Outcome(code=<Code.SITE_FAILED: 4>, why='1 of 2 sites fine; failed: b')
    """
    standings = {one.site: standing_of(one) for one in results}
    named = [
        f"{_WORDS[standing]}: {', '.join(sorted(sites))}"
        for standing in _WORDS
        if (sites := [site for site, one in standings.items() if one is standing])
    ]
    fine = sum(one is Code.FINE for one in standings.values())
    why = "; ".join([f"{fine} of {len(standings)} sites fine", *named])
    if stopped_by:
        code = Code.INTERRUPTED if stopped_by == signal.SIGINT else Code.TERMINATED
        return Outcome(code, f"stopped by {signal.Signals(stopped_by).name}; {why}")
    return Outcome(next((code for code in GRAVITY if code in standings.values()), Code.FINE), why)


def standing_of(one: SiteRun) -> Code | None:
    """Return the exit code that a site counts with in its round; none where its turn did not come."""
    if one.exit_code is None:
        return None
    if one.ended_by == "round":
        return Code.TERMINATED
    known = one.ended_by == "itself" and one.exit_code in {*GRAVITY, Code.FINE}
    return Code(one.exit_code) if known else Code.SITE_FAILED


_WORDS = {
    Code.NOT_WRITTEN: "not written",
    Code.USAGE: "could not begin",
    Code.SITE_FAILED: "failed",
    Code.BELOW_FLOOR: "below the floor",
    Code.LOCKED: "in use",
    Code.TERMINATED: "cut short",
    None: "not begun",
}
"""What the last line calls the sites that are not fine, the gravest first."""
