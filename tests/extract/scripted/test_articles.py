"""The article in a page's data is its own: told by its title or its number, never by its length."""

import json
from base64 import b64encode
from html import escape

import pytest

from pipelines.extract.reading.surface import read_surface
from pipelines.extract.scripted.articles import read_told
from pipelines.extract.scripted.assigned import read_scripts
from pipelines.extract.scripted.facts import facts_of
from pipelines.extract.scripted.shell import is_filled_by_scripts
from pipelines.extract.tree.document import parse

URL = "http://www.qingchuan.example/xw/content_88213.html"
TITLE = "柳坪镇秋茶开采"
TEXT = "<p>10月11日清晨，柳坪镇的茶园里雾气还没散，三十多名茶农已经背着竹篓上了坡，赶摘最后一茬秋茶。</p>"
FOREIGN = (
    "<p>10月9日，岩坝乡举办第三届农民运动会，来自十二个村的选手参加了拔河、挑担等比赛，气氛热烈。</p>" * 5
)
OURS = {
    "id": 88213,
    "title": TITLE,
    "content": TEXT,
    "publishTime": "2026-10-12 08:15:30",
    "source": "青川融媒",
}
OTHER = {"id": 9, "title": "岩坝乡举办农民运动会", "content": FOREIGN, "publishTime": "2026-10-09 01:02:03"}


def told_of(scripts, head=f"<title>{TITLE}_青川新闻网</title>", url=URL):
    return read_told(
        read_surface(parse(f"<html><head>{head}</head><body><div id=app></div>{scripts}</body></html>", url)),
        url,
    )


def script(text, attributes=""):
    return f"<script {attributes}>{text}</script>"


def plain(value):
    return json.dumps(value, ensure_ascii=False)


