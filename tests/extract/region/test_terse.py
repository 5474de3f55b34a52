"""Articles of short lines and tables are whole; the short lines around them stay out."""

import pytest

from pipelines.extract.body.paragraphs import read_body
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from schemas import Found, Rules

URL = "http://www.qingchuan.example/xw/content_88213.html"
TITLE = "柳坪镇秋茶开采"
SENTENCE = "10月11日清晨，柳坪镇的茶园里雾气还没散，三十多名茶农已经背着竹篓上了坡，赶摘最后一茬秋茶。"
HOT = "".join(f"<li><a href=/a/{n}.html>白石镇第{n}届农民丰收节活动举行</a></li>" for n in range(4))
POEM = ["茶山秋色入云深，", "竹篓轻挑满袖金。", "一盏清香迎远客，", "半坡晨雾湿衣襟。"]
FREE = ["柳坪的早晨", "是一片醒着的茶叶", "在雾里", "伸了个懒腰", "阿妈的背篓", "装下整个秋天"]
NOTICE = [
    "停电时间：10月15日7时至19时",
    "停电线路：10千伏柳坪线",
    "停电范围：茶园村、桥楼村",
    "停电原因：检修",
]
TALK = [
    "记者：今年行情如何？",
    "岑满仓：比去年好。",
    "记者：好在哪里？",
    "岑满仓：价格稳，销路宽，外地客商都来了。",
]
ITEMS = ["一、岗位", "驾驶员2名", "保洁员5名", "二、报名", "地点：镇政府二楼", "电话：0839-1122334"]
NAMES = ["一等奖：岑满仓", "二等奖：柳青禾、何田", "三等奖：周立春、马小川、石坚"]
LAYOUTS = {
    "paragraphs": lambda lines: "".join(f"<p>　　{line}</p>" for line in lines),
    "breaks": "<br>".join,
    "boxes": lambda lines: "".join(f"<div>{line}</div>" for line in lines),
    "items": lambda lines: "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>",
    "sections": lambda lines: "".join(
        f"<section><section><p>{line}</p></section></section>" for line in lines
    ),
}
TEMPLATES = {
    "column": "<div class=nav>{nav}</div><div class=left><h1>{title}</h1><div class=info>2026-10-12 08:15</div>"
    "<div class=content>{text}</div></div><div class=right><h3>热点新闻</h3><ul>{hot}</ul></div>",
    "hashed": "<div class=x1>{nav}</div><div class=k2><h2>{title}</h2><p class=z3>2026年10月12日</p>"
    "<div class=w9>{text}</div></div><div class=u8><ul>{hot}</ul></div>",
    "table": "<table><tr><td>{title}</td></tr><tr><td>发布时间：2026-10-12 浏览次数：31</td></tr>"
    "<tr><td id=zoom>{text}</td></tr></table><ul>{hot}</ul>",
}
NAV = "<a href=/>首页</a> <a href=/xw/>新闻</a> <a href=/zw/>政务</a>"


def lines_of(text, template="column"):
    page = TEMPLATES[template].format(nav=NAV, hot=HOT, title=TITLE, text=text)
    surface = read_surface(parse(f"<html><body>{page}</body></html>", URL))
    body = read_body(surface, Rules(), URL, Found(value=TITLE, rule="heading")).body
    return body.text.split("\n") if body else []


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("lines", [POEM, FREE, NOTICE, TALK, ITEMS, NAMES])
def test_an_article_of_short_lines_is_whole(lines, layout, template):
    assert lines_of(LAYOUTS[layout](lines), template) == lines


ROWS = "".join(f"<tr><td>{n}</td><td>柳坪镇第{n}茶叶合作社</td><td>{n}.5</td></tr>" for n in range(1, 9))
TABLE = f"<table border=1><tr><th>序号</th><th>单位</th><th>金额</th></tr>{ROWS}</table>"


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("opening", [SENTENCE, "现将名单公示如下：", ""])
@pytest.mark.parametrize("closing", [["监督电话：0839-7654321", "青川县农业农村局", "2026年10月12日"], []])
def test_a_table_and_what_stands_below_it_are_the_articles(opening, closing, template):
    lines = lines_of(f"<p>{opening}</p>{TABLE}" + LAYOUTS["paragraphs"](closing), template)
    assert lines == [
        *filter(None, [opening]),
        "序号\t单位\t金额",
        *(f"{n}\t柳坪镇第{n}茶叶合作社\t{n}.5" for n in range(1, 9)),
        *closing,
    ]


def test_columns_of_a_text_are_no_row_of_data():
    half = [SENTENCE, "“秋茶价格稳，一天能挣一百八十元。”茶农岑满仓说。"]
    rest = [
        "近两年，镇里改造老茶园三千亩，硬化产业路十二公里。",
        "下一步，镇里将引进电商团队，开展直播培训。",
    ]
    cells = "".join(f"<td>{LAYOUTS['paragraphs'](cell)}</td>" for cell in (half, rest))
    assert lines_of(f"<table><tr>{cells}</tr></table>") == [*half, *rest]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("lines", [POEM, NOTICE, [SENTENCE]])
