"""A listing that shows no article itself: its data, its lists, feeds and sitemaps are read, or it is refused as such."""

import json
from collections.abc import Iterator

import pytest

from tests.crawl.test_listings import ANY, Crawls, article, page

TITLES = {path: f"{title}开得热闹" for path, title in (
    ("/xw/c/8731.html", "城关街道农资对接会"), ("/xw/c/8732.html", "漫川关镇古街夜市会"), ("/xw/c/8733.html", "中村镇产业路通车会"))}  # fmt: skip
RECORDS = json.dumps(
    {"data": [{"title": title, "url": path, "time": "2023-06-12"} for path, title in TITLES.items()]},
    ensure_ascii=False,
)
ROWS = "".join(
    f'<li><a href="{path}">{title}</a><span>2023-06-12</span></li>' for path, title in TITLES.items()
)


def shell(script: str = "", head: str = "", body: str = "") -> bytes:
    return f"""<html><head><title>山阳新闻网</title>{head}</head><body><div id="app"></div><ul id="list"></ul>{body}
<script src="/static/app.js"></script><script>{script}</script></body></html>""".encode()


def feed(address: str, paths: Iterator[str]) -> bytes:
    items = "".join(
        f"<item><title>{TITLES[path]}</title><link>{address}{path}</link></item>" for path in paths
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss><channel>{items}</channel></rss>'.encode()


def sitemap(address: str, *paths: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{address}{path}</loc></url>' for path in paths)}</urlset>".encode()


@pytest.fixture(scope="module")
def crawls(open_site, crawl_in_one_process, tmp_path_factory) -> Crawls:
    """Run every crawl of this module in one process."""
    crawls = Crawls(open_site, tmp_path_factory.mktemp("substitutes"))

    def add(name: str, body: bytes, robots: str = ""):
        site = crawls.add(name, family=ANY, arguments={"url": "SITE/xw/"})
        site.put("/xw/", body)
        if robots:
            site.put("/robots.txt", robots.replace("SITE", site.address).encode(), Content_Type="text/plain")
        for path, title in TITLES.items():
            site.put(path, article(title))
        return site

    add("data", shell(f"window.__INITIAL_STATE__ = {RECORDS};"))
    add("shown", page(*TITLES) + b'<script>$.get("/api/more?page=2")</script><a href="/rss.xml">RSS</a>')
    add(
        "json",
        shell(
            'axios.get("/api/list?cid=4&page=1").then(show)',
            '<link rel="alternate" type="application/rss+xml" href="/feed">',
        ),
    )
    crawls.sites["json"].put("/api/list?cid=4&page=1", RECORDS.encode(), Content_Type="application/json")
    crawls.sites["json"].put("/api/list?cid=4&page=2", b'{"data": []}', Content_Type="application/json")
    add("fragment", shell('$("#list").load("list_1.html")')).put("/xw/list_1.html", ROWS.encode())
    add("html in json", shell('$.getJSON("/api/list", show)')).put(
        "/api/list", json.dumps({"html": ROWS}).encode(), Content_Type="application/json"
    )
    add("second", shell('$.get("/api/list?a=1", show); $.get("/api/news/list?a=2", show)')).put(
        "/api/list?a=1", RECORDS.encode(), Content_Type="application/json"
    )
    numbered = [{"docId": path[6:10], "title": title} for path, title in TITLES.items()]
    add(
        "numbers",
        shell('$.get("/api/list?page=1", function (d) { s += "<a href=\'/xw/c/" + d.docId + ".html\'>" })'),
    ).put("/api/list?page=1", json.dumps(numbered).encode(), Content_Type="application/json")
    fed = add("feed", shell(head='<link rel="alternate" type="application/rss+xml" href="/feed.xml">'))
    fed.put("/feed.xml", feed(fed.address, iter(TITLES)), Content_Type="application/rss+xml")
    mapped = add("sitemap", shell(), "User-agent: *\nAllow: /\nSitemap: SITE/map.xml\n")
    mapped.put(
        "/map.xml",
        f"<sitemapindex><sitemap><loc>{mapped.address}/map_1.xml</loc></sitemap></sitemapindex>".encode(),
    )
    mapped.put("/map_1.xml", sitemap(mapped.address, *TITLES, "/xw/", "/gk/c/9001.html", "/gk/c/9002.html"))
    empty = '<html><body><ul class="nav"><li><a href="/">首页</a></li></ul><p>{}</p></body></html>'.encode()
    left = add("empty", empty.replace(b"{}", b'<a href="/rss.xml">RSS</a>'))
    left.put(
        "/rss.xml",
        feed(left.address, iter(TITLES)).replace(b"/xw/c/", b"/gk/c/"),
        Content_Type="application/rss+xml",
    )
    add("said to be empty", empty.replace(b"{}", '暂无信息<a href="/rss.xml">RSS</a>'.encode()))
    add("nothing", shell())
    add("in vain", shell('$.get("/api/list", show)', body='<a href="/rss.xml">RSS</a>')).put(
        "/api/list", b'{"code": 500, "data": null}', Content_Type="application/json"
    )
    add("elsewhere", shell('$.get("http://other.example/list.json", show)'))
    add("menu", shell('$.get("/api/list", show)', body='<a href="/xw/jrsy/">今日山阳</a>')).put(
        "/xw/jrsy/", page(*TITLES)
    )
    crawl_in_one_process(crawls.orders, crawls.data)
    return crawls


@pytest.fixture(scope="module")
def second_night(crawls, crawl_in_one_process) -> dict[str, list[str]]:
    """Return what the same crawls of two of the sites ask for once more."""
    names = ("numbers", "feed")
    before = {name: crawls.sites[name].requests.copy() for name in names}
    crawl_in_one_process([one for one in crawls.orders if one["name"] in names], crawls.data)
    return {name: sorted(crawls.sites[name].requests - before[name]) for name in names}


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("data", []),
        ("json", ["/api/list?cid=4&page=1"]),
        ("fragment", ["/xw/list_1.html"]),
        ("html in json", ["/api/list"]),
        ("second", ["/api/news/list?a=2", "/api/list?a=1"]),
        ("numbers", ["/api/list?page=1"]),
        ("feed", ["/feed.xml"]),
        ("sitemap", ["/map.xml", "/map_1.xml"]),
    ],
)
def test_what_a_page_names_is_read_where_it_shows_no_article(crawls, name, asked) -> None:
    paths = [path for path in crawls.paths(name) if path not in TITLES and "page=2" not in path]
    assert paths == ["/xw/", *asked]
    report = crawls.report(name)
    assert report.articles == len(TITLES)
    assert "script_list" not in report.ended


