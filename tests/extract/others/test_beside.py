"""What stands beside the article without a telling name: each page is read with names that say nothing."""

import pytest

from pipelines.extract.body.paragraphs import read_body
from pipelines.extract.others.beside import heads_others
from pipelines.extract.reading.prose import reads_as_prose
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from pipelines.strip import strip
from schemas import Found, Rules

TITLE = "柳湾镇的渡口等来了一座新桥"
TEXT = [
    "入冬以后，柳湾镇的渡口就安静下来，守了三十年渡船的石长顺把缆绳盘好，挂在岸边的老柳树上。",
    "“桥通了，船就该歇了。”他说这话的时候，第一辆班车正从新桥上开过去，车窗里有人朝他挥手。",
    "柳湾镇副镇长苗青说，通车之后，从河东到镇上的时间由一个半小时缩短到十二分钟。",
]
OTHERS = [
    "石板坡老街修缮完工迎客",
    "城东农贸市场搬迁公告发布",
    "青年志愿者服务周启动",
    "北塘村办起稻田运动会",
]
SUMMARY = "这条新闻讲的是县里新近发生的一件事，读者点开标题就能看到全文，后面还有更多细节。"
SAYINGS = [
    "盼了多少年了，终于等到这一天，以后回家方便多了，给建设者点赞。",
    "小时候坐过这条船，一晃二十多年过去了，看到照片眼睛都湿了。",
    "希望后续的管护也能跟上，别过两年又坏了没人管，老百姓最怕这个。",
]
NEXT = [
    "从本周一起，六路公交车的终点站由县医院延到了山脚下的青石村，村民进城再不用走那段机耕路。",
    "公交公司经理陆万春说，新线路每天往返八趟，首班车早上六点二十分发车，末班车晚上六点。",
]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>　　{line}</p>" for line in lines)


COLUMN = f"<h1>{TITLE}</h1><div>2026-11-12 09:20　来源：云溪日报</div><div class=k1>{paragraphs(TEXT)}</div>"


def lines_of_body(inner: str, head: str = "", title: str | None = TITLE) -> list[str]:
    page = f"<html><head><title>{TITLE}_云溪新闻网</title>{head}</head><body>{inner}</body></html>"
    found = Found(value=title, rule="heading") if title else None
    body = read_body(
        read_surface(parse(page, "http://news.example.cn/1.html")),
        Rules(),
        "http://news.example.cn/1.html",
        found,
    ).body
    return strip(body.text).split("\n") if body else []


