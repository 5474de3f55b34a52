"""Printed dates: one grammar for all the forms that Chinese news pages print. Pure: no clock, no page.

A time without a zone is Beijing time; one with a zone is converted to it.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from pipelines.extract.date.clocks import Precision, is_span, read_clock
from pipelines.extract.date.forms import BARE_FORMS, DAY_FORMS, DayForm, Form
from pipelines.extract.date.offsets import BEIJING, EARLIEST, to_beijing

AHEAD = timedelta(days=1)
"""How far a publication may lie after the fetch: clocks differ, planned pieces carry the next morning."""
REPUBLIC = 1911
"""Year 1 of the 民國 calendar is 1912."""


class Reading(NamedTuple):
    """A date in a text: what it means, how exact it is, how it is printed, and where."""

    value: datetime  # aware, +08:00; midnight where only a day is printed
    precision: Precision
    raw: str
    form: Form
    start: int
    end: int


class Reckoning(NamedTuple):
    """What completes a date: the hour of the fetch, the year where none is printed, the calendar, a label."""

    fetched_at: datetime
    year: int | None = None
    republic: bool = False  # years of three digits count from 1912
    labelled: bool = False  # what a label alone makes a date is read too: 06-12, 20230612
    known: date | None = None  # the day that another place tells: it decides what 05/07/2023 means


# One character for one character, so that offsets in the plain text are offsets in the printed one.
_PLAIN = str.maketrans(
    "０１２３４５６７８９：∶﹕︰．／－—–～~﹣，；（）〔〕［］[]【】　\u00a0\u2009\u202f點時Ｔ週號國農曆＿",
    "0123456789::::./------,;()()()()()    点时T周号国农历_",
)
_CHINESE_DIGIT = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS_AGO = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_MAY_HOLD_A_DATE = re.compile("[0-9０-９年刚剛昨今前]")
_TAKEN = "#"
"""Stands for what a form has read, so that no later form reads it again."""


def find_dates(
    text: str,
    fetched_at: datetime,
    year: int | date | None = None,
    *,
    republic: bool = False,
    labelled: bool = False,
) -> tuple[Reading, ...]:
    """Return the dates printed in `text`, in order, none before 1995 or more than a day after `fetched_at`.

    `year` completes a date without one; without `year` it is the latest year that does not lie ahead.
    Dates that the calendar does not have are none, and neither are the two ends of a span. Relative dates
    count back from `fetched_at`. With `republic` 112-06-12 is a day of 2023, with `labelled` 06-12 is one.
    Where a day stands for `year`, another place tells that day: 05/07/2023 is it where it may be.

    >>> noon = datetime(2023, 6, 13, 12, 0, tzinfo=BEIJING)
    >>> [str(found.value) for found in find_dates("发布时间：2023年06月12日15:27 来源：山阳网", noon)]
    ['2023-06-12 15:27:00+08:00']
    >>> find_dates("比分 3-1，赔率 2023-13-45，成本 12.06 元，展期 2023-06-01至2023-06-12。", noon)
    ()
    """
    if not _MAY_HOLD_A_DATE.search(text):
        return ()
    plain = text.translate(_PLAIN)
    known = year if isinstance(year, date) else None
    year = year.year if isinstance(year, date) else year
    reckoning = Reckoning(fetched_at.astimezone(BEIJING), year, republic, labelled, known)
    letters = frozenset(plain)
    found: list[Reading] = []
    for form in (*DAY_FORMS, *BARE_FORMS) if labelled else DAY_FORMS:
        if (form.needs and form.needs.isdisjoint(letters)) or (form.republic and not republic):
            continue

        def take(match: re.Match[str], form: DayForm = form) -> str:
            reading = _read(match, form.form, text, reckoning)
            if reading is None:
                return match.group()
            if not is_span(match.string, match.start(), match.end()):
                found.append(reading)
            return _TAKEN * len(match.group())

        plain = form.pattern.sub(take, plain)
    return tuple(sorted(found, key=lambda reading: reading.start))


def _read(match: re.Match[str], form: Form, text: str, reckoning: Reckoning) -> Reading | None:
    parts = match.groupdict()
    for day in _days(parts, reckoning):
        read = _moment(day, parts, reckoning.fetched_at)
        if read and EARLIEST <= read[0] <= reckoning.fetched_at + AHEAD:
            return Reading(*read, text[match.start() : match.end()].strip(), form, match.start(), match.end())
    return None


def _days(parts: dict[str, str | None], reckoning: Reckoning) -> Iterator[date]:
    """Yield the days that the printed one may be, the likeliest first."""
    if word := parts.get("word"):
        yield reckoning.fetched_at.date() - timedelta(days=_DAYS_AGO[word])
        return
    if parts.get("count") or parts.get("now"):
        yield reckoning.fetched_at.date()
        return
    if since := parts.get("since_1970"):
        yield datetime.fromtimestamp(int(since), BEIJING).date()
        return
    if not (found := _month_and_day(parts)):
        if (known := reckoning.known) and _may_be(known, parts):
            yield known
        return
    for year in _years(parts, reckoning):
        try:
            yield date(year, *found)
        except ValueError:  # a day that the calendar does not have
            continue


def _years(parts: dict[str, str | None], reckoning: Reckoning) -> tuple[int, ...]:
    if full := parts.get("year") or parts.get("year_2"):
        return (int(full),)
    if spelt := parts.get("spelt_year"):
        return (int("".join(_CHINESE_DIGIT.get(digit, digit) for digit in spelt)),)
    if republic := parts.get("republic"):
        return (int(republic) + REPUBLIC,)
    if republic := parts.get("spelt_republic"):
        return (_spelt_republic(republic) + REPUBLIC,)
    if short := parts.get("short"):
        return _short_years(short, parts, reckoning)
    return (reckoning.year,) if reckoning.year else (reckoning.fetched_at.year, reckoning.fetched_at.year - 1)


def _short_years(short: str, parts: dict[str, str | None], reckoning: Reckoning) -> tuple[int, ...]:
    """Return the year of 23/06/12; none where 12/06/23 may begin with a day of this year's."""
    year, now = int(short) + (2000 if int(short) < 90 else 1900), reckoning.fetched_at.year
    day_first = parts["same"] == "/" and int(parts["day"] or 0) + 2000 == now
    return () if day_first and year not in (now, reckoning.year) and int(short) <= 31 else (year,)


