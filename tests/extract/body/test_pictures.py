"""Pictures of an article and their captions: which belong to it, and which lines are theirs."""

import pytest

from schemas import Image, Rules
from tests.extract.body.test_body import FIRST, LAST, body_of


def test_a_caption_belongs_to_its_image():
    picture = "<p align=center><img src='W1.jpg' width=600></p><p align=center>图为收割现场。赵满仓 摄</p>"
    inner = f"<div><p>{FIRST}</p>{picture}<p>{LAST}</p></div>"
    body = body_of(inner)
    assert body.text.split("\n") == [FIRST, LAST]
    assert body.images == (
        Image(url="http://news.example.cn/2023/0612/W1.jpg", caption="图为收割现场。赵满仓 摄"),
    )


def test_a_paragraph_below_an_image_is_no_caption():
    body = body_of(f"<div><p><img src='/a/W1.jpg'></p><p>{FIRST}</p><p>{LAST}</p></div>")
    assert body.text.split("\n") == [FIRST, LAST]
    assert body.images == (Image(url="http://news.example.cn/a/W1.jpg", caption=None),)


@pytest.mark.parametrize("wrapper", ["<a name=top>", "<b>", "<pre>", "<noscript>"])
def test_an_element_that_is_never_closed_says_nothing_about_the_article(wrapper):
    picture = "<p align=center><img src=W1.jpg></p><p align=center>收割现场。</p>"
    inner = f"{wrapper}<div id=text><p>{FIRST}</p>{picture}<p>{LAST}\n（完）</p></div>"
    body = body_of(inner, Rules(body="#text"))
    assert body.text.split("\n") == [FIRST, LAST + "（完）"]
    assert [image.caption for image in body.images] == ["收割现场。"]


def test_a_layout_table_around_the_text_makes_no_short_line_a_caption():
    text = f"<p>{FIRST}</p><img src=W1.jpg><p>老街的账本</p><p>{LAST}</p>"
    body = body_of(f"<table><tr><td><div class=content>{text}</div></td></tr></table>")
    assert body.text.split("\n") == [FIRST, "老街的账本", LAST]


def test_in_a_cell_of_the_text_a_short_line_below_an_image_is_its_caption():
    cell = "<table><tr><td><img src=W1.jpg><p>老街的账本</p></td></tr></table>"
    body = body_of(f"<div><p>{FIRST}</p>{cell}<p>{LAST}</p></div>")
    assert body.text.split("\n") == [FIRST, LAST]


def test_a_lazy_image_has_its_late_address():
    body = body_of(
        f"<div><p>{FIRST}</p><img src='/blank.gif' data-src='//img.example.cn/W2.jpg'><p>{LAST}</p></div>"
    )
    assert [image.url for image in body.images] == ["http://img.example.cn/W2.jpg"]


@pytest.mark.parametrize(
    "picture",
    [
        "<img src='/images/icon.png'>",
        "<img src='/images/erweima.jpg'>",
        "<img src='/logo.gif'>",
        "<img src='data:image/gif;base64,R0lGODlh'>",
        "<img src='W1.jpg' width=13 height=12>",
        "<img src='W1.jpg' style='width:20px'>",
        "<img src=''>",
        "<img>",
        "<img src='javascript:void(0)'>",
        "<img src='http://[bad/W1.jpg'>",
    ],
)
def test_icons_codes_and_spacers_are_no_images(picture):
    assert body_of(f"<div><p>{FIRST}</p>{picture}<p>{LAST}</p></div>").images == ()


ADVERT = "<a href='https://shop.example/7?from=news'><img src='/ads/7.gif' alt='{alt}'></a>"


@pytest.mark.parametrize(
    "picture",
    [
        ADVERT.format(alt="山泉水"),
        ADVERT.format(alt="").replace("https:", ""),
        "<p><img src='/W7.jpg' alt='广告'></p>",
        "<div><a href='/go/7'><img src='/W7.jpg'></a><span>广告</span></div>",
        "<div><a href='/go/7'><img src='/W7.jpg'></a><span>【广告】</span></div>",
    ],
)
def test_a_picture_that_advertises_is_none_of_the_article(picture):
    assert body_of(f"<div><p>{FIRST}</p>{picture}<p>{LAST}</p></div>").images == ()


@pytest.mark.parametrize(
    "href",
    [
        "c1-100_2.html",
        "https://img.elsewhere.example/W7.jpg",
        "#",
        "https://pic.example.cn/show?id=7",
        "http://[",
        "javascript:;",
    ],
)
def test_a_picture_that_leads_to_its_own_site_or_to_a_picture_stays(href):
    page = f"<div><p>{FIRST}</p><a href='{href}'><img src='/W7.jpg'></a><p>{LAST}</p></div>"
    assert [image.url for image in body_of(page).images] == ["http://news.example.cn/W7.jpg"]
