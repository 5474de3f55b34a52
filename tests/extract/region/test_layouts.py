"""Layouts of Chinese portals whose names say nothing: the body is whole and alone."""

import pytest

from pipelines.extract.reading.surface import read_surface
from pipelines.extract.region.finding import find_region
from pipelines.extract.tree.document import parse
from tests.extract.others.test_beside import COLUMN, NEXT, OTHERS, TEXT, TITLE, lines_of_body, paragraphs

BYLINE = "<div>2026-11-12 09:20　来源：云溪日报</div>"
HEAD = f"<h1>{TITLE}</h1>{BYLINE}"
HOT = (
    "<div><div>点击排行</div><ul>"
    + "".join(f"<li><a href=/{n}>{text}</a></li>" for n, text in enumerate(OTHERS * 2))
    + "</ul></div>"
)
ADVERT = "<div><a href=/ad><img src=/ad.jpg></a></div>"
SHORT = [
    "云溪县水务局十二日发布通告，因主管道检修，老城区自十三日零时起分时段供水，预计持续三天。",
    "请老城区的市民提前储水，如有疑问可以拨打水务局的服务热线咨询，恢复供水的时间将另行通告。",
]


def each(lines: list[str], before: str, behind: str) -> str:
    return "".join(f"{before}{line}{behind}" for line in lines)


LAYOUTS = {
    "columns of a table": lambda text: (
        f"<table><tr><td>{HOT}</td><td>{HEAD}{paragraphs(text)}</td></tr></table>"
    ),
    "tables in tables": lambda text: (
        f"<table><tr><td><table><tr><td>{HEAD}</td></tr><tr><td><table><tr><td>{paragraphs(text)}"
        f"</td></tr></table></td></tr></table></td><td>{HOT}</td></tr></table>"
    ),
    "a row of the table for each paragraph": lambda text: (
        HEAD + "<table>" + each(text, "<tr><td><p>", "</p></td></tr>") + f"</table>{HOT}"
    ),
    "boxes without a name": lambda text: (
        f"<div><div>{HEAD}<div>" + each(text, "<div>", "</div>") + f"</div></div>{HOT}</div>"
    ),
    "hot lists before it": lambda text: f"{HOT}{HOT}<div>{HEAD}{paragraphs(text)}</div>",
    "breaks in a cell": lambda text: (
        f"<table><tr><td>{HEAD}</td></tr><tr><td>"
        + each(text, "　　", "<br><br>")
        + f"</td></tr></table>{HOT}"
    ),
    "text in the page itself": lambda text: HEAD + each(text, "　　", "<br>") + HOT,
    "a section for each paragraph": lambda text: (
        f"{HEAD}<div>"
        + each(text, "<section><section><p><span><span>", "</span></span></p></section></section>")
        + f"</div>{HOT}"
    ),
    "paragraphs and bare text": lambda text: (
        f"{HEAD}<div>{text[0]}<p>{text[1]}</p>" + each(text[2:], "", "<br>") + f"</div>{HOT}"
    ),
    "ten wrappers": lambda text: HEAD + "<div>" * 10 + paragraphs(text) + "</div>" * 10 + HOT,
    "a form": lambda text: f"<form><input type=hidden>{HEAD}<div>{paragraphs(text)}</div>{HOT}</form>",
    "a list item": lambda text: f"<ul><li>{HEAD}<div>{paragraphs(text)}</div></li><li>{HOT}</li></ul>",
    "fonts": lambda text: (
        f"{HEAD}<div>"
        + each(text, "<font face=宋体><font size=3><p><font>", "</font></p></font></font>")
        + f"</div>{HOT}"
    ),
    "an advert between two halves": lambda text: (
        f"<div>{HEAD}<div>{paragraphs(text[:1])}</div>{ADVERT}<div>{paragraphs(text[1:])}</div></div>{HOT}"
    ),
    "links between two halves": lambda text: (
        f"<div>{HEAD}<div>{paragraphs(text[:1])}</div><div><a href=/1>{OTHERS[0]}</a>"
        f"<a href=/2>{OTHERS[1]}</a></div><div>{paragraphs(text[1:])}</div></div>{HOT}"
    ),
    "two halves in the page itself": lambda text: (
        f"{HEAD}<div>{paragraphs(text[:1])}</div><div>{paragraphs(text[1:])}</div>{HOT}"
    ),
    "the last paragraph outside the box": lambda text: (
        f"<div>{HEAD}<div>{paragraphs(text[:-1])}</div>{paragraphs(text[-1:])}</div>{HOT}"
    ),
    "the first paragraph outside the box": lambda text: (
        f"<div>{HEAD}{paragraphs(text[:1])}<div>{paragraphs(text[1:])}</div></div>{HOT}"
    ),
    "a box in a box for each paragraph": lambda text: (
        f"<div>{HEAD}" + each(text, "<div><div>", "</div></div>") + f"</div>{HOT}"
    ),
    "an author's card in the other column": lambda text: (
        f"<div><div>{HEAD}<div>{paragraphs(text)}</div></div><div><p>云溪观察</p>"
        f"<p>长期关注县域经济，著有《小城账本》等书，现居云溪。</p>{HOT}</div></div>"
    ),
    "a definition list": lambda text: (
        f"<dl><dt>{TITLE}</dt><dd>{BYLINE}</dd><dd>{paragraphs(text)}</dd></dl>{HOT}"
    ),
    "paragraphs that are never closed": lambda text: f"{HEAD}<div><p>" + "<p>".join(text) + f"</div>{HOT}",
    "inline elements and breaks": lambda text: (
        f"{HEAD}<div>" + each(text, "<span>　　", "</span><br>") + f"</div>{HOT}"
    ),
}


