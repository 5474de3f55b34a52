"""Text that no element shows is the body where the page shows none of it, or a part."""

import json
from html import escape

import pytest

from pipelines.extract.body.paragraphs import read_body
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.scripted.articles import Told
from pipelines.extract.tree.document import parse
from schemas import Found, Image, Rules

URL = "http://www.qingchuan.example/xw/content_88213.html"
TITLE = "柳坪镇秋茶开采"
TEXT = [
    "10月11日清晨，柳坪镇的茶园里雾气还没散，三十多名茶农已经背着竹篓上了坡，赶摘最后一茬秋茶。",
    "“秋茶价格稳，一天能挣一百八十元。”茶农岑满仓说，合作社今年新添了两条加工线。",
    "近两年，柳坪镇改造老茶园三千亩，硬化产业路十二公里，建成冷链仓两座，带动农户增收。",
]
SOURCE = "".join(f"<p>　　{line}</p>" for line in TEXT)
OTHER = ["10月9日，岩坝乡举办第三届农民运动会，来自十二个村的选手参加了比赛，现场气氛热烈。"]


def lines_of(inner, told=None):
    page = f"<html><body><h1>{TITLE}</h1><p>2026-10-12 08:15</p>{inner}</body></html>"
    body = read_body(
        read_surface(parse(page, URL)), Rules(), URL, Found(value=TITLE, rule="heading"), told
    ).body
    return body.text.split("\n") if body else []


@pytest.mark.parametrize(
    "inner",
    [
        f"<textarea style='display:none'>{escape(SOURCE)}</textarea>",
        f"<textarea>{SOURCE}</textarea>",
        "<textarea readonly>" + "\n".join(TEXT) + "</textarea>",
        "<textarea rows=30>" + "\n".join(TEXT) + "</textarea>",
        f"<xmp>{SOURCE}</xmp>",
        f"<script type='text/html'>{SOURCE}</script>",
        f"<script type='text/template'>{escape(SOURCE)}</script>",
        f"<template>{SOURCE}</template>",
        f"<noscript>{SOURCE}</noscript>",
        f"<div data-content='{escape(SOURCE)}'></div>",
        f"<input type=hidden value='{escape(SOURCE)}'>",
    ],
)
def test_a_source_that_an_element_holds_is_the_text(inner):
    assert lines_of(f"<div class=content>{inner}</div>") == TEXT


@pytest.mark.parametrize(
    "inner",
    [
        "<textarea>文明上网，理性发言，请遵守评论服务协议，谢谢您的配合与支持，祝您阅读愉快。</textarea>",
        f"<div class=comments><textarea>{escape(SOURCE)}</textarea></div>",
        "<script type='text/html'><p>{{title}}，{{content}}，请稍候再试，正在为您加载文章的内容。</p></script>",
    ],
)
def test_a_readers_box_and_a_template_are_no_text(inner):
    assert lines_of(f"<div class=content></div>{inner}") == []


@pytest.mark.parametrize(
    "content", [SOURCE, escape(SOURCE), "\n".join(TEXT), "\\n".join(TEXT), "\r\n\r\n".join(TEXT)]
)
def test_what_data_hold_is_the_text_where_the_page_shows_none(content):
    assert lines_of("<div id=app></div>", Told(content)) == TEXT


def test_data_hold_the_whole_of_what_the_page_shows_a_part_of():
    assert lines_of(f"<div class=content><p>{TEXT[0]}</p></div>", Told(SOURCE)) == TEXT


def test_what_the_page_shows_stands_where_data_hold_a_part_of_it():
    assert lines_of(f"<div class=content>{SOURCE}</div>", Told(TEXT[0], agreed=True)) == TEXT


@pytest.mark.parametrize(("agreed", "lines"), [(True, TEXT), (False, OTHER)])
def test_another_text_on_the_page_gives_way_to_data_that_are_surely_the_articles(agreed, lines):
    shown = f"<div class=content><p>{OTHER[0]}</p></div>"
    assert lines_of(shown, Told(SOURCE, TITLE if agreed else None, agreed=agreed)) == lines


def test_a_poem_in_data_is_read_where_it_is_surely_the_articles():
    poem = ["茶山秋色入云深，", "竹篓轻挑满袖金。", "一盏清香迎远客，", "半坡晨雾湿衣襟。"]
    assert lines_of("<div id=app></div>", Told("<br>".join(poem), TITLE, agreed=True)) == poem


def test_data_that_no_page_could_hold_are_left_alone():
    assert lines_of("<div id=app></div>", Told("<div>" * 2000 + TEXT[0])) == []


@pytest.mark.parametrize(
    ("picture", "address"),
    [
        ("<img zoomfile=a.jpg file=a.jpg src=static/image/common/none.gif>", "a.jpg"),
        ("<img lazysrc=a.jpg src=/blank.png>", "a.jpg"),
        ("<img src='data:image/gif;base64,R0' data-srcset='s.jpg 320w, a.jpg 1080w'>", "a.jpg"),
        ("<img src=/loading.gif data-anything=a.png?x=1>", "a.png?x=1"),
        ("<img src=/blank.gif><noscript><img src=a.jpg></noscript>", "a.jpg"),
        ("<picture><source srcset=a.webp><img src=/pixel.gif></picture>", "a.webp"),
        ("<img srcset='s.jpg 1x, a.jpg 2x' src=/lazy.gif>", "a.jpg"),
        ("<img src=/img/placeholder.png>", None),
        ("<img src=/none.gif data-title=丰收>", None),
        ("<img src='data:image/png;base64,iVBORw0'>", None),
        ("<img src=/transparent.gif srcset=' , '>", None),
    ],
)
def test_a_late_picture_has_its_own_address_and_a_spacer_none(picture, address):
    page = f"<div class=content><p>{TEXT[0]}</p><p>{picture}</p><p>{TEXT[1]}</p></div>"
    body = read_body(read_surface(parse(f"<body>{page}</body>", URL)), Rules(), URL, None).body
    assert body.images == (
        (Image(url=f"http://www.qingchuan.example/xw/{address}", caption=None),) if address else ()
    )


def test_json_in_an_attribute_is_no_html():
    state = escape(
        json.dumps(
            {"a": "甲乙丙丁，这是一个很长很长的数据，里面没有任何标签，也没有文章。" * 2}, ensure_ascii=False
        )
    )
    assert lines_of(f"<div data-state='{state}'></div>") == []
