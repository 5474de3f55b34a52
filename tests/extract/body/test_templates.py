"""Invented articles in the templates of Chinese newsrooms: the body is the article, whole and alone."""

import json
from html import escape
from pathlib import Path

import pytest
from lxml import etree

from pipelines.extract.body.paragraphs import Body, read_body
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from pipelines.strip import strip
from schemas import Found, Rules

HERE = Path(__file__).parent
URL = "http://news.example.cn/2023/0612/c1-100.html"
ARTICLES = json.loads((HERE / "articles.json").read_text(encoding="utf-8"))
FURNITURE = json.loads((HERE / "furniture.json").read_text(encoding="utf-8"))
TEMPLATES = sorted(path.stem for path in (HERE / "templates").glob("*.html"))


def expected(article: dict) -> list[str]:
    return [line[2:] if line[:2] in ("# ", "- ", "| ") else line for line in article["lines"]]


def as_elements(article: dict, tag: str) -> str:
    pieces: list[str] = []
    for line in article["lines"]:
        kind, rest = (line[:1], escape(line[2:])) if line[:2] in ("# ", "- ", "| ") else ("", escape(line))
        if kind == "|":
            pieces.append(
                "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in rest.split("\t")) + "</tr></table>"
            )
        elif kind == "-":
            pieces.append(f"<ul><li>{rest}</li></ul>")
        elif kind == "#":
            pieces.append(f"<{tag}><strong>{rest}</strong></{tag}>")
        else:
            pieces.append(f"<{tag}>　　{rest}</{tag}>")
    return "\n".join(pieces).replace("</table>\n<table>", "\n").replace("</ul>\n<ul>", "\n")


def as_breaks(article: dict) -> str:
    pieces = []
    for line in article["lines"]:
        if line[:2] == "| ":
            pieces.append(as_elements({"lines": [line]}, "p"))
        else:
            pieces.append(
                f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(line.removeprefix('# ').removeprefix('- '))}<br><br>"
            )
    return "\n".join(pieces)


def render(template: str, article: dict) -> str:
    hot = [f'<a href="/n/{number}.html">{text}</a>' for number, text in enumerate(FURNITURE["hot"])]
    comments = "".join(
        f'<div class="item"><a href="#">网友{number}</a> <span>昨天 12:0{number}</span>'
        f'<p>{text}</p><a href="#">回复</a></div>'
        for number, text in enumerate(FURNITURE["comments"])
    )
    values = {
        "title": escape(article["title"]),
        "P": as_elements(article, "p"),
        "DIV": as_elements(article, "div"),
        "SECTION": as_elements(article, "section"),
        "BR": as_breaks(article),
        "hot": "".join(f"<li>{link}</li>" for link in hot),
        "hotbr": "<br>".join(f"·{link}" for link in hot),
        "hottr": "".join(f"<tr><td>{link}</td></tr>" for link in hot),
        "comments": comments,
        "notice": FURNITURE["notice"],
        "footer": FURNITURE["footer"],
    }
    page = (HERE / "templates" / f"{template}.html").read_text(encoding="utf-8")
    for name, value in values.items():
        page = page.replace("{{" + name + "}}", value)
    return page


def read(page: str, title: str | None, rules: Rules | None = None) -> Body | None:
    found = Found(value=title, rule="label") if title else None
    rules = rules or Rules()
    return read_body(read_surface(parse(page, URL), rules), rules, URL, found).body


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["name"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_body_is_the_article_whole_and_alone(template, article):
    body = read(render(template, article), article["title"])
    assert body is not None
    assert strip(body.text).split("\n") == expected(article)


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_body_is_found_without_knowing_the_title(template):
    article = ARTICLES[0]
    body = read(render(template, article), None)
    assert body is not None
    lines = strip(body.text).split("\n")
    assert [line for line in lines if line != article["title"]] == expected(article)


@pytest.mark.parametrize("template", TEMPLATES)
def test_reading_leaves_the_tree_as_it_was(template):
    root = parse(render(template, ARTICLES[2]), URL)
    before = etree.tostring(root)
    read_body(read_surface(root), Rules(), URL, None)
    assert etree.tostring(root) == before
