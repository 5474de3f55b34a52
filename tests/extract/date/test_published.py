"""The publication time of whole pages: what is taken, what is refused, and what is told of it."""

from datetime import datetime
from pathlib import Path

import pytest

from pipelines import clean
from pipelines.extract.date.scripted import read_assigned
from pipelines.extract.fields import extract
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from schemas import Article, Page, Reason, Rules

HOST = "http://www.shanyang.example"
ADDRESS = "/xw/content_88213.html"
FETCHED = datetime.fromisoformat("2023-06-14T09:00:00+08:00")
NONE = "-"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>山阳县夏粮丰收在望_山阳网</title>{head}</head><body>
<div class="nav"><a href="/">首页</a> <a href="/xw/">新闻</a> <a href="/zw/">政务</a></div>
<div class="main">{above}<h1>山阳县夏粮丰收在望</h1><div class="info">{info}</div><div class="content">
<p>　　6月11日一早，山阳县柳湾镇的麦田里已经忙开了，收割机来来回回，村民们把刚收下的麦子装袋运走。</p>
<p>　　“今年雨水匀，麦子长得好，一亩能打上千斤。”种粮大户沈砚说，全镇三万亩小麦再有五天就能收完。</p>
<p>　　下一步，该镇将组织农机手错峰作业，确保颗粒归仓，让农民群众的辛苦有一个好收成。</p></div>{tail}</div>
<div class="footer">山阳县融媒体中心 地址：山阳县城关镇文化路8号</div></body></html>"""


TITLE = "山阳县夏粮丰收在望"
PARAGRAPHS = (
    "　　6月11日一早，山阳县柳湾镇的麦田里已经忙开了，收割机来来回回，村民们把刚收下的麦子装袋运走。",
    "　　“今年雨水匀，麦子长得好，一亩能打上千斤。”种粮大户沈砚说，全镇三万亩小麦再有五天就能收完。",
    "　　下一步，该镇将组织农机手错峰作业，确保颗粒归仓，让农民群众的辛苦有一个好收成。",
)
OTHERS = ("全县秋冬种现场会在石桥镇召开", "云溪县首届农民篮球赛落下帷幕", "城区两条公交线路今起优化调整")
PIECES = {
    "{title}": TITLE,
    "{text}": "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS),
    "{lines}": "<br>".join(PARAGRAPHS),
    "{hot list}": "<div class=x9><h3>热点</h3><ul>"
    + "".join(
        f"<li><a href=/{day}.html>{other}</a><span>2023-06-{day}</span></li>"
        for day, other in enumerate(OTHERS, 11)
    )
    + "</ul></div>",
    "{comments}": "<div class=y8><h4>网友评论</h4>"
    + "".join(
        f"<div><b>{name}</b><i>2023-06-13 09:15</i><p>说得好，支持一下。</p></div>"
        for name in ("石头", "老客")
    )
    + "</div>",
    "⏎": "\n",
}


def page(head="", info="", tail="", address="", above=""):
    html = PAGE.format(head=head, info=info, tail=tail, above=above)
    return Page(
        url=HOST + (address or ADDRESS),
        body=html.encode(),
        content_type="text/html; charset=utf-8",
        fetched_at=FETCHED,
    )


def table(name):
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if not line.startswith("#")]
    return [(*row, "")[:5] for row in rows]


def read_day(result):
    if not isinstance(result, Article):
        assert result.reason is Reason.NO_DATE
        return NONE
    return result.date.isoformat()[: 10 if result.date_precision == "day" else 19]


@pytest.mark.parametrize("row", table("published.tsv"), ids=lambda row: "".join(row[:3])[:60])
def test_a_page_that_says_when_it_was_published_is_believed(row):
    head, info, tail, expected, address = row
    assert read_day(clean(page(head, info, tail, address))) == expected


@pytest.mark.parametrize("row", table("not_published.tsv"), ids=lambda row: "".join(row[:3])[:60])
def test_a_date_of_another_thing_is_no_publication(row):
    head, info, tail, expected, address = row
    assert read_day(clean(page(head, info, tail, address))) == expected


@pytest.mark.parametrize("row", table("not_published.tsv"), ids=lambda row: "".join(row[:3])[:60])
def test_a_date_of_another_thing_takes_nothing_from_a_printed_time(row):
    head, info, tail, *_ = row
    result = clean(page(head, f"<p>发布时间：2023-06-10 08:15　来源：山阳网</p>{info}", tail))
    assert read_day(result) == "2023-06-10T08:15:00"


@pytest.mark.parametrize("row", table("templates.tsv"), ids=lambda row: row[0][:60])
def test_a_template_s_date_is_read_where_it_prints_one(row):
    body = row[0]
    for name, piece in PIECES.items():
        body = body.replace(name, piece)
    html = f"<html><head><meta charset=utf-8><title>{TITLE}_山阳网</title></head><body>{body}</body></html>"
    one = page().model_copy(update={"body": html.encode()})
    assert read_day(clean(one)) == row[1]


def read_draft(**parts):
    one = page(**parts)
    surface = read_surface(parse(one.body.decode(), one.url))
    return extract(surface, one, Rules())


def test_what_speaks_for_a_date_is_told():
    moment = read_draft(info="<p>发布时间：2023-06-12 15:27</p>", address="/2023/0612/1.html").date
    assert set(moment.grounds) >= {"label", "form", "url"}


def test_a_date_that_is_not_believed_is_told_with_the_reason():
    draft = read_draft(tail="<div>上一篇：全县秋冬种现场会 2023-06-12</div>")
    assert draft.date is None
    (doubted,) = draft.doubted
    assert (doubted.field, doubted.value[:10]) == ("date", "2023-06-12")
    assert doubted.against == "it belongs to another thing of its row"


@pytest.mark.parametrize("above", ["<p>2023年06月14日 星期三</p>", "<p>2023-06-14 09:00:00</p>"])
def test_the_day_in_a_page_s_head_is_not_the_article_s(above):
    assert read_day(clean(page(above=above))) == NONE
    assert read_day(clean(page(above=above, info="2023-06-12 15:27"))) == "2023-06-12T15:27:00"


def test_a_time_above_the_headline_is_believed_on_its_own_day():
    assert read_day(clean(page(above="<p>2023-06-14 06:30:00</p>"))) == "2023-06-14T06:30:00"


def test_a_date_above_the_headline_is_believed_where_the_page_agrees():
    above = "<p>2023年06月12日 星期一</p>"
    assert read_day(clean(page(above=above))) == NONE
    assert clean(page(above=above, address="/2023-06/12/content_1.htm")).evidence.date == "label"


def test_a_day_right_above_the_headline_is_believed_where_nothing_else_is_dated():
    day = "<div>2023-06-12</div>"
    assert read_day(clean(page(above=day))) == "2023-06-12"
    assert read_day(clean(page(above="<p>2023年6月12日</p>"))) == "2023-06-12"


@pytest.mark.parametrize(
    ("above", "tail"),
    [
        ("<div>2023-06-14</div>", ""),  # the day of the fetch
        ("<div><div>2023-06-12</div></div>", ""),
        ("<div>2023-06-12</div><div>山阳要闻</div>", ""),
        ("<div><a href='/20230612/'>2023-06-12</a></div>", ""),
        (
            "<div>2023-06-12</div>",
            "<ul><li><a href='/1.html'>云溪县篮球赛落幕</a><span>06-11</span></li></ul>",
        ),
        ("<div>2023-06-12</div>", "<div><b>石头</b><i>3天前</i><p>说得好。</p></div>"),
    ],
)
def test_a_day_above_the_headline_alone_is_no_publication_beside_others(above, tail):
    assert read_day(clean(page(above=above, tail=tail))) == NONE


def test_the_day_of_a_document_is_taken_last_and_named_as_such():
    dates = "<p>成文日期：2023-06-10</p>"
    assert clean(page(info=dates)).evidence.date == "document"
    assert read_day(clean(page(info=dates, address="/2023/0612/1.html"))) == "2023-06-12"


def test_a_script_of_many_brackets_is_read_once():
    script = "[{" * 3000 + '"publishTime":"2023-06-12 15:27",' * 200
    assert len(read_assigned([script], "")) <= 60
