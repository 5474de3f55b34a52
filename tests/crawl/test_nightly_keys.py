"""A site whose addresses are new every night: no article is asked for twice, and none is lost."""

from collections import Counter

import pytest
from lxml.html import document_fromstring

from schemas.reader import read_articles
from schemas.run import RunReport
from scraper.crawl.discovery import Listing
from scraper.crawl.urls.nightly_keys import find_places
from scraper.crawl.walks.renewals import read_names

OLD, NEW = range(1, 6), range(6, 8)
"""The numbers of the articles that the first night shows, and of new ones."""

MATTERS = (
    "金丝峡景区新修步道通行", "洛河两岸种下万株垂柳", "城关小学搬进新校舍", "老县城夜市重新开张", "核桃合作社分红到户",
    "漫川关古镇修缮戏楼", "县医院开设夜间门诊", "法官镇茶园采下头茬春茶", "中村镇通了天然气", "两岭村路灯全部换新",
    "杨地镇香菇大棚扩建",
)  # fmt: skip


def title(number: int) -> str:
    return f"山阳县{MATTERS[number - 1]}"


def article(number: int, night: int = 0) -> bytes:
    text = "".join(
        f"<p>　　{title(number)}，{many}户居民昨日到场，县里派人讲解了第{number}批的安排，问得很细。</p>"
        for many in range(2, 9)
    )
    moment = f"2023-06-{10 + night:02d} 15:27"
    return f"""<html><head><meta charset="utf-8"><title>{title(number)}_山阳新闻网</title></head><body>
<h1>{title(number)}</h1><div class="info">{moment} 来源：山阳新闻网</div><div id="zoom">{text}</div></body></html>""".encode()


HASHES = ("8fa3c2", "11c0d9")
TOKENS = ("f3a91b7c", "0c2d88e1")
# The address of an article, by its number and the night.
KEYED = {
    "query": lambda n, night: f"/xw/show.html?id={200 + n}&k=2026112{7 + night}x",
    "bare": lambda n, night: f"/xw/{200 + n}?2026112{7 + night}",
    "folder": lambda n, night: f"/s-{HASHES[night][:4]}/xw/{200 + n}.html",
    "day": lambda n, night: f"/2026112{7 + night}/xw/{200 + n}.html",
    "parameter": lambda n, night: f"/xw/{200 + n}.html;v={HASHES[night]}",
    "two": lambda n, night: f"/s{HASHES[night]}/{200 + n}.html?token={TOKENS[night]}",
    "each": lambda n, night: f"/xw/{200 + n}.html?sign={TOKENS[night]}{n * 7919:06x}",
}
KEPT = {
    "catid": lambda n, night: f"/show.php?catid=1004&id={200 + n}",
    "channel": lambda n, night: f"/c-8fa3/xw/{200 + n}.html",
    "month": lambda n, night: f"/xw/202306/t20230612_{200 + n}.html",
}

UNKNOWN = ("query", "folder", "each", "month")  # those that are crawled as sites that nobody described, too


def listing(paths: dict[str, str], more: str = "") -> bytes:
    rows = "".join(
        f'<li><a href="{path}">{name}</a><span>2023-06-1{i % 9}</span></li>'
        for i, (path, name) in enumerate(paths.items())
    )
    return f'<html><head><meta charset="utf-8"></head><body><a href="/">首页</a><ul class="list">{rows}</ul>{more}</body></html>'.encode()


class Sites:
    def __init__(self, open_site, crawl, data) -> None:
        self.open_site, self.crawl, self.data = open_site, crawl, data
        self.orders: list[dict] = []
        self.sites: dict[str, object] = {}
        self.nights: list[dict[str, Counter]] = []

    def add(self, name: str, starts: tuple[str, ...] = ("/xw/",)):
        site = self.sites[name] = self.open_site()
        declared = {"start_urls": [site.address + path for path in starts], "article_links": "li a"}
        self.orders.append(
            {"family": "scraper.crawl.spider:NewsSpider", "name": name, "declared": declared, "arguments": {}}
        )
        return site

    def add_unknown(self, name: str):
        site = self.sites[name] = self.open_site()
        arguments = {"url": f"{site.address}/xw/"}
        self.orders.append(
            {
                "family": "scraper.spiders.news:AnySpider",
                "name": "news",
                "declared": {},
                "arguments": arguments,
            }
        )
        return site

    def spend_night(self) -> None:
        for site in self.sites.values():
            site.requests.clear()
        self.crawl(self.orders, self.data)
        self.nights.append({name: Counter(site.requests) for name, site in self.sites.items()})
        for answers in (each for site in self.sites.values() for each in site.answers.values()):
            if len(answers) > 1:  # tomorrow the next one
                del answers[0]

    def titles(self, name: str) -> Counter:
        host = self.sites[name].address
        return Counter(
            each.title
            for folder in self.data.glob("*/articles")
            for each in read_articles(folder, latest=False)
            if each.url.startswith(host)
        )

    def last(self, name: str) -> RunReport:
        return RunReport.model_validate_json(max((self.data / name / "runs").glob("*.json")).read_bytes())