ROWS = {
    "teasers in boxes": "".join(
        f"<div class=q><h3><a href=/{n}>{text}</a></h3><p>{SUMMARY}</p></div>"
        for n, text in enumerate(OTHERS)
    ),
    "teasers in a definition list": "<dl>"
    + "".join(f"<dt><a href=/{n}>{text}</a></dt><dd>{SUMMARY}</dd>" for n, text in enumerate(OTHERS))
    + "</dl>",
    "teasers with a picture and a date": "".join(
        f"<li><a href=/{n}><img src=/{n}.jpg></a><a href=/{n}>{text}</a><p>{SUMMARY}</p><i>11-1{n}</i></li>"
        for n, text in enumerate(OTHERS)
    ),
    "teasers in table rows": "<table>"
    + "".join(
        f"<tr><td><a href=/{n}>{text}</a></td></tr><tr><td>{SUMMARY}</td></tr>"
        for n, text in enumerate(OTHERS)
    )
    + "</table>",
    "comments with buttons": "".join(
        f"<div><div><a href=/u>网友{n}</a> 11-1{n} 20:0{n}</div><div>{text}</div><div><a>回复</a> <a>赞({n})</a></div></div>"
        for n, text in enumerate(SAYINGS * 3)
    ),
    "comments without buttons": "".join(
        f"<li><b>云溪网友{n}</b> <i>{n + 1}小时前</i><p>{text}</p></li>" for n, text in enumerate(SAYINGS * 3)
    ),
    "comments without a box each": "".join(
        f"<p>云溪网友{n} 2026-11-12 20:0{n}</p><p>{text}</p>" for n, text in enumerate(SAYINGS * 3)
    ),
    "comments under a counter": "<h3>2 条评论</h3><ol><li>江边钓叟说道：<p>" + SAYINGS[0] + "</p></li></ol>",
    "the next article, a box of its own": f"<div><h1>六路公交延到了青石村</h1><div>2026-11-11 08:00 来源：云溪日报</div>"
    f"<div class=k1>{paragraphs(NEXT * 4)}</div></div>",
    "the next article, with a linked headline": f"<div><a href=/2.html>六路公交延到了青石村</a><p>2026-11-11 08:00</p>"
    f"{paragraphs(NEXT * 4)}</div>",
    "the next article, with a plain headline": f"<div><div>六路公交延到了青石村</div><div>2026-11-11 08:00 来源：云溪日报</div>"
    f"<div class=k1>{paragraphs(NEXT * 4)}</div></div>",
    "a statement of liability": "<div>本网站登载此文出于传递信息之目的，并不意味着赞同其观点。文章内容仅供参考，不构成投资建议，"
    + "投资者据此操作，风险自担。本站对所含内容的准确性、可靠性或完整性不作任何明示或暗示的保证。" * 3
    + "</div>",
    "one teaser under a parted heading": f"<div><div>延伸 · 推荐</div><div><p><a href=/2>{OTHERS[0]}</a></p><p>{SUMMARY}</p></div></div>",
    "an author's card": "<div><img src=/u.jpg><p>云溪观察</p><p>长期关注县域经济，著有《小城账本》等书，欢迎读者来信。</p><a>关注</a></div>",
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS.keys())
@pytest.mark.parametrize(
    "frame",
    [
        "<div>{column}</div><div>{rows}</div>",
        "<div>{column}{rows}</div>",
        "{column}{rows}",
        "<table><tr><td>{column}</td></tr><tr><td>{rows}</td></tr></table>",
    ],
)
def test_what_stands_behind_the_article_is_no_part_of_it(rows, frame):
    assert lines_of_body(frame.format(column=COLUMN, rows=rows)) == TEXT


@pytest.mark.parametrize("name", [name for name in ROWS if name.startswith("teasers")])
def test_teasers_above_the_article_are_no_part_of_it(name):
    assert lines_of_body(f"<div>{ROWS[name] * 2}</div><div>{COLUMN}</div>") == TEXT


def test_a_round_up_of_linked_news_is_the_article_itself():
    items = "".join(f"<p><a href=/{n}>{text}</a></p><p>{n}号：{SUMMARY}</p>" for n, text in enumerate(OTHERS))
    body = lines_of_body(f"<h1>{TITLE}</h1><div><p>{TEXT[0]}</p>{items}</div>")
    assert [line for line in body if line not in OTHERS] == [
        TEXT[0],
        *(f"{n}号：{SUMMARY}" for n in range(4)),
    ]


def test_a_report_by_the_hour_is_the_article_itself():
    hours = "".join(f"<p>{n}:30</p><p>{text}</p>" for n, text in enumerate(TEXT * 2, start=10))
    assert set(TEXT) <= set(lines_of_body(f"<h1>{TITLE}</h1><div>{hours}</div>"))


def test_sections_under_headings_with_days_are_the_article_itself():
    sections = "".join(
        f"<h2>第{n}站：走进柳湾老街</h2><p>6月1{n}日，{text}</p>" for n, text in enumerate(TEXT)
    )
    body = lines_of_body(f"<h1>{TITLE}</h1><div>{sections}</div>")
    assert [line for line in body if "日，" in line] == [f"6月1{n}日，{text}" for n, text in enumerate(TEXT)]


