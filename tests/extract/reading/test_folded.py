"""Text behind a button such as 展开全文 is seen; what else is hidden stays hidden."""

import pytest

from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse

URL = "http://news.example.cn/2026/1012/c1-100.html"
FIRST = "10月11日清晨，柳坪镇的茶园里雾气还没散，茶农已经背着竹篓上了坡。"
LAST = "“秋茶价格稳，一天能挣一百八十元。”茶农岑满仓说，鲜叶当天就能制成干茶。"


def seen(inner):
    surface = read_surface(parse(f"<body><div class=content>{inner}</div></body>", URL))
    return [line.text for line in surface.visible.lines if line.text and not line.dropped]


@pytest.mark.parametrize(
    "button",
    [
        "<div>展开全文</div>",
        "<a href='javascript:void(0)'>点击阅读全文 ↓</a>",
        "<p><span>阅读剩余全文</span></p>",
        "<button>继续阅读</button>",
        "<div>剩余60%，点击展开</div>",
        "<div>全文展开</div>",
        "<div>展开全文（60%）</div>",
        "<div>展开剩余 60%</div>",
        "<div>閱讀全文</div>",
        "<div>……</div><div>查看全部内容</div>",
    ],
)
@pytest.mark.parametrize("hiding", ["style='display:none'", "hidden", "class=hide"])
def test_text_behind_a_button_that_unfolds_it_is_seen_and_the_button_is_not(button, hiding):
    lines = seen(f"<p>{FIRST}</p><div {hiding}><p>{LAST}</p></div>{button}")
    assert [line for line in lines if line != "……"] == [FIRST, LAST]


def test_the_button_may_stand_above_the_text():
    assert seen(f"<p>{FIRST}</p><div>展开全文</div><div hidden><p>{LAST}</p></div>") == [FIRST, LAST]


def test_a_preview_that_the_folded_text_says_again_is_read_once():
    whole = f"<div hidden><p>{FIRST}</p><p>{LAST}</p><a>收起</a></div>"
    assert seen(f"<div><p>{FIRST[:20]}……</p><a>展开全文</a></div>{whole}") == [FIRST, LAST]


@pytest.mark.parametrize(
    "between",
    [
        "<div><h3>热点新闻</h3><ul>"
        + "".join(
            f"<li><a href=/{n}.html>岩坝乡新建便民桥第{n}座</a><i>11-0{n}</i></li>" for n in range(1, 8)
        )
        + "</ul></div>",
        "<div hidden><a href=//a.example/>代办证件</a>| <a href=//b.example/>二手车行</a>|</div>",
    ],
)
def test_links_between_the_text_and_its_button_do_not_hide_it(between):
    lines = seen(f"<p>{FIRST}</p><div hidden><p>{LAST}</p></div>{between}<div>展开全文</div>")
    assert LAST in lines
    assert not any("代办" in line for line in lines)


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden><p>外地某公司承接各类工程，质量可靠，欢迎来电洽谈合作。</p></div><div>分享到</div>",
        "<div hidden><a href=/a>县情概况</a><a href=/b>今日要闻</a></div><div>展开全文</div>",
        "<div hidden class=comments><p>茶叶真香，看到家乡的变化特别高兴，一定回去看看。</p></div><div>展开全文</div>",
        "<div hidden><h3>相关新闻</h3><p>岩坝乡举办运动会，来自十二个村的选手参加比赛。</p></div><div>展开全文</div>",
        "<div hidden><p>岩坝乡举办运动会，十二个村的选手参加了比赛。</p></div><a href=/xw/2.html>阅读全文</a>",
        "<div hidden><p>版权声明：未经授权，不得转载。</p></div><div>展开全文</div>",
        "<div hidden><p>茶叶真香，看到家乡的变化特别高兴，一定回去看看。</p></div><div>查看评论</div>",
    ],
)
def test_what_no_button_unfolds_stays_hidden(hidden):
    text = "".join(seen(f"<p>{FIRST}</p>{hidden}"))
    assert not any(word in text for word in ("承接", "县情", "茶叶真香", "岩坝乡", "版权声明"))


def test_a_page_with_a_button_and_nothing_folded_is_read_as_it_is():
    assert seen(f"<p>{FIRST}</p><p>{LAST}</p><div>展开全文</div>") == [FIRST, LAST, "展开全文"]


@pytest.mark.parametrize("wrapper", ["<div>{}</div>", "<div><section><div>{}</div></section></div>"])
def test_boxes_that_hold_nothing_else_do_not_part_a_text_from_its_button(wrapper):
    text = wrapper.format(f"<div>{FIRST}</div><div hidden><p>{LAST}</p></div>")
    assert seen(f"<div><div class=text>{text}</div><div>展开全文</div></div>") == [FIRST, LAST]
