"""The section of an article: the breadcrumb's steps, and no menu's."""

from datetime import UTC, datetime

import pytest

from pipelines.extract.fields import extract
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from schemas import Page, Rules

MENU = "<div><a href=/>首页</a> <a href=/xw/>新闻</a> <a href=/sp/>视频</a> <a href=/zt/>专题</a></div>"
HEADLINE = "<h1>柳湾镇秋收忙</h1>"
STORY = (
    "<div><span>2023-06-12 15:27</span> <span>来源：山阳网</span></div>"
    "<div><p>柳湾镇的晚稻进入收割期，收割机在田里来回穿梭，家家户户忙着晾晒新谷。</p>"
    "<p>镇上的粮库也开了门，几十辆农用车排着队，过磅、卸粮、入库一气呵成。</p></div>"
)
TRAILS = [
    ("<div>当前位置：<a href=/>首页</a> &gt; <a href=/xw/>新闻</a> &gt; <a href=/xz/>乡镇</a> &gt; 正文</div>", "新闻 乡镇"),
    ("<div>首页 &gt; 新闻 &gt; 乡镇</div>", "新闻 乡镇"),
    ("<div><a href=/>首页</a>&raquo;<a href=/xw/>新闻</a>&raquo;正文</div>", "新闻"),
    ("<div>您现在的位置：<a href=/>山阳网</a> - <a href=/xw/>新闻</a> - 正文</div>", "新闻"),
    ("<div><a href=/>首页</a> / <a href=/xw/>新闻</a> / <a href=/xz/>乡镇</a></div>", "新闻 乡镇"),
    ("<div>您的位置： <a href=/>首页</a>→<a href=/xw/>新闻</a>→内容</div>", "新闻"),
    ("<div><a href=/>首页</a><span>&gt;</span><a href=/xw/>要闻</a><span>&gt;</span><span>正文</span></div>", "要闻"),
    ("<div>当前位置：首页 >> 政务动态 >> 部门动态</div>", "政务动态 部门动态"),
    ("<table><tr><td>当前位置：<a href=/>网站首页</a> &gt;&gt; <a href=/xw/>新闻中心</a></td></tr></table>", "新闻中心"),
    ("<div>你的位置：<a href=/>首页</a> | <a href=/xw/>本地</a></div>", "本地"),
    ("<div><a href=/>Home</a> &rsaquo; <a href=/xw/>地方</a></div>", "地方"),
    ("<div><a href=/>首页</a> ? <a href=/xw/>新闻</a> ? 正文</div>", "新闻"),
]  # fmt: skip
NO_TRAILS = [
    "",
    MENU,
    "<div><a href=/more/>更多&gt;&gt;</a></div>",
    "<div><a href=/a1.html>头条 &gt; 山阳高铁通车</a></div>",
    "<div><a href=/a1.html>高铁通到山阳了吗 ? 记者去看了看</a></div>",
    "<ul><li><a href=/dw/>山阳网 ? 时政</a></li><li><a href=/sh/>社会 ? 法治</a></li></ul>",
    "<div>"
    + " / ".join(f"<a href=/{word}/>{word}</a>" for word in "首页 新闻 视频 图片 社会 专题 文化 体育".split())
    + "</div>",
    "<div class=css-1><a href=/xw/>要闻</a></div>",
]


def section(crumb: str, headline: str = HEADLINE) -> tuple[str, ...]:
    html = f"<title>柳湾镇秋收忙_山阳网</title><body>{MENU}{crumb}{headline}{STORY}</body>"
    page = Page(url="http://example.cn/1.html", body=b"-", fetched_at=datetime(2023, 6, 13, tzinfo=UTC))
    return extract(read_surface(parse(html, page.url)), page, Rules()).section


@pytest.mark.parametrize(("crumb", "steps"), TRAILS)
@pytest.mark.parametrize("headline", [HEADLINE, ""], ids=["headline", "no headline"])
def test_the_steps_are_read_without_any_class(crumb: str, steps: str, headline: str) -> None:
    assert section(crumb, headline) == tuple(steps.split())


@pytest.mark.parametrize("crumb", NO_TRAILS)
@pytest.mark.parametrize("headline", [HEADLINE, ""], ids=["headline", "no headline"])
def test_a_menu_or_a_link_alone_is_no_section(crumb: str, headline: str) -> None:
    assert section(crumb, headline) == ()


