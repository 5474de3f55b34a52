"""At the edges of a text a short line needs a ground; between its sentences, and with one, it stays."""

from datetime import UTC, datetime

import pytest

from pipelines import clean
from schemas import Article, Page

FIRST = "8月13日，云溪县举行第三届稻田艺术节，来自周边乡镇的两千多名群众走进田间看展览、听民歌。"
SECOND = "“种了一辈子稻子，头一回站在画里。”六十七岁的村民申屠有田说，他的斗笠也成了展品。"
LAST = "据介绍，展览将持续到九月底，市民可乘坐3路公交车前往。"
HEAD = "<h1>云溪稻田里办起艺术节</h1><p>2026-08-14 09:30 来源：云溪日报</p>"


def article_of(inner: str) -> Article:
    page = Page(
        url="http://www.yunxi.example/xw/202608/t20260814_5512.html",
        body=f"<meta charset=utf-8><title>云溪稻田里办起艺术节</title><body>{inner}</body>".encode(),
        content_type="text/html",
        fetched_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    made = clean(page)
    assert isinstance(made, Article)
    return made


def lines_of(above: str = "", within: str = "", below: str = "") -> list[str]:
    text = f"{above}<p>{FIRST}</p>{within}<p>{SECOND}</p><p>{LAST}</p>{below}"
    return article_of(f"<div>{HEAD}<div class=x7>{text}</div></div>").body.split("\n")


ABOVE = (
    "点击播报本文", "00:00 / 02:31", "听新闻", "A+ A-", "大家正在听", "点击播放 GIF 0.0M", "约 3 分钟读完", "昨天",
    "1天前 · 来源 云溪日报 · 约 3 分钟读完", "5小时前", "8月14日", "+ 关注", "字数：1200", "分类：新闻", "□ 温小宁 古月",
    "第A05版：区县", "上一版 下一版", "首页 > 新闻", "Published: 2026-08-14 09:30 | By Wen", "手机查看",
)  # fmt: skip


@pytest.mark.parametrize("line", ABOVE)
@pytest.mark.parametrize("form", ["<p>{}</p>", "<div class=z>{}</div>"])
def test_a_short_line_above_the_first_sentence_is_no_text(line: str, form: str) -> None:
    assert lines_of(above=form.format(line)) == [FIRST, SECOND, LAST]


@pytest.mark.parametrize("line", ABOVE)
def test_nor_is_it_in_the_cell_of_a_layout(line: str) -> None:
    cell = f"　　{line}<br><br>　　{FIRST}<br><br>　　{SECOND}<br><br>　　{LAST}"
    head = "<tr><td><b>云溪稻田里办起艺术节</b></td></tr><tr><td>2026-08-14 09:30 来源：云溪日报</td></tr>"
    made = article_of(f"<table>{head}<tr><td>{cell}</td></tr></table>")
    assert made.body.split("\n") == [FIRST, SECOND, LAST]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<h3>稻田当画布</h3>", ["稻田当画布"]),
        ("<p><strong>稻田当画布</strong></p>", ["稻田当画布"]),
        ("<p>一、稻田当画布</p>", ["一、稻田当画布"]),
        ("<p>01 稻田当画布</p>", ["01 稻田当画布"]),
        ("<p>第一章 总则</p>", ["第一章 总则"]),
        ("<p>各乡镇人民政府：</p>", ["各乡镇人民政府："]),
        ("<p align=center>云政办发〔2026〕12号</p>", ["云政办发〔2026〕12号"]),
        ("<p>时间：8月20日</p><p>地点：县文化馆</p>", ["时间：8月20日", "地点：县文化馆"]),
        ("<p>【导语】稻田里来了画家</p>", ["【导语】稻田里来了画家"]),
        ("<ul><li>8月13日 开幕</li><li>8月20日 民歌会</li></ul>", ["8月13日 开幕", "8月20日 民歌会"]),
    ],
)
def test_a_heading_a_number_or_a_list_may_begin_a_text(markup: str, lines: list[str]) -> None:
    assert lines_of(above=markup) == [*lines, FIRST, SECOND, LAST]


def test_a_plain_heading_that_has_others_like_it_stays() -> None:
    assert lines_of("<p>开幕</p>", "<p>民歌</p>") == ["开幕", FIRST, "民歌", SECOND, LAST]


@pytest.mark.parametrize(
    "box",
    [
        "<div>已经到底了</div>", "<div>按讚</div>", "<div class=t>加入我們的粉絲團</div>", "<section>有0人参与</section>",
        "<div>▶ 追蹤我們</div>", "<div>点击加载更多</div>",
    ],
)  # fmt: skip
def test_a_short_line_built_otherwise_below_the_last_sentence_is_no_text(box: str) -> None:
    assert lines_of(below=box) == [FIRST, SECOND, LAST]