def add_keyed(sites: Sites) -> None:
    for name, address in (KEYED | KEPT).items():
        known = sites.add(name)
        for site in (known, sites.add_unknown(f"news_{name}")) if name in UNKNOWN else (known,):
            for number in (*OLD, *NEW):
                for path in {address(number, night) for night in (0, 1)}:
                    site.put(path, article(number))
            site.put("/xw/", listing({address(n, 0): title(n) for n in OLD}))
            site.put("/xw/", listing({address(n, 1): title(n) for n in (*NEW, *OLD)}))


def add_numbered_anew(sites: Sites) -> None:
    """Add a paper whose articles are numbered anew every day, and channels with numbers of their own."""
    paper, channels = sites.add("paper"), sites.add("channels", ("/a/", "/b/"))
    for n in range(1, 6):
        for night in (0, 1):
            paper.put(f"/2026112{7 + night}/{n}.html", article(n + 5 * night, night))
        channels.put(f"/show.php?mid=100001&id={n}", article(n))
        channels.put(f"/show.php?mid=100002&id={n}", article(n + 5))
    channels.put("/a/", listing({f"/show.php?mid=100001&id={n}": title(n) for n in range(1, 6)}))
    channels.put("/b/", listing({f"/show.php?mid=100002&id={n}": title(n + 5) for n in range(1, 6)}))
    for night in (0, 1):
        paper.put(
            "/xw/", listing({f"/2026112{7 + night}/{n}.html": title(n + 5 * night) for n in range(1, 6)})
        )


def add_hourly(sites: Sites) -> None:
    """Add a list on which every request has a key of its own, and the pages overlap."""
    site = sites.add("hourly")
    for n in (*OLD, *NEW):
        for one in HASHES:
            site.put(f"/{one}/{n}.html", article(n))
    more = '<a href="/2.html">下一页</a>'
    site.put("/xw/", listing({f"/{HASHES[0]}/{n}.html": title(n) for n in range(1, 5)}, more))
    site.put("/2.html", listing({f"/{HASHES[1]}/{n}.html": title(n) for n in range(3, 8)}))


def add_dead(sites: Sites) -> None:
    """Add a site on which an article fails on the first night, and last night's addresses lead nowhere."""
    site = sites.add("dead")
    for n in OLD:
        first, second = (KEYED["folder"](n, night) for night in (0, 1))
        if n == 3:
            site.put(first, b"", status=500)
        else:
            site.put(first, article(n))
        site.put(first, b"", status=404)
        site.put(second, article(n))
    for night in (0, 1):
        site.put("/xw/", listing({KEYED["folder"](n, night): title(n) for n in OLD}))


@pytest.fixture(scope="module")
def sites(open_site, crawl_in_one_process, tmp_path_factory) -> Sites:
    """Three nights of all sites; the third shows what the second did."""
    sites = Sites(open_site, crawl_in_one_process, tmp_path_factory.mktemp("nights"))
    for add in (add_keyed, add_numbered_anew, add_hourly, add_dead):
        add(sites)
    for _ in range(3):
        sites.spend_night()
    return sites


@pytest.mark.parametrize("name", [*KEYED, *(f"news_{name}" for name in UNKNOWN if name in KEYED)])
def test_a_key_that_is_new_every_night_makes_no_article_new(sites, name) -> None:
    address = KEYED[name.removeprefix("news_")]
    first, second, third = (night[name] for night in sites.nights)
    lists = {"/robots.txt": 1, "/xw/": 1}
    assert first == Counter(lists | {address(n, 0): 1 for n in OLD})
    assert second == Counter(lists | {address(n, 1): 1 for n in NEW})
    assert third == Counter(lists)
    assert sites.titles(name) == Counter(title(n) for n in (*OLD, *NEW))


@pytest.mark.parametrize("name", [*KEPT, *(f"news_{name}" for name in UNKNOWN if name in KEPT)])
def test_a_part_that_all_addresses_share_and_keep_changes_nothing(sites, name) -> None:
    address = KEPT[name.removeprefix("news_")]
    assert sites.nights[1][name] == Counter({"/robots.txt": 1, "/xw/": 1} | {address(n, 1): 1 for n in NEW})
    assert sites.titles(name) == Counter(title(n) for n in (*OLD, *NEW))


def test_articles_that_are_numbered_anew_every_day_are_new(sites) -> None:
    assert sites.titles("paper") == Counter(title(n) for n in range(1, 11))


def test_articles_that_are_numbered_in_each_channel_are_different(sites) -> None:
    assert sites.titles("channels") == Counter(title(n) for n in range(1, 11))
    assert sites.nights[1]["channels"] == Counter({"/robots.txt": 1, "/a/": 1, "/b/": 1})


