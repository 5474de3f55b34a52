"""Which of a page's headings is the headline: one small invented page a case."""

import json
from pathlib import Path

import pytest

from pipelines.extract.reading.document import parse
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.title import read_title
from pipelines.extract.title.site_names import SiteNames
from pipelines.extract.title.suffixes import cut_suffix
from schemas import Rules

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "headlines.jsonl").read_text("utf-8").splitlines()
]
NAV = "<div><a href=/>首页</a> <a href=/1>新闻</a> <a href=/2>专题</a></div>"
TEXT = "<p>柳湾镇的晚稻进入收割期，收割机在田里来回穿梭。</p><div class=foot>山阳网版权所有</div>"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_headline_is_found_among_headings(case):
    head, _, rest = case["html"].rpartition("</title>")
    root = parse(
        f"<html><head>{head}</title></head><body>{NAV}{rest}{TEXT}</body></html>"
        if head
        else f"<body>{NAV}{rest}{TEXT}",
        "http://example.cn/1",
    )
    found = read_title(read_surface(root), Rules()).found
    assert (found.value if found else None) == case["title"]


def test_a_site_rule_comes_first():
    root = parse(
        "<title>柳湾镇秋收忙_山阳网</title><h1>柳湾镇秋收忙</h1><h2 class=main>柳湾开镰</h2>",
        "http://example.cn/1",
    )
    found = read_title(read_surface(root), Rules(title=("div.none", "h2.main"))).found
    assert found is not None
    assert (found.value, found.rule) == ("柳湾开镰", "site")


def test_the_title_element_is_kept_where_the_heading_says_otherwise():
    root = parse(
        "<title>柳湾镇今秋大丰收_山阳网</title><h1>柳湾镇秋收忙</h1><p>2023-06-12</p>", "http://example.cn/1"
    )
    found = read_title(read_surface(root), Rules()).found
    assert found is not None
    assert found.value == "柳湾镇秋收忙"
    assert [(beaten.value, beaten.rule) for beaten in found.beaten] == [("柳湾镇今秋大丰收", "meta")]


@pytest.mark.parametrize(
    "title",
    [
        "柳湾镇秋收忙",
        "3-1！柳湾队夺冠",
        "山阳—柳湾高铁通车",
        "A股收评：沪指涨0.5%",
        "柳湾镇“十四五”规划（2021-2025）",
    ],
)
def test_a_headline_without_a_suffix_is_left_alone(title):
    assert cut_suffix(title, SiteNames(read_surface(parse(TEXT, "http://example.cn/1")))) == title
