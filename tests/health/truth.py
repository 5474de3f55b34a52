"""What really happened at a simulated site, and what a run of it reports."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import log
from pathlib import Path
from typing import Any

from schemas.drifts import Kind
from schemas.run import RunReport
from scraper.health.histories import History

FIELDS = ("title", "date", "source", "editor", "author", "body")

SHOWS_IT = log(20 * 365 * 7)
"""Odds, as a logarithm, from which a run shows a change: a site has some twenty things to be watched on 365 nights, and
nobody knows whether a change began last night or a month ago (seven windows), so what is seen with smaller odds is seen
falsely once a year. They are the odds of one who knows to what the site changed, and of what it was before as much as
its runs have shown by then."""

ALWAYS, NEVER = 0.98, 0.02


def learn(part: float, total: float, before: float, after: float, known: float) -> float:
    """Return what so many of a total tell of a share that fell: odds, as a logarithm.

    `known` are the articles from which the share before is known: nobody knows from twenty that one is never without.
    """
    p, q = min(max(after, NEVER), ALWAYS), min(max(before, NEVER), ALWAYS, (known + 0.5) / (known + 1))
    return part * log(p / q) + (total - part) * log((1 - p) / (1 - q))


def learn_of_count(count: int, mean: float, left: float, known: float, scatter: float) -> float:
    """Return what a count tells, where a part of the mean may be left, `known` articles tell the mean, and days scatter."""
    size, less = 1 / (1 / max(known, 1) + 1 / scatter), mean * max(left, NEVER)
    return count * log(less / mean) - (count + size) * log((size + less) / (size + mean)) if mean else 0.0


@dataclass
class Change:
    """Something that changed at a site, when, and what of it a report can show."""

    what: str
    began: datetime
    shows: frozenset[tuple[Kind, str | None]]
    ended: datetime | None = None
    first: int | None = None  # number of the first run that met something of it
    learnt: dict[int, float] = field(default_factory=dict)  # odds, as a logarithm, by the number of the run

    def seen_from(self, wanted: float) -> int | None:
        """Return the first run by which so much was to be learnt of it; None where no run shows as much."""
        odds = 0.0
        for run, more in sorted(self.learnt.items()):
            odds = max(0.0, odds + more)
            if odds >= wanted:
                return run
        return None


@dataclass
class SimulatedSite:
    """A site with its history and the truth of it."""

    name: str
    a_day: float
    runs: list[RunReport]
    changes: list[Change]

    @property
    def history(self) -> History:
        return History(self.name, Path("data", self.name), tuple(self.runs))


@dataclass
class Counts:
    """What a run met."""

    fields: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FIELDS})
    days: Counter[date] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    precisions: Counter[str] = field(default_factory=Counter)
    rejections: Counter[str] = field(default_factory=Counter)
    articles: int = 0


def some_of(rng: random.Random, total: int, share: float) -> int:
    """Return how many of `total` fall to a share."""
    if share <= 0 or total <= 0:
        return 0
    return total if share >= 1 else sum(rng.random() < share for _ in range(total))


def poisson(rng: random.Random, mean: float) -> int:
    """Return a count of this mean, as dice have it."""
    count, time = 0, rng.expovariate(1.0)
    while time < mean:
        count += 1
        time += rng.expovariate(1.0)
    return count


def write(site: str, begun: datetime, counts: Counts, **given: Any) -> RunReport:
    """Return the report of what a run met."""
    newest = max(counts.days, default=None)
    evening = newest and min(begun, datetime(newest.year, newest.month, newest.day, 21, tzinfo=begun.tzinfo))
    facts: Mapping[str, Any] = {
        "schema_version": "1.0.0",
        "run": f"{begun:%Y%m%dT%H%M%S%fZ}",
        "site": site,
        "started_at": begun,
        "finished_at": begun + timedelta(minutes=20),
        "finish_reason": "finished",
        "listing_pages": 0,
        "listing_lost": 0,
        "links": 0,
        "known": 0,
        "articles": counts.articles,
        "rejections": {reason: count for reason, count in counts.rejections.items() if count},
        "restored": 0,
        "fields": {
            name: {
                "filled": kinds["rules"] + kinds["reader"],
                "by_rules": kinds["rules"],
                "by_reader": kinds["reader"],
            }
            for name, kinds in counts.fields.items()
        }
        if counts.articles
        else {},
        "precisions": {name: count for name, count in counts.precisions.items() if count},
        "templates": {
            place: {"articles": count, "example": f"http://{site}.example/{begun:%Y%m%d}/1.html"}
            for place, count in counts.places.most_common()
            if count
        },
        "days": {day.isoformat(): count for day, count in counts.days.items() if count},
        "newest": evening,
        "requests": 9,
        "bytes": 9000,
        "exit_code": 0,
        "outcome": "fine",
    }
    return RunReport.model_validate({**facts, **given})