@pytest.mark.parametrize("text", [TEXT, SHORT, [*TEXT, *NEXT]], ids=["text", "short", "long"])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_body_is_whole_and_alone_in_a_layout_without_names(layout, text):
    menu = "<div><a href=/>首页</a><a href=/xw>新闻</a><a href=/sp>视频</a></div>"
    assert lines_of_body(f"{menu}{layout(text)}<div>版权所有 云溪新闻网 未经授权不得转载</div>") == text


def test_an_advert_behind_the_article_is_no_half_of_it():
    advert = f"{ADVERT}<div>柳湾新城，湖景洋房，首付十八万起，诚邀品鉴，来电更有优惠。</div>"
    assert lines_of_body(f"<div>{COLUMN}</div>{advert}") == TEXT


def test_a_call_with_a_link_above_the_text_is_no_half_of_it():
    call = "<div><p>年度人物评选火热进行中，为您心目中的年度人物投上一票吧！<a href=/v>投票</a></p></div>"
    assert lines_of_body(f"<div>{HEAD}{call}<div>{paragraphs(TEXT)}</div></div>") == TEXT


def test_the_text_that_the_page_describes_is_taken_before_a_longer_one():
    head = f'<meta name="description" content="{SHORT[0]}">'
    other = f"<div><div>{paragraphs(NEXT * 3)}</div></div>"
    assert (
        lines_of_body(f"<div>{HEAD}<div>{paragraphs(SHORT[:1])}</div></div>{HOT * 2}{other}", head)
        == SHORT[:1]
    )


def test_the_text_that_json_ld_describes_is_taken_before_a_longer_one():
    head = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{SHORT[0]}"}}</script>'
    )
    other = f"<div><div>{paragraphs(NEXT * 3)}</div></div>"
    assert (
        lines_of_body(f"<div>{HEAD}<div>{paragraphs(SHORT[:1])}</div></div>{HOT * 2}{other}", head)
        == SHORT[:1]
    )


