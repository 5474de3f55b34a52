import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.body.paragraphs import read_body
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.region.finding import find_region
from pipelines.extract.tree.document import parse
from pipelines.strip import strip
from schemas import Found, Rejected, Rules
from tests.running import HALF_WAY, growth_of_lines

URL = "http://news.example.cn/2023/0612/c1-100.html"
FIRST = "6月12日，记者在山阳县城关镇西河村看到，收割机在田间来回穿梭，处处是丰收的景象。"
LAST = "下一步，镇里将建设一座榨油厂，让菜籽在家门口变成菜油，把更多收益留在村里。"


def body_of(inner, rules=None, title=None):
    found = Found(value=title, rule="label") if title else None
    rules = rules or Rules()
    return read_body(
        read_surface(parse(f"<html><body>{inner}</body></html>", URL), rules), rules, URL, found
    ).body


def test_a_page_without_prose_has_no_body():
    assert body_of("<ul><li><a href='/'>首页</a></li><li><a href='/n'>新闻</a></li></ul>") is None


def test_the_region_is_an_element_of_the_pages_own_tree():
    root = parse(f"<html><body><div id=a><p>{FIRST}</p><p>{LAST}</p></div></body></html>", URL)
    region = find_region(read_surface(root), None).region
    assert region.element is root.get_element_by_id("a")


def test_short_lines_above_the_headline_are_no_text():
    page = f"<p>首页 &gt; 乡镇</p><p>田野新事</p><h1>油菜丰收</h1><p>{FIRST}</p><p>{LAST}</p>"
    assert body_of(page, title="油菜丰收").text.split("\n") == [FIRST, LAST]


def test_a_sentence_above_a_line_worded_as_the_headline_stays():
    page = f"<div><p>{FIRST}</p><p>油菜丰收</p><p>{LAST}</p></div>"
    assert FIRST in body_of(page, title="油菜丰收").text


def test_credits_stay_in_the_body_for_their_reader():
    body = body_of(f"<div><p>{FIRST}</p><p>{LAST}（赵满仓）</p><p>责任编辑：李文某</p></div>")
    assert body.text.split("\n") == [FIRST, LAST + "（赵满仓）", "责任编辑：李文某"]


@pytest.mark.parametrize(
    "credit", ["（责编：李文某）", "责任编辑：李文某", "（来源：山阳日报 责编：李文某）"]
)
def test_a_last_paragraph_that_ends_in_a_credit_is_kept(credit):
    body = body_of(f"<div><p>{FIRST}</p><p>{LAST}{credit}</p><p>不感兴趣</p></div>")
    assert body.text.split("\n") == [FIRST, LAST + credit]
    assert strip(body.text).split("\n") == [FIRST, LAST]


def test_comments_end_the_article():
    column = "<p>我要评论</p><p>老家就在那儿，看到新闻特别亲切，过年一定回去看看。</p>"
    assert body_of(f"<div><p>{FIRST}</p><p>{LAST}</p>{column}</div>").text.split("\n") == [FIRST, LAST]


def test_the_headline_is_not_part_of_the_body():
    body = body_of(
        f"<div><h1>山阳县喜获丰收，村民笑开颜！</h1><p>{FIRST}</p></div>",
        title="山阳县喜获丰收，村民笑开颜！",
    )
    assert body.text == FIRST


def test_a_site_rule_goes_before_the_general_reader():
    advert = "<p class=ad>买房就到山阳楼市网，电话订房有优惠。</p>"
    inner = f"<div class=x><p>{FIRST}</p>{advert}</div><div id=y><p>{LAST}</p></div>"
    body = body_of(inner, Rules(body=("#missing", ".x"), drop=(".ad",)))
    assert (body.text, body.rule) == (FIRST, "site")


def test_an_empty_container_gives_way_to_the_next_site_rule():
    body = body_of(f"<div id=a> </div><div id=b><p>{FIRST}</p></div>", Rules(body=("#a", "#b")))
    assert (body.text, body.rule) == (FIRST, "site")


def test_where_no_site_rule_matches_the_general_reader_reads():
    body = body_of(f"<div id=b><p>{FIRST}</p></div>", Rules(body="#gone"))
    assert (body.text, body.rule) == (FIRST, "region")


def test_a_site_rule_may_name_the_paragraphs():
    body = body_of(f"<div id=b><p class=t>{FIRST}</p><p class=t>{LAST}</p></div>", Rules(body="#b > p.t"))
    assert body.text.split("\n") == [FIRST, LAST]


def test_dropped_elements_are_cut_from_the_general_region_too():
    body = body_of(f"<div><p>{FIRST}</p><p class=ad>{LAST}</p></div>", Rules(drop=".ad"))
    assert body.text == FIRST


def test_a_line_of_preformatted_text_is_a_line():
    assert body_of(f"<div><pre>\n{FIRST}\n\n{LAST}\n</pre></div>").text.split("\n") == [FIRST, LAST]


def test_an_indent_of_two_squares_begins_a_paragraph():
    assert body_of(f"<div>　　{FIRST}　　{LAST}</div>").text.split("\n") == [FIRST, LAST]
    spaced = "柯桥区　绍兴市，两个名字写在同一块牌子上，村民看了都说好。"
    assert body_of(f"<div>　　{spaced}</div>").text == spaced.replace("　", " ")


def test_a_table_row_is_one_line_with_tabs():
    rows = "<table><tr><th>指标</th><th>上半年</th></tr><tr><td>粮食</td><td>12.6</td></tr></table>"
    body = body_of(f"<div><p>{FIRST}</p>{rows}<p>{LAST}</p></div>")
    assert body.text.split("\n") == [FIRST, "指标\t上半年", "粮食\t12.6", LAST]


