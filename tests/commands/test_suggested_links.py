"""What is suggested for a listing, read as nobody's: its selector and form find what the declared ones find."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from pipelines.canonical import untracked
from schemas import Page
from scraper.authoring.proposal import Suggestion
from scraper.authoring.suggestion import suggest
from scraper.crawl.discovery import read_listing
from scraper.crawl.links import in_domains
from scraper.crawl.urls.domains import site_of
from scraper.families.catalogue import load_family

LISTINGS = sorted(Path("tests/sites").glob("*/listing.json"))
FEWEST_RIGHT, MOST_OTHERS = 48, 8

ROWS = (
    "云溪县春茶开采 三百户茶农进山",
    "龙潭镇八座小水库完成清淤",
    "云溪一中操场夜里对居民开放",
    "县医院把号源放到村卫生室",
    "白鹭湖渔民领到第一批养殖证",
    "老粮站改成图书馆 周末排起长队",
)


def page_of(body: bytes, url: str, content_type: str = "") -> Page:
    return Page(url=url, body=body, content_type=content_type, fetched_at=datetime(2023, 6, 12, tzinfo=UTC))


def pattern_of(found: Suggestion) -> str:
    return found.article_url or (load_family(found.family).article_url if found.family else "")


def links_of(page: Page, found: Suggestion) -> list[str]:
    """Return the articles that a spider with these declarations finds."""
    links = read_listing(page.body, page.content_type, page.url, found.article_links).links
    urls = dict.fromkeys(untracked(link.url) for link in links)
    return [url for url in urls if in_domains(url, found.hosts) and re.search(pattern_of(found), url)]


@cache
def read_fixture(file: Path) -> tuple[set[str], set[str]]:
    """Return the links that are missing, those of the page's own site, and those that are too many."""
    facts = json.loads(file.read_text(encoding="utf-8"))
    page = page_of(file.with_suffix(".html").read_bytes(), facts["url"], facts.get("content_type", ""))
    declared, own = set(facts["links"]), set(links_of(page, suggest([page])))
    return {url for url in declared - own if site_of(url) == site_of(page.url)}, own - declared


def test_the_suggestion_finds_what_the_declarations_of_the_described_sites_find() -> None:
    missing = {file.parent.name: found for file in LISTINGS if (found := read_fixture(file)[0])}
    assert len(LISTINGS) - len(missing) >= FEWEST_RIGHT, missing


def test_the_suggestion_takes_little_else_on_the_described_sites() -> None:
    others = {file.parent.name: found for file in LISTINGS if (found := read_fixture(file)[1])}
    assert sum(map(len, others.values())) <= MOST_OTHERS, others


def rows(addresses: Sequence[str], row: str) -> str:
    return "".join(row.format(url=url, text=text) for url, text in zip(addresses, ROWS, strict=True))


PAGE = """<html><head><meta charset="utf-8"><title>要闻_云溪新闻网</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/yw/">要闻</a><a href="/ms/">民生</a><a href="/list/7.html">专题</a></div>
<div class="main">{list}</div><div class="pages"><a href="/yw/index_2.html">下一页</a></div>
<div class="side"><a href="/files/202305/gongbao.pdf">云溪县二〇二三年统计公报全文</a></div>
<div class="foot"><a href="/about.html">关于我们</a><a href="http://www.gov.example/">中国政府网</a></div></body></html>"""

LI = '<li><a href="{url}">{text}</a><span>2023-06-12</span></li>'
SITES = {
    "ul": ('<ul class="news">{}</ul>', LI, "/20/0816/22/FK6F0U6D0001{:04d}.html"),
    "table": ('<table class="lb">{}</table>', '<tr><td><a href="{url}">{text}</a></td><td>06-12</td></tr>', "/html/{:04d}.jhtml"),
    "dl": ('<dl class="rows">{}</dl>', '<dt><a href="{url}">{text}</a></dt><dd>2023-06-12</dd>', "/Home/News/Details/{}"),
    "cards": (
        '<div class="cards">{}</div>',
        '<div class="card"><a href="{url}"><img src="/p.jpg"></a><h3><a href="{url}">{text}</a></h3><p>云溪的事。</p>'
        '<a href="{url}">[详细]</a></div>',
        "/c/7kQcQG{:04d}e",
    ),
    "query": ('<ul id="list">{}</ul>', LI, "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1009&wbnewsid=35{:02d}"),
    "hash": ('<div class="box"><ul>{}</ul></div>', LI, "/node_742c1a40f1/ae7e7ec{:03d}.shtml"),
}  # fmt: skip


@pytest.mark.parametrize("kind", SITES)
def test_the_suggestion_for_a_form_that_no_family_has_finds_the_list_and_nothing_else(kind: str) -> None:
    frame, row, address = SITES[kind]
    urls = [address.format(number) for number in range(71, 71 + len(ROWS))]
    body = PAGE.format(list=frame.format(rows(urls, row))).encode()
    page = page_of(body, "http://www.yunxi.example/yw/")
    found = suggest([page])
    assert links_of(page, found) == [f"http://www.yunxi.example{url}" for url in urls]
    assert found.article_links != "a"
    assert found.article_url