def test_a_text_that_says_its_headline_is_taken_before_a_longer_one():
    other = f"<div><div>{paragraphs(NEXT * 3)}</div></div>"
    text = ["通车那天，柳湾镇的渡口等来了盼望多年的新桥，两岸的村民都来看热闹，孩子们跑了一个来回。"]
    assert lines_of_body(f"<div>{HEAD}<div>{paragraphs(text)}</div></div>{HOT * 2}{other}") == text


def test_a_box_of_payment_far_from_the_headline_is_no_article():
    box = "<div><p>1.余额是充值的虚拟货币，按照一比一的比例进行抵扣。</p></div>"
    page = f"<html><body><h1>模型的社会价值评估方法</h1><ul>{HOT * 2}</ul>{box}</body></html>"
    assert (
        find_region(read_surface(parse(page, "http://news.example.cn/1")), "模型的社会价值评估方法").region
        is None
    )


def test_a_short_text_right_below_its_headline_needs_no_word_of_it():
    assert (
        lines_of_body(f"<h1>又是一年好光景</h1><div>{paragraphs(SHORT)}</div>", title="又是一年好光景")
        == SHORT
    )


def test_a_lead_without_a_name_is_the_first_paragraph():
    lead = "一座新桥，让柳湾镇的渡口从此安静下来。"
    inner = f"<div>{HEAD}<div>{lead}</div><div>{HOT}</div><div>{paragraphs(TEXT)}</div></div>"
    assert lines_of_body(inner) == [lead, *TEXT]


def test_an_advert_between_headline_and_text_is_no_lead():
    inner = f"<div>{HEAD}<div>湖景洋房，首付十八万起，诚邀品鉴，来电更有优惠。</div><div>{HOT}</div><div>{paragraphs(TEXT)}</div></div>"
    assert lines_of_body(inner) == TEXT


def test_a_headline_in_two_lines_is_found():
    broken = TITLE.replace("渡口", "渡口<br>")
    teasers = "".join(
        f"<div><h3><a href=/{n}>{text}</a></h3><p>{NEXT[0]}</p></div>" for n, text in enumerate(OTHERS)
    )
    assert (
        lines_of_body(f"<div>{teasers}</div><div>{COLUMN.replace(TITLE, broken)}</div>", title=TITLE) == TEXT
    )


def test_a_name_around_the_headline_sets_nothing_beside_the_article():
    inner = f"<div class='finance ads related'>{COLUMN}</div><div>{HOT}<p>{NEXT[0]}</p></div>"
    assert lines_of_body(inner) == TEXT


@pytest.mark.parametrize(
    "picture",
    [
        "<div class=k2><img src=/1.jpg>十一月十二日，首班车驶过新桥。（柳湾镇供图）</div>",
        "<div class=k2><img src=/1.jpg>十一月十二日，柳湾镇的首班车驶过新桥。</div>",
        "<p class=k2><img src=/1.jpg></p><p class=k2>十一月十二日，柳湾镇的首班车驶过新桥。</p>",
    ],
)
def test_a_sentence_in_the_form_of_its_picture_is_a_caption(picture):
    text = paragraphs(TEXT[:1]) + picture + paragraphs(TEXT[1:])
    assert lines_of_body(f"{HEAD}<div>{text}</div>") == TEXT


def test_a_paragraph_below_a_picture_that_is_built_as_all_are_is_no_caption():
    text = f"<p class=k3><img src=/1.jpg></p>{each(TEXT, '<p class=k3>', '</p>')}"
    assert lines_of_body(f"{HEAD}<div>{text}</div>") == TEXT


def test_a_region_tells_what_speaks_for_it():
    head = f'<meta name="description" content="{TEXT[0]}">'
    page = f"<html><head>{head}</head><body><div>{COLUMN}</div></body></html>"
    region = find_region(read_surface(parse(page, "http://news.example.cn/1.html")), TITLE).region
    assert region.grounds == ("form", "stated", "elsewhere", "place")
