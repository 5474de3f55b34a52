from datetime import datetime, timedelta, timezone

import pytest

from pipelines.extract.body.paragraphs import read_body
from pipelines.extract.kind.judge import refuse_non_article
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from schemas import Draft, Found, Moment, Reason, Rejected, Rules

URL = "http://news.example.cn/2023/0612/c1-100.html"
SENTENCE = "昨日上午九时，经过四十天的加固施工，渠县青龙大桥正式恢复双向通行，限重标准由二十吨提高到三十吨。"
LINKS = "".join(
    f"<li><a href='/n/{number}.html'>宣汉县第{number}届春季采茶节在漆碑乡开幕</a> 06-12</li>"
    for number in range(20)
)
TEASER = (
    "<div><h3><a href='/1'>宣汉县举行采茶节</a></h3><p>清明前后，宣汉县漆碑乡的茶山迎来一年中最忙碌的时节，"
    "数百名采茶工在山间穿梭……[详细]</p></div>"
)
FRAME = "<div>" + "<a href='/c/'>渠县新闻</a> " * 20 + "</div>"
ENGLISH = "The bridge over the river was opened to traffic again yesterday, after forty days of work on it."
JAPANESE = "昨日午前九時、四十日間の補強工事を経て、渠県の青龍大橋が正式に両方向の通行を再開しました。"
DATE = Moment(
    value=datetime(2023, 6, 12, tzinfo=timezone(timedelta(hours=8))),
    precision="day",
    raw="2023-06-12",
    rule="label",
)


def judge(inner, title="渠县青龙大桥恢复通车", date=DATE, url=URL):
    surface = read_surface(
        parse(f"<html><head><title>{title}</title></head><body>{inner}</body></html>", url)
    )
    found = Found(value=title, rule="meta") if title else None
    body = read_body(surface, Rules(), url, found).body
    draft = Draft(
        title=found,
        date=date,
        body=Found(value=body.text, rule=body.rule) if body else None,
        images=body.images if body else (),
    )
    refuse_non_article(surface, draft, url)


@pytest.mark.parametrize(
    "inner",
    [
        f"<p>{SENTENCE}</p>",
        f"<ul>{LINKS}</ul><div><h1>渠县青龙大桥恢复通车</h1><p>{SENTENCE}</p></div><ul>{LINKS}</ul>",
        f"<div><video src=a.mp4></video><p>{SENTENCE}</p></div>",
        f"<div><p>{SENTENCE}</p><form><input type=password></form></div>",
        f"<div><p>{SENTENCE}</p>" + "".join(f"<p><img src='/W{n}.jpg'></p>" for n in range(6)) + "</div>",
        "<p>今日起，登录政务网即可办理，渠县推出二十项网上服务，群众请先登录再选择事项，全程不用跑腿。</p>",
        "<p>一张写着“404”的门牌，是渠县青年公寓最有名的合影地，年轻人说这里“页面不存在”，日子却过得踏实。</p>",
    ],
)
def test_a_short_article_is_an_article(inner):
    judge(inner)


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        (f"<ul>{LINKS}</ul>", Reason.LIST_PAGE),
        (f"<div class=list>{TEASER * 10}</div>", Reason.LIST_PAGE),
        (
            "<div>" + "".join(f"<p><img src='/W{n}.jpg'></p>" for n in range(8)) + "<p>采茶时节。</p></div>",
            Reason.GALLERY,
        ),
        ("<div><video src='/a.mp4'></video><p>播放</p></div>", Reason.VIDEO),
        ("<div id='videoPlayer'></div><p>加载中</p>", Reason.VIDEO),
        ("<div id=app></div><script src=/app.js></script>", Reason.SCRIPT_SHELL),
        (
            "<noscript>请启用JavaScript后刷新页面。</noscript><div id=root></div><script>run()</script>",
            Reason.SCRIPT_SHELL,
        ),
        ("<div><p>请先登录后查看全文</p><input type=password></div>", Reason.LOGIN_WALL),
        (
            "<div><h1>404</h1><p>抱歉，您访问的页面不存在或已被删除，三秒后返回首页。</p></div>",
            Reason.SOFT_404,
        ),
        ("<div>您要查看的文章已删除</div>", Reason.SOFT_404),
        ("<div></div>", Reason.EMPTY),
        (
            f"<p>{ENGLISH}</p><p>你好，世界，今天天气真好。</p>",
            Reason.NOT_CHINESE,
        ),
        (
            f"<p>{JAPANESE}</p>",
            Reason.NOT_CHINESE,
        ),
        (
            f"<p>{SENTENCE.encode('gbk').decode('big5hkscs', 'ignore')}</p>",
            Reason.NOT_CHINESE,
        ),
        ("<p>今天天气很好，大家都很高兴。</p>", Reason.TOO_SHORT),
    ],
)
def test_a_page_that_is_no_article_is_refused_with_its_reason(inner, reason):
    title = "404 Not Found" if reason is Reason.SOFT_404 else "山阳在线"
    with pytest.raises(Rejected) as refused:
        judge(inner, title=title, date=None)
    assert refused.value.reason is reason


