"""What the runs of a period come to, over all sites: by day, by reason, by what is owed, by where the time went."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Final

from schemas.article import BEIJING
from schemas.run import RunReport
from scraper.health.histories import History
from scraper.views.overview.daily_bars import Chart, draw_days

EXAMPLES: Final = 3
"""Addresses that show a reason, each of another site where there are as many."""

MOST_SLOW: Final = 20
"""Sites of the table of slow ones: who looks for more sorts the table of all sites."""

_REASON: Final = "reason/"  # beginning of the examples of refusals
_BEIJING: Final = timezone(BEIJING)


@dataclass(frozen=True, slots=True)
class Refusals:
    """The pages that were refused for one reason."""

    reason: str
    pages: int
    share: float  # of all refused pages
    sites: int
    examples: tuple[tuple[str, str], ...]  # the site, and an address


@dataclass(frozen=True, slots=True)
class Times:
    """Where the time of a site's runs went, in seconds a run, and of all runs an article."""

    site: str
    runs: int
    total: float
    fetching: float
    cleaning: float
    waiting: float
    an_article: float | None  # None: there was none

    def width(self, part: float, most: float) -> float:
        """Return the part's width in percent of the widest bar."""
        return round(100 * part / most, 2) if most else 0.0


@dataclass(frozen=True, slots=True)
class Period:
    """The runs of each site that began in a period, and what they come to."""

    runs: Mapping[str, tuple[RunReport, ...]]
    since: datetime
    until: datetime

    @classmethod
    def of(cls, histories: Iterable[History], since: datetime, until: datetime) -> "Period":
        """Return the runs that began then or later."""
        kept = {one.site: tuple(run for run in one.runs if run.started_at >= since) for one in histories}
        return cls(kept, since, until)

    def each(self) -> list[tuple[str, RunReport]]:
        """Return the site and the report of each run, the newest first."""
        found = [(site, run) for site, runs in self.runs.items() for run in runs]
        return sorted(found, key=lambda one: one[1].started_at, reverse=True)

    @property
    def articles(self) -> int:
        """How many articles were delivered."""
        return sum(run.articles for _, run in self.each())

    @property
    def refused(self) -> int:
        """How many pages were refused."""
        return sum(run.refused for _, run in self.each())

    def regions_of(self, site: str) -> Counter[str]:
        """Return the articles of a site by GB/T 2260 code; its own regions are there with none."""
        counts = Counter[str]()
        for run in self.runs[site]:
            counts.update(run.regions)
        return counts

    def placeless(self) -> int:
        """Return how many articles are of no region."""
        return self.articles - sum(sum(run.regions.values()) for _, run in self.each())

    def fetched(self) -> Chart:
        """Return the new articles by the day, Beijing time, on which their run began."""
        counts = Counter[date]()
        for _, run in self.each():
            counts[run.started_at.astimezone(_BEIJING).date()] += run.articles
        return self._draw(counts, 0)

    def published(self) -> Chart:
        """Return the same articles by the day of publication; those of other days than the period's are one number."""
        counts, unknown = Counter[date](), 0
        for _, run in self.each():
            unknown += run.articles - sum(run.days.values())
            for name, number in run.days.items():
                if day := _read_day(name):
                    counts[day] += number
                else:
                    unknown += number
        return self._draw(counts, unknown)

    def _draw(self, counts: Mapping[date, int], unknown: int) -> Chart:
        """Return the chart of the period's days: a site may print a date of any century."""
        first, last = (moment.astimezone(_BEIJING).date() for moment in (self.since, self.until))
        inside = {day: number for day, number in counts.items() if first <= day <= last}
        return draw_days(inside, unknown + sum(counts.values()) - sum(inside.values()))

    def refusals(self) -> list[Refusals]:
        """Return the reasons, the most frequent first."""
        pages, sites = Counter[str](), defaultdict[str, set[str]](set)
        examples = defaultdict[str, dict[str, str]](dict)
        for site, run in self.each():
            for reason, count in run.rejections.items():
                pages[reason] += count
                sites[reason].add(site)
                if example := run.examples.get(_REASON + reason):
                    examples[reason].setdefault(site, example)
        total = pages.total()
        return [
            Refusals(name, count, count / total, len(sites[name]), tuple(examples[name].items())[:EXAMPLES])
            for name, count in pages.most_common()
            if count
        ]

    def slowest(self) -> list[Times]:
        """Return where the time of the slowest sites went, the slowest first."""
        times = [_time(site, runs) for site, runs in self.runs.items() if runs]
        return sorted(times, key=lambda one: (-one.total, one.site))[:MOST_SLOW]


def _read_day(name: str) -> date | None:
    """Return the day that a report names; None for what lies behind those that it tells one by one."""
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def _time(site: str, runs: tuple[RunReport, ...]) -> Times:
    parts = [run.seconds for run in runs]
    total = sum(one.total for one in parts)
    articles = sum(run.articles for run in runs)
    return Times(
        site,
        len(runs),
        total / len(runs),
        sum(one.fetching for one in parts) / len(runs),
        sum(one.cleaning for one in parts) / len(runs),
        sum(one.waiting for one in parts) / len(runs),
        total / articles if articles else None,
    )
