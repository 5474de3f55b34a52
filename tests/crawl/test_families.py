"""A small site in each family's shape: 3 listing pages, 25 articles, one on 3 pages, one listed twice."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from schemas.reader import read_articles
from schemas.run import RunReport

LONG = 7  # the article on three pages
TWICE = 3  # the article that a second listing page links by another form of its address
TOWNS = "城关 十里铺 漫川关 天竺山 丰阳 高坝店 中村 银花 西照川 小河口".split()
HEX = "5bd5639ca3101a87ca8ff636"
LIST = "0123456789abcdef0123456789abcdef"


def title(number: int) -> str:
    return f"{TOWNS[number % 10]}第{number}座冷库投用 果农存果不出镇"


def paragraphs(number: int, part: int = 1) -> tuple[str, ...]:
    town = TOWNS[number % 10]
    return (
        f"{town}第{number}座冷库昨日投用，第{part}批入库的苹果有{number * 7 + part}吨，果农不必再往县城运果。",
        f"镇上的技术员第{part}次到库里查看温度，提醒存户每{number + part}天开门通风一次，出库前先回温。",
        f"据介绍，全镇今年计划再建{number + part * 3}座小型冷库，每座补贴两万元，明年秋收前全部完工。",
    )


def article(number: int, part: int = 1, pager: str = "") -> bytes:
    rows = "".join(f"<p>　　{text}</p>" for text in paragraphs(number, part))
    return f"""<html><head><meta charset="utf-8"><title>{title(number)}_山阳新闻网</title></head><body>
