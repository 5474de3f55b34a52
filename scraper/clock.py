"""What a server's clock says, and whether it is believed."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

CLOCK_TOLERANCE = timedelta(days=1)
"""How far a server's clock may be from ours: a wrong zone is 14 hours at most, more is a clock that was never set."""

_UNITS = {"d": "days", "h": "hours"}
_MOST_DIGITS = 5  # of a number of days or hours: more is a slip


def read_moment(value: str) -> datetime | None:
    """Return the moment of an HTTP date, UTC; None where it is none.

    >>> read_moment("Mon, 12 Jun 2023 08:00:00 GMT").isoformat(), read_moment("gestern")
    ('2023-06-12T08:00:00+00:00', None)
    """
    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_period(text: str) -> timedelta:
    """Return the time that a text such as `7d` or `36h` names; raise ValueError where it is none.

    >>> read_period("7d").days, read_period("36h").total_seconds() / 3600
    (7, 36.0)
    """
    number, unit = text[:-1], text[-1:]
    if not (number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS and unit in _UNITS):
        raise ValueError(f"a time is a number of days or hours, 7d or 36h, not {text!r}")
    return timedelta(**{_UNITS[unit]: int(number)})


def describe_age(age: timedelta) -> str:
    """Return an age in the largest unit that is one at least.

    >>> [describe_age(timedelta(**one)) for one in ({"minutes": 4}, {"hours": 30}, {"days": 9})]
    ['4 min', '30 h', '9 d']
    """
    hours = age.total_seconds() / 3600
    if hours < 1:
        return f"{hours * 60:.0f} min"
    return f"{hours:.0f} h" if hours < 2 * 24 else f"{age.days} d"


def believe(said: datetime | None, ours: datetime) -> datetime:
    """Return what a server's clock said where it agrees with ours, else what ours said."""
    return said if said and abs(said - ours) <= CLOCK_TOLERANCE else ours
