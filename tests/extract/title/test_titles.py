"""Which of a page's headings is the headline: one small invented page a case."""

import json
from pathlib import Path

import pytest

from pipelines.extract.evidence.candidates import Settled
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.title import read_title
from pipelines.extract.tree.document import parse
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


def titled(html: str) -> Settled:
    return read_title(read_surface(parse(html + TEXT, "http://example.cn/1")), Rules())


def test_a_line_that_only_stands_in_front_of_the_date_is_doubted() -> None:
    settled = titled("<title>山阳网</title><div>温暖同行每一天</div><p>2023-06-12 15:27 来源：山阳网</p>")
    assert settled.found is None
    assert [(doubt.value, doubt.against) for doubt in settled.doubted] == [
        ("温暖同行每一天", "too little speaks for it"),
        ("山阳网", "the name of the site or a channel"),
    ]


def test_what_speaks_for_a_headline_is_told() -> None:
    named = titled("<title>柳湾镇秋收忙_山阳网</title><h1>柳湾镇秋收忙</h1><p>2023-06-12</p>").found
    placed = titled("<title>山阳网</title><div><font size=5>柳湾镇秋收忙</font></div><p>2023-06-12</p>").found
    stated = titled("<title>柳湾镇秋收忙_山阳网</title>").found
    assert named is not None
    assert placed is not None
    assert stated is not None
    assert (named.rule, named.grounds) == ("heading", ("named", "elsewhere", "place"))
    assert (placed.rule, placed.grounds) == ("place", ("form", "shape", "only", "place"))
    assert (stated.rule, stated.grounds) == ("meta", ("stated",))


@pytest.mark.parametrize(
    "said",
    ["【山阳网】柳湾镇旧农膜变成滴灌带", "山阳网 柳湾镇旧农膜变成滴灌带", "[山阳县] 柳湾镇旧农膜变成滴灌带"],
)
@pytest.mark.parametrize("printed", ["<p class=x1>{}</p>", "<div><font size=5>{}</font></div>"])
def test_a_name_before_the_headline_is_none_of_it_where_the_page_prints_it_without(said, printed):
    title = "柳湾镇旧农膜变成滴灌带"
    found = titled(f"<title>{said}</title>{printed.format(title)}<p>2023-06-12</p>").found
    assert found is not None
    assert found.value == title


@pytest.mark.parametrize(
    "own", ["/zx/shanlihetaoshule", "./shanlihetaoshule", "http://example.cn/zx/shanlihetaoshule#top"]
)
def test_a_list_that_shows_the_article_itself_makes_no_channel_of_its_short_headline(own) -> None:
    html = f"<title>山里核桃熟了_山阳网</title>{NAV}<h1>山里核桃熟了</h1>{TEXT}<ul><li><a href={own}>山里核桃熟了</a></ul>"
    read = read_title(read_surface(parse(html, "http://example.cn/zx/shanlihetaoshule")), Rules())
    assert read.found is not None
    assert read.found.value == "山里核桃熟了"


def test_a_link_elsewhere_with_the_name_of_a_heading_makes_it_a_channel() -> None:
    html = f"<title>秋收进行时_山阳网</title>{NAV}<h1>秋收进行时</h1>{TEXT}<ul><li><a href=/qiushou/>秋收进行时</a></ul>"
    assert read_title(read_surface(parse(html, "http://example.cn/zx/lian")), Rules()).found is None