@pytest.mark.parametrize(
    "furniture",
    [
        "<div><span>分享到：</span><span>微信</span><span>QQ空间</span></div>",
        "<ul><li>微信</li><li>微博</li><li>复制链接</li></ul>",
        "<div>阅读 1234</div><div>点赞 56</div><div>评论 7</div>",
        "<p>浏览次数：1234</p>",
        "<p>上一篇：<a href=/a/1.html>柳湾镇开展森林防火巡查</a></p>",
        "<p>相关阅读</p><p><a href=/a/3.html>白石镇举办农民丰收节活动</a></p>",
        "<div>标签：<a href=/t/1>茶产业</a> <a href=/t/2>柳坪镇</a></div>",
        "<form><p>用户名：<input></p><p>密码：<input></p></form>",
        "<p>【打印本页】【关闭窗口】</p>",
        "<div><span>打印</span><span>收藏</span><span>关闭</span></div>",
        "<div>收起全文</div>",
        "<div>字号：<a href=#>大</a> <a href=#>中</a> <a href=#>小</a></div>",
    ],
)
def test_furniture_in_the_box_of_the_lines_stays_out(furniture, lines, template):
    read = lines_of(LAYOUTS["paragraphs"](lines) + furniture, template)
    assert [line for line in read if line in lines] == lines
    assert not [line for line in read if line not in lines and line not in {"相关阅读"}]


def test_a_short_line_among_the_sentences_is_the_articles():
    text = [SENTENCE, "茶园里的账本", SENTENCE.replace("秋茶", "夏茶"), "秋日茶香"]
    assert lines_of(LAYOUTS["paragraphs"](text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "<p>1/8</p><p>2/8</p><p>3/8</p>",
        "<p>微信</p><p>微博</p><p>分享到</p>",
        "<p>时长：03:20</p>",
        f"<ul>{HOT}</ul>",
    ],
)
def test_short_lines_that_tell_nothing_are_no_article(text):
    assert lines_of(text) == []


def test_short_lines_without_a_date_are_no_article():
    page = (
        f"<div class=nav>{NAV}</div><h1>部门职责</h1><div class=content>{LAYOUTS['paragraphs'](ITEMS)}</div>"
    )
    surface = read_surface(parse(f"<html><body>{page}</body></html>", URL))
    assert read_body(surface, Rules(), URL, Found(value="部门职责", rule="heading")).body is None


def test_a_headline_on_the_first_line_of_the_page_heads_short_lines():
    page = f"<h1>归巢</h1><p>时间：2026-11-01 10:00 作者：蒲小林</p><div>{'<br>'.join(FREE)}</div>"
    surface = read_surface(parse(f"<html><body>{page}</body></html>", URL))
    body = read_body(surface, Rules(), URL, Found(value="归巢", rule="heading")).body
    assert body is not None
    assert body.text.split("\n") == FREE


def test_short_lines_beside_their_headline_are_whole():
    lines = ["今天夜间到明天：多云转小雨，北风2级。", "后天：小雨，7到11℃。", "森林火险等级：二级。"]
    page = f"<div><h1>柳坪天气</h1><div>2026-11-15 17:00</div>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    surface = read_surface(parse(f"<html><body><div>{NAV}</div>{page}<ul>{HOT}</ul></body></html>", URL))
    body = read_body(surface, Rules(), URL, Found(value="柳坪天气", rule="heading")).body
    assert body is not None
    assert body.text.split("\n")[-3:] == lines


def test_rows_of_a_link_and_its_day_are_no_short_lines():
    rows = "".join(
        f"<li><a href=/a/{n}.html>茶园村秋茶开采{n}</a><span>2026-11-1{n}</span></li>" for n in range(9)
    )
    page = f"<h1>柳坪要闻</h1><div>2026-11-15</div><ul>{rows}</ul>"
    surface = read_surface(parse(f"<html><body>{page}</body></html>", URL))
    assert read_body(surface, Rules(), URL, Found(value="柳坪要闻", rule="heading")).body is None


@pytest.mark.parametrize(
    ("url", "found"),
    [("http://paper.shanyang.example/html/2026-11/14/content_2.htm", True), (URL, False)],
)
def test_an_e_paper_tells_its_day_by_its_address(url, found):
    page = f"<h2>柳坪的早晨</h2><h5>□ 张守义</h5><div id=articleContent>{LAYOUTS['paragraphs'](FREE)}</div>"
    surface = read_surface(parse(f"<html><body>{page}</body></html>", url))
    assert (
        read_body(surface, Rules(), url, Found(value="柳坪的早晨", rule="heading")).body is not None
    ) is found


def test_a_hidden_box_of_short_lines_is_read_where_its_name_is_an_articles():
    page = f"<h1>明日停电</h1><em>2026-11-14 19:02</em><div id=js_content style='visibility:hidden'>{LAYOUTS['sections'](NOTICE)}</div>"
    surface = read_surface(parse(f"<html><body>{page}</body></html>", URL))
    body = read_body(surface, Rules(), URL, Found(value="明日停电", rule="heading")).body
    assert body is not None
    assert body.text.split("\n") == NOTICE


def test_short_questions_and_answers_in_one_cell_are_whole():
    talk = [
        "问：医保什么时候缴？",
        "答：9月1日至12月31日。",
        "问：缴多少？",
        "答：每人400元。",
        "问：怎么缴？",
        "答：微信、支付宝和村代办点都行。",
    ]
    page = (
        "<table><tr><td>医保缴费小问答</td></tr><tr><td>发布日期：2026-11-03 16:20 来源：县医保局</td></tr>"
        f"<tr><td class=bt_content>{LAYOUTS['paragraphs'](talk)}</td></tr></table>"
    )
    surface = read_surface(parse(f"<html><body>{page}</body></html>", URL))
    body = read_body(surface, Rules(), URL, Found(value="医保缴费小问答", rule="heading")).body
    assert body is not None
    assert body.text.split("\n") == talk
