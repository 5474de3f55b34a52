"""One pass over the tree gives every line of the page with its place, and loses and invents no word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.html import document_fromstring

from pipelines.extract.reading.outline import Outline, is_inside
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.reading.walk import read_lines
from pipelines.extract.tree.document import parse
from pipelines.extract.tree.elements import MACHINE_TAGS
from schemas import Rules

URL = "http://news.example.cn/1.html"


def lines_of(body: str, **named):
    root = parse(f"<html><body>{body}</body></html>", URL)
    return read_lines(root, **{name: set(root.xpath(path)) for name, path in named.items()}).lines


def texts_of(body: str, **named):
    return [line.text for line in lines_of(body, **named) if line.text]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>山阳<b>丰收</b></p>", ["山阳丰收"]),
        ("<p>山阳<br>丰收</p>", ["山阳", "丰收"]),
        ("<div>山阳<p>丰收</p>了</div>", ["山阳", "丰收", "了"]),
        ("<div>山阳<span><div></div></span>丰收</div>", ["山阳", "丰收"]),
        ("<p><span>记者</span> <span>张某</span></p>", ["记者 张某"]),
        ("<p>山阳<script>a()</script>丰收<style>p{}</style></p>", ["山阳丰收"]),
        ("<pre>山阳\n丰收\n\n了</pre>", ["山阳", "丰收", "了"]),
        ("<div>山阳丰收。　　村民高兴。</div>", ["山阳丰收。", "村民高兴。"]),
        ("<div>柯桥区　　绍兴市</div>", ["柯桥区 绍兴市"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<uni-view>甲</uni-view><uni-view><uni-text>乙</uni-text></uni-view>", ["甲", "乙"]),
        ("<p>　 \n &nbsp;</p>", []),
    ],
)
def test_a_line_is_what_stands_between_two_breaks(body, texts):
    assert texts_of(body) == texts


def test_parts_tell_where_inline_elements_meet():
    (line,) = lines_of("<p>来源：<a>山阳网</a> <i>作者：</i>张\t某<b>某</b></p>")
    assert line.text == "来源：山阳网 作者：张 某某"
    assert line.parts == "来源：\t山阳网\t作者：\t张 某某"


def test_a_break_in_the_source_parts_labels_and_closes_up_in_a_paragraph():
    (line,) = lines_of("<p>来源：山阳网\n   <i>记者\n张某</i></p>")
    assert (line.text, line.spaced, line.parts) == (
        "来源：山阳网记者张某",
        "来源：山阳网 记者 张某",
        "来源：山阳网\t记者 张某",
    )


def test_what_is_hidden_is_a_line_beside_the_visible_one():
    lines = lines_of("<p>来源：<b style='display:none'>宣汉县</b>山阳网</p><div hidden><p>渠县</p></div>")
    assert [(line.text, line.hidden) for line in lines] == [
        ("宣汉县", True),
        ("来源：山阳网", False),
        ("渠县", True),
    ]


def test_a_hidden_line_knows_the_innermost_element_that_hides_it():
    outer, inner = lines_of("<div id=a hidden>甲<p id=b class=hide>乙</p></div>")
    assert (outer.hider.get("id"), inner.hider.get("id")) == ("a", "b")


def test_what_a_rule_drops_is_a_line_beside_the_kept_one():
    lines = lines_of("<p>山阳<span>广告</span>丰收</p>", dropped="//span")
    assert [(line.text, line.dropped) for line in lines] == [("广告", True), ("山阳丰收", False)]


def test_an_inline_element_that_a_rule_names_holds_lines():
    lines = lines_of("<div>前<span>山阳<br>丰收</span>后</div>", containers="//span")
    assert [(line.text, line.element.tag) for line in lines] == [
        ("前", "div"),
        ("山阳", "span"),
        ("丰收", "span"),
        ("后", "div"),
    ]


def test_a_line_counts_its_links_and_its_bold_characters():
    (line,) = lines_of("<p>看<a>山阳</a>和<a><b>渠县</b></a></p>")
    assert (line.linked, line.links, line.strong, line.link_share) == (4, 2, 2, 4 / 6)


def test_a_line_knows_its_cell_and_its_row():
    first, second, below = lines_of("<table><tr><td>甲<td><p>乙</p></table><p>丙</p>")
    assert first.row is second.row is not None
    assert (first.cell, second.cell.tag, below.cell, below.row) == (first.element, "td", None, None)


def test_pictures_between_lines_are_a_line_without_text():
    lines = lines_of("<p>山阳</p><p><img src=1></p><img src=2><p>丰收<img src=3></p>")
    assert [(line.text, [picture.get("src") for picture in line.pictures]) for line in lines] == [
        ("山阳", []),
        ("", ["1"]),
        ("", ["2"]),
        ("丰收", ["3"]),
    ]


def test_text_in_a_control_is_the_readers_own():
    lines = lines_of("<p>山阳</p><textarea>写点什么</textarea><select><option>渠县</select>")
    assert [(line.text, line.control) for line in lines] == [
        ("山阳", False),
        ("写点什么", True),
        ("渠县", True),
    ]


def test_the_rows_of_a_surface_have_text_and_are_no_control():
    surface = read_surface(parse("<p>甲</p><textarea>乙</textarea><img src=1><p hidden>丙</p>", URL))
    assert [row.text for row in surface.rows] == ["甲", "丙"]
    assert [line.text for line in surface.visible.lines if line.text] == ["甲", "乙"]
    assert [line.text for line in surface.as_if_shown.lines if line.text] == ["甲", "乙", "丙"]


def test_an_outline_knows_the_lines_under_an_element_with_its_pictures():
    root = parse("<p>甲</p><img src=0><div><img src=1><p>乙</p>丙<img src=2></div><img src=3><p>丁</p>", URL)
    outline = Outline(read_lines(root).lines)
    (box,) = root.iter("div")
    under = outline.under(box)
    assert [line.text for line in under] == ["", "乙", "丙"]
    assert [picture.get("src") for line in under for picture in line.pictures] == ["1", "2"]
    assert outline.under(root.find(".//img")) == []


def test_in_an_outline_ancestors_stand_before_their_descendants():
    outline = Outline(lines_of("<div><p>甲</p><div><p>乙</p></div></div>"))
    order = list(outline.parents)
    assert all(
        parent is None or order.index(parent) < order.index(element)
        for element, parent in outline.parents.items()
    )


def _fitting(tag, parts):
    """Return what may stand in a tag: in a control what looks like markup is text, and may be the source of a page."""
    return [part for part in parts if tag != "textarea" or "<" not in part]


TAGS = st.sampled_from("p div span b a br li table tr td pre h2 i font section textarea".split())
NODES = st.recursive(
    st.text(alphabet="山阳县丰收。 \n　", max_size=6),
    lambda inner: st.builds(
        lambda tag, parts, attribute: (
            "<br>" if tag == "br" else f"<{tag}{attribute}>{''.join(_fitting(tag, parts))}</{tag}>"
        ),
        TAGS,
        st.lists(inner, max_size=4),
        st.sampled_from(["", " hidden", " class=x"]),
    ),
    max_leaves=25,
)


@given(NODES)
def test_every_character_of_the_page_stands_in_one_line_and_no_other(body):
    root = document_fromstring(f"<html><body><div>{body}</div></body></html>")
    before = etree.tostring(root)
    lines = read_lines(root).lines
    shown = root.text_content()
    assert sorted("".join("".join(line.text.split()) for line in lines)) == sorted("".join(shown.split()))
    assert etree.tostring(root) == before


@given(NODES)
def test_under_an_element_stands_every_line_whose_own_element_it_holds(body):
    root = document_fromstring(f"<html><body><div>{body}</div></body></html>")
    outline = Outline(read_lines(root).lines)
    for element in outline.parents:
        inside = [line for line in outline.lines if line.text and is_inside(line.element, element)]
        under = [line for line in outline.under(element) if line.text]
        assert [line for line in under if is_inside(line.element, element)] == inside
        # Words between two blocks in a link or a <font> are a line of the block around that.
        assert all(is_inside(element, line.element) for line in under if line not in inside)


def test_a_doubtful_rule_is_no_rule_for_the_general_reader():
    rules = Rules(drop="p.ad")
    root = parse("<p class=ad>甲</p><p>乙</p>", URL)
    assert [line.dropped for line in read_surface(root, rules).lines] == [True, False]
    assert [line.dropped for line in read_surface(root).lines] == [False, False]


def test_the_boxes_of_uni_app_part_lines_and_its_texts_do_not():
    page = document_fromstring(
        "<uni-view><uni-text>来源：</uni-text><uni-text>云溪融媒</uni-text></uni-view><uni-view>点赞 12</uni-view>"
    )
    assert [line.text for line in read_lines(page).lines] == ["来源：云溪融媒", "点赞 12"]


def test_what_is_told_to_machines_is_met_wherever_it_stands() -> None:
    page = parse(
        "<html><head><base href=/a/><title>甲</title><meta name=a><link rel=canonical><script>1</script></head>"
        "<body><input value=1><div hidden><script>2</script></div><noscript><meta name=b><input value=2></noscript>"
        "<template><script>3</script></template><svg><title>乙</title></svg><p>山阳<base><link>丰收</p>"
        "<table><tr><td><input value=3><script>4</script></table><object><input value=4></object><title>丙</title>",
        URL,
    )
    surface = read_surface(page, Rules(drop=("table",)))
    assert surface.machine == tuple(page.iter(*MACHINE_TAGS))
    assert [each.get("value") for each in surface.of_machine("input")] == ["1", "2", "3", "4"]
    assert [line.text for line in surface.lines if not (line.hidden or line.dropped)] == ["山阳丰收"]


def test_an_inline_element_that_its_style_sets_as_a_block_is_a_line():
    page = document_fromstring(
        '<div><span style="display:block">山阳县今日丰收。</span><a style="DISPLAY: flex">柳湾镇</a>'
        '<i style="display:inline-block">开镰</i><b>了。</b><p><img style="display:block" src="1.jpg">图注</p></div>'
    )
    assert [line.text for line in read_lines(page).lines] == [
        "山阳县今日丰收。",
        "柳湾镇",
        "开镰了。",
        "图注",
    ]
