"""What a page names for more where it shows no article itself: lists that its scripts ask for, feeds, sitemaps."""

import pytest

from pipelines.extract.tree.document import parse
from scraper.crawl.lists.named_sources import Source, named_sources

HOST = "https://www.shanyang.example"
HOME = f"{HOST}/xw/"


def named(body: str, url: str = HOME) -> list[tuple[str, str]]:
    sources = named_sources(parse(f"<html><body><p>山阳新闻</p>{body}</body></html>", url), url)
    return [(source.kind, source.url.removeprefix(HOST)) for source in sources]


ASKED = {
    '$.get("/api/list?cid=12&page=1", function (d) { show(d) })': "/api/list?cid=12&page=1",
    "$.getJSON('list_1.json', show);": "/xw/list_1.json",
    "axios.get('/news/list.json').then(show)": "/news/list.json",
    'fetch("/json/xw.json").then(function (r) { return r.json() })': "/json/xw.json",
    "fetch(`/json/xw.json`)": "/json/xw.json",
    '$.ajax({ url: "/api/news/list", type: "get", dataType: "json", success: function (d) {} })': "/api/news/list",
    '$.ajax({ type: "GET", url: "/api/news", data: { cid: 12, page: 1 }, success: function () {} })': "/api/news?cid=12&page=1",
    '$.get("/api/news/list", { cid: 12, pageNo: 1 }, function (d) {}, "json")': "/api/news/list?cid=12&pageNo=1",
    "axios.get('/api/articles', { params: { channelId: 'xw' } }).then(show)": "/api/articles?channelId=xw",
    "axios({ url: '/api/articles?size=20', method: 'get' })": "/api/articles?size=20",
    'var cid = 12, page = 1; $.get("/api/list?cid=" + cid + "&page=" + page, show)': "/api/list?cid=12&page=1",
    "const base = '/api'; const id = 7; fetch(`${base}/list?nodeId=${id}`)": "/api/list?nodeId=7",
    "var host = 'https://api.shanyang.example'; axios.get(host + '/v1/news')": "https://api.shanyang.example/v1/news",
    "new Vue({ data: { cid: 12 }, mounted() { axios.get('/api/list?cid=' + this.cid) } })": "/api/list?cid=12",
    "function load(page) { $.ajax({ url: '/api/newList', data: { 'page': page }, success: function () {} }) }": "/api/newList?page=1",
    'table.render({ elem: "#box", url: "/api/doc/list", page: true })': "/api/doc/list",
    'var dataUrl = "/channel/xw/list.json";': "/channel/xw/list.json",
    'loadList("xw/news_list.json", 20)': "/xw/xw/news_list.json",
    'var xhr = new XMLHttpRequest(); xhr.open("GET", "/list.do?columnId=4"); xhr.send()': "/list.do?columnId=4",
    '$("#list").load("list_1.html")': "/xw/list_1.html",
    'var listUrl = "/api/list.php?cid=3";': "/api/list.php?cid=3",
    "this.$http.get('/api/list', {params: {nodeId: 4, pageSize: 20}}).then(show)": "/api/list?nodeId=4&pageSize=20",
    "request({ url: '/api/list', method: 'get', params: { cid: 4 } })": "/api/list?cid=4",
    "uni.request({ url: 'https://m.shanyang.example/api/news', success: (res) => {} })": "https://m.shanyang.example/api/news",
    '$("#list").load("/inc/list_12.html #rows")': "/inc/list_12.html",
    'new DataTable("#t", { ajax: "/api/list" })': "/api/list",
    '$.getJSON("list.json?t=" + new Date().getTime(), show)': "/xw/list.json",
    '$.get("/api/list?cid=4&_=" + Math.random(), show)': "/api/list?cid=4",
    "fetch('/data/list.json?' + Date.now())": "/data/list.json",
    "fetch('/wp-json/wp/v2/posts?categories=3&per_page=20').then(show)": "/wp-json/wp/v2/posts?categories=3&per_page=20",
    'jQuery.getJSON("//www.shanyang.example/queryList?channelId=9&callback=?", show)': "/queryList?channelId=9&callback=?",
}  # fmt: skip


@pytest.mark.parametrize(("script", "address"), ASKED.items())
def test_a_list_that_a_script_asks_for_is_named(script, address) -> None:
    assert [url for _, url in named(f"<script>{script}</script>")] == [address]