STREAM = (
    f"1a:T{len(TEXT.encode()):x},{TEXT}"
    + "2:"
    + plain(["$", {"post": {"title": TITLE, "content": "$1a"}}])
    + "\n"
)
JSON = 'type="application/json"'
FORMS = {
    "state": script(f"window.__INITIAL_STATE__={plain({'hot': [OTHER, OTHER], 'article': OURS})};(function(){{}}())"),
    "state in ASCII": script("window.__INITIAL_STATE__ = " + json.dumps({"article": OURS}).replace("<", "\\u003c")),
    "state as text": script(f"window.__DATA__={plain(plain({'article': OURS}))}"),
    "parsed": script(f"window.__DATA__=JSON.parse({plain(plain({'article': OURS}))})"),
    "next": script(plain({"props": {"pageProps": {"data": OURS, "list": [OTHER]}}}), f'id="__NEXT_DATA__" {JSON}'),
    "nuxt": script(f"window.__NUXT__={plain({'data': [{'detail': OURS, 'next': OTHER}]})}"),
    "nuxt call": script(
        "window.__NUXT__=(function(a,b,c){return {data:[{detail:{title:a,content:b,publishTime:c}}]}}"
        f"({plain(TITLE)},{plain(TEXT)},'2026-10-12 08:15:30'));"
    ),
    "nuxt payload": script(
        plain([["Reactive", 1], {"data": 2}, {"a": 3}, {"title": 4, "content": 5, "publishTime": 6}, TITLE, TEXT,
               "2026-10-12 08:15:30"]),
        f'id="__NUXT_DATA__" {JSON}',
    ),
    "variable": script(f"var article={{title:{plain(TITLE)},content:{plain(TEXT)},time:'2026-10-12 08:15',}};"),
    "variables": script(f"var title={plain(TITLE)};\nvar content='{TEXT}';"),
    "vue": script(f"new Vue({{el:'#app',data:{{detail:{{title:{plain(TITLE)},content:{plain(TEXT)}}}}},methods:{{}}}})"),
    "assigned to an empty object": script(f"window.__STATE__=Object.assign({{}},{plain({'article': OURS})})"),
    "beside functions": script(
        f"window.APP={{title:{plain(TITLE)},init:function(a){{if(a){{return '}}'}}}},load(){{}},go:()=>{{x()}},content:{plain(TEXT)}}}"
    ),
    "handed to a function": script(f"show({plain(OURS)});"),
    "prefixed names": script(f"var msg_title='{TITLE}';var title='{TITLE}';var content_noencode='{TEXT}';"),
    "reactive": script(f"const d = Vue.reactive({plain(OURS)});"),
    "angular": script(
        plain({"G.json": {"body": OURS}}).replace('"', "&q;"), f'id="serverApp-state" {JSON}'
    ),
    "base64": script(
        f"var d=JSON.parse(decodeURIComponent(escape(atob('{b64encode(plain(OURS).encode()).decode()}'))));"
    ),
    "streamed": script("(self.__next_f=self.__next_f||[]).push([0])")
    + "".join(script(f"self.__next_f.push([1,{json.dumps(part)}])") for part in (STREAM[:150], STREAM[150:])),
    "carried": f"<div data-page=\"{escape(plain({'props': {'news': OURS, 'hot': [OTHER]}}))}\"></div>",
    "json-ld": script(plain({"@type": "NewsArticle", "headline": TITLE, "articleBody": TEXT}), 'type="application/ld+json"'),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_article_is_read_whatever_form_the_data_have(form):
    told = told_of(FORMS[form])
    assert (told.title, told.content, told.agreed) == (TITLE, TEXT, True)


@pytest.mark.parametrize(
    "text",
    [
        f"document.write('{TEXT}')",
        f"document.getElementById('app').innerHTML='{TEXT}';",
        f"$('#app').html(\"{TEXT}\");",
        f"var h='';h+='{TEXT}';document.getElementById('app').innerHTML=h;",
        f"var content='{TEXT}';document.write(content)",
        f"document.writeln('{TEXT}')",
        f"document.getElementById('app').innerHTML=['{TEXT}'].join('');",
        f"var rows=[];rows.push('{TEXT}');$('#app').html(rows.join(''));",
    ],
)
def test_a_text_that_a_script_prints_is_read(text):
    assert TEXT in told_of(script(text)).content


COMMENTED = (
    f"// {TEXT[3:-4]}\nvar a = 1;",
    f"var a = 1; // {TEXT[3:-4]}",
    f"/* {TEXT[3:-4]} */ var content = a;",
    f"function a() {{}} // {TEXT[3:-4]}\n  // {TEXT[3:-4]}",
)


@pytest.mark.parametrize("text", COMMENTED)
def test_a_script_with_chinese_in_its_comments_alone_says_nothing(text):
    page = read_surface(parse(f"<html><body>{script(text)}</body></html>", URL))
    assert list(read_scripts(page.of_machine("script"))) == []


@pytest.mark.parametrize("comment", COMMENTED)
def test_an_escaped_article_beside_a_chinese_comment_is_read(comment):
    escaped = json.dumps(TEXT)
    assert escaped.isascii()
    assert told_of(script(f"{comment}\nvar title={plain(TITLE)}, content={escaped};")).content == TEXT


@pytest.mark.parametrize("comment", ["// 正文", "/* 正文 */", "// http://青川.example/a", "//"])
def test_a_text_is_no_comment_for_the_signs_in_it(comment):
    text = f"{TEXT[:-4]}{comment}</p>"
    assert told_of(script(f"var title={plain(TITLE)}, content={plain(text)};")).content == text


def test_a_paragraph_from_each_script_of_a_box_makes_one_text():
    parts = (TEXT, TEXT.replace("清晨", "傍晚"))
    told = told_of("".join(script(f"document.write('{part}')") for part in parts))
    assert told.content == "\n".join(parts)


def test_what_a_script_prints_beside_an_article_is_none():
    printed = (
        "<div>青川县家装博览会本周六在体育馆开幕，欢迎市民前来参观选购，前一百名到场者有礼品相送。</div>"
    )
    assert told_of(script(f"document.write('{printed}')")) is None


@pytest.mark.parametrize("name", ["commentContent", "reply_content", "contentSummary"])
def test_a_content_of_something_else_is_none(name):
    assert told_of(script(f"window.d={plain({'title': TITLE, name: FOREIGN})}")) is None


@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        ("paragraphs", [TEXT[3:-4], TEXT[3:-4]]),
        ("blocks", [{"type": "paragraph", "data": {"text": TEXT[3:-4]}}] * 2),
    ],
)
def test_the_paragraphs_of_an_editor_are_one_text(name, blocks):
    assert told_of(script(f"window.D={plain({'title': TITLE, name: blocks})}")).content == TEXT * 2