@pytest.mark.parametrize(
    "below",
    [
        "<div align=right>云溪县文化馆</div><div align=right>2026年8月13日</div>",
        "<p style='text-align: right'>云溪县文化馆</p><p style='text-align:right'>2026年8月14日</p>",
        "<p>云溪县文化馆</p><p>2026年8月14日</p>",
        "<div>云溪县文化馆</div><div>二〇二六年八月十四日</div>",
        "<div>联系电话：0000-1234567</div>",
        "<div class=c>地址：云溪县人民路1号</div>",
        "<ul><li>8月20日 民歌会</li><li>8月27日 收割节</li></ul>",
    ],
)
def test_who_signs_a_notice_and_how_to_ask_stay_below_it(below: str) -> None:
    made = lines_of(below=below)
    assert made[:3] == [FIRST, SECOND, LAST]
    assert len(made) == 3 + below.count("</") - below.count("</ul")


def test_a_bold_line_in_a_box_of_its_own_is_a_sub_heading() -> None:
    within = "<section><section><strong><span>01 走向</span></strong></section></section>"
    assert lines_of(within=within) == [FIRST, "01 走向", SECOND, LAST]


def test_the_sentence_below_a_list_is_the_articles() -> None:
    points = "".join(f"<li>第{at}名云溪{at}队，用时{at}分58秒32，领先{at}个身位；</li>" for at in "一二三")
    made = article_of(
        f"<div>{HEAD}<div><p>{LAST}</p><ul>{points}</ul><p>冠军队奖励端午粽一千只、锦旗一面。</p></div></div>"
    )
    assert made.body.split("\n")[-1] == "冠军队奖励端午粽一千只、锦旗一面。"
    assert len(made.body.split("\n")) == 5


def test_a_signature_in_a_cell_of_breaks_is_no_next_article() -> None:
    notice = f"　　<b>一、时间</b><br>　　{FIRST}<br>　　<b>二、地点</b><br>　　{LAST}<br>"
    sign = "<div align=right>云溪县文化馆</div><div align=right>2026年8月8日</div>"
    foot = "<table><tr><td>云溪广播电视台　版权所有。电话：0000-0000000</td></tr></table>"
    head = "<tr><td><b>云溪稻田里办起艺术节</b></td></tr><tr><td>发布时间：2026-8-14 9:30:00　来源：县文化馆</td></tr>"
    made = article_of(f"<table>{head}<tr><td>{notice}{sign}</td></tr></table>{foot}")
    assert made.body.split("\n")[-2:] == ["云溪县文化馆", "2026年8月8日"]


CAPTIONS = ("申屠有田站在画前", "申屠有田站在画前。", "艺术节现场，村民在看画。")


@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize(
    "form",
    [
        "<div class=_1p><img src=1.jpg><div class=_8s>{}</div></div>",
        "<div class=_1p><img src=1.jpg></div><div class=_8s>{}</div>",
        "<p><img src=1.jpg><br>{}</p>",
        "<table><tr><td><img src=1.jpg></td></tr><tr><td>{}</td></tr></table>",
        "<p><img src=1.jpg></p><p class=cap>{}</p>",
        "<div><img src=1.jpg><p>{}</p></div>",
        "<div><img src=1.jpg><span>{}</span></div>",
        "<p><img src=1.jpg></p><p style='font-size:12px;color:#999'>{}</p>",
    ],
)
def test_a_line_that_stands_alone_with_a_picture_is_its_caption(form: str, caption: str) -> None:
    made = article_of(
        f"<div>{HEAD}<div><p>{FIRST}</p>{form.format(caption)}<p>{SECOND}</p><p>{LAST}</p></div></div>"
    )
    assert made.body.split("\n") == [FIRST, SECOND, LAST]
    assert [image.caption for image in made.images] == [caption]


def test_a_caption_without_the_span_of_every_paragraph_is_one() -> None:
    text = "".join(f"<p><span style='font-size:17px'>{line}</span></p>" for line in (FIRST, SECOND))
    made = article_of(
        f"<div>{HEAD}<div>{text}<p><img src=1.jpg></p><p>村民在看画。</p><p><span style='font-size:17px'>{LAST}</span></p></div></div>"
    )
    assert made.body.split("\n") == [FIRST, SECOND, LAST]


@pytest.mark.parametrize(
    "within",
    [
        "<p><img src=1.jpg></p><p class=sub><strong>稻田当画布</strong></p>",
        "<p><img src=1.jpg></p><h3 class=sub>稻田当画布</h3>",
        "<p><img src=1.jpg></p><p>稻田当画布</p>",
        "<p><img src=1.jpg></p><p>他笑了。</p>",
    ],
)
def test_a_heading_or_a_short_paragraph_below_a_picture_is_no_caption(within: str) -> None:
    assert len(lines_of(within=within)) == 4


