"""Printed Chinese dates: one grammar for all the forms that news pages print. Pure: no clock, no page.

Every time is Beijing time, which no page ever states; only an ISO time with a zone is converted.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal, NamedTuple

BEIJING = timezone(timedelta(hours=8))
EARLIEST = datetime(1995, 1, 1, tzinfo=BEIJING)
"""No Chinese news site is older: the first, 神州学人, went online on 12 January 1995."""
AHEAD = timedelta(days=1)
"""How far a publication may lie after the fetch: clocks differ, planned pieces carry the next morning."""
REPUBLIC = 1911
"""Year 1 of the 民國 calendar is 1912."""

Precision = Literal["second", "minute", "day"]
Form = Literal["full", "short", "yearless", "relative"]


class Reading(NamedTuple):
    """A date in a text: what it means, how exact it is, how it is printed, and where."""

    value: datetime  # aware, +08:00; midnight where only a day is printed
    precision: Precision
    raw: str
    form: Form  # short: two-digit year; yearless and relative: completed from elsewhere
    start: int
    end: int


# One character for one character, so that offsets in the plain text are offsets in the printed one.
_PLAIN = str.maketrans(
    "０１２３４５６７８９：．／－—–～，（）　\u00a0\t點時Ｔ週號國",
    "0123456789:./----,()   点时T周号国",
)
_CHINESE_DIGIT = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))

_B = "[ ]{0,3}"  # blanks within a date
_CLOCK = rf"""(?:
    (?:{_B}[(]?(?:星期|周)[一二三四五六日天][)]?)?
    (?:{_B}[,|·T/]{_B}|{_B})
    (?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|早|晚|[AaPp][Mm])?{_B}
    (?P<hour>2[0-4]|[01]?[0-9]){_B}[:时点]{_B}(?P<minute>[0-5][0-9]|[0-9](?=[ ]?分))(?![0-9])
    (?:[ ]?分(?![钟享]))?
    (?:(?:{_B}:{_B}|(?<=分){_B})(?P<second>[0-5][0-9])(?![0-9:时点/])(?:[.][0-9]{{1,9}})?秒?)?
    (?:{_B}(?P<zone>Z|[+][01][0-9]:?[0-5][0-9]|(?<=:[0-9]{{2}}:[0-9]{{2}})-[01][0-9]:?[0-5][0-9])(?![0-9]))?
    (?:{_B}(?P<half_after>[AaPp][Mm])(?![A-Za-z]))?
)"""
_MONTH = "(?P<month>1[0-2]|0?[1-9])"
_DAY = "(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])"
# 2023-06-1215:27 is what remains of two elements without a blank between them.
_DAY_BEFORE_CLOCK = "(?P<day>3[01]|[12][0-9]|0[1-9]|[1-9])(?:(?![0-9])|(?=[0-2][0-9]:[0-5][0-9]))"


def _pattern(day: str, clock: str) -> re.Pattern[str]:
    return re.compile(day + clock, re.VERBOSE)


_PATTERNS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        "full",
        _pattern(
            r"(?:(?<![0-9.])(?<![0-9]:)(?P<hour_before>2[0-3]|[01]?[0-9])"
            r":(?P<minute_before>[0-5][0-9])[ ]{1,2})?"
            rf"(?<![0-9.])(?P<year>(?:19|20)[0-9]{{2}})(?:{_B}[-/.年]{_B}|[ ]{{1,2}})"
            rf"{_MONTH}{_B}(?:月|[-/.]){_B}{_DAY_BEFORE_CLOCK}(?:{_B}[日号])?",
            _CLOCK + "?",
        ),
    ),
    (
        "full",
        _pattern(
            rf"民国{_B}(?P<republic>[0-9]{{2,3}}){_B}[年/.-]{_B}{_MONTH}{_B}[月/.-]{_B}{_DAY}(?:{_B}日)?",
            _CLOCK + "?",
        ),
    ),
    (
        "full",
        _pattern(
            "(?P<spelt_year>[〇零○一二三四五六七八九]{4})年"
            "(?P<spelt_month>十[一二]?|[一二三四五六七八九])月"
            "(?P<spelt_day>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日",
            _CLOCK + "?",
        ),
    ),
    (  # WordPress in Chinese: 六月 12th, 2023
        "full",
        _pattern(
            "(?P<named_month>十[一二]?|[一二三四五六七八九]"
            "|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[.]?)"
            "月?[ ](?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?,?[ ]"
            "(?P<late_year>(?:19|20)[0-9]{2})(?![0-9])",
            _CLOCK + "?",
        ),
    ),
    (
        "short",
        _pattern(
            r"(?<![0-9A-Za-z./-])(?<![0-9]:)(?P<short>[0-9]{2})(?P<same>[-/.])(?P<month>1[0-2]|0[1-9])(?P=same)"
            r"(?P<day>3[01]|[12][0-9]|0[1-9])(?![0-9./-])",
            _CLOCK + "?",
        ),
    ),
    (
        "yearless",
        _pattern(
            rf"(?<![0-9./年-])(?<![0-9]:)(?:{_MONTH}{_B}月{_B}{_DAY}{_B}[日号]"
            r"|(?P<month_2>1[0-2]|0[1-9])[-/](?P<day_2>3[01]|[12][0-9]|0[1-9])(?![0-9./-]))",
            _CLOCK,
        ),
    ),
    ("relative", _pattern("(?P<word>今天|昨天|昨日|前天)", _CLOCK + "?")),
    (
        "relative",
        _pattern(
            rf"(?<![0-9.])(?P<count>[1-9][0-9]{{0,2}}){_B}(?:个)?{_B}(?P<unit>秒|分钟|分鐘|小时|小時|天)(?:之)?前|(?P<now>刚刚|剛剛)",
            "",
        ),
    ),
)
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "晚间", "晚", "pm"})
_LATE_NOON = 3
"""中午1:30 is half past one; 中午11:30 is before noon."""
_DAYS_AGO = {"今天": 0, "昨天": 1, "昨日": 1, "前天": 2}
_MAY_HOLD_A_DATE = re.compile("[0-9０-９年刚剛昨今前]")


def find_dates(text: str, fetched_at: datetime, year: int | None = None) -> tuple[Reading, ...]:
    """Return the dates printed in `text`, in order, none before 1995 or more than a day after `fetched_at`.

    `year` completes a date without one; without `year` it is the latest year that does not lie ahead.
    Dates that the calendar does not have are none. Relative dates count back from `fetched_at`.

    >>> noon = datetime(2023, 6, 13, 12, 0, tzinfo=BEIJING)
    >>> [str(found.value) for found in find_dates("发布时间：2023年06月12日15:27 来源：山阳网", noon)]
    ['2023-06-12 15:27:00+08:00']
    >>> find_dates("比分 3-1，赔率 2023-13-45，成本 12.06 元。", noon)
    ()
    """
    if not _MAY_HOLD_A_DATE.search(text):
        return ()
    plain = text.translate(_PLAIN)
    found: list[Reading] = []
    for form, pattern in _PATTERNS:

        def take(match: re.Match[str], form: Form = form) -> str:
            reading = _read(match, form, text, fetched_at.astimezone(BEIJING), year)
            if reading is None:
                return match.group()
            found.append(reading)
            return _TAKEN * len(match.group())

        plain = pattern.sub(take, plain)
    return tuple(sorted(found, key=lambda reading: reading.start))


_TAKEN = "#"
"""Stands for what a form has read, so that no later form reads it again."""


def _read(
    match: re.Match[str], form: Form, text: str, fetched_at: datetime, year: int | None
) -> Reading | None:
    parts = match.groupdict()
    for day in _days(parts, fetched_at, year):
        moment, precision = _moment(day, parts, fetched_at)
        if EARLIEST <= moment <= fetched_at + AHEAD:
            return Reading(
                moment, precision, text[match.start() : match.end()].strip(), form, match.start(), match.end()
            )
    return None


def _days(parts: dict[str, str | None], fetched_at: datetime, year: int | None) -> Iterator[date]:
    """Yield the days that the printed one may be, the likeliest first."""
    month, day = parts.get("month") or parts.get("month_2"), parts.get("day") or parts.get("day_2")
    years: tuple[int, ...]
    if word := parts.get("word"):
        yield fetched_at.date() - timedelta(days=_DAYS_AGO[word])
        return
    if parts.get("count") or parts.get("now"):
        yield fetched_at.date()
        return
    if spelt := parts.get("spelt_year"):
        years = (int("".join(_CHINESE_DIGIT[digit] for digit in spelt)),)
        month, day = str(_spelt(parts["spelt_month"])), str(_spelt(parts["spelt_day"]))
    elif named := parts.get("named_month"):
        years = (int(parts["late_year"] or 0),)
        month = str(_ENGLISH_MONTHS.index(named[:3]) + 1 if named.isascii() else _spelt(named))
    elif full := parts.get("year"):
        years = (int(full),)
    elif republic := parts.get("republic"):
        years = (int(republic) + REPUBLIC,)
    elif short := parts.get("short"):
        years = (int(short) + (2000 if int(short) < 90 else 1900),)
    else:
        years = (year,) if year else (fetched_at.year, fetched_at.year - 1)
    for each in years:
        try:
            yield date(each, int(month or 0), int(day or 0))
        except ValueError:  # a day that the calendar does not have
            continue


def _moment(day: date, parts: dict[str, str | None], fetched_at: datetime) -> tuple[datetime, Precision]:
    midnight = datetime(day.year, day.month, day.day, tzinfo=BEIJING)
    if parts.get("now"):
        return fetched_at.replace(second=0, microsecond=0), "minute"
    if count := parts.get("count"):
        return _ago(int(count), parts["unit"] or "", fetched_at)
    clock = parts.get("hour") or parts.get("hour_before")
    if clock is None:
        return midnight, "day"
    hour, minute = int(clock), int(parts.get("minute") or parts.get("minute_before") or 0)
    half = parts.get("half") or parts.get("half_after") or ""
    if (half.lower() in _AFTERNOON and hour < 12) or (half == "中午" and hour < _LATE_NOON):
        hour += 12
    elif half.lower() in {"凌晨", "am"} and hour == 12:
        hour = 0
    moment = midnight + timedelta(hours=hour, minutes=minute)
    if hour == 24 and minute:
        return midnight, "day"
    if zone := parts.get("zone"):
        moment = _in_zone(moment, zone)
    if second := parts.get("second"):
        return moment + timedelta(seconds=int(second)), "second"
    return moment, "minute"


def _ago(count: int, unit: str, fetched_at: datetime) -> tuple[datetime, Precision]:
    """Count back; hours and days are printed rounded, so that only the day is sure."""
    if unit.startswith("秒"):
        return (fetched_at - timedelta(seconds=count)).replace(second=0, microsecond=0), "minute"
    if unit.startswith("分"):
        return (fetched_at - timedelta(minutes=count)).replace(second=0, microsecond=0), "minute"
    back = timedelta(days=count) if unit == "天" else timedelta(hours=count)
    return (fetched_at - back).replace(hour=0, minute=0, second=0, microsecond=0), "day"


def _in_zone(moment: datetime, zone: str) -> datetime:
    if zone == "Z":
        return moment.replace(tzinfo=UTC).astimezone(BEIJING)
    sign = -1 if zone[0] == "-" else 1
    offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return moment.replace(tzinfo=timezone(offset)).astimezone(BEIJING)


def _spelt(number: str | None) -> int:
    """Return the value of a number from 一 to 三十九.

    >>> _spelt("十二"), _spelt("二十"), _spelt("七")
    (12, 20, 7)
    """
    tens, ten, ones = (number or "").rpartition("十")
    value = int(_CHINESE_DIGIT[ones]) if ones else 0
    return value + (10 * int(_CHINESE_DIGIT[tens] if tens else "1") if ten else 0)
