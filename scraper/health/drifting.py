"""What drifts at a site: each thing in one line, with the day it began and a page that shows it."""

from collections.abc import Iterable, Sequence
from typing import Final

from schemas.drifts import Drift, Kind, Severity
from schemas.run import RunReport
from scraper.health.episodes import Episode
from scraper.health.histories import History
from scraper.health.rhythm import Quiet, find_quiet_days
from scraper.health.spans import beijing_day, choose_runs, read_spans
from scraper.health.traces import Trace, trace_site

HARDLY: Final = 0.2
"""Part of the expected below which hardly anything comes."""

HALF: Final = 0.5
"""Part of the pages refused, or of a field lost, from which the site is as good as broken."""

_TOGETHER = 2
"""Runs by which two things that began with one redesign may differ: a small site shows one before the other."""

_EXAMPLES: Final = {Kind.REFUSALS: "reason", Kind.COVERAGE: "missing", Kind.TAKEOVER: "reader"}


def quiet_days(histories: Iterable[History]) -> Quiet:
    """Return the days on which most of these sites published less than usual."""
    return find_quiet_days(read_spans(choose_runs(history.runs)) for history in histories)


def find_drift(history: History, quiet: Quiet | None = None) -> tuple[Drift, ...]:
    """Return what is not as it was at the last run of a site, in a stable order.

    `quiet` are the days on which all sites publish less, of `quiet_days`. A drift lasts until the site is back, or
    until it has been so for a month (`episodes.ACCEPTED`) and is the norm.
    """
    traces = trace_site(history.runs, quiet or {})
    return tuple(
        tell(history.site, trace, trace.episodes[-1])
        for trace in traces
        if trace.episodes and trace.episodes[-1].ended is None and not _is_mended(trace, traces)
    )


def _is_mended(trace: Trace, traces: Sequence[Trace]) -> bool:
    """Tell whether rules were written for a changed template: they had stopped matching with it, and match again."""
    if trace.kind is not Kind.TEMPLATE:
        return False
    began = trace.runs[trace.episodes[-1].began].started_at
    later = [run.started_at for run in trace.runs if run.started_at > began][:_TOGETHER]
    return any(
        episode.ended is not None and began <= other.runs[episode.noticed].started_at
        and other.runs[episode.began].started_at <= (later[-1] if later else began)
        for other in traces
        if other.kind is Kind.TAKEOVER
        for episode in other.episodes
    )  # fmt: skip


def tell(site: str, trace: Trace, episode: Episode) -> Drift:
    """Return an episode as a drift: in words, with an example."""
    found, expected = episode.verdict.found, episode.verdict.expected
    since = beijing_day(trace.runs[episode.began].started_at)
    runs = trace.runs[episode.began :]
    if trace.kind is Kind.TEMPLATE or trace.kind is Kind.REFUSALS:
        found, expected = 1 - found, 1 - expected
    return Drift(
        site=site,
        kind=trace.kind,
        field=trace.field,
        since=since,
        noticed=beijing_day(trace.runs[episode.noticed].started_at),
        expected=round(expected, 4),
        found=round(found, 4),
        line=f"{_say(trace, found, expected)} (since {since})",
        example=_find_example(trace, runs),
        severity=_weigh(trace, found, expected),
    )


def _say(trace: Trace, found: float, expected: float) -> str:
    field = trace.field or ""
    longest = f", {expected:.1f} at most before" if expected else ""  # a new site has no longest silence
    return {
        Kind.FAILING: f"{found:.0f} runs in a row could not reach the site",
        Kind.UNFINISHED: f"{found:.0f} runs in a row were ended before they were done",
        Kind.FEWER_LINKS: f"listings show {found:.1f} links a page, {expected:.1f} before",
        Kind.FEWER_ARTICLES: f"{found:.0f} new articles, {expected:.0f} expected",
        Kind.STALE: f"no newer article for {found:.0f} days{longest}",
        Kind.OWED: f"{found:.0f} articles owed, more from run to run, {expected:.0f} at most before",
        Kind.REFUSALS: f"{found:.0%} of the pages refused as {field}, {expected:.0%} before",
        Kind.COVERAGE: f"{field} in {found:.0%} of the articles, {expected:.0%} before",
        Kind.PRECISION: f"{found:.0%} of the dates have a time of day, {expected:.0%} before",
        Kind.TAKEOVER: f"the site's rules gave {field} in {found:.0%} of the articles that have it, {expected:.0%} before: the general reader gives it",
        Kind.TEMPLATE: f"{found:.0%} of the bodies stand in another place of the page, {expected:.0%} before",
    }[trace.kind]


def _weigh(trace: Trace, found: float, expected: float) -> Severity:
    """Return how bad it is."""
    if trace.kind is Kind.TEMPLATE:
        return "notice"
    if trace.kind in {Kind.FAILING, Kind.UNFINISHED, Kind.STALE}:
        return "severe"
    if trace.kind is Kind.REFUSALS:
        return "severe" if found >= HALF else "warning"
    if trace.kind in {Kind.FEWER_ARTICLES, Kind.FEWER_LINKS}:
        return "severe" if found < HARDLY * expected else "warning"
    if trace.kind is Kind.COVERAGE:
        return "severe" if found <= HALF * expected and expected >= HALF else "warning"
    return "warning"


def _find_example(trace: Trace, runs: Sequence[RunReport]) -> str | None:
    """Return the newest address that shows it; None where no page can."""
    if trace.kind is Kind.TEMPLATE:
        return _find_moved(trace, runs)
    kind = _EXAMPLES.get(trace.kind)
    if kind is None:
        if trace.kind is not Kind.PRECISION:
            return None
        shown = [template.example for run in reversed(runs) for template in run.templates.values()]
        return next(iter(shown), None)
    key = f"{kind}/{trace.field}"
    return next((run.examples[key] for run in reversed(runs) if key in run.examples), None)


def _find_moved(trace: Trace, runs: Sequence[RunReport]) -> str | None:
    before = {place for run in trace.runs[: trace.episodes[-1].began] for place in run.templates}
    return next(
        (
            template.example
            for run in reversed(runs)
            for place, template in run.templates.items()
            if place not in before
        ),
        None,
    )
