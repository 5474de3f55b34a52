"""The forms in which days are printed, with the clock that may stand beside them, as patterns.

They are asked in this order, and what one has read no later one reads again.
"""

import re
from typing import Literal, NamedTuple

from pipelines.extract.date.clocks import BLANK, CLOCK, CLOCK_BEFORE, CLOCK_OR_HOUR

Form = Literal["full", "short", "yearless", "relative", "bare"]
"""short: two digits for the year; yearless and relative: completed from elsewhere; bare: a date behind a label
alone, such as 06-12 or 20230612."""


class DayForm(NamedTuple):
    """One form of a date."""

    form: Form
    pattern: re.Pattern[str]
    needs: frozenset[str] = (
        frozenset()
    )  # a text with none of these characters is not asked: most rows are soon done
    republic: bool = False  # read on pages that count years from 1912 alone


_YEAR = "(?P<year>(?:19|20)[0-9]{2})"
_MONTH = "(?P<month>1[0-2]|0?[1-9])"
_MONTH_2 = "(?P<month>1[0-2]|0[1-9])"
_DAY = "(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_DAY_2 = "(?P<day>3[01]|[12][0-9]|0[1-9])"
# 2023-06-1215:27 is what remains of two elements without a blank between them.
_DAY_BEFORE_CLOCK = "(?P<day>3[01]|[12][0-9]|0[1-9]|[1-9])(?:(?![0-9])|(?=[0-2][0-9]:[0-5][0-9]))"
_SPELT_MONTH = "(?P<spelt_month>十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])"
_SPELT_DAY = "(?P<spelt_day>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|3[01]|[12][0-9]|0?[1-9])"
_ENGLISH = (
    "(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_NAMED_MONTH = rf"(?P<named_month>(?<![A-Za-z]){_ENGLISH}(?![A-Za-z])|(?:十[一二]?|[一二三四五六七八九]|(?<![0-9])(?:1[0-2]|0?[1-9])[ ]?)月)[.]?"
_NTH = "(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z])"
_MONTHS_BEGIN = frozenset("JFMASONDjfmasond月")
_NUMERALS = frozenset("〇零○一二三四五六七八九十")
_CLOCK_SIGNS = frozenset(":时点")
_GAP = frozenset("\t")
_CELL_BEGINS = r"(?:^|(?<=\t)|(?<=:)|(?<=:[ ])|(?<=:[0-5][0-9][ ]))"
_CELL_ENDS = r"(?=\t|[ ]|$)"


def _pattern(day: str, clock: str = "") -> re.Pattern[str]:
    return re.compile(day + clock, re.VERBOSE)


DAY_FORMS: tuple[DayForm, ...] = (
    DayForm(  # 2023-06-12, 2023年6月12日 15:27, PM 3:27 2023-06-12
        "full",
        _pattern(
            rf"{CLOCK_BEFORE}(?<![0-9.]){_YEAR}(?:{BLANK}[-/.年]{BLANK}|[ \t]{{1,2}})"
            rf"{_MONTH}{BLANK}(?:月|[-/.]){BLANK}{_DAY_BEFORE_CLOCK}(?:{BLANK}[日号])?+(?!月|-[0-9]{{1,4}}(?![0-9:时点]))",
            CLOCK_OR_HOUR + "?",
        ),
    ),
    DayForm(  # 民國112年6月12日, 民国一一二年六月十二日
        "full",
        _pattern(
            rf"民国{BLANK}(?:(?P<republic>[0-9]{{2,3}}){BLANK}[年/.-]{BLANK}{_MONTH}{BLANK}[月/.-]{BLANK}{_DAY}(?:{BLANK}日)?"
            rf"|(?P<spelt_republic>[〇零○一二三四五六七八九十百]{{2,5}})年{_SPELT_MONTH}月{_SPELT_DAY}日)",
            CLOCK_OR_HOUR + "?",
        ),
        frozenset("国"),
    ),
    DayForm(  # 112-06-12 15:27, 112年6月12日
        "full",
        _pattern(
            r"(?<![0-9A-Za-z./-])(?<![0-9]:)(?P<republic>1[0-4][0-9])"
            rf"(?:(?P<same>[-/.]){_MONTH_2}(?P=same){_DAY_2}(?![0-9./-])|年{BLANK}(?P<month_2>1[0-2]|0?[1-9])月(?P<day_2>3[01]|[12][0-9]|0?[1-9])日)",
            CLOCK_OR_HOUR + "?",
        ),
        republic=True,
    ),
    DayForm(  # 二〇二三年六月十二日, 2023年六月12日
        "full",
        _pattern(
            f"(?<![0-9])(?P<spelt_year>[〇零○0一二三四五六七八九]{{4}}|(?:19|20)[0-9]{{2}})年{BLANK}{_SPELT_MONTH}月{BLANK}{_SPELT_DAY}[日号]",
            CLOCK_OR_HOUR + "?",
        ),
        _NUMERALS,
    ),
    DayForm(  # Mon Jun 12 15:27:05 CST 2023
        "full",
        _pattern(
            rf"{_NAMED_MONTH}[ ]{{1,2}}(?P<day>3[01]|[12][0-9]|0?[1-9])[ ]{{1,2}}(?P<hour>2[0-3]|[01]?[0-9]):(?P<minute>[0-5][0-9])"
            rf"(?::(?P<second>[0-5][0-9]))?[ ](?:(?P<zone>[A-Z]{{3}}(?:[+-][0-9]{{1,2}}:?[0-9]{{2}})?|[+-][0-9]{{4}})[ ])?{_YEAR}(?![0-9])"
        ),
        _MONTHS_BEGIN,
    ),
    DayForm(  # June 12, 2023 3:27 PM; WordPress in Chinese: 六月 12th, 2023
        "full",
        _pattern(
            rf"{CLOCK_BEFORE}{_NAMED_MONTH}[ \t-]{{0,2}}{_NTH},?[ \t-]{{1,2}}{_YEAR}(?![0-9])", CLOCK + "?"
        ),
        _MONTHS_BEGIN,
    ),
    DayForm(  # 2023-Jun-12
        "full",
        _pattern(rf"(?<![0-9.]){_YEAR}[ -](?P<named_month>{_ENGLISH})[ -]{_DAY}", CLOCK + "?"),
        _MONTHS_BEGIN,
    ),
    DayForm(  # 12 June 2023 15:27, Mon, 12 Jun 2023 07:27:05 GMT
        "full",
        _pattern(
            rf"{CLOCK_BEFORE}(?<![0-9A-Za-z./-])(?<![0-9]:){_NTH}[ \t-]{{1,2}}(?:of[ ])?{_NAMED_MONTH},?[ \t-]{{1,2}}{_YEAR}(?![0-9])",
            CLOCK + "?",
        ),
        _MONTHS_BEGIN,
    ),
    DayForm(  # 6/25/2023 3:27 PM
        "full",
        _pattern(
            r"(?<![0-9A-Za-z./-])(?<![0-9]:)(?P<first>[0-3]?[0-9])(?P<same>[-/])(?P<then>[0-3]?[0-9])(?P=same)"
            rf"{_YEAR}(?![0-9./-])",
            CLOCK + "?",
        ),
        frozenset("/-"),
    ),
    DayForm(  # 20230612 15:27
        "full",
        _pattern(rf"(?<![0-9A-Za-z./-]){_YEAR}{_MONTH_2}{_DAY_2}(?![0-9])", CLOCK),
        _CLOCK_SIGNS,
    ),
    DayForm(  # year and month in one element, the day before or behind
        "full",
        _pattern(
            rf"{CLOCK_BEFORE}{_CELL_BEGINS}(?:(?P<day>3[01]|[12][0-9]|0?[1-9])日?[ ]?\t{_YEAR}[-/.年][ ]?{_MONTH}月?"
            rf"|(?P<year_2>(?:19|20)[0-9]{{2}})[-/.年][ ]?(?P<month_2>1[0-2]|0?[1-9])月?[ ]?\t(?P<day_2>3[01]|[12][0-9]|0?[1-9])日?){_CELL_ENDS}",
            CLOCK + "?",
        ),
        _GAP,
    ),
    DayForm(  # month and day in one element or in two, the year behind
        "full",
        _pattern(
            rf"{_CELL_BEGINS}(?:{_MONTH}{BLANK}[-/.月]{BLANK}(?P<day>3[01]|[12][0-9]|0?[1-9])日?"
            rf"|{_NAMED_MONTH}[ \t]{{1,2}}(?P<day_2>3[01]|[12][0-9]|0?[1-9])日?"
            rf"|(?P<day_3>3[01]|[12][0-9]|0?[1-9])日?[ \t]{{1,2}}(?P<named_month_2>(?:十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])月))"
            rf"{BLANK}[/]?[ ]?\t{_YEAR}年?{_CELL_ENDS}",
            CLOCK + "?",
        ),
        _GAP,
    ),
    DayForm(
        "short",
        _pattern(
            r"(?<![0-9A-Za-z./-])(?<![0-9]:)(?P<short>[0-9]{2})(?P<same>[-/.])(?P<month>1[0-2]|0[1-9])(?P=same)"
            r"(?P<day>3[01]|[12][0-9]|0[1-9])(?:/(?=[ \t]{1,3}[0-2]?[0-9]:[0-5]))?(?![0-9./-])",
            CLOCK_OR_HOUR + "?",
        ),
        frozenset("-/."),
    ),
    DayForm(
        "yearless",
        _pattern(
            rf"(?<![0-9./年-])(?<![0-9]:)(?:{_MONTH}{BLANK}月{BLANK}{_DAY}{BLANK}[日号]"
            r"|(?P<month_2>1[0-2]|0[1-9])[-/](?P<day_2>3[01]|[12][0-9]|0[1-9])(?![0-9./-]))",
            CLOCK,
        ),
        _CLOCK_SIGNS,
    ),
    DayForm(
        # 今日: 122 counts a forum's threads.
        "relative",
        _pattern(
            "(?P<word>(?:今[天日](?!是)|昨天|昨日|前天)(?![ ]?[:：][ \\t]{0,3}[0-9]{1,9}(?![0-9:：时点])))",
            CLOCK + "?",
        ),
        frozenset("今昨前"),
    ),
    DayForm(
        "relative",
        _pattern(
            rf"(?<![0-9.])(?P<count>[1-9][0-9]{{0,2}}){BLANK}(?:个)?{BLANK}(?P<unit>秒钟?|分钟|分鐘|小时|小時|天)(?:之)?前|(?P<now>刚刚|剛剛)"
        ),
        frozenset("前刚剛"),
    ),
)

BARE_FORMS: tuple[DayForm, ...] = (
    DayForm("bare", _pattern(r"(?<![0-9A-Za-z./-])(?P<since_1970>1[0-9]{9})(?:[0-9]{3})?(?![0-9A-Za-z./-])")),
    DayForm(  # 20230612, 202306121527, 20230612152705
        "bare",
        _pattern(
            rf"(?<![0-9A-Za-z./-]){_YEAR}{_MONTH_2}{_DAY_2}"
            r"(?:(?P<hour>2[0-3]|[01][0-9])(?P<minute>[0-5][0-9])(?P<second>[0-5][0-9])?)?(?![0-9A-Za-z./-])"
        ),
    ),
    DayForm(
        "bare",
        _pattern(
            rf"(?<![0-9./年-])(?<![0-9]:)(?:{_MONTH}{BLANK}月{BLANK}{_DAY}{BLANK}[日号]?"
            r"|(?P<month_2>1[0-2]|0?[1-9])[-/.](?P<day_2>3[01]|[12][0-9]|0?[1-9])(?![0-9./:-]))",
        ),
    ),
)
"""Forms that a label or an attribute makes a date: without it they are a score, a number, a part of a sentence."""