def test_short_sentences_in_boxes_with_pictures_are_paragraphs_where_all_are_so() -> None:
    lines = [FIRST, "他笑了，笑得很开心。", SECOND, LAST]
    boxes = "".join(f"<section><img src={at}.jpg><p>{line}</p></section>" for at, line in enumerate(lines))
    made = article_of(f"<div>{HEAD}<div>{boxes}</div></div>")
    assert made.body.split("\n") == lines


LABELS = ("内容提要：", "核心提示：", "【摘要】", "[导读]", "内容摘要：", "编者按：")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(
    "form",
    [
        "<p>{label}{text}</p>",
        "<div class=z>{label}{text}</div>",
        "<div class=z>{label}{short}……</div>",
        "<div class=z><b>{label}</b><p>{text}</p></div>",
    ],
)
def test_a_labelled_summary_that_the_text_repeats_is_no_line_of_it(form: str, label: str) -> None:
    above = form.format(label=label, text=FIRST, short=FIRST[:30])
    assert lines_of(above=above) == [FIRST, SECOND, LAST]


def test_a_labelled_lead_that_says_more_stays() -> None:
    lead = "编者按：夏末的稻田里，一场不同寻常的展览正在举行。"
    assert lines_of(above=f"<p>{lead}</p>") == [lead, FIRST, SECOND, LAST]


@pytest.mark.parametrize("day", ["2026-08-14", "2026.8.14", "2026/8/14", "2026年8月", "8月14日"])
def test_a_day_below_who_signs_is_a_signatures(day: str) -> None:
    below = f"<div class=s>云溪县文化馆</div><div class=s>{day}</div>"
    assert lines_of(below=below) == [FIRST, SECOND, LAST, "云溪县文化馆", day]


def test_a_box_of_no_height_is_hidden() -> None:
    spam = "<div style='height:0;overflow:hidden'>相关推荐：<a href=/1>某某下载</a> <a href=/2>某某官网</a></div>"
    assert lines_of(within=spam) == [FIRST, SECOND, LAST]


def test_a_box_of_some_height_is_not() -> None:
    box = f"<div style='height: 0.5rem; overflow: visible'><p>{LAST}</p></div>"
    assert lines_of(within=box) == [FIRST, LAST, SECOND, LAST]


def test_a_digest_that_a_machine_made_is_no_paragraph() -> None:
    digest = "<div><div>AI 速读</div><div>云溪办艺术节，展览到九月底，观众两千多。</div></div>"
    assert lines_of(above=digest) == [FIRST, SECOND, LAST]


def test_a_button_that_asks_a_machine_takes_no_paragraph_away() -> None:
    assert lines_of(above="<div>AI摘要</div>") == [FIRST, SECOND, LAST]
    assert lines_of(above="<p>AI摘要</p>") == [FIRST, SECOND, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "<p class=desc style='text-align:center'>艺术节一角。申屠有田供图</p>",
        "<p>▲農民示範手工收割。（圖／雲溪縣府提供）</p>",
        "<p>▲艺术节现场（县文化馆提供）</p>",
    ],
)
def test_a_credited_caption_is_one_where_its_picture_is_not_there(line: str) -> None:
    assert lines_of(within=line) == [FIRST, SECOND, LAST]


def test_a_centred_line_that_credits_nobody_stays() -> None:
    assert lines_of(within="<p style='text-align:center'>稻田当画布</p>") == [
        FIRST,
        "稻田当画布",
        SECOND,
        LAST,
    ]


SUMMARY = "8月13日，云溪县举行稻田艺术节，两千多名群众走进田间看展览。"


@pytest.mark.parametrize(
    "markup",
    [f"<div class=summary>{SUMMARY}</div>", f"<div>摘要：{SUMMARY}</div>", f"<p>【核心提示】{SUMMARY}</p>"],
)
def test_a_summary_in_the_texts_own_words_is_no_line_of_it(markup: str) -> None:
    assert lines_of(above=markup) == [FIRST, SECOND, LAST]
    head = f"<div>{HEAD}{markup}<div class=x7><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p></div></div>"
    assert article_of(head).body.split("\n") == [FIRST, SECOND, LAST]


def test_a_lead_in_words_of_its_own_stays() -> None:
    lead = "夏末的稻田里，一场不同寻常的相聚让画家成了主角。"
    assert lines_of(above=f"<div class=summary><p>{lead}</p></div>") == [lead, FIRST, SECOND, LAST]


def test_a_bold_number_between_paragraphs_is_a_heading() -> None:
    within = "<section><section><p><strong>2</strong></p></section></section>"
    assert lines_of(within=within) == [FIRST, "2", SECOND, LAST]
