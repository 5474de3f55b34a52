"""Pages made to be slow are no more work than others: each row's cost is bounded, whatever stands in it.

Lines of Python are counted here; what a pattern does inside one is counted in tests/fuzz/test_patterns.py.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from pipelines.extract.byline.credits import read_credits
from pipelines.extract.date.published import read_date
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.reading.zones import find_zones
from pipelines.extract.section import read_section
from pipelines.extract.title import read_title
from pipelines.extract.tree.document import parse
from schemas import Page, Rules
from tests.running import HALF_WAY, growth_of_lines

FEW = 400
"""Pieces of the shortest of three pages; the longest has four times as many."""


@pytest.mark.parametrize(
    "page",
    [
        lambda many: "<h1>" + "柳湾" * many + "</h1>",
        lambda many: "<h1>柳湾镇秋收忙</h1>" * many,
        lambda many: "<p>" + "来源：" * many,
        lambda many: "<p>来源：山阳网" * many,
        lambda many: "<p>" + "<span>2023-06-12 15:27</span>" * many,
        lambda many: "<p>2023-06-12 15:27" * many,
        lambda many: "<p>（记者 沈砚" * many,
        lambda many: "<p>" + "（记者 " * many,
        lambda many: "<p>" + "首页 > " * many,
        lambda many: "<li><a>首页</a>" * many,
        lambda many: "<title>" + "_柳湾 - " * many + "</title><p>柳湾",
        lambda many: (
            "<p>" + "<b>" * (many // 8) + "来源：" + "</b>" * (many // 8)
        ),  # a tree has no more levels
        lambda many: "<script>" + "publish_time:" * many + "</script>",
        lambda many: "<p>" + "<br>" * many + "来源：山阳网",
    ],
    ids=lambda page: page(2)[:24],
)
def test_a_page_made_to_be_slow_is_not(page: Callable[[int], str]) -> None:
    assert growth_of_lines(lambda many: read(page(many)), FEW) < HALF_WAY


def read(html: str) -> None:
    url = "http://news.example.cn/1"
    surface = read_surface(parse(html, url))
    title = read_title(surface, Rules()).found
    zones = find_zones(surface.rows, title, "")
    page = Page(url=url, body=b"", fetched_at=datetime(2023, 6, 14, tzinfo=UTC))
    date = read_date(surface, zones, Rules(), page, "").moment
    read_credits(surface, zones, Rules(), "", date)
    read_section(surface, zones, Rules())