def test_articles_in_two_boxes_give_a_selector_for_both() -> None:
    boxes = [
        f'<ul class="{name}">{rows([f"/{name}/202305/{number}77.html" for number in range(1, 7)], LI)}</ul>'
        for name in ("yw", "ms")
    ]
    topics = "".join(f'<li><a href="/zt/{number}/">专题</a></li>' for number in range(6))
    page = page_of(PAGE.format(list=topics.join(boxes)).encode(), "http://www.yunxi.example/")
    found = suggest([page])
    assert found.article_links == "ul.yw a, ul.ms a"
    assert len(links_of(page, found)) == 12


def test_the_whole_domain_is_allowed_where_articles_stand_on_further_hosts() -> None:
    urls = [f"http://{'news' if number % 2 else 'ms'}.yunxi.example/20230612/{number}0771.html" for number in range(6)]  # fmt: skip
    page = page_of(PAGE.format(list=rows(urls, LI)).encode(), "http://www.yunxi.example/yw/")
    assert suggest([page]).hosts == ("yunxi.example",)


def test_a_feed_is_a_listing_whose_links_are_all_articles() -> None:
    items = rows([f"http://www.yunxi.example/a/{number}0771.html" for number in range(6)], "<item><title>{text}</title><link>{url}</link></item>")  # fmt: skip
    page = page_of(f'<?xml version="1.0"?><rss><channel>{items}</channel></rss>'.encode(), "http://www.yunxi.example/rss.xml")  # fmt: skip
    found = suggest([page])
    assert found.start_urls == (page.url,)
    assert re.search(found.article_url, "http://www.yunxi.example/a/80771.html")


def test_a_page_of_channels_is_no_listing() -> None:
    body = PAGE.format(list="<p>云溪县融媒体中心主办</p>").encode()
    found = suggest([page_of(body, "http://www.yunxi.example/")])
    assert not found.start_urls
    assert any("no listing" in doubt for doubt in found.unsure)


def article_of(url: str, headline: str) -> Page:
    rows = "".join(
        f"<p>　　{headline}的消息传开后，第{number}天就有{number * 37}人从邻县赶来，镇上的客栈都住满了。</p>"
        for number in (1, 2, 3)
    )
    head = f'<html><head><meta charset="utf-8"><title>{headline}_云溪新闻网</title></head>'
    body = f"<h1>{headline}</h1><div>2023-06-12 15:27 来源：云溪新闻网</div><div>{rows}</div>"
    return page_of(f"{head}<body>{body}</body></html>".encode(), url)


SLUGS = [f"/story/{word}" for word in ("chuncha", "shuiku", "caochang", "haoyuan", "yangzhi", "liangzhan")]
SHORT = ("春茶开采了", "水库清淤了", "夜里能跑步", "号源到村里", "领了养殖证", "粮站变书屋")
LONGER = (
    "春茶开采进山去",
    "水库清淤完成了",
    "夜里操场能跑步",
    "号源放到村里去",
    "渔民领了养殖证",
    "老粮站变成书屋",
)


@pytest.mark.parametrize("names", [SHORT, LONGER])
def test_a_list_whose_links_could_be_channels_is_one_of_articles_once_some_were_read(names) -> None:
    list_of_names = "".join(
        f'<p><a href="{slug}">{name}</a></p>' for slug, name in zip(SLUGS, names, strict=True)
    )
    listing = page_of(
        PAGE.format(list=f'<div class="zw">{list_of_names}</div>').encode(), "http://www.yunxi.example/yw/"
    )
    urls = [f"http://www.yunxi.example{slug}" for slug in SLUGS]
    alone = suggest([listing])
    assert not alone.start_urls or any("no page behind them was read" in doubt for doubt in alone.unsure)
    found = suggest([listing, *map(article_of, urls[:3], ROWS)])
    assert links_of(listing, found) == urls
    assert found.article_links == "div.zw a"
    assert not any("no page behind them was read" in doubt for doubt in found.unsure)


def test_a_list_in_data_is_told_to_be_out_of_reach_for_a_selector() -> None:
    records = [
        {"id": number, "title": text, "url": f"/detail/{number}.html"}
        for number, text in enumerate(ROWS, 8731)
    ]
    script = f"<script>var list = {json.dumps(records, ensure_ascii=False)};</script>"
    found = suggest([page_of(PAGE.format(list=script).encode(), "http://www.yunxi.example/yw/")])
    assert found.start_urls
    assert re.search(found.article_url, "http://www.yunxi.example/detail/9001.html")
    assert any("6 articles stand in data" in doubt for doubt in found.unsure)


def test_boxes_without_names_are_told_by_their_place() -> None:
    urls = [f"/xw/{number}771.html" for number in range(1, 7)]
    tags = "".join(f'<p><a href="/xw/{number}.html">茶</a></p>' for number in range(21, 36))
    body = f"<html><body><div>{tags}</div><div><ul>{rows(urls, LI)}</ul></div></body></html>"
    page = page_of(body.encode(), "http://www.yunxi.example/xw/")
    found = suggest([page])
    assert found.article_links == "body > div:nth-child(2) > ul:nth-child(1) a"
    assert links_of(page, found) == [f"http://www.yunxi.example{url}" for url in urls]
