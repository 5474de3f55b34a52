"""Which reading wins, what it beat, and what a site's rules change."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from pipelines.extract.fields import extract
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.section import read_trail
from pipelines.extract.tree.document import parse
from schemas import Draft, Page, Rules

FETCHED = datetime(2023, 6, 14, 1, 0, tzinfo=UTC)
PROSE = (
    "<p>柳湾镇的三万亩晚稻进入收割期，收割机在田里来回穿梭，运粮车一辆接一辆开进烘干中心。</p>"
    "<p>镇里今年新建了两座烘干中心，每天能烘干稻谷四百吨，农户不用再抢着晴天在路边晒谷。</p>"
    "<p>种粮大户说，去年这个时候还在愁没有地方晒，今年从收割到入库只用了三天，心里踏实多了。</p>"
)


def read(
    head: str, tail: str = "", rules: Rules | None = None, url: str = "http://news.example.cn/1.html"
) -> Draft:
    top = "<title>柳湾镇秋收忙_山阳网</title><body><h1>柳湾镇秋收忙</h1>"
    html = f"<html>{top}{head}<div>{PROSE}</div>{tail}</body></html>"
    rules = rules or Rules()
    return extract(read_surface(parse(html, url), rules), Page(url=url, body=b"", fetched_at=FETCHED), rules)


def test_a_site_rule_beats_the_labels_and_says_so():
    draft = read(
        "<p>来源：山阳网 2023-06-12</p><p class=from>山阳日报</p>", rules=Rules(source=(".none", "p.from"))
    )
    assert draft.source is not None
    assert (draft.source.value, draft.source.rule) == ("山阳日报", "site")
    assert [(beaten.value, beaten.rule) for beaten in draft.source.beaten] == [("山阳网", "label")]


def test_a_site_rule_may_name_an_element_that_holds_the_label_too():
    draft = read("<p class=a>责编：陆知秋</p>", rules=Rules(editor="p.a"))
    assert draft.editor is not None
    assert (draft.editor.value, draft.editor.rule) == ("陆知秋", "site")


def test_a_byline_rule_gives_each_field_its_own_part():
    line = "<p>来源：别处网</p><p class=info>2023-06-12 15:27 来源：山阳日报 作者：沈砚 责编：陆知秋</p>"
    draft = read(line, rules=Rules(byline="p.info"))
    fields = (draft.source, draft.author, draft.editor, draft.date)
    assert all(field is not None and field.rule == "site" for field in fields)
    assert [field.value for field in fields[:3] if field] == ["山阳日报", "沈砚", "陆知秋"]
    assert draft.date is not None
    assert draft.date.raw == "2023-06-12 15:27"


def test_an_empty_label_that_a_site_rule_names_gives_null():
    draft = read("<p class=a>责任编辑：</p>", rules=Rules(editor="p.a"))
    assert draft.editor is None


def test_a_site_rule_for_the_date_may_name_a_meta_element():
    draft = read(
        "<meta name=when content='2023-06-12 15:27'><p>2023-06-13 08:00</p>",
        rules=Rules(date="meta[name=when]"),
    )
    assert draft.date is not None
    assert (draft.date.value.isoformat(), draft.date.rule) == ("2023-06-12T15:27:00+08:00", "site")


def test_the_url_contradicting_the_printed_day_is_recorded():
    draft = read("<p>2023-06-12 15:27</p>", url="http://news.example.cn/2023/0601/c1-2.html")
    assert draft.date is not None
    assert draft.date.value.isoformat() == "2023-06-12T15:27:00+08:00"
    assert [(beaten.value, beaten.rule) for beaten in draft.date.beaten] == [
        ("2023-06-01T00:00:00+08:00", "url")
    ]


def test_the_url_agreeing_with_the_printed_day_is_no_contradiction():
    draft = read("<p>2023-06-12 15:27</p>", url="http://news.example.cn/2023/0612/c1-2.html")
    assert draft.date is not None
    assert draft.date.beaten == ()


def test_a_page_without_a_date_takes_the_day_of_its_url():
    draft = read("", url="http://news.example.cn/202306/t20230612_1.html")
    assert draft.date is not None
    assert (draft.date.value.isoformat(), draft.date.precision, draft.date.rule) == (
        "2023-06-12T00:00:00+08:00",
        "day",
        "url",
    )


def test_a_year_less_date_takes_the_year_of_the_url():
    draft = read("<p>06-12 15:27</p>", url="http://news.example.cn/2021/x/1.html")
    assert draft.date is not None
    assert draft.date.value.isoformat() == "2021-06-12T15:27:00+08:00"


def test_what_scripts_say_beats_yesterday():
    draft = read("<p>昨天 15:27</p><script>var publish_time = '1623482820';</script>")
    assert draft.date is not None
    assert (draft.date.value.isoformat(), draft.date.rule) == ("2021-06-12T15:27:00+08:00", "script")


def test_yesterday_counts_from_the_fetch():
    draft = read("<p>昨天 15:27</p>")
    assert draft.date is not None
    assert draft.date.value.isoformat() == "2023-06-13T15:27:00+08:00"


def test_dates_in_the_text_and_in_comments_are_no_publication_time():
    text = "<p>2022年1月3日 10:00，柳湾镇开工建设烘干中心，当年12月31日 18:00全部完工，村民奔走相告。</p>"
    draft = read(
        f"<p>2023-06-12 15:27</p>{text}", "<ul><li>网友甲 2023-06-13 08:00<li>网友乙 2023-06-13 09:00</ul>"
    )
    assert draft.date is not None
    assert draft.date.value.isoformat() == "2023-06-12T15:27:00+08:00"


def test_a_page_that_prints_no_credit_gives_null():
    draft = read("<p>2023-06-12 15:27</p>")
    assert (draft.source, draft.editor, draft.author) == (None, None, None)


def test_a_meta_author_counts_only_where_the_page_names_them_too():
    meta = "<meta name=author content=沈砚>"
    assert read(meta).author is None
    seen = read(f"{meta}<p>柳湾之声 沈砚</p>").author
    assert seen is not None
    assert seen.value == "沈砚"


def test_reading_leaves_the_tree_as_it_was():
    root = parse(
        f"<title>柳湾</title><h1>柳湾镇秋收忙</h1><p>来源：<a>山阳网</a><br>昨天</p>{PROSE}",
        "http://news.example.cn/1",
    )
    before = etree.tostring(root)
    rules = Rules(byline="p", section="a", body="p", drop="a")
    page = Page(url="http://news.example.cn/1", body=b"", fetched_at=FETCHED)
    extract(read_surface(root, rules), page, rules)
    assert etree.tostring(root) == before


@pytest.mark.parametrize(
    "html",
    [
        "<p>",
        "<!-- 来源：山阳网 --><p></p>",
        "<frameset><frame></frameset>",
        "<p>来源：",
        "<br><br>",
        "<title></title>",
    ],
)
def test_a_page_with_nothing_on_it_gives_nothing(html):
    draft = extract(
        read_surface(parse(html, "http://news.example.cn/")),
        Page(url="http://news.example.cn/", body=b"", fetched_at=FETCHED),
        Rules(),
    )
    assert (draft.date, draft.source, draft.editor, draft.author, draft.section) == (
        None,
        None,
        None,
        None,
        (),
    )


TRAILS = [
    ("当前位置：首页 > 新闻中心 > 县区新闻 > 正文", ("新闻中心", "县区新闻")),
    ("您现在的位置：\t山阳网\t>>\t山阳新闻\t>>\t柳湾\t>>\t正文", ("山阳新闻", "柳湾")),
    ("首页\t>\t要闻\t>\t柳湾镇秋收忙，三万亩晚稻开镰收割机来回穿梭", ("要闻",)),
    ("山陽時報\t/\t兩岸\t/\t地方", ("山陽時報", "兩岸", "地方")),
    ("正文", ()),
    ("首页", ()),
    ("", ()),
]


@pytest.mark.parametrize(("trail", "steps"), TRAILS)
def test_a_breadcrumb_is_its_steps_without_home_and_text(trail, steps):
    assert read_trail(trail) == steps


def test_the_section_is_read_from_the_breadcrumb_above_the_headline():
    html = (
        "<div class=nav><a>首页</a>&gt;<a>导航</a></div>"
        "<div class=crumb>您的位置：<a>山阳网</a> &gt; <a>新闻</a> &gt; <a>地方</a> &gt; 正文</div>"
        f"<h1>柳湾镇秋收忙</h1><p>2023-06-12</p>{PROSE}<div><a>推荐</a> &gt; <a>更多</a></div>"
    )
    page = Page(url="http://news.example.cn/1", body=b"", fetched_at=FETCHED)
    assert extract(read_surface(parse(html, page.url)), page, Rules()).section == ("新闻", "地方")


def test_the_site_name_is_what_the_page_calls_its_site():
    assert read("<meta property=og:site_name content=山阳网>").site_name == "山阳网"


def test_a_labelled_list_keeps_the_name_that_nobody_knows():
    author = read("<p>2023-06-12 15:27 来源：山阳网</p><p>记者 沈砚 通讯员 全兴旺</p>").author
    assert author is not None
    assert author.value == "沈砚、全兴旺"


def test_a_relative_date_beside_an_outlet_shows_where_the_outlet_stands():
    source = read("<div><span>山阳发布</span><time data-time='1686554820'>2天前</time></div>").source
    assert source is not None
    assert source.value == "山阳发布"
