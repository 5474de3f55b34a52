"""When a server answered, by its clock or by ours."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from scrapy.http import Response

from scraper.clock import CLOCK_TOLERANCE
from scraper.web.politeness import retry_after
from scraper.web.responses import fetched_at

SECOND = timedelta(seconds=1)


def answer(date: datetime | str | None, *flags: str) -> Response:
    value = format_datetime(date, usegmt=True) if isinstance(date, datetime) else date
    return Response("http://a.cn/", headers={"Date": value} if value else {}, flags=list(flags))


def test_the_servers_clock_is_believed_within_a_day_of_ours() -> None:
    for apart in (timedelta(0), timedelta(hours=14), -timedelta(hours=20)):
        said = datetime.now(UTC).replace(microsecond=0) + apart
        assert fetched_at(answer(said)) == said


@pytest.mark.parametrize("year", [1970, 2001, 2020, 2099])
def test_a_clock_that_was_never_set_is_not_believed(year) -> None:
    before = datetime.now(UTC)
    assert before <= fetched_at(answer(datetime(year, 1, 1, tzinfo=UTC))) <= datetime.now(UTC)


def test_a_clock_that_is_just_outside_the_tolerance_is_not_believed() -> None:
    said = datetime.now(UTC) + CLOCK_TOLERANCE + 60 * SECOND
    assert fetched_at(answer(said)) < said - 59 * SECOND


@pytest.mark.parametrize("value", [None, "soon", "Thu, 99 Foo 2023 00:00:00 GMT", "0"])
def test_without_a_date_our_clock_stands(value) -> None:
    before = datetime.now(UTC)
    assert before <= fetched_at(answer(value)) <= datetime.now(UTC)


def test_what_comes_out_of_an_archive_was_answered_when_its_header_says() -> None:
    said = datetime(2023, 6, 12, 7, 27, tzinfo=UTC)
    assert fetched_at(answer(said, "cached")) == said


def test_a_date_to_come_back_at_is_counted_from_the_servers_own_clock() -> None:
    headers = {"Date": "Wed, 01 Jan 2020 00:00:00 GMT", "Retry-After": "Wed, 01 Jan 2020 00:00:30 GMT"}
    assert retry_after(Response("http://a.cn/", headers=headers), datetime(2023, 6, 12, tzinfo=UTC)) == 30