def test_a_table_of_rare_characters_is_chinese():
    rare = "、".join("彧翀喆晟堃赟珺玥翊骞昱灏奕暄煊璟琛瑄翎颢")
    judge(f"<p>{SENTENCE}</p><p>今年新生儿取名用得最多的生僻字有：{rare}。</p>")


def test_a_listing_with_a_notice_of_one_sentence_is_a_list():
    with pytest.raises(Rejected) as refused:
        judge(
            f"<p>{SENTENCE}</p><ul>{LINKS}</ul>", date=None, url="http://news.example.cn/local/index_2.html"
        )
    assert refused.value.reason is Reason.LIST_PAGE


def test_a_text_that_only_the_pages_scripts_hold_is_a_shell():
    with pytest.raises(Rejected) as refused:
        judge(
            "<h1>渠县青龙大桥恢复通车</h1><p>2023-06-12</p><div id=app></div>"
            f'<script>window.__STATE__={{"content":"{SENTENCE * 3}"}}</script>{FRAME}'
        )
    assert refused.value.reason is Reason.SCRIPT_SHELL


def test_an_article_above_teasers_that_got_into_its_body_is_an_article():
    judge(
        f"<h1>渠县青龙大桥恢复通车</h1><div>2023-06-12</div><div><p>{SENTENCE * 7}</p></div><div>{TEASER * 6}</div>"
    )


COMMENTS = (
    "<div><h3>网友评论</h3><ul>"
    + "".join(
        f"<li><b>{name}</b> <i>2023-08-0{number} 12:15</i><p>{said}</p><a href='#'>回复</a> <a href='#'>赞(3)</a></li>"
        for number, (name, said) in enumerate(
            [
                ("山里的风", "说得太好了，我们村就是这样一步一步走过来的，希望越来越好。"),
                ("河边草", "上个月刚去过，路确实修得不错，就是停车的地方少了一点。"),
            ],
            1,
        )
    )
    + "</ul></div>"
)
CONSENT = "<div><p>本网站使用Cookie以改善您的浏览体验，继续浏览即表示您同意。</p><button>同意</button></div>"
HEAD = "<h1>渠县青龙大桥恢复通车</h1><div>2023-06-12</div>"


@pytest.mark.parametrize("noise", [COMMENTS, CONSENT], ids=["comments", "consent"])
@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        (f"{HEAD}<div class=player><video src=a.mp4></video></div>", Reason.VIDEO),
        (f"{HEAD}<div class=gallery>{''.join(f'<img src=/g/{n}.jpg>' for n in range(8))}</div>", Reason.GALLERY),
        ("<h3>抱歉，您访问的文章不存在或已被删除</h3>", Reason.SOFT_404),
        ("<h2>用户登录</h2><form><input name=u><input type=password></form>", Reason.LOGIN_WALL),
    ],
)  # fmt: skip
def test_what_readers_say_and_a_call_for_consent_change_no_reason(inner, reason, noise):
    with pytest.raises(Rejected) as refused:
        judge(f"{inner}{noise}")
    assert refused.value.reason is reason


def test_pictures_that_lead_to_the_pages_of_their_own_series_are_a_gallery():
    strip = "".join(f"<a href=/2023/0612/c1-100-{n}.html><img src=/g/{n}.jpg></a>" for n in range(2, 8))
    with pytest.raises(Rejected) as refused:
        judge(f"{HEAD}<div>{strip}</div>")
    assert refused.value.reason is Reason.GALLERY


def test_a_story_that_tells_of_a_wall_is_an_article():
    judge(f"{HEAD}<p>请先登录——这四个字难倒了七十岁的孙大娘。12日，社区开了手机课，志愿者教她记下密码。</p>")


def test_a_story_about_consent_is_an_article():
    judge(f"{HEAD}<p>12日，渠县网信办约谈三家网站，要求它们在使用Cookie之前征得同意，并在首页写明用途。</p>")
