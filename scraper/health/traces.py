"""All that is watched of a site: each as a row of its runs, with the stretches in which it was not as before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, get_args

from schemas.drifts import Kind
from schemas.rules import Field as FieldName
from schemas.run import RunReport
from scraper.health.channels_seen import Count
from scraper.health.episodes import ACCEPTED, Episode, watch
from scraper.health.links_shown import Links
from scraper.health.rhythm import Quiet
from scraper.health.shares import Shares
from scraper.health.spans import NO_EVIDENCE, choose_runs, informative, judged, read_spans
from scraper.health.streaks import watch_age, watch_owed, watch_streaks
from scraper.health.volumes import Volumes
from scraper.runs.outcome import Code

FIELDS: Final[tuple[FieldName, ...]] = get_args(FieldName)

BY_THE_WAY: Final = frozenset({"unreachable", "wall"})
"""Refusals that come and go with a network: only what three runs in a row share is told."""

LASTING: Final = 3

LEAST_MOVED: Final = 0.2
"""Part of the articles in places unknown before that is told: a new section or a special topic is less."""

SETTLED: Final = timedelta(days=14)
"""Places of bodies that a site's first fortnight shows are known from the start, and what is new is told after it."""

_NEVER_JUDGED = frozenset({Code.LOCKED, Code.USAGE})
_BROKEN_OFF = frozenset({Code.NOT_WRITTEN, Code.INTERRUPTED, Code.TERMINATED})


_BY_PLACE = frozenset({Kind.COVERAGE, Kind.TAKEOVER, Kind.PRECISION})


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that is watched: the runs that tell of it, and when it was out of its norm."""

    kind: Kind
    field: str | None
    runs: Sequence[RunReport]
    episodes: Sequence[Episode]


def trace_site(runs: Sequence[RunReport], quiet: Quiet) -> list[Trace]:
    """Return all that is watched of a site, in the order in which it is told."""
    chosen = choose_runs(runs)
    steady = informative(chosen)
    return [*_streaks(chosen, quiet), *_volumes(chosen, quiet), *_shares(steady)]


def _streaks(chosen: Sequence[RunReport], quiet: Quiet) -> Iterator[Trace]:
    tried = [run for run in chosen if run.exit_code not in _NEVER_JUDGED]
    failed = watch_streaks(tried, lambda run: run.exit_code == Code.SITE_FAILED)
    yield Trace(Kind.FAILING, None, tried, failed)
    broken = watch_streaks(tried, lambda run: run.exit_code in _BROKEN_OFF)
    yield Trace(Kind.UNFINISHED, None, tried, broken)
    whole = [run for run in chosen if run.exit_code not in NO_EVIDENCE]
    yield Trace(Kind.STALE, None, whole, watch_age(whole, quiet))
    yield Trace(Kind.OWED, None, whole, watch_owed(whole))


def _volumes(chosen: Sequence[RunReport], quiet: Quiet) -> Iterator[Trace]:
    links = Links([run for run in chosen if run.exit_code not in NO_EVIDENCE])
    yield Trace(Kind.FEWER_LINKS, None, links.runs, watch(links))
    spans = read_spans(chosen)
    yield Trace(Kind.FEWER_ARTICLES, None, [span.run for span in spans], watch(Volumes(spans, quiet)))


def _shares(steady: Sequence[RunReport]) -> Iterator[Trace]:
    for reason in sorted({reason for run in steady for reason in judged(run)}):
        yield _share(Kind.REFUSALS, reason, steady, _accepted(steady, reason))
    for name in FIELDS:
        filled = [_filled(run, name) for run in steady]
        yield _share(Kind.COVERAGE, name, steady, filled)
        yield _share(Kind.TAKEOVER, name, steady, [_by_rules(run, name) for run in steady])
    yield _share(Kind.PRECISION, "date", steady, [_timed(run) for run in steady])
    yield _share(Kind.TEMPLATE, None, steady, _in_known_places(steady), least_drop=LEAST_MOVED)


def _share(
    kind: Kind,
    field: str | None,
    runs: Sequence[RunReport],
    shares: Sequence[tuple[int, int]],
    **limits: float,
) -> Trace:
    """Return the trace of shares, each `count` of `total` of one run."""
    told = [run for run, (_, total) in zip(runs, shares, strict=True) if total]
    if all(count == total for count, total in shares) or not any(count for count, _ in shares):
        return Trace(kind, field, told, ())
    counts = [
        Count(run.started_at, max(0, min(part, total)), total, _places(run) if kind in _BY_PLACE else {})
        for run, (part, total) in zip(runs, shares, strict=True)
    ]
    return Trace(kind, field, told, watch(Shares(counts, **limits)))


def _places(run: RunReport) -> dict[str, int]:
    return {place: template.articles for place, template in run.templates.items()}


def _filled(run: RunReport, name: FieldName) -> tuple[int, int]:
    figures = run.fields.get(name)
    return (figures.filled, run.articles) if figures else (0, 0)


def _by_rules(run: RunReport, name: FieldName) -> tuple[int, int]:
    figures = run.fields.get(name)
    return (figures.by_rules, figures.filled) if figures else (0, 0)


def _timed(run: RunReport) -> tuple[int, int]:
    total = sum(run.precisions.values())
    return total - run.precisions.get("day", 0), total


def _accepted(runs: Sequence[RunReport], reason: str) -> list[tuple[int, int]]:
    """Return the pages of each run that were not refused for this reason."""
    totals = [run.articles + sum(judged(run).values()) for run in runs]
    refused = [run.rejections.get(reason, 0) for run in runs]
    if reason in BY_THE_WAY:
        shares = [one / max(total, 1) for one, total in zip(refused, totals, strict=True)]
        lasting = [min(shares[max(0, end - LASTING) : end]) for end in range(1, len(shares) + 1)]
        refused = [round(share * total) for share, total in zip(lasting, totals, strict=True)]
    return [(total - one, total) for one, total in zip(refused, totals, strict=True)]


def _in_known_places(runs: Sequence[RunReport]) -> list[tuple[int, int]]:
    """Return the articles of each run whose body stood where bodies were seen a month before."""
    born: dict[str, datetime] = {}
    counts: list[tuple[int, int]] = []
    settled = runs[0].started_at + SETTLED if runs else None
    for run in runs:
        known = 0
        for place, template in run.templates.items():
            birth = born.setdefault(place, run.started_at)
            assert settled
            known += template.articles * (birth <= settled or run.started_at - birth >= ACCEPTED)
        total = sum(template.articles for template in run.templates.values())
        counts.append((known, total) if settled and run.started_at > settled else (0, 0))
    return counts
