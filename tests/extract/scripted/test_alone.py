"""Where the page shows no text and its scripts hold one article, the record is that article's; beside a text it is not."""

import json
from datetime import UTC, datetime

import pytest

from pipelines import clean
from schemas import Article, Page

PARAGRAPHS = (
    "11月13日，云溪县茶产业座谈会在石桥镇召开，县农业农村局汇报了全县茶园管护情况。",
    "会议提出，要守住贡茶的品质，让茶农更多分享增值的收益，把小茶园做成大文章。",
)
ARTICLE = {
    "id": 8814,
    "newsTitle": "云溪县召开茶产业座谈会",
    "newsSource": "云溪日报",
    "editorName": "骆清禾",
    "publishTime": "2026-11-14 11:02:03",
    "newsContent": "".join(f"<p>{line}</p>" for line in PARAGRAPHS),
}
HOT = [{"newsTitle": "石桥渡口停摆", "publishTime": "2026-11-13 10:00:00"}]


def cleaned(body: str, title: str = "云溪云") -> Article:
    data = json.dumps({"data": {**ARTICLE, "hot": HOT}}, ensure_ascii=False)
    html = f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}<script>var pageData = {data};</script></body></html>"
    page = Page(
        url="https://wap.yunxi.example/detail.html?nid=55",
        body=html.encode(),
        fetched_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    made = clean(page)
    assert isinstance(made, Article)
    return made


@pytest.mark.parametrize("title", ["云溪云", "", "新闻详情"])
def test_a_shell_gives_the_article_of_its_script_with_all_its_fields(title: str) -> None:
    made = cleaned("<div id=root></div>", title)
    assert (made.title, made.source, made.editor) == ("云溪县召开茶产业座谈会", "云溪日报", "骆清禾")
    assert made.date.isoformat() == "2026-11-14T11:02:03+08:00"
    assert made.body.split("\n") == list(PARAGRAPHS)


def test_a_page_with_an_article_of_its_own_takes_nothing_from_the_other_one_in_its_script() -> None:
    own = "石桥镇的渡口昨天停摆了，最后一班船载着十一名乘客靠岸，船工把缆绳系在老樟树上。"
    made = cleaned(
        f"<h1>石桥镇老渡口停摆</h1><p>2026-11-16 08:00 来源：石桥融媒</p><div><p>{own}</p><p>四十年来，这条船载过上学的孩子、赶集的老人，从没出过事故。</p></div>",
        "石桥镇老渡口停摆",
    )
    assert (made.title, made.source, made.editor) == ("石桥镇老渡口停摆", "石桥融媒", None)
    assert made.body.startswith(own)
