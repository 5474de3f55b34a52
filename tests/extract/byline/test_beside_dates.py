"""A word beside a date is an outlet or a reporter by what speaks for it, never by its place."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.extract.byline.outlets import is_outlet
from pipelines.extract.fields import extract
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from pipelines.names import read_words
from schemas import Draft, Page, Rules

DATE = "2023-06-12 15:27"
TEMPLATES = {
    "in one element": "<div class=info><span>{date} {word}</span></div>",
    "in two": "<div class=info><span>{date}</span> <span>{word}</span></div>",
    "before the date": "<p><em>{word}</em><em>{date}</em></p>",
    "in cells": "<table><tr><td>{date}</td><td>{word}</td></tr></table>",
    "between bars": "<div>{date} | {word} | 字号</div>",
    "in a row above": "<div>{word}</div><div>{date}</div>",
    "in a row below": "<div>{date}</div><div>{word}</div>",
    "in a box": "<div>{date} 【{word}】</div>",
    "among buttons": "<div>{date} {word} 【字体：大 中 小】 打印 关闭</div>",
}
CLASSED = {
    "as source": "<div><span>{date}</span><span class=source>{word}</span></div>",
    "as author": "<div><span class=author>{word}</span><span>{date}</span></div>",
}
PROSE = (
    "<p>柳湾镇的三万亩晚稻进入收割期，收割机在田里来回穿梭，运粮车一辆接一辆开进烘干中心。</p>"
    "<p>镇里今年新建了两座烘干中心，每天能烘干稻谷四百吨，农户不用再抢着晴天在路边晒谷。</p>"
)


def words(kind: str) -> list[str]:
    text = (Path(__file__).parent / "beside_dates.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return [word for what, listed in rows if what == kind for word in listed.split(" ")]


def read(head: str, foot: str = "", title: str = "柳湾镇秋收忙_山阳网", nav: str = "") -> Draft:
    html = f"<title>{title}</title>{nav}<h1>柳湾镇秋收忙</h1>{head}<div>{PROSE}</div>{foot}"
    page = Page(url="http://news.example.cn/1.html", body=b"", fetched_at=datetime(2023, 6, 14, tzinfo=UTC))
    return extract(read_surface(parse(html, page.url)), page, Rules())


def credits_of(draft: Draft) -> dict[str, str]:
    found = {"source": draft.source, "editor": draft.editor, "author": draft.author}
    return {field: value.value for field, value in found.items() if value}


@pytest.mark.parametrize("template", [*TEMPLATES.values(), *CLASSED.values()], ids=[*TEMPLATES, *CLASSED])
def test_a_word_that_names_nobody_is_no_credit(template):
    wrong = {
        word: credits
        for word in words("nobody")
        if (credits := credits_of(read(template.format(date=DATE, word=word))))
    }
    assert wrong == {}


@pytest.mark.parametrize("field", ["source", "author"])
@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_an_outlet_and_a_reporter_are_known_by_a_fact_or_by_their_form(template, field):
    wrong = {
        word: credits
        for word in words(field)
        if (credits := credits_of(read(template.format(date=DATE, word=word)))) != {field: word}
    }
    assert wrong == {}


def test_what_is_not_believed_is_told_with_its_reason():
    draft = read(f"<p>{DATE} 关闭</p>")
    assert [(doubt.field, doubt.value, doubt.against) for doubt in draft.doubted] == [
        ("author", "关闭", "the word names nobody")
    ]
    strange = read(f"<p>{DATE} 山阳微观</p>").doubted
    assert [(doubt.value, doubt.grounds, doubt.against) for doubt in strange] == [
        ("山阳微观", ("place",), "too little speaks for it")
    ]


@pytest.mark.parametrize(
    "said",
    [
        {"title": "柳湾镇秋收忙_山阳微观"},
        {"foot": "<p>版权所有：山阳微观</p>"},
        {"nav": "<img alt=山阳微观>"},
        {"nav": "<meta property=og:site_name content=山阳微观>"},
        {"foot": "<div class=user-name>@山阳微观</div>"},
    ],
)
def test_an_outlet_that_nobody_knows_is_believed_where_the_page_names_it_elsewhere(said):
    assert credits_of(read(f"<p>{DATE} 山阳微观</p>")) == {}
    assert credits_of(read(f"<p>{DATE} 山阳微观</p>", **said)) == {"source": "山阳微观"}


def test_a_channel_is_no_outlet_although_the_title_ends_with_it():
    nav = "<div><a href=/>首页</a> <a href=/w>山阳微观</a></div>"
    assert credits_of(read(f"<p>{DATE} 山阳微观</p>", title="柳湾镇秋收忙_山阳微观", nav=nav)) == {}


def test_an_account_of_a_place_that_the_page_names_is_an_outlet():
    assert credits_of(read(f"<p>{DATE} 青禾发布</p>")) == {}
    assert credits_of(read(f"<p>{DATE} 青禾发布</p>", foot="<p>青禾县人民政府</p>")) == {"source": "青禾发布"}


def test_a_name_that_looks_like_a_word_is_believed_where_the_text_names_the_reporter():
    assert credits_of(read(f"<p>{DATE} 白雪</p>")) == {}
    assert (
        credits_of(read(f"<p>{DATE} 白雪</p>", foot="<p>山阳网采访团 记者：白雪 摄像：沈砚</p>"))["author"]
        == "白雪"
    )


def test_a_second_headline_is_no_outlet():
    assert credits_of(read(f"<p>山阳县今年要建三十个冷库和一座电视台</p><p>{DATE}</p>")) == {}


def test_a_label_that_no_sign_parts_from_its_outlet_is_cut_off():
    for label in ("本文来源于", "转自", "来源", "摘自", "据"):
        assert credits_of(read(f"<p>{label}山阳日报 {DATE}</p>")) == {"source": "山阳日报"}


def test_no_known_outlet_is_in_a_list_of_those_that_name_nobody():
    nobody = read_words("buttons.txt") | read_words("no_sources.txt") | read_words("no_names.txt")
    outlets = read_words("outlets.txt")
    assert len(outlets) > 500
    assert not outlets & nobody
    assert all(map(is_outlet, outlets))
