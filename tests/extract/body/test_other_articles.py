"""Other articles below the story are cut from the page's body, in whatever boxes they stand; headings of its own stay."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines import clean
from schemas import Article, Page

PARAGRAPHS = (
    "11月18日一早，双河村的合作社里已经忙开，村民们把刚摘下的果子按大小分拣装箱，一辆冷链车等在院坝边。",
    "“今年雨水匀，果子甜，一斤能卖到四块五。”合作社负责人说，截至目前全村已发出鲜果一百二十多吨。",
    "近年来，溪口镇把柑橘当作富民产业来抓，先后修通六公里产业路，建起两座保鲜库，带动三百余户农户增收。",
)
ONE = "石桥镇脐橙近日陆续上市，果农们正抢抓晴好天气采摘"
TWO = "云溪柚子节昨日在城关镇开幕，吸引了上千名游客参加"
BOXES = {
    "teasers": f"<div><p>{ONE}……<a href=/9>[详细]</a></p><p>{TWO}……<a href=/8>[详细]</a></p></div>",
    "one teaser": f"<p>{ONE}……<a href=/9>【详情】</a></p>",
    "headlines and teasers": f"<h3><a href=/9>石桥镇脐橙上市</a></h3><p>{ONE}……</p>"
    f"<h3><a href=/8>云溪柚子节开幕</a></h3><p>{TWO}……</p>",
    "headlines, whole sentences and days": f"<div><a href=/9>石桥镇脐橙上市</a><p>{ONE}。</p><i>2026-11-18</i></div>"
    f"<div><a href=/8>云溪柚子节开幕</a><p>{TWO}。</p><i>2026-11-17</i></div>",
    "read on": f"<h4>石桥镇脐橙上市</h4><p>{ONE}... <a href=/9>阅读全文&gt;&gt;</a></p>"
    f"<h4>云溪柚子节开幕</h4><p>{TWO}... <a href=/8>阅读全文&gt;&gt;</a></p>",
    "a heading and no links": "<p>往期回顾</p><p>石桥镇脐橙上市</p><p>云溪柚子节开幕</p>",
    "a heading and a list": "<p>相关链接：</p><ul><li>石桥镇脐橙上市</li><li>云溪柚子节开幕</li></ul>",
    "a numbered list": "<h3>热点排行</h3><ol><li>1 石桥镇脐橙上市</li><li>2 云溪柚子节开幕</li></ol>",
    "days": "<ul><li>石桥镇脐橙陆续上市 <i>2026-11-18</i></li><li>云溪柚子节今日开幕 <i>2026-11-17</i></li></ul>",
    "before and after": "<p>上一条：<a href=/9>石桥镇脐橙上市</a></p><p>下一条：<a href=/8>云溪柚子节开幕</a></p>",
    "before and after, glued": "<div><b>上一篇</b><a href=/9>石桥镇脐橙上市</a></div><div><b>下一篇</b><a href=/8>云溪柚子节开幕</a></div>",
}
KEPT = {
    "linked headings of its own": (
        "<h3><a href=#1>一、总体要求</a></h3><p>坚持因地制宜，到年底建成柑橘标准园二十个。</p>"
        "<h3><a href=#2>二、主要任务</a></h3><p>修通产业路三十公里，新建保鲜库六座。</p>",
        "坚持因地制宜，到年底建成柑橘标准园二十个。\n修通产业路三十公里，新建保鲜库六座。",
    ),
    "a notice's closing": (
        "<p>特此公告。</p><p>举报电话：0000-0000000</p><p>云溪县农业农村局</p><p>2026年11月19日</p>",
        "特此公告。\n举报电话：0000-0000000\n云溪县农业农村局\n2026年11月19日",
    ),
    "a sentence that begins as a credit": (
        "<p>编辑：这个称呼，他用了一辈子去擦亮。</p><p>他今年七十岁了。</p>",
        "编辑：这个称呼，他用了一辈子去擦亮。\n他今年七十岁了。",
    ),
}


def body_of(inner: str) -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = (
        "<html><head><meta charset=utf-8><title>溪口镇柑橘丰收果飘香_云溪新闻网</title></head><body>"
        "<h1>溪口镇柑橘丰收果飘香</h1><div class=info>2026-11-19 09:32 来源：云溪新闻网</div>"
        f"<div class=content>{paragraphs}{inner}</div><div class=footer>版权所有：云溪县融媒体中心</div></body></html>"
    )
    page = Page(
        url="http://www.yunxi.example/xw/content_88213.html",
        body=html.encode(),
        content_type="text/html",
        fetched_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    made = clean(page)
    assert isinstance(made, Article)
    return made.body


@pytest.mark.parametrize("box", BOXES)
def test_other_articles_below_the_text_are_cut(box: str) -> None:
    assert body_of(BOXES[box]).split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("box", KEPT)
def test_what_only_looks_like_them_stays(box: str) -> None:
    inner, kept = KEPT[box]
    body = body_of(inner).split("\n")
    assert body[: len(PARAGRAPHS)] == list(PARAGRAPHS)
    assert set(kept.split("\n")) <= set(body)


def lines(name: str) -> list[list[str]]:
    text = (Path(__file__).parents[2] / "strip" / name).read_text(encoding="utf-8")
    cases = [line for line in text.split("\n") if line and not line.startswith("# ") and "\\t" not in line]
    return [case.split("⏎") for case in cases[::7]]


def test_tails_are_cut_from_a_page() -> None:
    made = {
        tuple(tail): body_of("".join(f"<p>{line.replace('<', '&lt;')}</p>" for line in tail))
        for tail in lines("tails.txt")
    }
    assert {tail: body for tail, body in made.items() if body != "\n".join(PARAGRAPHS)} == {}


def test_endings_stay_in_a_page() -> None:
    made = {
        tuple(ending): body_of("".join(f"<p>{line}</p>" for line in ending)) for ending in lines("stays.txt")
    }
    assert {ending: body for ending, body in made.items() if not body.endswith("\n".join(ending))} == {}
