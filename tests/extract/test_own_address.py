"""What a page calls its own address is kept where it may be another address of the same article."""

import json

import pytest

from pipelines.extract.own_address import read_own_address
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from pipelines.flow import clean
from schemas import Article, Page

URL = "http://www.liuhe.example/xw/bdxw/202311/t20231119_88213.html"
OTHER = "http://www.liuhe.example/zw/202311/t20231119_88213.html"
TEXT = "".join(
    f"<p>　　{many}个村的村民昨日步行走过新通车的一统河大桥赶集，一路说笑，桥头摆满了山货。</p>"
    for many in range(2, 6)
)


def own(head: str, url: str = URL) -> str | None:
    page = parse(f"<html><head>{head}</head><body><p>正文</p></body></html>", url)
    return read_own_address(read_surface(page), url)


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (f'<link rel="canonical" href="{OTHER}">', OTHER),
        ('<LINK REL="Canonical" HREF="/zw/202311/t20231119_88213.html">', OTHER),
        ('<link href="../../../zw/202311/t20231119_88213.html" rel="canonical">', OTHER),
        ('<link rel="canonical" href="//m.liuhe.example/1001.html">', "http://m.liuhe.example/1001.html"),
        (
            '<link rel="canonical" href="https://liuhe.example/show.php?id=7">',
            "https://liuhe.example/show.php?id=7",
        ),
        ('<link rel="canonical" href="/index.php?id=7">', "http://www.liuhe.example/index.php?id=7"),
        ('<link rel="canonical" href="/archives/1234/">', "http://www.liuhe.example/archives/1234/"),
        (f'<link rel="canonical" href=" {OTHER} "><link rel="canonical" href="{OTHER}#top">', f"{OTHER}#top"),
        (
            '<base href="http://www.liuhe.example/zw/"><link rel=canonical href="202311/t20231119_88213.html">',
            OTHER,
        ),
        # None:
        (f'<link rel="canonical" href="{URL}?utm_source=weixin">', None),  # the address it has
        (f'<link rel="canonical" href="{URL.replace("http", "https")}">', None),
        ('<link rel="canonical" href="">', None),
        ('<link rel="canonical">', None),
        ('<link rel="canonical" href="/">', None),
        ('<link rel="canonical" href="http://www.liuhe.example">', None),
        ('<link rel="canonical" href="/index.html">', None),
        ('<link rel="canonical" href="/xw/bdxw/">', None),
        ('<link rel="canonical" href="/xw/bdxw/index_2.shtml">', None),
        ('<link rel="canonical" href="/xw/list.html">', None),
        ('<link rel="canonical" href="http://www.tonghua.example/1001.html">', None),
        ('<link rel="canonical" href="http://www.liuhe.example.evil.example/1001.html">', None),
        ('<link rel="canonical" href="javascript:void(0)">', None),
        ('<link rel="canonical" href="http://[">', None),
        ('<link rel="canonical" href="http://www.liuhe.example:x/1001.html">', None),
        (f'<link rel="canonical" href="{OTHER}"><link rel="canonical" href="/1001.html">', None),  # which?
        (f'<link rel="alternate" href="{OTHER}">', None),
        (f'<meta property="og:url" content="{OTHER}">', None),
    ],
)
def test_an_address_is_believed_where_it_may_be_the_articles(head, address) -> None:
    assert own(head) == address


def test_a_link_in_the_body_counts_too() -> None:
    page = parse(f'<html><body><p>正文</p><link rel="canonical" href="{OTHER}"></body></html>', URL)
    assert read_own_address(read_surface(page), URL) == OTHER


def test_an_article_carries_the_address_and_its_line_does_not() -> None:
    html = (
        f'<html><head><meta charset="utf-8"><title>一统河大桥通车</title><link rel="canonical" href="{OTHER}"></head>'
        f'<body><h1>一统河大桥通车</h1><div class="info">2023-11-19 09:32</div><div class="content">{TEXT}</div></body>'
    )
    page = Page(url=URL, body=html.encode(), fetched_at="2023-11-20T12:00:00+08:00")
    article = clean(page)
    assert isinstance(article, Article)
    assert article.canonical == OTHER
    assert "canonical" not in article.model_dump()
    assert "canonical" not in json.loads(article.model_dump_json())
    assert Article.model_validate_json(article.model_dump_json()).canonical is None
