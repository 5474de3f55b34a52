"""A declaration that no longer finds what a listing shows is named; a healthy listing is left in peace."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

from schemas.run import RunReport
from scraper.crawl.choice import load_sites
from scraper.crawl.declarations.drift import Drift, find_drift
from scraper.crawl.discovery import read_listing
from scraper.crawl.spider import NewsSpider

HOME = "http://www.yunxi.example/yw/"
PLACES = "龙潭 白鹭湖 石门 青木关 老粮站 桐油坪 三岔河 茶山 水车垭 银杏坝".split()
HEADLINES = [
    f"{place}{what}" for what in ("的春茶开采 三百户茶农进山", "水库清淤后重新蓄水") for place in PLACES
]
HOT = [f"{place}夜市开张第一晚摊位不够用" for place in PLACES]


class Yunxi(NewsSpider):
    """云溪新闻网."""

    name = "yunxi"
    allowed_domains = ("yunxi.example",)
    start_urls = (HOME,)
    article_links = "ul.list a"
    article_url = r"/\d{6}/t\d{8}_\d+\.html$"


class Anywhere(Yunxi):
    """The same site, its links told by their form alone."""

    name = "anywhere"
    article_links = "a"


def story(number: int) -> str:
    return f"/yw/202306/t202306{number % 28 + 1:02d}_{7700 + number}.html"


def rows(
    headlines: Iterable[str],
    row: str = '<li><a href="{url}">{text}</a><span>2023-06-12</span></li>',
    address=story,
    begin: int = 0,
) -> str:
    return "".join(row.format(url=address(number), text=text) for number, text in enumerate(headlines, begin))


LIST = rows(HEADLINES)
UNDATED = '<li><a href="{url}">{text}</a></li>'
HOT_LIST = f'<div class="side"><h3>热点</h3><ul class="hot">{rows(HOT, UNDATED, begin=500)}</ul></div>'
CARD = '<div class="card"><a href="{url}"><img src="/p.jpg"></a><h3><a href="{url}">{text}</a></h3><p>2023-06-12</p></div>'
NAVIGATION = "".join(f'<a href="/{each}/">{name}</a>' for each, name in (("yw", "要闻"), ("ms", "民生"), ("zt", "专题")))  # fmt: skip


def listing(main: str, side: str = "", scripts: str = "") -> str:
    return (
        f'<html><head><meta charset="utf-8"><title>要闻_云溪新闻网</title></head><body><div class="nav">{NAVIGATION}'
        f'</div><div class="main">{main}</div>{side}{scripts}<div class="foot"><a href="/about.html">关于我们</a></div>'
        "</body></html>"
    )


def drift_of(page: str, site: type[NewsSpider] = Yunxi) -> Drift | None:
    spider = site()
    read = read_listing(page.encode(), "text/html; charset=utf-8", HOME, spider.article_links)
    assert read.root is not None
    return find_drift(read.root, HOME, spider, {link.url for link in spider.articles_of(read)})


REDESIGNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "the class is another": (
        listing(f'<ul class="news-items">{LIST}</ul>'),
        ("'ul.list a' finds no link", "20 articles stand in 'ul.news-items a'", story(0)),
    ),
    "the list moved into another box": (
        listing(f'<div class="list"><p>栏目说明</p></div><div class="neirong"><ul>{LIST}</ul></div>'),
        ("finds no link", "in 'div.neirong a'"),
    ),
    "cards stand in place of rows": (
        listing(f'<div class="cards">{rows(HEADLINES, CARD)}</div>'),
        ("finds no link", "20 articles stand in 'div.card a'"),
    ),
    "a table stands in place of rows": (
        listing(
            '<table class="lb">'
            + rows(HEADLINES, '<tr><td><a href="{url}">{text}</a></td><td>06-12</td></tr>')
            + "</table>"
        ),
        ("finds no link", "20 articles stand in 'table.lb a'"),
    ),
    "the address has another form": (
        listing(f'<ul class="list">{rows(HEADLINES, address=lambda n: f"/content/2023-06/12/{n}0771.shtml")}</ul>'),
        (r'article_url r"/\d{6}/t\d{8}_\d+\.html$" is not their form, r"/\d{4}-\d{2}/\d{2}/', "in 'ul.list a'"),
    ),
    "class and form are others": (
        listing(f'<ul class="xw">{rows(HEADLINES, address=lambda n: f"/detail.jsp?id={n}771")}</ul>'),
        ("finds no link", r'r"/detail\.jsp\?id=\d+(?:&|$)" is', "in 'ul.xw a'"),
    ),
    "the articles stand on another host": (
        listing(f'<ul class="list">{rows(HEADLINES, address=lambda n: f"http://rm.shanyang.example{story(n)}")}</ul>'),
        ("allowed_domains leaves out rm.shanyang.example", "20 articles"),
    ),
    "a script fills the list": (
        listing('<ul class="list"></ul>', HOT_LIST, '<script>$("ul.list").html(load(1))</script>'),
        ("'ul.list a' finds an empty box", "10 articles stand in 'ul.hot a'"),
    ),
    "only the hot list is left": (
        listing("<p>云溪县融媒体中心</p>", HOT_LIST),
        ("finds no link", "10 articles stand in 'ul.hot a'"),
    ),
    "the class names the channels now": (
        listing(f'<ul class="list"><li><a href="/yw/">要闻</a><li><a href="/ms/">民生</a></ul><ul class="wz">{LIST}</ul>'),
        ("'ul.list a' finds 2 links and no article", "20 articles stand in 'ul.wz a'"),
    ),
    "the class names a small box now": (
        listing(f'<ul class="list">{rows(HOT[:3], UNDATED, begin=500)}</ul><ul class="wz">{LIST}</ul>'),
        ("'ul.list a' finds 3 of 23 articles", "20 articles stand in 'ul.wz a'"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REDESIGNS)
def test_a_redesign_is_named_with_the_declaration_and_the_group(kind: str) -> None:
    page, told = REDESIGNS[kind]
    sentence = str(drift_of(page))
    assert all(one in sentence for one in told), sentence


HEALTHY = {
    "the list as it was declared": listing(f'<ul class="list">{LIST}</ul>', HOT_LIST),
    "an empty list that says so": listing('<ul class="list"><li>暂无内容</li></ul>', HOT_LIST),
    "an empty list that says nothing": listing('<ul class="list"></ul>', HOT_LIST),
    "one article beside a hot list": listing(f'<ul class="list">{rows(HEADLINES[:1])}</ul>', HOT_LIST),
    "three articles without days beside a hot list": listing(
        f'<ul class="list">{rows(HEADLINES[:3], UNDATED)}</ul>', HOT_LIST
    ),
    "a box of three with days beside a larger one with days": listing(
        f'<ul class="list">{rows(HEADLINES[:3])}</ul><ul class="more">{rows(HEADLINES[3:], begin=3)}</ul>'
    ),
    "a box that repeats what the others show": listing(
        f'<ul class="list">{LIST}</ul><ul class="top">{LIST}</ul>', HOT_LIST
    ),
    "one box of a front page": listing(
        f'<ul class="list">{rows(HEADLINES[:3], UNDATED)}</ul>'
        + "".join(
            f'<ul class="box{n}">{rows(HEADLINES[n : n + 9], begin=20 * n + 3)}</ul>' for n in range(1, 6)
        )
    ),
    "a page without articles": listing("<p>云溪县融媒体中心主办</p>"),
    "a page of two links": listing(f'<ul class="xw">{rows(HEADLINES[:2], UNDATED)}</ul>'),
    "a login": listing('<form><input type="password"></form>').replace("要闻_", "登录_"),
}


@pytest.mark.parametrize("kind", HEALTHY)
def test_a_healthy_listing_has_no_drift(kind: str) -> None:
    assert drift_of(HEALTHY[kind]) is None


def test_links_told_by_their_form_alone_cannot_move() -> None:
    assert drift_of(listing(f'<ul class="list">{LIST}</ul>'), Anywhere) is None
    assert drift_of(listing(f'<div class="cards">{rows(HEADLINES, CARD)}</div>'), Anywhere) is None


def sites_with_listing() -> list[type[NewsSpider]]:
    sites = load_sites(get_project_settings())
    return [site for site in sites if Path(f"tests/sites/{site.name}/listing.json").exists()]


def test_no_described_site_has_drifted_from_its_kept_listing() -> None:
    drifted = {}
    sites = sites_with_listing()
    for site in sites:
        file = Path(f"tests/sites/{site.name}/listing.json")
        facts = json.loads(file.read_text(encoding="utf-8"))
        body = file.with_suffix(".html").read_bytes()
        read = read_listing(body, facts.get("content_type", ""), facts["url"], site.article_links)
        if drift := site().name_drift(read):
            drifted[site.name] = drift
    assert len(sites) == 51
    assert not drifted


def test_a_described_site_whose_classes_are_renamed_is_named() -> None:
    """Each kept listing of three links and more, all its classes and ids renamed: its own selector finds nothing."""
    named, silent = [], []
    for site in sites_with_listing():
        file = Path(f"tests/sites/{site.name}/listing.json")
        facts = json.loads(file.read_text(encoding="utf-8"))
        body = re.sub(rb"(class|id)=([\"'])", rb"\1=\2qx-", file.with_suffix(".html").read_bytes())
        read = read_listing(body, facts.get("content_type", ""), facts["url"], site.article_links)
        spider = site()
        if read.root is None or spider.articles_of(read):
            continue
        (named if spider.name_drift(read) else silent).append(site.name)
    assert len(named) > 5
    assert not silent


@pytest.fixture(scope="module")
def runs(open_site, crawl_in_one_process, tmp_path_factory) -> dict[str, RunReport]:
    """Crawl a listing whose list has moved, one of which a small box is left, and one as it was declared."""
    data = tmp_path_factory.mktemp("drift")
    pages = {
        "moved": REDESIGNS["the class is another"][0],
        "few": REDESIGNS["the class names a small box now"][0],
    }
    pages["whole"] = listing(f'<ul class="list">{LIST}</ul>', HOT_LIST)
    orders = []
    for name, page in pages.items():
        site = open_site()
        site.put("/yw/", page.encode())
        for number in (*range(len(HEADLINES)), *range(500, 500 + len(HOT))):
            site.put(story(number), article(number))
        declared = {
            "start_urls": [f"{site.address}/yw/"],
            "article_links": Yunxi.article_links,
            "article_url": Yunxi.article_url,
        }
        orders.append({"family": "scraper.crawl.spider:NewsSpider", "name": name, "declared": declared, "arguments": {}})  # fmt: skip
    crawl_in_one_process(orders, data)
    return {
        name: RunReport.model_validate_json(next((data / name / "runs").glob("*.json")).read_bytes())
        for name in pages
    }


def article(number: int) -> bytes:
    place = PLACES[number % len(PLACES)]
    text = "".join(
        f"<p>　　{place}第{number}号渠{what}，沿渠{number + 7}户村民当天就用上了水，镇里的水管员还在逐段查看。</p>"
        for what in ("昨日通水", "两岸种了柳树", "的闸门换了新的")
    )
    return (
        f'<html><head><meta charset="utf-8"><title>{place}第{number}号渠通水记_云溪新闻网</title></head><body>'
        f'<h1>{place}第{number}号渠通水记</h1><div class="info">2023-06-12 15:27 来源：云溪新闻网</div>'
        f'<div id="zoom">{text}</div></body></html>'
    ).encode()


def test_a_run_says_that_the_list_has_moved(runs) -> None:
    assert runs["moved"].exit_code == 3
    assert (
        "article_links 'ul.list a' finds no link: 20 articles stand in 'ul.news-items a'"
        in runs["moved"].outcome
    )


def test_a_run_that_reads_a_small_box_says_where_the_others_stand(runs) -> None:
    assert (runs["few"].exit_code, runs["few"].articles) == (0, 3)
    assert "1 listings drifted from their declarations" in runs["few"].outcome
    assert "20 articles stand in 'ul.wz a'" in runs["few"].outcome


def test_a_run_of_a_healthy_listing_says_nothing_of_it(runs) -> None:
    assert runs["whole"].outcome == "fine"