def test_what_follows_signature_and_day_of_a_notice_is_part_of_it():
    notice = paragraphs([*TEXT, "云溪县交通运输局", "2026年11月12日", "附件：渡口停运安排", *NEXT])
    assert lines_of_body(f"<h1>{TITLE}</h1><div>{notice}</div>")[-2:] == NEXT


def test_a_dialogue_is_no_row_of_comments():
    spoken = [f"{who}：{text}" for who, text in zip(["记者", "石长顺"] * 3, TEXT * 2, strict=True)]
    assert (
        lines_of_body(f"<h1>{TITLE}</h1><div>2026-11-12 09:20</div><div>{paragraphs(spoken)}</div>") == spoken
    )


def test_of_a_thread_the_first_post_is_the_article():
    posts = "".join(
        f"<div><div>云溪网友{n} 发表于 2026-11-12 20:0{n}</div><div>{text}</div><div><a>回复</a> <a>举报</a></div></div>"
        for n, text in enumerate(["<br>".join(TEXT), *SAYINGS * 3])
    )
    assert lines_of_body(f"<h1>{TITLE}</h1>{posts}") == TEXT


@pytest.mark.parametrize("tag", ["h1", "h2"])
@pytest.mark.parametrize("following", ["城东公交六路本周起延伸到青石村", "一条公交线，能改变多少人的早晨？"])
def test_a_further_article_of_a_stream_is_none_of_a_short_one(tag, following):
    def box(title, lines):
        return f"<article class=a><{tag}>{title}</{tag}><p>2026-11-12 09:20</p><div>{paragraphs(lines)}</div></article>"

    inner = f"<main>{box(TITLE, TEXT[:1])}{box(following, NEXT)}{box(OTHERS[0], NEXT)}</main>"
    assert lines_of_body(inner) == TEXT[:1]


def test_a_notice_of_short_lines_is_the_article_where_whole_ones_follow():
    title = "云溪县城区六路公交车临时改道的通告"
    own = ["改道时间：11月12日至20日", "改道路段：柳湾路口至渡口街口", "增设站点：老渡口站、县医院站"]

    def box(head, lines):
        return (
            f"<article class=a><h1>{head}</h1><p>2026-11-12 09:20</p><div>{paragraphs(lines)}</div></article>"
        )

    inner = f"<main>{box(title, own)}{box(OTHERS[0], NEXT)}{box(OTHERS[1], TEXT)}</main>"
    assert lines_of_body(inner, title=title) == own


def test_headings_of_one_box_head_no_further_articles():
    inner = (
        f"<div class=k1><h2>{TITLE}</h2><p>2026-11-12 09:20</p>{paragraphs(TEXT[:1])}<h2>一座桥的十二分钟</h2>"
        f"<p>2026-11-10</p>{paragraphs(TEXT[1:])}</div>"
    )
    assert TEXT[-1] in lines_of_body(inner)


@pytest.mark.parametrize("name", ["more", "readmore", "rest more-box", "tips", "hot"])
def test_a_box_that_a_button_unfolds_belongs_to_the_article_whatever_its_name(name):
    inner = (
        f"<h1>{TITLE}</h1><div>2026-11-12 09:20</div><div class=k1><div>{paragraphs(TEXT[:2])}</div>"
        f"<div class='{name}' style='display:none'>{paragraphs(TEXT[2:])}</div></div><div>展开剩余 60%</div>"
    )
    assert lines_of_body(inner) == TEXT


def test_a_box_named_more_that_nothing_unfolds_stands_beside_the_article():
    assert lines_of_body(f"{COLUMN}<div class=more>{paragraphs(NEXT[:1])}</div>") == TEXT


def test_a_linked_attachment_of_a_notice_belongs_to_it_and_a_row_of_linked_tags_does_not():
    attached = "<p>附件：<a href=1.doc>柳湾渡口停渡安排表.doc</a></p>"
    inner = COLUMN[: -len("</div>")]
    assert lines_of_body(f"{inner}{attached}</div>") == [*TEXT, "附件：柳湾渡口停渡安排表.doc"]
    assert lines_of_body(f"{inner}<p>标签：<a href=/t1>渡口</a> <a href=/t2>新桥</a></p></div>") == TEXT


