"""A record stays what it is when classes and ids say nothing: place, form and agreement on the page tell."""

from datetime import UTC, datetime
from random import Random

import pytest

from pipelines import clean
from schemas import Article, Page
from tests.quality.metamorphosis.naming import with_hashed_names

TITLE = "柳湾镇的渡口等来了一座新桥"
TEXT = (
    "入冬以后，柳湾镇的渡口就安静下来，守了三十年渡船的石长顺把缆绳盘好，挂在岸边的老柳树上。",
    "“桥通了，船就该歇了。”他说这话的时候，第一辆班车正从新桥上开过去，车窗里有人朝他挥手。",
    "柳湾镇副镇长苗青说，通车之后，从河东到镇上的时间由一个半小时缩短到十二分钟。",
)
LEAD = "一座四百二十米长的新桥，让河东三千二百名村民从此不再靠渡船进城。"
URL = "http://www.yunxi.example/xw/2026/1112/88213.html"
BYLINE = "<div class=info>2026-11-12 09:20　来源：云溪日报</div>"


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def read(main: str, head: str = "", title: str = f"{TITLE}_云溪新闻网", url: str = URL) -> Article:
    """Return the article of a page, which is the same with all its names hashed."""
    items = "".join(
        f"<li><a href=/{word}/>{word}</a></li>" for word in "首页 视频 图片 专题 直播 论坛".split()
    )
    menu = f"<ul class=nav>{items}</ul>"
    html = f"<html><head><title>{title}</title>{head}</head><body>{menu}{main}<p>云溪新闻网版权所有</p></body></html>"
    found = []
    for text in (html, with_hashed_names(html, Random(7))):
        page = Page(url=url, body=text.encode(), fetched_at=datetime(2026, 11, 20, tzinfo=UTC))
        result = clean(page)
        assert isinstance(result, Article)
        found.append(result.model_copy(update={"evidence": {}}))
    assert found[0] == found[1]
    return found[0]


def column(text: str = paragraphs(*TEXT), byline: str = BYLINE, headline: str = f"<h1>{TITLE}</h1>") -> str:
    return f"<div class=main>{headline}{byline}<div class=content>{text}</div></div>"


def test_the_headline_is_the_end_of_a_title_that_is_a_trail() -> None:
    titled = f"<div class=bt>{TITLE}</div>"
    assert read(column(headline=titled), title=f"云溪县交通局 工作动态 {TITLE}").title == TITLE


def test_the_second_half_of_a_headline_is_no_headline() -> None:
    whole = "入冬以后渡船歇了 河东村民走上新桥"
    assert read(column(headline=f"<h1>{whole}</h1>"), title=f"{whole}_云溪新闻网").title == whole


def test_a_headline_of_three_characters_is_one_that_the_text_says() -> None:
    text = paragraphs(TEXT[0], "村里人叫他摆渡人。摆渡人有三代，到石长顺这里是最后一代了。", TEXT[2])
    assert read(column(text, headline="<div class=t>摆渡人</div>"), title="云溪新闻网").title == "摆渡人"


def test_credits_that_are_hidden_under_the_headline_are_believed_as_what_machines_are_told() -> None:
    hidden = (
        "<div style='display:none'><span id=author_baidu>作者：卢长庚</span> "
        "<span id=editor_baidu>责任编辑：祝余</span></div>"
    )
    article = read(column(byline=BYLINE + hidden))
    assert (article.author, article.editor) == ("卢长庚", "祝余")


def test_a_hidden_sentence_names_no_editor() -> None:
    hidden = "<div style='display:none'>作者：卢长庚写的这篇报道，由责任编辑：祝余先生在昨天晚上看过，之后才发表在这里的。</div>"
    assert read(column(byline=BYLINE + hidden)).editor is None


