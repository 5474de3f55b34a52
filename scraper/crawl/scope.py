"""What a crawl was asked for: `-a since=`, `until=`, `limit=`, `section=`, the arguments of every site."""

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from pipelines.extract.date.url import url_date
from scraper.storage.ledger import MOST_REFRESH

ARGUMENTS: Mapping[str, str] = {
    "since": "first day, 2023-06-01: what the link or the list dates before it is not fetched",
    "until": "last day, 2023-06-30",
    "limit": "most articles to ask for in this run",
    "refresh": "look again at articles delivered so many days ago or less, 7d; 30d at most",
    "section": "a folder of the listing addresses (local), or the address of a listing page of this site",
}

_MONTH = re.compile(r"/((?:19|20)\d{2})[-/]?(0[1-9]|1[0-2])/")


class BadArgument(ValueError):
    """A spider argument that is unknown, or has a value that the spider cannot use."""


class Scope(NamedTuple):
    """The bounds of a crawl; None is no bound. `since` and `until` are days that still belong to it."""

    since: date | None = None
    until: date | None = None
    limit: int | None = None
    section: str | None = None

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> Self:
        """Return the scope that `arguments` ask for; raise BadArgument at a value that means nothing.

        >>> Scope.read({"since": "2023-06-01", "limit": "5"})
        Scope(since=datetime.date(2023, 6, 1), until=None, limit=5, section=None)
        """
        since, until = _day(arguments, "since"), _day(arguments, "until")
        if since and until and since > until:
            raise BadArgument(f"since={since} lies after until={until}")
        read_days(arguments.get("refresh", "0d"))
        limit = arguments.get("limit")
        if limit is not None and not (limit.isdecimal() and int(limit)):
            raise BadArgument(f"limit={limit!r} is no number of articles above 0")
        section = arguments.get("section")
        if section is not None and not section.strip("/ "):
            raise BadArgument("section is empty: name a folder of a listing address, or a listing page")
        return cls(since, until, int(limit) if limit else None, section)

    def holds(self, days: tuple[date, date] | None) -> bool:
        """Tell whether something published within `days` may belong to the scope; undated things may."""
        return not self.is_before(days) and not (days and self.until and days[0] > self.until)

    def is_before(self, days: tuple[date, date] | None) -> bool:
        """Tell whether something published within `days` is surely older than the scope."""
        return bool(days and self.since and days[1] < self.since)

    def choose_listings(self, urls: Sequence[str]) -> list[str]:
        """Return the listings of the section; raise BadArgument where none of `urls` has such a folder.

        >>> Scope(section="local").choose_listings(["http://a.cn/cn/Instant/", "http://a.cn/cn/local/"])
        ['http://a.cn/cn/local/']
        """
        if self.section is None:
            return list(urls)
        if self.section.startswith(("http://", "https://")):
            return [self.section]
        wanted = [part for part in self.section.split("/") if part]
        chosen = [url for url in urls if _has_folders(url, wanted)]
        if not chosen:
            raise BadArgument(f"no listing has the section {self.section!r} (there are: {', '.join(urls)})")
        return chosen


def read_days(argument: str) -> timedelta:
    """Return the time that an argument such as `7d` names; raise BadArgument where it is none.

    >>> read_days("7d").days
    7
    """
    days = argument.removesuffix("d")
    number = int(days[:4]) if days.isascii() and days.isdigit() else None
    if number is None or days == argument or number > MOST_REFRESH.days:
        raise BadArgument(f"refresh takes days, 1d to {MOST_REFRESH.days}d, not {argument!r}")
    return timedelta(days=number)


def _day(arguments: Mapping[str, str], name: str) -> date | None:
    if (value := arguments.get(name)) is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadArgument(f"{name}={value!r} is no day: write it as 2023-06-01") from None


def _has_folders(url: str, wanted: list[str]) -> bool:
    parts = urlsplit(url)
    folders = [*(parts.hostname or "").split(".")[:1], *parts.path.split("/")]
    return any(folders[start : start + len(wanted)] == wanted for start in range(len(folders)))


def days_of(url: str) -> tuple[date, date] | None:
    """Return the first and the last day on which an article at `url` can have been published, if it says so.

    >>> days_of("http://a.cn/202306/t20230612_1.html")[0].isoformat()
    '2023-06-12'
    >>> [day.isoformat() for day in days_of("http://a.cn/zx/202306/58919.html")]
    ['2023-06-01', '2023-06-30']
    """
    if day := url_date(url):
        return day, day
    if month := _MONTH.search(urlsplit(url).path):
        year, number = int(month[1]), int(month[2])
        return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
    return None


def own_arguments(arguments: Mapping[str, object]) -> dict[str, str]:
    """Return the arguments that are the spider's, as texts: one with an underscore before it is its scheduler's.

    >>> own_arguments({"_job": "6487ec79947edab326d6db28a2d86511e8247444", "limit": 5, "since": None})
    {'limit': '5'}
    """
    return {
        name: str(value)
        for name, value in arguments.items()
        if value is not None and not name.startswith("_")
    }
