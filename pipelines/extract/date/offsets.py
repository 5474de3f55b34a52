"""Zones printed behind a clock: most are Beijing time, and what is not is converted to it."""

import re
from datetime import UTC, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))

EARLIEST = datetime(1995, 1, 1, tzinfo=BEIJING)
"""No Chinese news site is older: the first, 神州学人, went online on 12 January 1995."""

_HOURS = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "CST": 8,
    "BJT": 8,
    "HKT": 8,
    "SGT": 8,
    "JST": 9,
    "KST": 9,
    "EST": -5,
    "EDT": -4,
    "PST": -8,
    "PDT": -7,
}
"""Hours ahead of UTC. CST is China's on a Chinese site: the server's Java and PHP print it so."""

_NAMES = "|".join(name for name in _HOURS if name != "Z")
ZONE = rf"""(?P<zone>
    (?:GMT|UTC)[ ]?[+-](?:1[0-4]|0?[0-9])(?::?[0-5][0-9])?(?![0-9:])
    |[+][01][0-9]:?[0-5][0-9](?![0-9])
    |(?<=:[0-5][0-9]:[0-5][0-9])-[01][0-9]:?[0-5][0-9](?![0-9])
    |(?<=[.][0-9]{{3}})-[01][0-9]:?[0-5][0-9](?![0-9])
    |(?:{_NAMES}|Z)(?![A-Za-z0-9+-])
    |北京时间|世界时|格林尼治时间)"""
"""A minus without a name is a zone behind seconds alone: behind minutes it begins the end of a span, 10:00-11:30."""

_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>[0-9]{1,2}?)(?::?(?P<minutes>[0-9]{2}))?\Z")


def to_beijing(moment: datetime, zone: str | None) -> datetime:
    """Return Beijing time of a moment that is printed with a zone; without one it is Beijing time already.

    >>> printed = datetime(2023, 6, 12, 7, 27)
    >>> [to_beijing(printed, zone).hour for zone in (None, "UTC", "GMT+8", "+0800", "-05:00", "CST", "北京时间")]
    [7, 15, 7, 7, 20, 7, 7]
    """
    return moment.replace(tzinfo=_zone(zone or "")).astimezone(BEIJING)


def _zone(printed: str) -> timezone:
    if offset := _OFFSET.search(printed):
        size = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        return timezone(-size if offset["sign"] == "-" else size)
    if printed in _HOURS:
        return timezone(timedelta(hours=_HOURS[printed]))
    return BEIJING if printed in {"", "北京时间"} else UTC
