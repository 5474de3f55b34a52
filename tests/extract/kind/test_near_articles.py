"""Pages that are nearly articles, and articles that are nearly something else."""

import pytest

from pipelines.flow import clean
from schemas import Article, Page, Reason, Rejection
from tests.extract.kind.frames import FETCHED, SITE, frame, headline, rows
from tests.extract.kind.look_alikes import INFO, TEXT, TITLE, article, paragraphs

SAID = (
    "古戏台修得真好，周末带老人去看了一场。",
    "票价不收钱这点要点赞，希望一直办下去。",
    "停车不太方便，建议在镇口划一片空地。",
    "小时候在台下捡过糖纸，一晃四十年了。",
)
MOMENTS = tuple(f"11-19 {8 + n:02d}:1{n}" for n in range(4))


def entries(form: str) -> str:
    """Return what four readers say, each with a moment."""
    return "".join(form.format(n=n, said=SAID[n], at=MOMENTS[n]) for n in range(4))


PICTURES = "".join(f'<a href="/i/{n}_big.jpg"><img src="/i/{n}.jpg"></a>' for n in range(6))
NO_ARTICLES = {
    "comments": (
        "/comment/88213.html",
        frame("网友评论", f'<h1><a href="/xw/88213.html">{TITLE}</a></h1><p>共4条评论</p>'
              + entries('<div class="cmt"><b>山里人{n}</b> <i>{at}</i><div>{said}</div><a>回复</a></div>')),
        {Reason.LIST_PAGE, Reason.NO_BODY, Reason.NO_DATE},
    ),
    "boards": (
        "/forum.php",
        frame("云溪论坛", "<p>今日: 122|昨日: 233|帖子: 99233</p>"
              + entries('<dl><dt><a href="/forum-{n}.html">版块{n}</a></dt><dd>主题: 22{n}</dd><dd>{said}</dd><dd>最后发表: 2026-{at}</dd></dl>')),
        {Reason.LIST_PAGE, Reason.NO_DATE},
    ),
    "page_of_paper": (
        "/html/2026-11/19/node_3.htm",
        frame("云溪日报 第03版 乡镇", f"<div>2026年11月19日</div><h2>第03版：乡镇</h2>{rows(6, 'bare')}"),
        {Reason.LIST_PAGE},
    ),
    "topic_with_pictures": (
        "/zt/xitai/",
        frame("云溪县第三届戏台节_专题", "<h1>云溪县第三届戏台节</h1><div>2026年11月1日—11月20日</div>" + rows(9)
              + '<div class="pics">' + "".join(f'<a href="/p/{n}.html"><img src="/p/{n}.jpg"></a>' for n in range(9)) + "</div>"),
        {Reason.LIST_PAGE, Reason.NO_BODY},
    ),
    "thumbnails": (
        "/tp/9.html",
        frame("戏台木雕_云溪新闻网", f"<h1>戏台木雕</h1>{INFO}<div>{PICTURES}</div>"),
        {Reason.GALLERY},
    ),
    "icons": (
        "/xw/9.html",
        frame("戏台木雕_云溪新闻网", f"<h1>戏台木雕</h1>{INFO}"
              + "".join(f'<p><img src="/img/icon{n}.png"> 按钮{n}</p>' for n in range(6))),
        {Reason.NO_BODY, Reason.TOO_SHORT},
    ),
    "document": (
        "/gk/5.html",
        frame("2026年度部门决算_云溪县财政局", f'<h1>2026年度部门决算</h1>{INFO}<object data="/f/5.pdf" type="application/pdf"></object>'),
        {Reason.NO_BODY, Reason.TOO_SHORT},
    ),
    "deleted_document": (
        "/plus/view.php?aid=5",
        frame("提示信息", "<div>文档不存在，或已被删除！<a href='/'>点击这里返回</a></div>"),
        {Reason.SOFT_404},
    ),
    "deleted_by_its_writer": (
        "/s/abc",
        "<html><head><title></title></head><body><div class=msg>该内容已被发布者删除</div></body></html>",
        {Reason.SOFT_404},
    ),
    "rows_in_records": (
        "/col/col2/index.html",
        frame("要闻", '<div id="list"></div><script type="text/xml"><datastore>'
              + "".join(f"<record><![CDATA[<li><a href='/{n}.html'>{headline(n)}</a><span>11-19</span></li>]]></record>" for n in range(9))
              + "</datastore></script>"),
        {Reason.LIST_PAGE},
    ),
    "password_protected": (
        "/p/88.html",
        frame("受密码保护：内部通讯", "<h1>受密码保护：内部通讯</h1><p>2026-11-19</p><p>此内容受密码保护。如需查阅，请在下方输入密码：</p><input type=password>"),
        {Reason.LOGIN_WALL},
    ),
    "log_in": (
        "/wp-login.php",
        "<html><head><title>登录 ‹ 云溪发布</title></head><body><form>用户名<input>密码<input type=password><input type=checkbox>记住我</form></body></html>",
        {Reason.LOGIN_WALL},
    ),
    "not_found": (
        "/p/none.html",
        frame("未找到页面 – 云溪发布", f"<h1>有点尴尬，该页无法显示。</h1><p>这里似乎什么都没有，试试搜索？</p>{rows(8)}"),
        {Reason.SOFT_404},
    ),
    "no_permission": (
        "/thread-5-1-1.html",
        frame("提示信息 - 云溪论坛", "<p>2026-11-19</p><div>抱歉，您所在的用户组(游客)无法进行此操作，您需要登录后才能继续浏览</div>"),
        {Reason.LOGIN_WALL},
    ),
    "privacy": (
        "/privacy.html",
        frame("云溪新闻网隐私政策", "<h1>云溪新闻网隐私政策</h1><p>更新日期：2026年1月1日</p><p>我们重视您的个人信息，在您注册账号时，我们会收集您的手机号码和昵称。</p>"),
        {Reason.NO_DATE},
    ),
    "policies_with_a_search": (
        "/zc/",
        frame("政策文件库", f"<form>标题<input> 文号<input> 年份<select></select></form>{rows(10, 'tr')}"),
        {Reason.LIST_PAGE},
    ),
    "survey": (
        "/dc/3.html",
        frame("营商环境问卷调查", "<h1>营商环境问卷调查</h1><p>2026-11-10</p><p>请您抽出时间填写以下问卷，感谢您的支持。</p>"
              + "".join(f"<p>{n}. 您对窗口服务是否满意？<input type=radio>满意<input type=radio>不满意</p>" for n in range(4))),
        {Reason.NO_BODY},
    ),
    "page_of_paper_with_short_titles": (
        "/html/2026-11/19/node_8.htm",
        frame("第08版：副刊", "<div>2026年11月19日 第08版：副刊</div><ul>"
              + "".join(f"<li><a href='content_{n}.htm'>{t}</a></li>" for n, t in enumerate(("竹笛声声", "山中来信", "图片"))) + "</ul>"),
        {Reason.LIST_PAGE},
    ),
    "poster": (
        "/gg/7.html",
        frame("公益海报", "<h1>公益海报</h1><p>2026-11-19</p><img src='/i/7.jpg'>"),
        {Reason.NO_BODY},
    ),
}  # fmt: skip

