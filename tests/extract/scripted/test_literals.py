"""Literals of JavaScript are read without running anything; what is none is refused."""

import pytest

from pipelines.extract.scripted.literals import Reader
from pipelines.extract.scripted.values import NoLiteralError


def read(text):
    return Reader().read(text, 0)[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("""{title:'丰收',"a-b":"\\u5c71\\x41",list:[1,,2.5,],on:!0,off:!1,none:void 0,}""",
         {"title": "丰收", "a-b": "山A", "list": [1, 2.5], "on": True, "off": False, "none": None}),
        ("'<p>甲</p>' +\n \"<p>乙</p>\"", "<p>甲</p><p>乙</p>"),
        ("`<p>甲\n乙</p>`", "<p>甲\n乙</p>"),
        ("{/* 注 */a: // 注\n 1}", {"a": 1}),
        ("\n{\u3000a\u00a0:\t1 /* 注 */,\r\nb/**/:/**/2}", {"a": 1, "b": 2}),
        ("{title: document.title, content: '甲'}", {"title": None, "content": "甲"}),
        ("""JSON.parse("{\\"a\\": [\\"甲\\"]}")""", {"a": ["甲"]}),
        ("decodeURIComponent('%E5%B1%B1')", "山"),
        ("unescape('%u5c71')", "山"),
        ("(function(a,b){return {title:a,next:b}}('甲',null))", {"title": "甲", "next": None}),
        ("(function(a){a.title='甲';a.list=[];a.list[0]='乙';return {data:[a]}})({})",
         {"data": [{"title": "甲", "list": ["乙"]}]}),
        ("((a,b)=>{return {t:a,u:b}})('甲',2)", {"t": "甲", "u": 2}),
        ("(function(){return {a:1}})()", {"a": 1}),
        ("['甲','乙'].join('、')", "甲、乙"),
        ("{a:1,f(){return '}'},g:function(b){},h:async c=>{d()},i:2}", {"a": 1, "i": 2}),
        ("Object.assign({}, {a: 1})", {"a": 1}),
        ("decodeURIComponent(escape(window.atob('5bGx')))", "山"),
        ("'\\ud83c\\udf3e'", "🌾"),
    ],
)  # fmt: skip
def test_a_literal_is_its_value(text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1", "'甲", "{a:1 b:2}", "function(){return 1}", "`${a}`", "'a' + b", "fetch('/a')",
     "JSON.parse('{')", "(function(a){for(;;){}}(1))", "atob('山')", "{f(){", "[1].join('')", "{" * 500, "[" * 100_000, "(" * 100_000],
)  # fmt: skip
def test_what_is_no_literal_is_refused(text):
    with pytest.raises(NoLiteralError):
        read(text)


def test_the_values_of_a_page_are_bounded():
    with pytest.raises(NoLiteralError):
        read("[" + "1," * 300_000 + "]")
