"""How much a site publishes on which day: its own week, and the days on which all sites publish less."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median, quantiles
from typing import Final

from scraper.health.spans import Span

LEAST_SITES: Final = 5
"""Sites that make a common day: what four do at once may be chance."""

QUIET: Final = 0.8
"""Part of the usual on a common quiet day: half of the sites publish less than this of what they do on such weekdays."""

WEEKS: Final = 6
"""Weeks before and after a day that its weekday is compared with: most of them lie outside of any holiday."""

ALIVE: Final = 0.35
ALIVE_DAYS: Final = 14
"""Part of the usual that a site must have had in so many days to have a say: longer than any holiday, so one that has
less is broken or has dried up."""

LEAST_WEEKS: Final = 4
LEAST_ARTICLES: Final = 3.0
"""Articles on the median day of such a weekday below which a site has no say in what a common day is."""

LEAST_WEIGHT, WEIGHT = 5.0, 0.25
"""Articles, and part of an average day's, that stand for an even week where little is known of a site's own."""

Quiet = Mapping[date, float]
"""Days on which most sites publish less, each with the part of the usual that the quiet tenth of them has."""


@dataclass(frozen=True, slots=True)
class Week:
    """The part of the average day that each weekday has, Monday first."""

    parts: tuple[float, ...]

    def expect(self, days: Mapping[date, float], quiet: Quiet) -> float:
        """Return how many average days these days are worth."""
        return sum(part * self.parts[day.weekday()] * quiet.get(day, 1.0) for day, part in days.items())


def fit_week(spans: Iterable[Span]) -> Week:
    """Return the week of a site: each weekday's own average, drawn to the common one where little is known."""
    articles, days = [0.0] * 7, [0.0] * 7
    for span in spans:
        length = span.length
        for day, part in span.days.items():
            articles[day.weekday()] += span.fresh * part / length
            days[day.weekday()] += part
    average = sum(articles) / max(sum(days), 1e-9)
    if not average:
        return Week((1.0,) * 7)
    weight = max(WEIGHT * average, LEAST_WEIGHT)
    pairs = zip(articles, days, strict=True)
    return Week(tuple((count + weight) / (length * average + weight) for count, length in pairs))


def find_quiet_days(sites: Iterable[Sequence[Span]]) -> dict[date, float]:
    """Return the days on which half of the sites published clearly less than what such a weekday has.

    No calendar is asked: what all do at once is a holiday, whatever it is called.
    """
    found: defaultdict[date, list[float]] = defaultdict(list)
    for spans in sites:
        for day, ratio in _compare_with_weekdays(spans).items():
            found[day].append(ratio)
    return {
        day: max(0.0, quantiles(ratios, n=10, method="inclusive")[0])
        for day, ratios in found.items()
        if len(ratios) >= LEAST_SITES and median(ratios) < QUIET
    }


def _compare_with_weekdays(spans: Sequence[Span]) -> dict[date, float]:
    """Return what each day has, as a part of the median of the same weekday in the weeks around it."""
    articles: defaultdict[date, float] = defaultdict(float)
    for span in spans:
        for day, part in span.days.items():
            articles[day] += span.fresh * part / span.length
    usual: dict[date, float] = {}
    for day in articles:
        around = [day + timedelta(weeks=week) for week in range(-WEEKS, WEEKS + 1) if week]
        others = [articles[other] for other in around if other in articles]
        if len(others) >= LEAST_WEEKS and (middle := median(others)) >= LEAST_ARTICLES:
            usual[day] = middle
    return {day: articles[day] / usual[day] for day in usual if _is_alive(day, articles, usual)}


def _is_alive(day: date, articles: Mapping[date, float], usual: Mapping[date, float]) -> bool:
    before = [one for age in range(ALIVE_DAYS) if (one := day - timedelta(days=age)) in usual]
    return sum(articles[one] for one in before) >= ALIVE * sum(usual[one] for one in before)
