"""A notice of one sentence and short lines is whole, though headline, date and lines stand side by side."""

import pytest

from pipelines.flow import clean
from schemas import Article, Page
from tests.extract.kind.frames import FETCHED, frame, rows

TITLE = "关于古戏台修缮听证会的公告"
HEADS = (
    f"<h1>{TITLE}</h1><p>2026-11-19 08:20 来源：云溪日报</p>",
    f"<div align=center><b>{TITLE}</b></div><div align=center>2026-11-19 08:20</div>",
)
LINES = (
    "定于12月5日举行古戏台修缮听证会，现公开征集参加人。",
    "报名时间：11月20日至25日",
    "报名电话：0000-3333333",
)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)


def body_of(box: str) -> list[str]:
    html = frame(f"{TITLE}_云溪新闻网", f"{box}<div class=b>{rows(9)}</div>")
    url = "http://www.yunxi.example/xw/202611/t20261119_88213.html"
    read = clean(Page(url=url, body=html.encode(), content_type="text/html", fetched_at=FETCHED))
    assert isinstance(read, Article), read
    return read.body.split("\n")


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "box", ["<div>{}</div>", "<table><tr><td>{}</td><td><a href='/x/'>青石桥镇板栗开竿</a></td></tr></table>"]
)
def test_the_short_lines_below_the_only_sentence_are_its_articles(head, box) -> None:
    assert body_of(box.format(head + PARAGRAPHS)) == list(LINES)


def test_a_named_attachment_is_one_of_its_lines() -> None:
    attached = '<p>附件：<a href="/f/1.doc">听证会报名表.doc</a></p>'
    assert body_of(f"<div>{HEADS[0]}{PARAGRAPHS}{attached}</div>")[:3] == list(LINES)


@pytest.mark.parametrize(
    "foreign",
    [
        "<div>立即下载云溪发布客户端，紧贴最新消息</div>",
        '<p><a href="/xw/7.html">青石桥镇板栗开竿</a></p>',
        "<ul><li>猜你喜欢</li></ul>",
    ],
)
def test_where_something_else_stands_in_the_box_nothing_of_it_is_taken(foreign) -> None:
    sentence = f"<p>{LINES[0]}</p>"
    assert body_of(f"<div>{HEADS[0]}{sentence}{foreign}</div>") == [LINES[0]]


def test_a_cell_with_date_and_paragraphs_is_no_cell_of_data() -> None:
    lines = body_of(f"<table><tr><td>{HEADS[0]}{PARAGRAPHS}</td><td>图</td></tr></table>")
    assert lines[:3] == list(LINES)
