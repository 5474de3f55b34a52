"""What stands around an article, or in its box, changes nothing of its record."""

import json

import pytest

from pipelines import clean
from schemas import Article, Page

URL = "http://www.shanyang.example/xw/202611/t20261112_88213.html"
TITLE = "柳湾镇油茶林里办起采摘课堂"
PARAGRAPHS = (
    "11月11日，山阳县柳湾镇的油茶林里来了一群小学生，村民沈满囤教他们分辨熟透的茶果和开着的茶花。",
    "“茶果和茶花同在一根枝上，老话叫抱子怀胎。”沈满囤说，这样的课他今年已经讲了十四场。",
    "镇里把六百亩油茶林划成三块，一块给合作社榨油，一块给学校上课，还有一块留给周末来的城里人。",
    "柳湾镇中心小学校长邬青禾介绍，课堂上的茶果由学生自己晒干、剥壳，第一瓶油将送给村里的老人。",
)
SAID = (
    ("山里的风", "说得太好了，我们村就是这样一步一步走过来的，希望越来越好。"),
    ("用户7781", "上个月刚去过，路确实修得不错，就是停车的地方少了一点。"),
    ("河边草", "支持！家乡的变化真大，在外打工的人看了心里暖和。"),
)
COMMENTS = (
    "<div><h3>网友评论</h3><ul>"
    + "".join(
        f"<li><b>{reader}</b> <i>2023-08-12 17:15</i><p>{said}</p><a href=javascript:;>回复</a></li>"
        for reader, said in SAID
    )
    + "</ul></div>"
)


def page(main: str, head: str = "", scripts: str = "") -> Page:
    html = (
        f"<html><head><title>{TITLE}_山阳网</title>{head}</head><body><ul><li><a href=/>首页</a></li>"
        f"<li><a href=/xw/>新闻</a></li></ul>{main}<div>山阳县融媒体中心主办</div>{scripts}</body></html>"
    )
    return Page(
        url=URL,
        body=html.encode(),
        content_type="text/html; charset=utf-8",
        fetched_at="2026-11-13T09:00:00+08:00",
    )


def article_of(found: Page) -> Article:
    result = clean(found)
    assert isinstance(result, Article), result
    return result


def text_of(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


HEADER = f"<h1>{TITLE}</h1><div>2026-11-12 08:30 来源：山阳日报 作者：邵云溪</div>"


def test_the_moment_and_name_of_a_reader_are_no_credits_of_an_article_in_a_script() -> None:
    told = {
        "id": 88213,
        "title": TITLE,
        "content": text_of(),
        "publishTime": "2026-11-12 08:30:00",
        "source": "山阳日报",
    }
    state = f"<script>window.__INITIAL_STATE__={json.dumps(told, ensure_ascii=False)}</script>"
    plain, talked = (article_of(page(f"<div id=app>{box}</div>", scripts=state)) for box in ("", COMMENTS))
    assert (talked.date, talked.source, talked.author) == (plain.date, plain.source, None)


@pytest.mark.parametrize("place", ["before", "behind"])
def test_comments_name_no_headline_of_a_table(place: str) -> None:
    cells = f"<table><tr><td><strong>{TITLE}</strong></td></tr><tr><td>2026年11月12日</td></tr><tr><td>{text_of()}</td></tr></table>"
    main = COMMENTS + cells if place == "before" else cells + COMMENTS
    found = article_of(page(main))
    assert (found.title, found.body) == (TITLE, "\n".join(PARAGRAPHS))
