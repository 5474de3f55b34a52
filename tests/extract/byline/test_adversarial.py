"""Pages made to be slow are read as fast as others: each row's cost is bounded, whatever stands in it."""

import time
from datetime import UTC, datetime

import pytest

from pipelines.extract.byline.credits import read_credits
from pipelines.extract.date.published import read_date
from pipelines.extract.reading.document import parse
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.reading.zones import find_zones
from pipelines.extract.section import read_section
from pipelines.extract.title import read_title
from schemas import Page, Rules

MANY = 4000
BOUND = 5.0
"""Seconds; the slowest of these pages takes a tenth of one, quadratic time would take minutes."""


@pytest.mark.parametrize(
    "html",
    [
        "<h1>" + "柳湾" * MANY + "</h1>",
        "<h1>柳湾镇秋收忙</h1>" * MANY,
        "<p>" + "来源：" * MANY,
        "<p>来源：山阳网" * MANY,
        "<p>" + "<span>2023-06-12 15:27</span>" * MANY,
        "<p>2023-06-12 15:27" * MANY,
        "<p>（记者 沈砚" * MANY,
        "<p>" + "（记者 " * MANY,
        "<p>" + "首页 > " * MANY,
        "<li><a>首页</a>" * MANY,
        "<title>" + "_柳湾 - " * MANY + "</title><p>柳湾",
        "<p>" + "<b>" * 300 + "来源：" + "</b>" * 300,
        "<script>" + "publish_time:" * MANY + "</script>",
        "<p>" + "<br>" * MANY + "来源：山阳网",
    ],
    ids=lambda html: html[:24],
)
def test_a_page_made_to_be_slow_is_not(html):
    started = time.monotonic()
    url = "http://news.example.cn/1"
    surface = read_surface(parse(html, url))
    title = read_title(surface, Rules())
    zones = find_zones(surface.rows, title, "")
    page = Page(url=url, body=b"", fetched_at=datetime(2023, 6, 14, tzinfo=UTC))
    date = read_date(surface, zones, Rules(), page)
    read_credits(surface, zones, Rules(), "", date)
    read_section(surface, zones, Rules())
    assert time.monotonic() - started < BOUND