def test_paragraphs_in_a_list_are_one_text():
    blocks = [{"type": "text", "text": TEXT[3:-4]}, {"type": "img", "src": "/a.jpg"}]
    told = told_of(script(f"window.D={plain({'title': TITLE, 'content': blocks})}"))
    assert told.content == f'{TEXT}<p><img src="/a.jpg"></p>'


def test_the_number_in_the_address_tells_the_article_where_no_headline_does():
    told = told_of(FORMS["state"], head="<title>青川发布</title>")
    assert (told.title, told.agreed) == (TITLE, True)


@pytest.mark.parametrize(
    "data",
    [
        {"hot": [OTHER, {**OTHER, "id": 10}]},
        {"article": {"id": 88213, "title": TITLE}, "comments": [{"content": FOREIGN}, {"content": FOREIGN}]},
        {"next": OTHER},
        {"article": {"title": TITLE, "content": "加载中"}},
        {"article": {"title": TITLE, "recommend": OTHER}},
    ],
)
def test_the_text_of_another_article_is_not_the_pages(data):
    assert told_of(script(f"window.__INITIAL_STATE__={plain(data)}")) is None


@pytest.mark.parametrize(
    "text",
    [
        "window.__INITIAL_STATE__={'article':{'title':'" + TITLE + "','content':'<p>" + TEXT,
        "window.__INITIAL_STATE__=load('" + TEXT + "')",
        "[" * 50_000 + TEXT,
        "a=" * 20_000 + TEXT,
        "data:{" * 20_000 + TEXT,
        "show({title:" * 5_000 + TEXT,
        "self.__next_f.push([1,'" + TEXT,
    ],
)
def test_data_that_cannot_be_read_say_nothing(text):
    assert told_of(script(text)) is None


def test_what_the_articles_object_says_becomes_facts():
    facts = facts_of(told_of(FORMS["state"]))
    assert {(fact.kind, fact.value, fact.rule) for fact in facts} == {
        ("title", TITLE, "state"),
        ("published", "2026-10-12 08:15:30", "state"),
        ("source", "青川融媒", "state"),
    }


def test_half_a_character_in_the_data_is_in_no_fact():
    told = told_of(script(plain(OURS | {"source": "青川\ud83c融媒"}).replace("\ud83c", "\\ud83c"), JSON))
    assert told.source == "青川?融媒"


def test_a_text_without_a_title_gives_no_facts():
    assert facts_of(told_of(script(f"var time='2026-10-09';document.write('{TEXT}')"))) == ()


@pytest.mark.parametrize(
    ("inner", "filled"),
    [
        ("<div id=app></div><script src=/js/app.3f2a.js></script>", True),
        (
            "<div class=content></div><script>$.get('/api/1',function(r){$('.content').html(r)})</script>",
            True,
        ),
        ("<div id=app><p>柳坪镇</p></div><script src=/js/app.3f2a.js></script>", False),
        ("<div class=clear></div><script src=/js/app.3f2a.js></script>", False),
        ("<div id=app></div><script>var a=1</script>", False),
    ],
)
def test_an_empty_box_that_scripts_fill_is_known(inner, filled):
    assert is_filled_by_scripts(parse(f"<body><h1>{TITLE}</h1>{inner}</body>", URL)) is filled