def test_a_layout_table_is_paragraphs():
    body = body_of(f"<table><tr><td><p>{FIRST}</p><p>{LAST}</p></td><td><a href=/>首页</a></td></tr></table>")
    assert body.text.split("\n") == [FIRST, LAST]


def test_the_lead_above_the_text_is_its_first_paragraph():
    lead = "秦岭脚下，菜籽飘香，又是一个丰收年。"
    text = f"<div class=content><p>{FIRST}</p><p>{LAST}</p></div>"
    inner = f"<div class=m><div class='summary'><p>{lead}</p></div>{text}</div>"
    assert body_of(inner).text.split("\n") == [lead, FIRST, LAST]


def test_a_lead_that_repeats_the_text_is_not_read_twice():
    inner = f"<div class=summary><p>{FIRST}</p></div><div class=content><p>{FIRST}</p><p>{LAST}</p></div>"
    assert body_of(inner).text.split("\n") == [FIRST, LAST]


def test_hidden_text_is_not_read():
    hidden = "<p style='display:none'>浦东新区的村民们在宣汉县看到，收割机来回穿梭。</p>"
    inner = f"<div><p>{FIRST}</p>{hidden}<p>{LAST}</p></div>"
    assert body_of(inner).text.split("\n") == [FIRST, LAST]


def test_an_article_that_a_script_reveals_is_read():
    assert body_of(f"<div style='visibility:hidden'><p>{FIRST}</p><p>{LAST}</p></div>").text.split("\n") == [
        FIRST,
        LAST,
    ]


def test_a_loud_comment_column_is_not_the_article():
    comments = "".join(
        f"<li><p>第{n}楼：老家就在那儿，看到新闻特别亲切，过年一定回去看看。</p></li>" for n in range(40)
    )
    inner = (
        f"<h1>丰收</h1><div class=text><p>{FIRST}</p></div><div class=comment-list><ul>{comments}</ul></div>"
    )
    assert body_of(inner).text == FIRST


def test_an_article_in_a_column_with_a_doubtful_name_is_read():
    menu = "<ul>" + "<li><a href=/>首页</a></li>" * 6 + "</ul>"
    greeting = f"{menu}<div><p>欢迎光临，本站于今日改版，敬请留意。</p></div>"
    inner = f"<div class='hot-side tool'><p>{FIRST}</p><p>{LAST}</p><p>{FIRST}</p></div>{greeting}"
    assert body_of(inner).text.split("\n") == [FIRST, LAST, FIRST]


@pytest.mark.parametrize("label", ["热点新闻", "深度报道", "最新消息", "推荐阅读"])
def test_a_section_name_above_the_headline_is_no_heading_of_other_articles(label):
    menu = "<ul>" + "<li><a href=/>首页</a></li>" * 9 + "</ul>"
    other = f"{menu}<p>欢迎光临山阳在线，本站于今日改版，新增视频和图片两个栏目，敬请新老网友留意。</p>"
    for headline in ("<h1>喜获丰收的山阳县</h1>", "<div>喜获丰收的山阳县</div>"):
        inner = f"<div><div>{label}</div>{headline}<p>{FIRST}</p><p>{LAST}</p></div>{other}"
        assert body_of(inner, title="喜获丰收的山阳县").text.split("\n")[-2:] == [FIRST, LAST]


PIECES = st.sampled_from(
    [
        *(
            "<div>",
            "</div>",
            "<p>",
            "</p>",
            "<br>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<ul><li>",
            "</ul>",
            "<a href=x>",
        ),
        *(
            "</a>",
            "<b>",
            "</span>",
            "<!-- ",
            " -->",
            "<script>",
            "</script>",
            "<form>",
            "<img src=a.jpg>",
            "<div class=hot>",
        ),
        *(
            "<style>",
            "</style>",
            "<iframe>",
            "<textarea>",
            "<svg>",
            "<p style='display:none'>",
            "&nbsp;",
            "&#0;",
            "<h2>",
            "</",
        ),
        *(
            "<div class='comment TRS_Editor'>",
            "<select>",
            "<noscript>",
            "<math>",
            "<?php",
            "<!DOCTYPE",
            "<body>",
            "</html>",
        ),
        *(FIRST, LAST, "相关新闻", "责任编辑：李文某", "版权所有", "首页", "\x00", "\ud800", "图为现场。"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(deadline=None, max_examples=150)
def test_tag_soup_gives_a_body_or_a_rejection_and_nothing_else(soup):
    try:
        root = parse(soup, URL)
    except Rejected:
        return
    body = read_body(read_surface(root), Rules(), URL, None).body
    if body is not None:
        assert strip(strip(body.text)) == strip(body.text)


@given(st.lists(st.sampled_from([FIRST, LAST, "“走吗？”", "老街的账本", "他笑了。"]), max_size=8))
@settings(deadline=None, max_examples=40)
def test_the_first_and_the_last_sentence_are_never_lost(middle):
    inner = "".join(f"<p>{line}</p>" for line in [FIRST, *middle, LAST])
    lines = body_of(
        f"<div class=nav><a href=/>首页</a></div><div class=x>{inner}</div><div>版权所有</div>"
    ).text.split("\n")
    assert (lines[0], lines[-1]) == (FIRST, LAST)


def test_the_work_for_a_page_is_in_proportion_to_its_size():
    paragraph = f"<p>{FIRST}<a href=x>山阳</a></p><ul><li><a href=y>宣汉</a></li></ul>"

    def work(paragraphs):
        page = f"<html><body><div>{paragraph * paragraphs}</div></body></html>"
        read_body(read_surface(parse(page, URL)), Rules(), URL, None)

    assert growth_of_lines(work, 200) < HALF_WAY
