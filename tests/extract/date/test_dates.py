"""Printed dates, one a line, and the laws that hold for all of them."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.date.grammar import AHEAD, EARLIEST, find_dates
from pipelines.extract.date.offsets import BEIJING
from pipelines.extract.date.url import url_date, url_year
from pipelines.extract.reading.lines import JOINT

FETCHED = datetime(2023, 6, 14, 9, 0, tzinfo=BEIJING)
LATER = datetime(2026, 11, 20, 12, 0, tzinfo=BEIJING)
NONE = "-"


def table(name: str) -> list[tuple[str, ...]]:
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [tuple(line.split("\t")) for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("printed", "time", "precision"), table("printed.tsv"))
def test_a_printed_date_means_one_time_or_none(printed, time, precision):
    found = find_dates(printed.replace("⇥", JOINT), FETCHED)
    if time == NONE:
        assert not found
    else:
        assert [(reading.value.isoformat(), reading.precision) for reading in found[:1]] == [
            (time + "+08:00", precision)
        ]


@pytest.mark.parametrize("row", table("forms.tsv"), ids=lambda row: row[0])
def test_a_date_is_read_in_whatever_form_it_is_printed(row):
    printed, time, read_as = (*row, "")[:3]
    found = find_dates(printed.replace("⇥", JOINT), LATER, republic="R" in read_as, labelled="L" in read_as)
    assert [to_precision(reading) for reading in found[:1]] == [time] * (time != NONE)


def to_precision(reading):
    length = {"day": 10, "minute": 16, "second": 19}[reading.precision]
    return reading.value.isoformat()[:length]


@pytest.mark.parametrize(("url", "day", "year"), table("urls.tsv"))
def test_an_address_names_one_day_or_none(url, day, year):
    assert str(url_date(url) or NONE) == day
    assert str(url_year(url) or NONE) == year


def test_a_date_without_a_year_takes_the_year_it_is_given():
    (reading,) = find_dates("09-30 22:46", FETCHED, year=2019)
    assert reading.value == datetime(2019, 9, 30, 22, 46, tzinfo=BEIJING)


def test_several_dates_in_a_line_are_found_in_their_order():
    line = "更新时间：2023-06-13 08:00 发布时间：2023-06-12 15:27"
    assert [reading.raw for reading in find_dates(line, FETCHED)] == ["2023-06-13 08:00", "2023-06-12 15:27"]


MOMENTS = st.datetimes(EARLIEST.replace(tzinfo=None), FETCHED.replace(tzinfo=None)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=BEIJING)
)
TO_THE_SECOND = (
    "%a %b %d %H:%M:%S CST %Y",
    "%a, %d %b %Y %H:%M:%S +0800",
    "%m/%d/%Y %I:%M:%S %p",
    "%Y/%m/%d %I:%M:%S %p",
    "%Y-%m-%d %H:%M:%S",
    "%Y年%m月%d日%H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S+08:00",
    "%Y年%m月%d日 %H时%M分%S秒",
)
TO_THE_MINUTE = (
    "%d %B %Y %H:%M",
    "%B %d, %Y %I:%M %p",
    "%Y%m%d %H:%M",
    "%Y-%m-%d %H:%M",
    "%Y年%m月%d日%H:%M",
    "%Y.%m.%d %H:%M",
    "%y-%m-%d %H:%M",
    "%H:%M %Y/%m/%d",
)
TO_THE_DAY = ("%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d")
AROUND = st.sampled_from(
    ["{}", "发布时间：{}来源：山阳日报", "来源：山阳日报 {} 字号", "（{}）", "山阳网{}", "{} 1164次阅读"]
)


@given(MOMENTS, st.sampled_from(TO_THE_SECOND), AROUND)
def test_every_formatted_second_is_read_back(moment, form, around):
    (reading,) = find_dates(around.format(moment.strftime(form)), FETCHED)
    assert (reading.value, reading.precision) == (moment, "second")


@given(MOMENTS, st.sampled_from(TO_THE_MINUTE), AROUND)
def test_every_formatted_minute_is_read_back(moment, form, around):
    (reading,) = find_dates(around.format(moment.strftime(form)), FETCHED)
    assert (reading.value, reading.precision) == (moment.replace(second=0), "minute")


@given(MOMENTS, st.sampled_from(TO_THE_DAY), AROUND)
def test_every_formatted_day_is_read_back(moment, form, around):
    (reading,) = find_dates(around.format(moment.strftime(form)), FETCHED)
    assert (reading.value.date(), reading.precision) == (moment.date(), "day")


@given(st.text(alphabet="0123456789 :-/.年月日时分秒上下午昨天前小T+Z民国〇一二十\t", max_size=80))
def test_whatever_is_printed_a_date_lies_in_bounds_and_where_it_says(text):
    for reading in find_dates(text, FETCHED):
        assert EARLIEST <= reading.value <= FETCHED + AHEAD
        assert reading.value.utcoffset() == timedelta(hours=8)
        assert text[reading.start : reading.end].strip() == reading.raw
        assert reading.precision != "day" or reading.value.time() == datetime.min.time()


def test_a_long_run_of_digits_and_blanks_is_read_in_linear_time():
    for text in (
        "2023-06-12 " * 5000,
        "1" * 50000,
        "2023 " * 10000,
        " " * 50000 + "15:27",
        "2023-06-12" + " " * 50000,
    ):
        find_dates(text, FETCHED)