def test_a_link_alone_is_one_where_the_class_says_so() -> None:
    assert section("<div class=path><a href=/xw/>要闻</a></div>") == ("要闻",)


def test_the_headline_is_no_step() -> None:
    assert section("<div>首页 &gt; 乡镇 &gt; 柳湾镇秋收忙</div>") == ("乡镇",)


def test_items_of_a_list_are_steps_where_the_first_is_the_home_page() -> None:
    assert section("<ul><li><a href=/>首页</a></li><li><a href=/xw/>新闻</a></li><li>正文</li></ul>") == (
        "新闻",
    )


def test_links_parted_by_arrows_above_the_headline_are_steps() -> None:
    assert section("<div><a href=/df/>地方</a>&gt;&gt;<a href=/xw/>要闻</a></div>") == ("地方", "要闻")


COLUMN = (
    "<ul>" + "".join(f"<li><a href=/a/{n}.html>白水镇新建冷库第{n}座</a></li>" for n in range(40)) + "</ul>"
)


@pytest.mark.parametrize(("crumb", "steps"), [trail for trail in TRAILS if "<a " in trail[0]])
def test_a_column_between_trail_and_headline_hides_no_section(crumb: str, steps: str) -> None:
    assert section(f"{crumb}<div>{COLUMN}</div>") == tuple(steps.split())


@pytest.mark.parametrize(
    "crumb",
    [
        *NO_TRAILS,
        "<div><a href=/a1.html>地理位置优越 &gt; 山阳高铁通车</a></div>",
        "<div class=current><a href=/xw/>要闻</a></div>",
    ],
)
def test_far_above_the_headline_only_its_own_words_tell_a_trail(crumb: str) -> None:
    assert section(f"{crumb}<div>{COLUMN}</div>") == ()


def test_a_list_whose_steps_lie_in_each_other_is_a_trail() -> None:
    steps = "<li><a href=/>首页</a></li><li><a href=/df/>地方</a></li><li><a href=/df/ly/>柳湾镇</a></li>"
    assert section(f"<ul>{steps}</ul>") == ("地方", "柳湾镇")


def test_the_headline_is_no_step_of_its_section() -> None:
    crumb = "<div><a href=/>首页</a> &gt; <a href=/xw/>新闻</a> &gt; 柳湾镇秋收忙</div>"
    assert section(crumb, "<h1>[转载] 柳湾镇秋收忙</h1>") == ("新闻",)


@pytest.mark.parametrize(
    "crumb",
    [
        "<div class=path><a href=/xw/>要闻</a></div>",
        "<ul class=mbx><li><a href=/>首页</a></li><li><a href=/xw/>要闻</a></li></ul>",
        "<div><a href=/rss>订阅</a> <a href=/>山阳网首页</a> &gt; <a href=/xw/>要闻</a></div>",
        "<div><a href=/xw/>要闻</a> &gt; <span>正文</span></div>",
    ],
)
def test_rows_of_other_articles_between_do_not_count(crumb: str) -> None:
    rows = "".join(
        f"<li><a href=/a/{n}.html>白水镇新建冷库第{n}座</a></li><li>全镇今年已有{n}座冷库投入使用，果农不再发愁。</li>"
        for n in range(9)
    )
    assert section(f"{crumb}<div><h3>相关新闻</h3><ul>{rows}</ul></div>") == ("要闻",)


def test_a_trail_that_ends_with_the_page_is_one_far_above_too() -> None:
    crumb = "<div><a href=/xw/>资讯</a> &gt; <a href=/sh/>社会</a> &gt; 正文</div>"
    links = "".join(f"<li><a href=/{n}>商城{n}</a></li>" for n in range(60))
    assert section(f"{crumb}<ul>{links}</ul>") == ("资讯", "社会")


@pytest.mark.parametrize(
    "sites",
    [
        "首页 新闻 公告",
        "山阳网 柳湾网 白水报",
        "山阳网 柳湾网 白水网 岩坝网 云溪网 石桥网 青川网",
        "首页 山阳网 柳湾网",
    ],
)
def test_a_list_of_sites_above_the_headline_is_no_trail(sites: str) -> None:
    rows = "".join(f"<li><a href=//{n}.example/>{name}</a></li>" for n, name in enumerate(sites.split()))
    assert section(f"<ul><li>友情链接</li>{rows}</ul>") == ()