def test_a_page_that_shows_its_articles_is_believed_to_show_them(crawls) -> None:
    assert sorted(crawls.paths("shown")) == sorted(["/xw/", *TITLES])
    assert crawls.report("shown").articles == len(TITLES)


def test_what_is_asked_for_counts_as_a_listing(crawls) -> None:
    assert crawls.report("feed").listing_pages == 2
    assert crawls.report("in vain").listing_pages == 2


def test_a_sitemap_stands_only_for_the_folder_of_the_page(crawls) -> None:
    assert not [path for path in crawls.paths("sitemap") if path.startswith("/gk/")]


def test_beside_an_empty_list_the_feed_of_the_site_gives_only_articles_of_its_folder(crawls) -> None:
    assert list(crawls.paths("empty")) == ["/xw/", "/rss.xml"]
    assert crawls.report("empty").exit_code == 3
    assert list(crawls.paths("said to be empty")) == ["/xw/"]


@pytest.mark.parametrize("name", ["nothing", "in vain", "elsewhere"])
def test_a_list_that_only_scripts_would_fill_is_refused_as_such(crawls, name) -> None:
    report = crawls.report(name)
    assert report.ended == {"script_list": 1}
    assert report.articles == 0
    assert report.exit_code == 3


def test_no_other_site_is_asked(crawls) -> None:
    assert list(crawls.paths("elsewhere")) == ["/xw/"]


def test_channels_are_read_as_well(crawls) -> None:
    assert crawls.report("menu").articles == len(TITLES)
    assert "script_list" not in crawls.report("menu").ended


def test_the_second_night_asks_for_the_listings_alone(second_night) -> None:
    assert second_night == {
        "numbers": ["/api/list?page=1", "/robots.txt", "/xw/"],
        "feed": ["/feed.xml", "/robots.txt", "/xw/"],
    }