DIARY = "".join(
    f"<div class=d><span>11月{n + 1}日</span><p>{text}</p></div>" for n, text in enumerate((*TEXT, *SAID))
)
LIVE = entries("<li><time>2026-{at}</time><p>{said}</p></li>")
CAPTIONS = "".join(
    f"<figure><img src='/i/{n}.jpg'><figcaption>{text}</figcaption></figure>"
    for n, text in enumerate(("戏台前坐满了村民", TEXT[0]))
)
LINKED = "".join(f"<p><a href='/xw/{n}.html'>{text}</a></p>" for n, text in enumerate(TEXT))
BRIEF = "11月19日起，青石桥镇古戏台重新开锣迎客。"
ARTICLES = {
    "diary_without_a_printed_headline": (
        frame(
            "古戏台修缮日记_云溪新闻网", f"<img src='/t.jpg'><p>2026-11-19 10:00 来源：云溪日报</p>{DIARY}"
        ),
        TEXT[2],
    ),
    "diary_with_a_day_for_machines": (
        frame(
            "古戏台修缮日记_云溪新闻网",
            f"<img src='/t.jpg'>{DIARY}",
            head='<meta name="PubDate" content="2026-11-19 10:00">',
        ),
        TEXT[2],
    ),
    "a_road_is_closed": (
        article(
            paragraphs("连接菜市场与文化路的旧链接道路已关闭，改造工期三个月，请市民绕行。"),
            title="旧链接道路关闭改造",
        ),
        "工期三个月",
    ),
    "live_report": (article(f"<ul>{LIVE}</ul>", title="古戏台开锣现场直播"), SAID[3]),
    "told_by_captions": (article(CAPTIONS), TEXT[0]),
    "linked_paragraphs": (article(LINKED, beside=rows(20)), TEXT[3]),
    "brief": (article(paragraphs(BRIEF), beside=rows(20)), BRIEF),
    "gone_website": (
        article(
            paragraphs("一条“停演”的消息昨日流传，点开后显示“该内容已被发布者删除”。", TEXT[3]),
            title="这条消息已被删除",
        ),
        TEXT[3],
    ),
    "spoken_to": (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>2026-11-19</p><p>各镇人民政府：</p>"
        "<p>现将古戏台修缮方案印发给你们，请认真贯彻执行。</p></body></html>",
        "各镇人民政府：",
    ),
    "badge_before_the_headline": (
        article(paragraphs(TEXT[0]), title="视频｜古戏台重新开锣", beside=rows(30)),
        TEXT[0],
    ),
    "headed_like_a_page_of_the_site": (
        article(paragraphs(*TEXT), title="云溪县设立古戏台帮助中心", info="<p>2026-11-19</p>"),
        TEXT[3],
    ),
}


@pytest.mark.parametrize(("path", "html", "reasons"), NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_a_page_that_is_nearly_an_article_is_refused_for_what_it_is(path, html, reasons) -> None:
    page = Page(url=SITE + path, body=html.encode(), content_type="text/html", fetched_at=FETCHED)
    refused = clean(page)
    assert isinstance(refused, Rejection), (refused.title, refused.date, refused.body[:80])
    assert refused.reason in reasons, refused


@pytest.mark.parametrize(("html", "words"), ARTICLES.values(), ids=ARTICLES)
def test_an_article_that_is_nearly_something_else_is_an_article(html, words) -> None:
    url = f"{SITE}/xw/202611/t20261119_88213.html"
    read = clean(Page(url=url, body=html.encode(), content_type="text/html", fetched_at=FETCHED))
    assert isinstance(read, Article), read
    assert words in read.body


@pytest.mark.parametrize("text", ["本网提供的信息请以公告为准，谢谢。", f"{headline(3)}，{headline(4)}。"])
def test_a_short_sentence_that_says_nothing_of_its_headline_is_no_article(text) -> None:
    url = f"{SITE}/xw/202611/t20261119_88213.html"
    html = article(paragraphs(text), beside=rows(9))
    assert isinstance(
        clean(Page(url=url, body=html.encode(), content_type="text/html", fetched_at=FETCHED)), Rejection
    )
