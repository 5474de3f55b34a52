"""A wall in place of a page is a wall, whatever it prints; a story about walls is a story."""

import pytest

from pipelines.extract.kind.walls import find_wall
from pipelines.flow import clean
from schemas import Article, Page, Reason, Rejection
from tests.extract.kind.notices import CHALLENGES, NOTICES, notice
from tests.extract.kind.stories_of_visits import STORIES

URL = "http://www.liuhe.example/xw/202311/t20231119_88213.html"


def read(html: str) -> Article | Rejection:
    page = Page(url=URL, body=html.encode(), content_type="text/html", fetched_at="2023-11-20T12:00:00+08:00")
    return clean(page)


@pytest.mark.parametrize("html", NOTICES)
def test_a_notice_that_refuses_the_visit_or_puts_it_off_is_a_wall(html) -> None:
    refused = read(html)
    assert isinstance(refused, Rejection)
    assert refused.reason is Reason.WALL


@pytest.mark.parametrize(("product", "html"), CHALLENGES)
def test_a_firewalls_script_is_known_by_its_marks_and_named(product, html) -> None:
    refused = read(html)
    assert isinstance(refused, Rejection)
    assert (refused.reason, refused.detail) == (Reason.WALL, product)


@pytest.mark.parametrize("frame", [True, False])
@pytest.mark.parametrize(
    "info",
    ["2023-11-19 09:32 来源：柳河新闻网 作者：方小满", "2023-11-19 09:32", ""],
    ids=["signed", "dated", "bare"],
)
@pytest.mark.parametrize(("headline", "text"), STORIES)
def test_a_story_about_walls_is_an_article(headline, text, info, frame) -> None:
    article = read(notice(f"{headline}_柳河新闻网", headline, text, info, frame=frame))
    assert isinstance(article, Article), article
    assert article.title.startswith(headline)


@pytest.mark.parametrize(
    "marks",
    [
        '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
        "<script>$_ts=window['$_ts'];</script>",
        '<meta name="aliyun_waf_aa" content="1f"><script src="https://gt.example/geetest.js"></script>',
        "<script>document.cookie='acw_sc__v2='</script>",
    ],
)
def test_an_article_that_carries_a_firewalls_script_is_an_article(marks) -> None:
    headline, text = STORIES[1]
    html = notice(headline, headline, text, "2023-11-19 09:32").replace("</body>", f"{marks}</body>")
    assert isinstance(read(html), Article)


@pytest.mark.parametrize(
    "text",
    [
        "您点开的这条新闻稿件已经被撤下了，抱歉让您白跑一趟，请返回首页看看别的消息。",
        "您访问的文章已被删除，请返回首页。如有疑问请联系网站管理员，感谢您的理解与支持。",
        "抱歉，您访问的页面不存在，请检查输入的网址是否正确，5秒后自动返回首页。",
    ],
)
@pytest.mark.parametrize("info", ["2023-11-19", "2023-11-19 09:32"])
def test_a_page_that_says_that_its_article_is_gone_stays_gone_though_it_prints_a_day(text, info) -> None:
    refused = read(notice("提示信息_柳河新闻网", "提示信息", text, info, frame=True))
    assert isinstance(refused, Rejection)
    assert refused.reason is Reason.SOFT_404


def test_a_page_that_asks_for_javascript_is_a_shell_though_it_prints_a_time() -> None:
    text = "请开启JavaScript和Cookie后继续访问，本页面用于确认您的浏览器可以显示正文。2023-11-19 09:32:00"
    refused = read(notice("柳河新闻网", "", text))
    assert isinstance(refused, Rejection)
    assert refused.reason is Reason.SCRIPT_SHELL


@pytest.mark.parametrize("text", ["请先登录后查看全文，您还没有登录。", "请登录后浏览全文，新用户请先注册。"])
def test_a_call_to_log_in_stays_one(text) -> None:
    refused = read(notice("会员专区", "会员专区", text, "2023-11-19 09:32"))
    assert isinstance(refused, Rejection)
    assert refused.reason is not Reason.WALL


def test_an_article_on_what_was_deleted_is_an_article() -> None:
    text = (
        "柳河县网信办日前通报，三个公众号发布的不实信息已被删除，账号被关闭十五天。相关负责人已写下保证书。"
    )
    assert isinstance(read(notice("三个公众号被处置", "三个公众号被处置", text, "2023-11-19")), Article)


@pytest.mark.parametrize(
    ("body", "wall"),
    [
        ("<h1>403 Forbidden</h1><hr><center>nginx</center>", None),
        ("<html><head><title>503 Service Temporarily Unavailable</title></head><body></body></html>", None),
        ("<h1>Access Denied</h1><p>You don't have permission. Reference #18.2f1b</p>", "Akamai"),
        ("<title>网站防火墙</title><p>您的请求带有不合法参数，已被网站管理员设置拦截！安全狗</p>", "安全狗"),
        ("<p>您的IP访问过于频繁，请稍后再试</p>", "您的IP访问过于频繁，请稍后再试"),
        ("<script>document.cookie='__jsl_clearance=1'</script>", "加速乐"),
        (
            "<script>document.cookie=('_')+('_')+('j')+('sl')+'=17';location.href=location.pathname+location.search</script>",
            "a script that sets a cookie and asks again",
        ),
        (
            "<body><script>var a=1;document.cookie = 'pass=' + a; window.location.reload();</script></body>",
            "a script that sets a cookie and asks again",
        ),
        ("<script>document.cookie='seen=1';location.href='/xw/202311/t20231119_7.html'</script>", None),
        ("<script>setTimeout(function(){location.reload()},900000)</script>", None),
        ("", None),
        ("busy", None),
    ],
)
def test_an_errors_answer_is_a_wall_where_it_says_more_than_its_status(body, wall) -> None:
    assert find_wall(body.encode(), "text/html; charset=utf-8", URL) == wall
