import pytest

from pipelines.extract.tree import document
from pipelines.extract.tree.document import collapse, is_hidden, parse, text_of
from schemas import Reason, Rejected

URL = "http://news.example.cn/1.html"


def test_unclosed_tags_are_mended():
    root = parse("<html><body><div><p>山阳县今日丰收。<p>村民高兴。</div>", URL)
    assert [p.text for p in root.iter("p")] == ["山阳县今日丰收。", "村民高兴。"]


@pytest.mark.parametrize(
    "declaration", ['<?xml version="1.0" encoding="gb2312"?>', "\ufeff<!DOCTYPE html>", ""]
)
def test_a_declaration_does_no_harm(declaration):
    assert text_of(parse(f"{declaration}<html><body><p>丰收</p></body></html>", URL)) == "丰收"


def test_control_characters_and_lone_surrogates_are_replaced():
    text = text_of(parse("<p>山\x00阳\x0b县\ud800丰\uffff收</p>", URL))
    assert text == "山\ufffd阳\ufffd县\ufffd丰\ufffd收"


@pytest.mark.parametrize("sign", [*document._CONTROLS.decode(), "\ufffe", "\uffff", "\ud800"])
def test_each_character_that_no_parser_takes_is_replaced_where_it_stands_alone(sign):
    assert text_of(parse(f"<p>山{sign}阳，～１００％</p>", URL)) == "山\ufffd阳，～１００％"


@pytest.mark.parametrize("text", ["", "  \n\u3000", "\x00\x00"])
def test_a_blank_page_is_empty(text):
    with pytest.raises(Rejected) as refused:
        parse(text, URL)
    assert refused.value.reason is Reason.EMPTY


@pytest.mark.parametrize("text", ["山阳县今日丰收。", '{"code": 200, "data": []}', "1 < 2"])
def test_text_without_a_tag_is_no_html(text):
    with pytest.raises(Rejected) as refused:
        parse(text, URL)
    assert refused.value.reason is Reason.NOT_HTML


def test_a_page_of_comments_only_is_refused():
    with pytest.raises(Rejected):
        parse("<!-- 山阳 -->", URL)


@pytest.mark.parametrize(
    ("cap", "value", "page"),
    [
        ("MAX_CHARACTERS", 100, "<p>" + "山" * 100),
        ("MAX_NODES", 50, "<p>山</p>" * 50),
        ("MAX_NODES", 50, "<p>" * 51),
    ],
)
def test_a_page_over_a_cap_is_too_large(monkeypatch, cap, value, page):
    monkeypatch.setattr(document, cap, value)
    with pytest.raises(Rejected) as refused:
        parse(page, URL)
    assert refused.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("depth", [document.MAX_DEPTH + 10, 3000, 20_000])
def test_a_page_nested_too_deeply_is_too_large(depth):
    with pytest.raises(Rejected) as refused:
        parse("<div>" * depth + "山阳县今日丰收。", URL)
    assert refused.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [
        ("<p style='display:none'>", True),
        ("<p style='DISPLAY : NONE;color:red'>", True),
        ("<p style='visibility:hidden'>", True),
        ("<p style='font-size:0px'>", True),
        ("<p style='font-size:0'>", True),
        ("<p style='text-indent:-9999px'>", True),
        ("<p style='position:absolute;left:-9999px'>", True),
        ("<p style='opacity:0'>", True),
        ("<p hidden>", True),
        ("<p class='hidden'>", True),
        ("<p class='a hide'>", True),
        ("<p class='sr-only'>", True),
        ("<p class='hidden md:block'>", False),
        ("<p class='hidden-gem'>", False),
        ("<p style='font-size:0.9em'>", False),
        ("<p style='font-size:08pt'>", False),
        ("<p style='opacity:0.8'>", False),
        ("<p style='text-indent:2em;margin-left:-10px'>", False),
        ("<p style='display:block'>", False),
        ("<p>", False),
    ],
)
def test_hidden_is_what_style_attribute_or_class_hides(markup, hidden):
    element = parse(f"<body>{markup}山阳</p></body>", URL).find(".//p")
    assert is_hidden(element) is hidden


def test_text_of_skips_what_is_not_seen_and_keeps_what_follows_it():
    root = parse(
        "<p>来源：<!-- x --><a>山阳<b style='display:none'>县</b>日报</a><script>a()</script>，<br>记者</p>",
        URL,
    )
    assert text_of(root.find(".//p")) == "来源：山阳日报， 记者"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("山阳县\n  今日丰收", "山阳县今日丰收"),
        ("第\r\n一", "第一"),
        ("a\nb", "a b"),
        ("　　山阳\u200b县\xa0\xa0丰收 ", "山阳县 丰收"),
        ("Galaxy\n手机", "Galaxy 手机"),
        ("张三　李四", "张三 李四"),
    ],
)
def test_white_space_is_what_a_browser_shows(raw, shown):
    assert collapse(raw) == shown