def test_a_key_that_is_new_with_every_request_makes_no_article_new_within_a_run(sites) -> None:
    first = sites.nights[0]["hourly"]
    assert sum(first.values()) == 3 + 7
    assert sites.titles("hourly") == Counter(title(n) for n in range(1, 8))


def test_an_article_whose_address_of_last_night_leads_nowhere_is_asked_for_at_tonight_s(sites) -> None:
    assert sites.titles("dead") == Counter(title(n) for n in OLD)
    asked = sum((night["dead"] for night in sites.nights), Counter())
    assert asked[KEYED["folder"](3, 0)] == 2  # on the first night, and as owed
    assert asked[KEYED["folder"](3, 1)] == 1
    assert sum(asked.values()) == 3 * 2 + 4 + 3  # nothing else was asked for again
    assert sites.last("dead").exit_code == 0


@pytest.mark.parametrize(
    ("urls", "places"),
    [
        (["/s-8fa3/a/7.html", "/s-8fa3/b/8.html", "/s-8fa3/c/9.html"], [(("folder", "00"),)]),
        (
            ["/7.html?k=20261127x", "/8.html?k=20261127x", "/about.html", "/9.html?k=20261127x"],
            [(("key", "k="),)],
        ),
        (
            ["/a.php?id=7&t=9f8e7d6c5b", "/a.php?id=8&t=1c2d3e4f5a", "/a.php?id=9&t=77aa88bb99"],
            [(("key", "t="),)],
        ),
        (["/kQcQGpeWzT/7.html", "/kQcQGpeWzT/8.html", "/kQcQGpeWzT/9.html"], [(("folder", "00"),)]),
        (["/7.html?sign=8fa3", "/8.html?sign=1c0d", "/9.html?sign=4711"], [(("key", "sign="),)]),
        (["/NewsCenter/7.html", "/NewsCenter/8.html", "/NewsCenter/9.html"], []),
        (
            [
                "/a.jsp?t=news.ContentUrl&id=7",
                "/a.jsp?t=news.ContentUrl&id=8",
                "/a.jsp?t=news.ContentUrl&id=9",
            ],
            [],
        ),
        (["/xw/7/8fa3/", "/xw/8/8fa3/", "/xw/9/8fa3/"], [(("folder", "02"),)]),
        (["/xw/88001/", "/xw/88002/", "/xw/88003/"], []),
        (["/7.html?k=1127", "/8.html?k=1127", "/9.html?k=1127"], [(("key", "k="),)]),
        (["/a.php?ym=202511&no=1", "/a.php?ym=202511&no=2", "/a.php?ym=202511&no=3"], []),
        (["/a.php?year=2025&no=1", "/a.php?year=2025&no=2", "/a.php?year=2025&no=3"], []),
        # What may name an article, or is no token.
        (["/a.php?id=20261127", "/a.php?id=20261128", "/a.php?id=20261129"], []),
        (["/9f8e7d6c/c.html", "/1c2d3e4f/c.html", "/77aa88bb/c.html"], []),
        (["/xw/202306/7.html", "/xw/202306/8.html", "/xw/202306/9.html"], []),
        (["/2023-06/12/7.html", "/2023-06/12/8.html", "/2023-06/12/9.html"], []),
        (["/xw/bdyw/7.html", "/xw/bdyw/8.html", "/xw/bdyw/9.html"], []),
        (["/a.php?a=list&catid=4&id=7", "/a.php?a=list&catid=4&id=8", "/a.php?a=list&catid=4&id=9"], []),
        (["/a.php?k=8fa3c2&k=1&id=7", "/a.php?k=8fa3c2&k=1&id=8", "/a.php?k=8fa3c2&k=1&id=9"], []),
        (["/s-8fa3/a/7.html", "/s-8fa3/b/8.html"], []),
    ],
)
def test_a_nightly_key_stands_where_the_rest_of_each_address_is_its_own(urls, places) -> None:
    assert find_places([f"http://a.cn{url}" for url in urls]) == places


def test_a_link_is_called_by_the_longest_text_that_no_other_link_has() -> None:
    rows = (
        "<a href=1.html><b>县城小学搬进新校舍</b><i>2小时前</i><i>阅读 17</i></a><a href=1.html>[详细]</a>"
        "<a href=2.html title=漫川关古镇修缮戏楼今起开放>漫川关古镇修缮…</a>"
        "<a href=3.html>点击查看全文内容</a><a href=4.html>点击查看全文内容</a><a href=5.html>公告</a>"
    )
    url = "http://a.cn/xw/"
    page = Listing((), root=document_fromstring(rows, base_url=url))
    assert read_names(page) == {
        f"{url}1.html": "县城小学搬进新校舍",
        f"{url}2.html": "漫川关古镇修缮戏楼今起开放",
    }