<div class="nav"><a href="/">首页</a></div><div class="main"><h1>{title(number)}</h1>
<div class="info">2023-06-12 15:{number:02d} 来源：山阳新闻网</div>
<div class="zw" id="zoom">{rows}</div>{pager}<div class="edit">（责任编辑：岑远山）</div></div>
<div class="footer">版权所有 山阳新闻网</div></body></html>""".encode()


def listing(urls: list[str], pager: str = "") -> bytes:
    rows = "".join(f'<li><a href="{url}">山阳新闻</a></li>' for url in urls)
    return f'<html><body><a href="/about.html">关于我们</a><ul>{rows}</ul>{pager}</body></html>'.encode()


def links(*urls: str) -> str:
    return "<div class='page_n' id='pages'>" + " ".join(
        f'<a href="{url}">{n}</a>' for n, url in enumerate(urls, 1)
    )


def following(url: str | None) -> str:
    return f'<div class="pagelist page_n" id="pages"><a href="{url}">下一页</a></div>' if url else ""


@dataclass(frozen=True)
class Shape:
    """One family: its class, its addresses, and the listings beside the three that each site has."""

    family: str
    pages: tuple[str, str, str]
    address: Callable[[int], str]
    part: Callable[[int], str]
    pager: Callable[[int], str] | None = None  # of a listing page; None: the link 下一页
    other_form: Callable[[str], str] = lambda url: f"{url}?utm_source=weixin"
    part_pager: str = ""  # instead of links
    extra: tuple[tuple[str, bytes], ...] = ()
    beyond: tuple[str, ...] = ()  # asked for and not there


def scripted(name: str) -> Callable[[int], str]:
    return lambda page: f'<script>createPageHTML(3, {page}, "{name}", "html");</script>'


COUNT = "/system/count/0001001/000000000000"
COUNT_JS = f"{COUNT}/count_page_list_0001001000000000000.js"


def counted(page: int) -> str:
    return f"/system/count//0001001/000000000000/000/000/c0001001000000000000_{page:09d}.shtml"


SHAPES = {
    "trs": Shape(
        "scraper.families.trs:TrsSpider",
        ("/xw/", "/xw/index_1.html", "/xw/index_2.html"),
        lambda n: f"/xw/202306/t20230612_{1000 + n}.html",
        lambda part: f"/xw/202306/t20230612_{1000 + LONG}_{part - 1}.html",
        pager=scripted("index"),
        part_pager="script",
    ),
    "pcs": Shape(
        "scraper.families.pcs:PcsSpider",
        ("/GB/186327/index.html", "/GB/186327/index2.html", "/GB/186327/index3.html"),
        lambda n: f"/n2/2023/0612/c186327-{40453400 + n}.html",
        lambda part: f"/n2/2023/0612/c186327-{40453400 + LONG}-{part}.html",
        other_form=lambda url: f"/BIG5{url}",
    ),
    "xinhua": Shape(
        "scraper.families.xinhua:XinhuaSpider",
        tuple(f"/nodeart/list?nid=11&pgnum={page}&cnt=10" for page in (1, 2, 3)),
        lambda n: f"/20230612/{n:032x}/c.html" if n % 2 else f"/2023-06/12/c_{1125327400 + n}.htm",
        lambda part: f"/20230612/{LONG:032x}/c_{part}.html",
        beyond=("/nodeart/list?nid=11&pgnum=4&cnt=10",),
    ),
    "enorth": Shape(
        "scraper.families.enorth:EnorthSpider",
        (counted(3), counted(2), counted(1)),
        lambda n: f"/system/2023/06/12/{37344400 + n:09d}.shtml",
        lambda part: f"/system/2023/06/12/{37344400 + LONG:09d}_{part:02d}.shtml",
        pager=lambda _page: "",
        extra=(
            (
                "/tj/index.shtml",
                listing(
                    [f"/system/2023/06/12/{37344400 + n:09d}.shtml" for n in range(1, 6)],
                    f'<script src="{COUNT_JS}"></script>',
                ),
            ),
            (COUNT_JS, b"var maxpage = 3;"),
        ),
    ),
    "founder": Shape(
        "scraper.families.founder:FounderSpider",
        ("/node_19.htm", "/node_19_2.htm", "/node_19_3.htm"),
        lambda n: f"/2023-06/12/content_{1021880 + n}.htm",
        lambda part: f"/2023-06/12/content_{1021880 + LONG}_{part}.htm",
    ),
    "chinanews": Shape(
        "scraper.families.chinanews:ChinanewsSpider",
        ("/scroll-news/news1.html", "/scroll-news/news2.html", "/scroll-news/news3.html"),
        lambda n: f"/sh/2023/06-12/{8732700 + n}.shtml",
        lambda part: f"/sh/2023/06-12/{8732700 + LONG}_{part}.shtml",
        pager=lambda _page: "",
        beyond=("/scroll-news/news4.html",),
    ),
    "chinadaily": Shape(
        "scraper.families.chinadaily:ChinadailySpider",
        (f"/{HEX}/page_1.html", f"/{HEX}/page_2.html", f"/{HEX}/page_3.html"),
        lambda n: f"/a/202306/12/WS{n:024x}.html",
        lambda part: f"/a/202306/12/WS{LONG:024x}_{part}.html",
    ),
    "phpcms": Shape(
        "scraper.families.local:PhpcmsSpider",
        ("/list-9-1.html", "/list-9-2.html", "/list-9-3.html"),
        lambda n: f"/show-9-{700 + n}-1.html",
        lambda part: f"/show-9-{700 + LONG}-{part}.html",
    ),
    "dedecms": Shape(
        "scraper.families.local:DedecmsSpider",
        ("/a/yaowen/list_4_1.html", "/a/yaowen/list_4_2.html", "/a/yaowen/list_4_3.html"),
        lambda n: f"/a/yaowen/2023/0612/{3300 + n}.html",
        lambda part: f"/a/yaowen/2023/0612/{3300 + LONG}_{part}.html",
    ),
    "wordpress": Shape(
        "scraper.families.local:WordpressSpider",
        ("/", "/page/2/", "/page/3/"),
        lambda n: f"/archives/{4100 + n}",
        lambda part: f"/archives/{4100 + LONG}/{part}/",
        pager=lambda page: f'<a class="next" href="/page/{page + 2}/">较早的文章</a>' if page < 2 else "",
    ),
}


def put_listing(site, shape: Shape, page: int) -> None:
    urls = [shape.address(number) for number in range(page * 10 + 1, min(page * 10 + 11, 26))]
    if page == 1:
        urls.append(shape.other_form(shape.address(TWICE)))
    if shape.family.endswith(":XinhuaSpider"):
        rows = [{"LinkUrl": f"{site.address}{url}", "PubTime": "2023-06-12 15:27:00"} for url in urls]
        body = json.dumps({"status": 0, "data": {"list": rows}}).encode()
        site.put(shape.pages[page], body, Content_Type="application/json")
        return
    more = shape.pages[page + 1] if page < 2 else None
    body = listing(urls, shape.pager(page) if shape.pager else following(more))
    site.put(shape.pages[page], body.replace(b"<li><a", b"<li><h2><a"))


def build(site, shape: Shape) -> Counter[str]:
    """Serve the site; return how often a first crawl has to ask for each address."""
    for page in range(3):
        put_listing(site, shape, page)
    for path, body in shape.extra:
        site.put(path, body)
    own = shape.address(LONG)
    whole = [own, shape.part(2), shape.part(3)]
    for number in set(range(1, 26)) - {LONG}:
        site.put(shape.address(number), article(number))
    name = own.rpartition("/")[2].partition(".")[0]
    for part, path in enumerate(whole, 1):
        script = f'<script>createPageHTML(3, {part - 1}, "{name}", "html");</script>'
        site.put(path, article(LONG, part, script if shape.part_pager else links(*whole) + "</div>"))
    if shape.family.endswith(":XinhuaSpider"):
        site.put(shape.beyond[0], b'{"status": 0, "data": {"list": []}}')
    asked = ["/robots.txt", *shape.pages, *shape.beyond, *(path for path, _ in shape.extra), *whole]
    return Counter([*asked, *(shape.address(number) for number in range(1, 26) if number != LONG)])


@dataclass(frozen=True)
class Outcome:
    expected: Counter[str]
    first: Counter[str]
    second: Counter[str]
    data: Path


@pytest.fixture(scope="module")
def outcomes(open_site, crawl_in_one_process, tmp_path_factory) -> dict[str, Outcome]:
    """Crawl all sites twice, all families in one process."""
    data = tmp_path_factory.mktemp("families")
    sites = {name: open_site() for name in SHAPES}
    expected = {name: build(sites[name], shape) for name, shape in SHAPES.items()}
    starts = {
        name: "/tj/index.shtml" if name == "enorth" else shape.pages[0] for name, shape in SHAPES.items()
    }
    orders = [
        {
            "family": shape.family,
            "name": name,
            "declared": {"start_urls": [sites[name].address + starts[name]]},
        }
        for name, shape in SHAPES.items()
    ]
    crawl_in_one_process(orders, data)
    first = {name: Counter(site.requests) for name, site in sites.items()}
    for site in sites.values():
        site.requests.clear()
    crawl_in_one_process(orders, data)
    return {
        name: Outcome(expected[name], first[name], Counter(site.requests), data / name)
        for name, site in sites.items()
    }


@pytest.mark.parametrize("family", SHAPES)
def test_each_article_comes_home_once(outcomes, family) -> None:
    titles = Counter(each.title for each in read_articles(outcomes[family].data / "articles", latest=False))
    assert titles == Counter(title(number) for number in range(1, 26))


@pytest.mark.parametrize("family", SHAPES)
def test_no_request_is_made_in_vain(outcomes, family) -> None:
    assert outcomes[family].first == outcomes[family].expected


@pytest.mark.parametrize("family", SHAPES)
def test_a_second_run_reads_the_first_listing_only(outcomes, family) -> None:
    shape = SHAPES[family]
    start = "/tj/index.shtml" if family == "enorth" else shape.pages[0]
    assert outcomes[family].second == Counter(["/robots.txt", start])


@pytest.mark.parametrize("family", SHAPES)
def test_the_parts_of_an_article_become_one_body(outcomes, family) -> None:
    (whole,) = (
        a for a in read_articles(outcomes[family].data / "articles", latest=False) if a.title == title(LONG)
    )
    assert whole.body.split("\n") == [text for part in (1, 2, 3) for text in paragraphs(LONG, part)]
    assert whole.editor == "岑远山"


@pytest.mark.parametrize("family", SHAPES)
def test_the_report_tells_why_each_run_ended(outcomes, family) -> None:
    reports = sorted((outcomes[family].data / "runs").glob("*.json"))
    first, second = (RunReport.model_validate_json(path.read_bytes()) for path in reports)
    assert second.ended == {"known": 1}
    assert set(first.ended) <= {"last_page", "no_links"}
