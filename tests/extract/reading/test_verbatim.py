"""Line breaks that only the width of the paper made are no paragraphs; all others are."""

import pytest

from pipelines.extract.reading.verbatim import paragraphs_of
from pipelines.extract.reading.walk import read_lines
from pipelines.extract.tree.document import parse

URL = "http://news.example.cn/2026/1012/c1-100.html"
TEXT = [
    "10月11日清晨，柳坪镇的茶园里雾气还没散，三十多名茶农已经背着竹篓上了坡，赶摘最后一茬秋茶。",
    "“秋茶价格稳，一天能挣一百八十元。”茶农岑满仓说，合作社今年新添了两条加工线。",
    "近两年，柳坪镇改造老茶园三千亩，硬化产业路十二公里，建成冷链仓两座，带动农户增收。",
]


def broken(text, width, indent=""):
    whole = indent + text
    return "\n".join(whole[at : at + width] for at in range(0, len(whole), width))


@pytest.mark.parametrize("width", [20, 26, 30, 34])
@pytest.mark.parametrize("indent", ["　　", "    "])
def test_an_indent_begins_a_paragraph_and_the_lines_below_it_go_on(width, indent):
    text = "\n".join(broken(each, width, indent) for each in TEXT)
    assert [each.strip("　 ") for each in paragraphs_of(text)] == TEXT


@pytest.mark.parametrize("width", [20, 26, 30])
def test_an_empty_line_parts_paragraphs(width):
    assert paragraphs_of("\n\n".join(broken(each, width) for each in TEXT)) == TEXT


def test_without_indents_a_full_line_without_a_stop_goes_on():
    assert paragraphs_of("\n".join(broken(each, 28) for each in TEXT)) == TEXT


@pytest.mark.parametrize(
    "lines",
    [
        TEXT,
        ["茶山秋色入云深，", "竹篓轻挑满袖金。", "一盏清香迎远客，", "半坡晨雾湿衣襟。"],
        ["停电时间：10月15日", "停电范围：柳坪镇茶园村、桥楼村、石板村等十二个村", "停电原因：检修"],
        ["序号   单位          金额", "1      柳坪茶叶合作社      12000", "2      石板茶叶合作社      32000"],
        [
            "问：今年行情如何？",
            "答：比去年好，价格稳，销路宽，外地客商都来了，茶农心里踏实。",
            "问：明年呢？",
        ],
    ],
)
def test_lines_that_no_width_made_stay_lines(lines):
    assert paragraphs_of("\n".join(lines)) == lines


def test_a_signature_below_the_text_is_no_part_of_its_last_line():
    text = (
        "\n".join(broken(each, 30, "　　") for each in TEXT)
        + "\n　　　　　　柳坪镇人民政府\n　　　　　　2026年10月12日"
    )
    assert [each.strip("　") for each in paragraphs_of(text)][-2:] == ["柳坪镇人民政府", "2026年10月12日"]


def test_words_of_letters_keep_a_blank_where_they_were_broken():
    before = "柳坪镇的茶叶品牌在展会上亮相，英文名是 Liuping Green"
    assert (
        paragraphs_of(f"　　{before}\nTea，吸引了客商。\n　　第二段。")[0]
        == f"　　{before} Tea，吸引了客商。"
    )


def lines_of(inner):
    return [line.text for line in read_lines(parse(f"<body>{inner}</body>", URL)).lines if line.text]


def test_a_style_that_keeps_line_breaks_makes_lines():
    text = "\n".join(TEXT)
    assert lines_of(f"<div style='white-space: pre-wrap'>{text}</div><p>甲\n乙</p>") == [*TEXT, "甲乙"]


def test_the_pronunciation_beside_a_character_is_not_read():
    assert lines_of("<p>背着<ruby>竹<rp>(</rp><rt>zhú</rt><rp>)</rp>篓<rt>lǒu</rt></ruby>上坡</p>") == [
        "背着竹篓上坡"
    ]


@pytest.mark.parametrize("tag", ["textarea", "xmp"])
def test_the_source_of_a_page_in_a_control_is_no_line(tag):
    assert lines_of(f"<p>甲</p><{tag}>&lt;p&gt;山阳县今日丰收。&lt;/p&gt;</{tag}><p>乙</p>") == ["甲", "乙"]
