"""Credits and dates of whole pages: invented articles in the markup that news sites use."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.extract.fields import extract
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from schemas import Draft, Page, Rules

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "headers.jsonl").read_text("utf-8").splitlines()
]
FETCHED = datetime(2023, 6, 14, 1, 0, tzinfo=UTC)
PROSE = (
    "柳湾镇的三万亩晚稻进入收割期，收割机在田里来回穿梭，运粮车一辆接一辆开进烘干中心。",
    "镇里今年新建了两座烘干中心，每天能烘干稻谷四百吨，农户不用再抢着晴天在路边晒谷。",
    "种粮大户说，去年这个时候还在愁没有地方晒，今年从收割到入库只用了三天，心里踏实多了。",
    "“稻谷卖得出好价钱，大家种田的劲头就更足了。”合作社的负责人说，明年还要再流转一千亩地。",
)


def read(case: dict[str, str]) -> Draft:
    paragraphs = [case.get("lead", "") + PROSE[0], *PROSE[1:-1], PROSE[-1] + case.get("last", "")]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    title = "柳灣鎮秋收忙" if "柳灣鎮" in case["head"] else "柳湾镇秋收忙"
    html = (
        f"<html><head><title>{title}_山阳网</title></head><body>"
        "<div class=nav><a href=/>首页</a> <a href=/1>新闻</a> <a href=/2>专题</a> <a href=/3>来源</a></div>"
        f"<div class=main>{case['head']}<div class=content>{body}</div>{case['tail']}</div>"
        "<div class=footer><p>山阳网版权所有 编辑部电话：0000-1234567 主编：某某</p></div></body></html>"
    )
    page = Page(url=case.get("url", "http://news.example.cn/content/1.html"), body=b"", fetched_at=FETCHED)
    return extract(read_surface(parse(html, page.url)), page, Rules())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_gives_each_field_its_own_value(case):
    draft = read(case)
    found = {
        field: value.value if value else None
        for field, value in draft
        if field in {"title", "source", "editor", "author"}
    }
    assert found.pop("title") in {"柳湾镇秋收忙", "柳灣鎮秋收忙"}
    assert found == {field: case[field] for field in ("source", "editor", "author")}
    assert draft.date is not None
    assert draft.date.value.isoformat() == case["date"] + "+08:00"
