"""A link as a list tells of it: where it leads, on which day that was published, and what its headline is."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import NamedTuple

_BEIJING = timezone(timedelta(hours=8))
_DAY = re.compile(r"(?P<year>(?:19|20)\d{2})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})")

Days = tuple[date, date]


class Link(NamedTuple):
    """An address and, where the list tells, the first and last day on which it was published, and its headline."""

    url: str
    days: Days | None = None
    title: str = ""


def read_day(value: object) -> Days | None:
    """Return the day of a time as lists print it: ISO, 年月日, RFC 822, seconds or milliseconds since 1970.

    >>> read_day("2023-06-12 15:27:00") == read_day("Mon, 12 Jun 2023 15:27:00 +0800") == read_day(1686554820)
    True
    >>> read_day("昨天") is None
    True
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        day = _from_number(value) if not isinstance(value, str) else _from_text(value)
    except (ValueError, OverflowError, OSError):
        return None
    return (day, day) if day else None


def _from_number(value: float) -> date:
    seconds = value / 1000 if value > 1e11 else value  # 1e11 seconds lie in the year 5138
    return datetime.fromtimestamp(seconds, UTC).astimezone(_BEIJING).date()


def _from_text(value: str) -> date | None:
    if value.isdecimal() and len(value) in (10, 13):
        return _from_number(int(value))
    if found := _DAY.search(value):
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    moment = parsedate_to_datetime(value)
    return moment.astimezone(_BEIJING).date() if moment.tzinfo else moment.date()
