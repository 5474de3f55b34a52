"""The clock printed beside a day: of twelve hours or of twenty-four, in signs or in words."""

import re
from datetime import timedelta
from typing import Literal, NamedTuple

from pipelines.extract.date.offsets import ZONE

Precision = Literal["second", "minute", "day"]

BLANK = "[ \t]{0,3}"
"""Blanks and gaps between two elements, within a date."""

_WEEKDAY = "(?:(?:星期|周|礼拜)[一二三四五六日天]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}[.]?(?![A-Za-z]))"
_LUNAR = (
    "(?:[农阴夏]历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?)?(?:[(]?[鼠牛虎兔龙蛇马羊猴鸡狗猪]年?[)]?)?"
    "闰?[正一二三四五六七八九十冬腊]{1,2}月[初十廿卅二三]十?[一二三四五六七八九十]?"
)
_HALVES = (
    "凌晨|清晨|早上|早晨|早间|上午|中午|午间|正午|下午|午后|傍晚|晚上|晚间|夜间|夜里|深夜|半夜|午夜|早|晚"
    "|[AaPp][.]?[Mm](?:[.]|(?![A-Za-z]))"
)
_MINUTES = (
    r":\s{0,2}(?P<minute>[0-5][0-9](?![0-9])|[0-9](?=:[0-9]{1,2}(?![0-9:])|[ \t)]|$))"
    rf"|[时点]{BLANK}(?P<minute_word>[0-5]?[0-9])(?:[ ]?分(?![钟享])|(?![0-9分]))"
)
_SECONDS = rf"(?:(?:{BLANK}:{BLANK}|(?<=分){BLANK})(?P<second>[0-5][0-9]|[0-9](?![0-9]))(?![0-9:时点/])(?:[.][0-9]{{1,9}})?秒?)?"
_HOUR_ALONE = r"[时点](?P<part>整|半)?(?=[^\w]|_|来源|作者|编辑|发布|\Z)"
_BEHIND = rf"(?:{BLANK}[(]?(?P<half_behind>{_HALVES})(?:(?<=[Mm.])|(?!\w)|(?=来源|作者|编辑|发布))[)]?)?(?:{BLANK}[(]?{ZONE}[)]?)?"
_BETWEEN = rf"""
    (?:{BLANK}(?:[(]?(?:{_WEEKDAY}|{_LUNAR})[)]?|[(][一二三四五六日][)])){{0,3}}
    (?:{BLANK}(?:[(]?北京时间[)]?:?|(?:发布)?时[间間]{BLANK}:?))?
    (?:[)]?{BLANK}[,|·T/_;@(-]{{1,2}}{BLANK}|[ \t]{{1,3}}at[ ]{{1,3}}|{BLANK})
"""
_HOUR = "(?P<hour>2[0-4]|[01]?[0-9])"


CLOCK = rf"(?:{_BETWEEN}(?P<half>{_HALVES})?{BLANK}{_HOUR}{BLANK}(?:{_MINUTES}){_SECONDS}{_BEHIND})"
"""A clock with minutes behind a day, and what may stand between the two: weekday, lunar day, a sign."""

CLOCK_OR_HOUR = rf"(?:{_BETWEEN}(?P<half>{_HALVES})?{BLANK}{_HOUR}{BLANK}(?:(?:{_MINUTES}){_SECONDS}|{_HOUR_ALONE}){_BEHIND})"
"""The same, or an hour alone: 下午3点, 08时. Beside a day without a year that is what an event has."""

CLOCK_BEFORE = rf"""(?:(?<![0-9.])(?<![0-9]:)(?:(?P<half_before>{_HALVES}){BLANK})?(?P<hour_before>2[0-3]|[01]?[0-9])
    :(?P<minute_before>[0-5][0-9])(?::(?P<second_before>[0-5][0-9]))?
    (?:[ ]?(?P<half_between>[AaPp][.]?[Mm][.]?))?(?:{BLANK}[,|·]{BLANK}|[ \t]{{1,2}}(?:on[ ])?))?"""
