"""The page this project began from, wrapped in the template of its site."""

import re
from datetime import UTC, datetime

import pytest

from pipelines import clean
from schemas import Article, Page
from scraper.spiders.tibet import TibetSpider

FARM_HEAD = "浦东新区|"  # the seed's last line begins with it
ANNOTATION = re.compile(r"[㐀-鿿]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")


def wrap(seed: str) -> str:
    """Return the seed text as tibet.cn's template of 2018-2023 holds it: one element for each of its parts."""
    lines = [line.strip() for line in seed.splitlines() if line.strip()]
    crumbs, title, info, *rest = lines
    farm = rest.pop()
    assert farm.startswith(FARM_HEAD)
    copyright_line = rest.pop()
    time, source = re.split(r"(?=來\(lái\)源)", info)
    paragraphs = "".join(f"<p>　　{line}</p>\n" for line in rest)
    trail = " &gt; ".join(f'<a href="#">{crumb.strip()}</a>' for crumb in crumbs.split(">"))
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_中國(guó)西藏網(wǎng)</title></head>
<body><div class="wrap"><div class="path">{trail}</div>
<div class="title_box"><h2>{title}</h2><div class="info"><span>{time}</span><span>{source}</span></div></div>
<div id="text" class="text botborder">{paragraphs}</div>
<div class="content_banquan">{copyright_line}</div></div>
<div class="friend">{farm}</div></body></html>"""


@pytest.fixture(scope="module")
def article(shared) -> Article:
    (seed,) = (shared / "seed").glob("*.txt")
    page = Page(
        url="http://www.tibet.cn/cn/Instant/local/202306/t20230612_7437950.html",
        body=wrap(seed.read_text(encoding="utf-8")).encode("utf-8"),
        fetched_at=datetime(2023, 6, 20, tzinfo=UTC),
        site="tibet",
    )
    result = clean(page, TibetSpider.rules)
    assert isinstance(result, Article), result
    return result


def test_its_title_is_restored(article: Article) -> None:
    assert article.title == "绍兴柯桥：建强“鉴湖领雁” 激发雁阵效应"


def test_its_date_is_aware_and_exact(article: Article) -> None:
    assert article.date.isoformat() == "2023-06-12T15:27:00+08:00"
    assert article.date_precision == "second"


def test_its_credits_are_three_separate_fields(article: Article) -> None:
    assert (article.source, article.editor, article.author) == ("人民网-浙江频道", "李文治", "俞立权")


def test_its_body_holds_neither_farm_nor_statement_nor_pinyin(article: Article) -> None:
    assert "浦东新区" not in article.body
    assert "石城县" not in article.body
    assert "版权" not in article.body
    assert not ANNOTATION.search(article.body)
    assert article.body.startswith("“昨天业委会提出来的问题协调好了吗”")
    assert article.body.endswith("凝聚起强大合力。")


def test_its_broken_bytes_come_back(article: Article) -> None:
    assert "激发。”柯桥区委组织部相关负责人表示" in article.body
    assert "推动共同富裕基本单元建设的头雁方阵" in article.body


def test_it_is_marked_as_restored(article: Article) -> None:
    assert article.restored.edits > 0
    assert article.restored.kinds
    assert article.language == "zh-Hans"
