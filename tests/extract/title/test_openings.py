"""Headlines that no statement repeats: what heads a text on the pages of e-papers, poems and apps."""

import pytest

from pipelines.extract.reading.surface import read_surface
from pipelines.extract.title import read_title
from pipelines.extract.tree.document import parse
from schemas import Rules

STORY = (
    "<p>11月15日，木鱼镇的油橄榄加工厂开榨，首批鲜果三十二吨，乡亲们排着队过磅。</p>"
    "<p>厂长说，今年果子含油率高了两个百分点，预计产油五吨。</p>"
)
POEM = "<p>秋风翻过山梁</p><p>把坡地吹成一片黄</p><p>外婆坐在门槛上</p><p>剥着新核桃</p>"
PAPER = "<table><tr><td>山阳日报</td><td>2026年11月15日 星期日</td></tr></table><h4>第03版：副刊</h4>"


def title(body: str, name: str = "山阳日报数字报刊") -> str | None:
    root = parse(f"<title>{name}</title><body>{body}</body>", "http://example.cn/1")
    found = read_title(read_surface(root), Rules()).found
    return found.value if found else None


@pytest.mark.parametrize("text", [STORY, POEM], ids=["story", "poem"])
@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<h3>绿皮车开过山梁</h3>", "绿皮车开过山梁"),
        ("<h2>老屋</h2><p>□ 何长春</p>", "老屋"),
        ("<h3>上一期</h3><h1>山里人家</h1>", "山里人家"),
        ("<div align=center><font size=5>绿皮车开过山梁</font></div>", "绿皮车开过山梁"),
        ("<div align=center><font size=5>守山人</font></div>", "守山人"),
    ],
)
def test_the_one_heading_or_the_large_line_above_a_text_is_the_headline(head, headline, text):
    assert title(f"{PAPER}<div>{head}<div>{text}</div></div>") == headline


def test_a_short_headline_is_believed_where_the_text_says_it():
    text = "<p>凌晨四点，江面上的采冰人开始了一天的工作，三百名采冰人分成两班。</p>"
    assert title(f"<div class=tit>采冰人</div><div>2026-12-18 10:10</div>{text}", "两水融媒") == "采冰人"


@pytest.mark.parametrize(
    "head",
    [
        "<h3>第03版：副刊</h3>",
        "<h3>上一期</h3>",
        "<h2>热点新闻</h2>",
        "<h3>版面导航</h3><h3>本版新闻</h3>",
        "<h2><a href=/2.html>白水镇新建冷库</a></h2>",
    ],
)
def test_what_heads_a_page_of_a_paper_or_other_articles_is_no_headline(head):
    assert title(f"{PAPER}{head}<div>{STORY}</div>") is None


def test_a_heading_far_above_the_text_is_no_headline():
    rows = "".join(f"<li>白水镇第{n}小组</li>" for n in range(6))
    assert title(f"<h3>各组名单公布</h3><ul>{rows}</ul><div>{STORY}</div>") is None


@pytest.mark.parametrize(
    "head",
    ["<h1>{}</h1>", "<h2><span>{}</span></h2>", "<h3><div>{}</div></h3>"],
)
def test_a_heading_is_one_whatever_stands_directly_in_it(head):
    assert title(f"{head.format('绿皮车开过山梁')}{STORY}") == "绿皮车开过山梁"


@pytest.mark.parametrize("other", ["<svg><title>分享</title></svg>", "<div><title>分享到微信</title></div>"])
def test_the_title_of_the_page_is_that_of_its_head(other):
    page = f"<html><head><title>绿皮车开过山梁_山阳日报</title></head><body>{other}<p>绿皮车开过山梁</p>{STORY}</body></html>"
    found = read_title(read_surface(parse(page, "http://example.cn/1")), Rules()).found
    assert found is not None
    assert found.value == "绿皮车开过山梁"