"""A clock before a day, of any form; it may be missing."""

_SPAN = re.compile(
    rf"^{BLANK}[-至到]{BLANK}(?:[0-9]{{1,2}}[:时点]|(?:[0-9]{{2,4}}[-/.年])?[0-9]{{1,2}}(?:[-/.月日]|\Z))"
)
_SPAN_END = re.compile(rf"[0-9日时分]{BLANK}[-至到]{BLANK}\Z")
_SPAN_REACH = 8


class _HalfWords(NamedTuple):
    """Words for a half of the day: which of the hours 0 to 12 lie after noon, and which nobody can tell."""

    words: frozenset[str]
    after_noon: range
    unsure: tuple[int, ...] = ()


_FROM_MIDNIGHT = frozenset({"am", "凌晨"})
_HALF_WORDS = (
    _HalfWords(frozenset({"pm", "下午", "午后", "傍晚"}), range(12)),
    _HalfWords(frozenset({"中午", "午间", "正午"}), range(3)),
    _HalfWords(frozenset({"夜间", "夜里", "深夜", "半夜", "午夜"}), range(6, 12), (12,)),
    _HalfWords(frozenset({"晚", "晚上", "晚间"}), range(5, 12), (0, 1, 2, 3, 4, 12)),
)
_MORNING = _HalfWords(frozenset(), range(0), (12,))
"""清晨, 早上, 上午: 上午12点 is noon where a person wrote it, and midnight where a program did."""


class Clock(NamedTuple):
    """A time of the day as it is printed: how far it is from midnight, how exact, and in which zone."""

    since_midnight: timedelta
    precision: Precision
    zone: str | None


def read_clock(parts: dict[str, str | None]) -> Clock | None:
    """Return the clock of a match, or None where there is none or its half of the day leaves it open.

    >>> read_clock({"half": "下午", "hour": "3", "part": None}).since_midnight
    datetime.timedelta(seconds=54000)
    >>> read_clock({"half": "晚上", "hour": "12", "minute": "30"}) is None
    True
    """
    printed = parts.get("hour") or parts.get("hour_before")
    if printed is None:
        return None
    minute = parts.get("minute") or parts.get("minute_word") or parts.get("minute_before")
    minutes = int(minute) if minute else 30 * (parts.get("part") == "半")
    behind = parts.get("half_behind") or parts.get("half_between") or ""
    half = (parts.get("half") or parts.get("half_before") or behind).lower().replace(".", "")
    hour = _hour(int(printed), half, written_by_machine=bool(behind))
    if hour is None or (hour == 24 and minutes):
        return None
    second = parts.get("second") or parts.get("second_before")
    since = timedelta(hours=hour, minutes=minutes, seconds=int(second or 0))
    return Clock(since, "second" if second else "minute", parts.get("zone"))


def _hour(hour: int, half: str, *, written_by_machine: bool) -> int | None:
    """Return the hour of 24, or None where a half of the day may mean two: 晚上12点, 上午12:15."""
    if hour > 12 or not half:
        return hour
    if half in _FROM_MIDNIGHT or (half == "上午" and written_by_machine):
        return hour % 12
    words = next((each for each in _HALF_WORDS if half in each.words), _MORNING)
    if hour in words.unsure:
        return None
    return hour + 12 * (hour in words.after_noon)


def is_span(text: str, start: int, end: int) -> bool:
    """Say whether the date at `start` to `end` is one end of a span: 6月12日至15日, 10:00-11:30.

    >>> is_span("2023-06-12 10:00-11:30", 0, 16), is_span("2023-06-12 - 山阳网", 0, 10)
    (True, False)
    """
    behind = _SPAN.match(text[end : end + 2 * _SPAN_REACH])
    return bool(behind or _SPAN_END.search(text, max(0, start - _SPAN_REACH), start))
