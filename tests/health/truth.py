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

SHOWS_IT = log(1000)
"""Odds, as a logarithm, from which a run shows a change to one who knows the truth before and after it: 400 nights a
year, each looked at for a dozen kinds of change, leave less than one false alarm only from about here."""

ALWAYS, NEVER = 0.98, 0.02


def informs(before: float, after: float) -> float:
    """Return what one article tells, on average, of a share that fell: natural units of information."""
    p, q = min(max(after, NEVER), ALWAYS), min(max(before, NEVER), ALWAYS)
    return p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))


def informs_of_count(left: float) -> float:
    """Return what one article that was to be expected tells, on average, where this part of them is left."""
    return (left * log(left) if left else 0.0) - left + 1


@dataclass
class Change:
    """Something that changed at a site, when, and what of it a report can show."""

    what: str
    began: datetime
    shows: frozenset[tuple[Kind, str | None]]
    ended: datetime | None = None
    informs: float = 0.0  # natural units an affected article
    affected: dict[int, float] = field(default_factory=dict)  # articles by the number of the run

    def seen_from(self, runs: int, wanted: float) -> int | None:
        """Return the first run by which so much was to be learnt of it; None where no run shows as much."""
        learnt = 0.0
        for run in range(runs):
            learnt += self.affected.get(run, 0.0) * self.informs
            if learnt > 0 and learnt >= wanted:
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
            name: {"filled": kinds["rules"] + kinds["reader"], "by_rules": kinds["rules"], "by_reader": kinds["reader"]}
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