UNNAMED = {
    "a part that is not known": '$.get("/api/list?cid=" + getId(), show)',
    "a parameter that is not known": '$.get("/api/list", { cid: cid }, show)',
    "a name with two values": 'var a = 1; a = 2; $.get("/api/list?cid=" + a)',
    "a place to fill": 'var listUrl = "/api/list?cid={cid}"; var apiUrl = "/api/list/<%= id %>"',
    "a name in a text": "fetch(`/api/list?cid=${cid}`)",
    "a post": '$.ajax({ type: "POST", url: "/api/news/list", success: show })',
    "a post that says so later": '$.ajax({ url: "/api/news/list", method: "post" })',
    "a search": '$.get("/search/list?q=1", show)',
    "a search by its key": '$.get("/api/list?keyword=1", show)',
    "a counter by its value": '$.get("/index.php?m=content&c=count&page=1", show)',
    "a login": '$.get("/login/info.json", show)',
    "a counter": '$.get("/counter.php?page=1", show); $.getJSON("/api/article/hits?id=7")',
    "statistics": 'var statUrl = "/stat/page.do?id=1"; $.getScript("/tj.js")',
    "a configuration": 'fetch("/config.json"); fetch("/locale/list.json")',
    "the weather": '$.getJSON("/weather/list.json", show)',
    "comments": '$.get("/api/comment/list?id=7", show)',
    "a script": 'var url = "/js/list.js"; load("/css/list.css")',
    "a picture": 'var picUrl = "/img/list.png"',
    "another site": '$.getJSON("https://api.weixin.example/news/list.json", show)',
    "a folder": 'location.url = "/"',
    "an article": 'var url = "/xw/c/8731.html"; share({ url: "https://www.shanyang.example/xw/c/8731.html" })',
    "this page": 'var url = "https://www.shanyang.example/xw/";',
    "a menu": '$.get("/api/menu/list", show); $.getJSON("/nav.json", show)',
    "an upload": '$.ajax({ url: "/upload/list.do" })',
    "a bare word": 'cookie.get("NEWS_LIST"); var infoUrl = "list"; params.get("page")',
    "code": 'a.get(b); c.open(d + e); f.load(); var url = u + "/list?x=" + i; x = {url: [1, 2]}',
}  # fmt: skip


@pytest.mark.parametrize("script", UNNAMED.values(), ids=UNNAMED)
def test_what_is_no_list_or_not_whole_is_not_named(script) -> None:
    assert named(f"<script>{script}</script>") == []


def test_boxes_name_what_is_loaded_into_them() -> None:
    body = '<ul data-url="/api/list?cid=4"></ul><div data-ajax-url="list_1.html"></div><div hx-get="/news/latest"></div>'
    assert named(body) == [
        ("json", "/api/list?cid=4"),
        ("fragment", "/xw/list_1.html"),
        ("json", "/news/latest"),
    ]


def test_other_attributes_are_no_lists() -> None:
    body = f'<div class="share" data-url="{HOME}"></div><img data-url="/list/1.json"><div data-source="山阳新闻网"></div>'
    assert named(body + '<span data-url="/xw/c/8731.html"></span><div data-path="/img/list.png"></div>') == []


def test_the_likeliest_list_comes_first() -> None:
    script = '<script>var infoUrl = "/api/info"; $.get("/api/news/list?page=1"); fetch("/k/a.json")</script>'
    assert named(script)[0] == ("json", "/api/news/list?page=1")


def test_feeds_are_named_in_the_head_and_by_links() -> None:
    body = (
        '<link rel="alternate" type="application/rss+xml" href="/feed/"><a href="/rss.xml">RSS</a>'
        '<link rel="alternate" type="application/atom+xml" href="/atom.xml"><a href="/xw/rss/">订阅</a>'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/"><link rel="alternate" hreflang="en" href="/en/">'
        '<link rel="alternate" type="application/json+oembed" href="/oembed?url=1"><a href="/xw/feedback/">反馈</a>'
    )
    assert named(body) == [
        ("feed", "/feed/"),
        ("feed", "/atom.xml"),
        ("feed", "/rss.xml"),
        ("feed", "/xw/rss/"),
    ]


def test_sitemaps_are_named_last() -> None:
    body = '<a href="/sitemap.xml">网站地图</a><a href="/sitemap.html">地图</a><a href="/rss.xml">RSS</a><script>fetch("/list.json")</script>'
    assert named(body) == [("json", "/list.json"), ("feed", "/rss.xml"), ("sitemap", "/sitemap.xml")]


def test_a_page_with_nothing_names_nothing() -> None:
    assert named_sources(parse("<html><body><p>山阳</p></body></html>", HOME), HOME) == ()
    assert Source("feed", HOME).kind == "feed"