def _month_and_day(parts: dict[str, str | None]) -> tuple[int, int] | None:
    day = parts.get("day") or parts.get("day_2") or parts.get("day_3")
    if named := parts.get("named_month") or parts.get("named_month_2"):
        english = named[:3].lower()
        month = (
            _ENGLISH_MONTHS.index(english) + 1
            if named[:1].isascii() and named[:1].isalpha()
            else _spelt(named.removesuffix("月").strip())
        )
        return month, int(day or 0)
    if first := parts.get("first"):
        return _month_first(int(first), int(parts["then"] or 0), american=_is_american(parts))
    if spelt := parts.get("spelt_month"):
        return _spelt(spelt), _spelt(parts["spelt_day"] or "")
    return int(parts.get("month") or parts.get("month_2") or 0), int(day or 0)


def _may_be(known: date, parts: dict[str, str | None]) -> bool:
    """Say whether 05/07/2023 is a known day in one of its two orders."""
    printed = {int(parts["first"] or 0), int(parts["then"] or 0)}
    return printed == {known.month, known.day} and parts["year"] == str(known.year)


def _is_american(parts: dict[str, str | None]) -> bool:
    return any((parts.get(half) or "").isascii() and parts.get(half) for half in ("half", "half_behind"))


def _month_first(first: int, then: int, *, american: bool) -> tuple[int, int] | None:
    """Return month and day of 6/25/2023; 6/7/2023 is an American day only where AM or PM says so.

    >>> _month_first(6, 25, american=False), _month_first(25, 6, american=False), _month_first(6, 7, american=False)
    ((6, 25), (6, 25), None)
    """
    if first > 12:
        return then, first
    return (first, then) if american or then > 12 or first == then else None


def _moment(
    day: date, parts: dict[str, str | None], fetched_at: datetime
) -> tuple[datetime, Precision] | None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=BEIJING)
    if parts.get("now"):
        return fetched_at.replace(second=0, microsecond=0), "minute"
    if count := parts.get("count"):
        return _ago(int(count), parts["unit"] or "", fetched_at)
    if since := parts.get("since_1970"):
        return datetime.fromtimestamp(int(since), BEIJING), "second"
    clock = read_clock(parts)
    if clock is None:
        return midnight, "day"
    return to_beijing(midnight + clock.since_midnight, clock.zone), clock.precision


def _ago(count: int, unit: str, fetched_at: datetime) -> tuple[datetime, Precision] | None:
    """Count back; hours and days are printed rounded, so that only the day is sure, and near midnight none."""
    if unit.startswith("秒"):
        return (fetched_at - timedelta(seconds=count)).replace(second=0, microsecond=0), "minute"
    if unit.startswith("分"):
        return (fetched_at - timedelta(minutes=count)).replace(second=0, microsecond=0), "minute"
    if unit == "天":
        return _midnight(fetched_at - timedelta(days=count)), "day"
    latest, earliest = fetched_at - timedelta(hours=count), fetched_at - timedelta(hours=count + 1)
    return (_midnight(latest), "day") if latest.date() == earliest.date() else None


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _spelt(number: str) -> int:
    """Return the value of a number from 一 to 三十九, or of one in digits.

    >>> _spelt("十二"), _spelt("二十"), _spelt("七"), _spelt("07")
    (12, 20, 7, 7)
    """
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    value = int(_CHINESE_DIGIT[ones]) if ones else 0
    return value + (10 * int(_CHINESE_DIGIT[tens] if tens else "1") if ten else 0)


def _spelt_republic(number: str) -> int:
    """Return a year of the 民國 calendar: 一一二 and 一百一十二 are both 112; 0 where it is no number.

    >>> _spelt_republic("一一二"), _spelt_republic("一百一十二"), _spelt_republic("九十八"), _spelt_republic("百百")
    (112, 112, 98, 0)
    """
    if all(digit in _CHINESE_DIGIT for digit in number):
        return int("".join(_CHINESE_DIGIT[digit] for digit in number))
    hundreds, hundred, rest = number.rpartition("百")
    rest = rest.lstrip("〇零○")
    if hundreds not in ("", "一") or not re.fullmatch("[一二三四五六七八九]?十?[一二三四五六七八九]?", rest):
        return 0
    return 100 * bool(hundred) + (_spelt(rest) if rest else 0)