@pytest.mark.parametrize(
    ("byline", "below"),
    [
        ("<a class=m href=/author/5512>河声谣</a> <i>2026-11-12 09:20</i>", ""),
        ("<i>2026-11-12 09:20</i> <a href=//new.yunxi.example/omn/author/5512><b>河声谣</b></a>", ""),
        (
            "<b class=nick>河声谣</b> <i>2026-11-12 09:20</i>",
            "<div class=card><p>河声谣</p><p>+关注</p></div>",
        ),
        (
            "<b class=nick>河声谣</b> <i>2026-11-12 09:20</i>",
            "<div class=card><p>河声谣</p><p>1.2万粉丝</p></div>",
        ),
        (
            "<i>2026-11-12 09:20</i></div><div class=up><span class=n>河声谣</span> <span>1.2万粉丝</span> <b>+ 关注</b>",
            "",
        ),
    ],
)
def test_an_account_is_known_by_its_link_or_its_card(byline: str, below: str) -> None:
    assert read(column(byline=f"<div class=by>{byline}</div>") + below).source == "河声谣"


def test_an_outlet_is_known_by_the_text_that_opens_with_its_name() -> None:
    text = paragraphs("河声谣11月12日报道", *TEXT)
    assert read(column(text, byline="<div>河声谣 2026-11-12 09:20</div>")).source == "河声谣"


@pytest.mark.parametrize("word", ["收藏", "评论", "河声谣", "看图"])
def test_a_word_beside_the_date_that_stands_elsewhere_too_is_no_outlet_for_that(word: str) -> None:
    below = f"<div><p>{word}</p><p>{word}</p><p>举报</p></div>"
    assert read(column(byline=f"<div>{word} <i>2026-11-12 09:20</i></div>") + below).source is None


@pytest.mark.parametrize("word", ["登录", "收藏", "关注", "视频"])
def test_a_button_that_leads_to_an_account_names_nobody(word: str) -> None:
    byline = f"<div><a href=/user/login>{word}</a> <i>2026-11-12 09:20</i></div>"
    article = read(column(byline=byline))
    assert (article.source, article.author) == (None, None)


@pytest.mark.parametrize("labelled", ["摘要：{}", "【核心提示】{}", "<b>导读：</b>{}"])
def test_a_lead_is_one_by_its_label(labelled: str) -> None:
    lead = f"<div class=summary>{labelled.format(LEAD)}</div>"
    assert LEAD in read(column(byline=BYLINE + lead)).body.split("\n")[0]


@pytest.mark.parametrize("labelled", ["摘要：{}", "{}"])
def test_a_lead_that_the_text_says_again_is_left_out(labelled: str) -> None:
    lead = f"<div class=intro>{labelled.format(TEXT[0])}</div>"
    page = column(f"{lead}<div class=text>{paragraphs(*TEXT)}</div>")
    assert read(page).body.split("\n") == list(TEXT)


def test_a_line_that_a_text_says_twice_in_one_box_stays() -> None:
    refrain = "“船来了，船来了，撑船的人儿快靠岸。”"
    text = paragraphs(refrain, TEXT[0], refrain, TEXT[1])
    assert read(column(text)).body.split("\n").count(refrain) == 2


@pytest.mark.parametrize(
    "box",
    [
        "<div class=pic><img src=/1.jpg><div class=pic-desc>{}</div></div>",
        "<p class=f_center><a href=/photo/1.html><img src=/1.jpg></a><br><i>{}</i></p>",
    ],
)
def test_a_line_alone_with_a_picture_in_a_box_is_its_caption(box: str) -> None:
    said = "村民从新桥上走过，桥下的渡船已经靠岸。"
    article = read(column(paragraphs(TEXT[0]) + box.format(said) + paragraphs(*TEXT[1:])))
    assert [image.caption for image in article.images] == [said]
    assert article.body.split("\n") == list(TEXT)


def test_a_paragraph_in_a_box_with_a_picture_and_another_one_is_no_caption() -> None:
    box = f"<div class=part><img src=/1.jpg><p class=k>{TEXT[1]}</p><p class=k>{TEXT[2]}</p></div>"
    assert read(column(paragraphs(TEXT[0], TEXT[0][:30] + "。") + box)).body.split("\n")[-2:] == list(
        TEXT[1:]
    )


def test_a_row_of_the_pages_keywords_is_no_line_of_the_text() -> None:
    head = "<meta name=keywords content='新桥|渡口|柳湾镇'>"
    assert read(column(paragraphs(*TEXT) + "<div class=tags>新桥|渡口|柳湾镇</div>"), head).body.split(
        "\n"
    ) == list(TEXT)


