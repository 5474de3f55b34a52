"""What a <title> says its headline is, where no other place of the page shows it."""

import json
from pathlib import Path

import pytest

from pipelines.extract.reading.surface import Surface, read_surface
from pipelines.extract.title.site_names import SiteNames
from pipelines.extract.title.suffixes import cut_suffix
from pipelines.extract.tree.document import parse

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "suffixes.jsonl").read_text("utf-8").splitlines()
]
PAGE = (
    "<body><div><a href=/>首页</a> <a href=/1>新闻</a></div><p>柳湾镇的晚稻进入收割期，收割机在田里来回穿梭。</p>"
    "<div class=foot>山阳网版权所有</div>"
)


def surface(html: str) -> Surface:
    return read_surface(parse(html, "http://example.cn/1"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_title_gives_its_headline_or_nothing(case: dict[str, str]) -> None:
    assert cut_suffix(case["title"], SiteNames(surface(PAGE))) == case["headline"]


def test_a_name_that_the_page_links_to_its_lists_is_a_channel() -> None:
    names = SiteNames(surface("<a href=/xz/>柳湾风物志</a><p>收割机在田里来回穿梭。"))
    assert cut_suffix("柳湾镇秋收忙-柳湾风物志", names) == "柳湾镇秋收忙"
    assert cut_suffix("柳湾风物志_山阳网", names) == ""


def test_a_link_to_another_article_makes_no_channel() -> None:
    names = SiteNames(surface("<a href=/xz/2023/a17.html>柳湾开镰</a><p>收割机在田里来回穿梭。"))
    assert cut_suffix("柳湾开镰_山阳网", names) == "柳湾开镰"


@pytest.mark.parametrize(
    "page",
    [
        "<meta property=og:site_name content=淮上晴川><p>好",
        "<a href=/>淮上晴川</a><p>好",
        "<a href=http://example.cn><img alt=淮上晴川 src=logo.gif></a><p>好",
        "<p>好</p><div>版权所有：淮上晴川 未经授权不得转载</div>",
        "<p>2023-06-12 来源：淮上晴川</p>",
    ],
)
def test_a_name_without_any_form_is_the_sites_where_the_page_calls_itself_so(page: str) -> None:
    names = SiteNames(surface(page))
    assert cut_suffix("柳湾镇秋收忙-淮上晴川", names) == "柳湾镇秋收忙"
    assert cut_suffix("淮上晴川", names) == ""
    assert cut_suffix("柳湾镇秋收忙-淮上晴川", SiteNames(surface("<p>好"))) == "柳湾镇秋收忙-淮上晴川"