def test_the_next_article_of_a_stream_is_known_where_a_table_holds_the_first_one():
    short = "<p>停水时间：11月12日8:00至18:00</p><p>停水范围：河堤路、老街、学校片区，请提前储水。</p>"
    box = "<article><h1>{}</h1><div>云溪头条2026-11-12 09:20</div><div>{}</div></article>"
    first = box.format(TITLE, short).replace("<article>", "<article><table><tr><td>")
    first = first.replace("</article>", "</td></tr></table></article>")
    stream = first + box.format(OTHERS[0], paragraphs(NEXT)) + box.format(OTHERS[1], paragraphs(TEXT))
    assert not {line[:9] for line in lines_of_body(f"<main>{stream}</main>")} & {NEXT[0][:9], TEXT[0][:9]}


def test_a_heading_among_the_lines_of_a_cell_is_no_headline_of_another_article():
    lines = "<br>".join(
        ("一、条件", *TEXT, "四、开标时间和地点", "2026年11月20日上午9时30分，镇政府会议室。")
    )
    cell = f"<td>{lines}<div align=right>云溪县交通运输局</div><div align=right>2026年11月8日</div></td>"
    page = f"<table><tr><td align=center><b>{TITLE}</b></td></tr><tr><td>2026-11-12 09:20 来源：云溪日报</td></tr><tr>{cell}</tr></table>"
    assert lines_of_body(page)[-2:] == ["云溪县交通运输局", "2026年11月8日"]


@pytest.mark.parametrize("wrapper", ["{}", "<div>{}</div>", "<div><section><div>{}</div></section></div>"])
def test_the_foot_of_a_forum_does_not_go_on_with_a_post_in_whatever_boxes_it_stands(wrapper):
    post = "<div id=p{}><table><tr><td><a href=/u{}>河边草</a></td><td><div>发表于 2026-11-12 0{}:20</div><table><tr><td>{}</td></tr></table></td></tr></table></div>"
    posts = post.format(1, 1, 8, wrapper.format("<br><br>".join(TEXT))) + post.format(2, 2, 9, SAYINGS[0])
    page = f"<div><h1><a href=#>[转载]</a> {TITLE}</h1>{posts}</div><div>Archiver|手机版|云溪论坛 Powered by Discuz! X3.4</div>"
    assert lines_of_body(wrapper.format(page)) == TEXT


@pytest.mark.parametrize(
    "line",
    ["推荐", "相关新闻", "延伸 · 阅读", "推 荐 阅 读", "热点/新闻", "【相关阅读】", "为您推荐精彩内容："],
)
def test_a_line_heads_others_with_its_words_joined_or_parted(line) -> None:
    assert heads_others(line)


@pytest.mark.parametrize(
    "line",
    [
        "相 关 部 门",
        "延伸到村口",
        "相关新闻发布会昨天在县文化馆的报告厅举行",
        "相 关 新 闻 发 布 会 昨 天",
    ],
)
def test_words_of_a_story_head_no_others(line) -> None:
    assert not heads_others(line)


@pytest.mark.parametrize(
    "text", ["Yahoo! JAPAN 在柳湾镇新设了分公司", "Powered by Discuz! X3.4 柳湾镇论坛手机版"]
)
def test_a_mark_in_a_western_name_makes_no_sentence(text):
    assert not reads_as_prose(text)


@pytest.mark.parametrize(
    "text", ["快来柳湾镇看新桥通车吧! 人真多", "新桥什么时候能走? 12月1日", "柳湾镇的新桥通车了!OK"]
)
def test_a_western_mark_behind_a_sentence_ends_one(text):
    assert reads_as_prose(text)