@pytest.mark.parametrize("row", ["新桥 便道", "新桥"])
def test_a_row_with_another_word_is_no_row_of_keywords(row: str) -> None:
    head = "<meta name=keywords content='新桥|渡口|柳湾镇'>"
    text = paragraphs(TEXT[0], row, *TEXT[1:])
    assert row in read(column(text), head).body.split("\n")


@pytest.mark.parametrize(
    "mark",
    [
        "<div class=ad>廣告（請繼續閱讀本文）</div>",
        "<div class=ad-wrap><span>广告</span></div>",
        "<div class=vote><span>顶一下(6)</span> <span>踩一下(0)</span></div>",
        "<div class=line>------分隔线----------------------------</div>",
    ],
)
def test_the_word_over_an_advert_and_what_readers_vote_with_are_no_text(mark: str) -> None:
    page = column(paragraphs(*TEXT[:2]) + mark + paragraphs(TEXT[2]))
    assert read(page).body.split("\n") == list(TEXT)


def test_a_headline_that_reads_as_a_sentence_draws_no_byline_into_the_text() -> None:
    said = "“渡船歇了，桥来了！”——柳湾镇三千村民走上新桥"
    page = column(byline="<div class=by>安康周刊前天 13:22</div>", headline=f"<h1>{said}</h1>")
    assert read(page, title=said).body.split("\n") == list(TEXT)


@pytest.mark.parametrize(
    ("trail", "steps"),
    [
        ("<div class=path><a href=/xw/>要闻</a> &gt; 正文</div>", ("要闻",)),
        ("<div class=path><a href=/>首页</a> <a href=/xw/>要闻</a></div>", ("要闻",)),
        (
            "<div class=path><a href=/>首页</a> <a href=/qx/>县区</a> <a href=/book/88213/>渡口</a></div>",
            ("县区", "渡口"),
        ),
    ],
)
def test_a_trail_is_known_by_its_end_or_by_the_address_that_it_leads_to(
    trail: str, steps: tuple[str, ...]
) -> None:
    url = URL if "book" not in trail else "http://www.yunxi.example/chapter/88213/7206/"
    assert read(trail + column(), url=url).section == steps


@pytest.mark.parametrize(
    "row",
    ["<div><a href=/>首页</a> <a href=/sp/>视频</a></div>", "<div><b>首页</b> <i>视频</i></div>", ""],
)
def test_a_menu_that_leads_elsewhere_is_no_trail(row: str) -> None:
    assert read(row + column()).section == ()


def test_a_box_of_short_lines_that_waits_unseen_for_its_script_is_the_article() -> None:
    lines = paragraphs("停水时间：11月12日8:00至18:00", "停水范围：河堤路、老街片区", "停水原因：主管道检修")
    box = f"<h1>{TITLE}</h1><div class=by>2026-11-12 09:20</div><div id=js_content style='visibility: hidden;'>{lines}</div>"
    assert read(box).body.startswith("停水时间")


@pytest.mark.parametrize("line", ["发布于：北京市", "IP属地：贵州"])
def test_the_place_from_which_an_account_sent_its_text_is_none_of_it(line: str) -> None:
    page = column(f"<div>{line}</div><article id=mp-editor>{paragraphs(*TEXT)}</article>")
    assert read(page).body.split("\n") == list(TEXT)


@pytest.mark.parametrize(
    "form",
    [
        "<div class=poll><p>你坐过夜里的渡船吗？这趟船还要不要留？</p><label><input type=radio>要</label> <button>投票</button></div>",
        "<div class=letter><h4>订阅早报</h4><p>每天早上七点，把最重要的新闻送到您的邮箱。</p><input><button>订阅</button></div>",
        "<div class=write><p>文明上网，理性发言，请在下面写下你的看法。</p><textarea></textarea></div>",
    ],
)
def test_a_box_with_a_field_to_fill_in_is_none_of_the_article(form: str) -> None:
    assert read(column(paragraphs(*TEXT) + form)).body.split("\n") == list(TEXT)


def test_a_form_around_all_the_page_is_no_box_to_fill_in() -> None:
    fields = "<input type=hidden name=v><input name=q><input type=submit value=搜索>"
    assert read(f"<form>{fields}{column()}</form>").body.split("\n") == list(TEXT)
