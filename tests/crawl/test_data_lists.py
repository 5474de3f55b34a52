"""Lists that a page holds as data in its scripts: which of them lead to articles, and what is none."""

import json
from urllib.parse import quote

import pytest

from pipelines.extract.tree.document import parse
from scraper.crawl.discovery import read_listing
from scraper.crawl.lists.dated_links import Link
from scraper.crawl.lists.page_data import read_data_lists

HOME = "https://www.shanyang.example/xw/"
TITLES = (
    "城关街道农资对接会开得热闹",
    "漫川关镇古街夜市重新开张",
    "中村镇两条产业路通车",
    "天竺山冬季防火队上岗",
)
URLS = tuple(f"https://www.shanyang.example/xw/c/{8731 + number}.html" for number in range(4))


def rows(**names: str) -> list[dict[str, str]]:
    """Return four records, with the keys under which they have title, url and time."""
    values = [
        {"title": title, "url": url, "time": f"2023-06-1{number} 08:00"}
        for number, (title, url) in enumerate(zip(TITLES, URLS, strict=True))
    ]
    return [
        {names.get(key, key): value for key, value in each.items() if names.get(key) != ""} for each in values
    ]


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_literal(entries: list[dict[str, str]]) -> str:
    """Return the records as a person writes them into a script: names and texts in single quotes."""
    return (
        "["
        + ",\n".join(
            "{" + ", ".join(f"{key}: '{value}'" for key, value in each.items()) + "}" for each in entries
        )
        + ",]"
    )


def script(text: str, kind: str = "") -> str:
    return f"<script{kind}>{text}</script>"


RSC = "self.__next_f.push([1,{}])".format(
    json.dumps("7:" + as_json(["$", "ul", None, {"items": rows()}]) + "\n")
)
HAND = "".join(
    f"arr[{number}] = {{title: '{each['title']}', href: '{each['url']}'}};\n"
    for number, each in enumerate(rows())
)
PUSHED = "var dataList = [];\n" + "".join(
    f"dataList.push({{url: '{each['url']}', title: '{each['title']}'}});\n" for each in rows()
)
EDGES = {"data": {"posts": {"edges": [{"cursor": each["url"], "node": each} for each in rows()]}}}
WORDPRESS = [
    {"id": 7, "link": each["url"], "title": {"rendered": each["title"]}, "date": "2023-06-12T08:00:00"}
    for each in rows()
]
ITEMS = {"@context": "https://schema.org", "@type": "ItemList",
         "itemListElement": [{"@type": "ListItem", "position": 1, "url": each["url"], "name": each["title"]} for each in rows()]}  # fmt: skip
WRAPPED = {"@type": "ItemList", "itemListElement": [
    {"@type": "ListItem", "item": {"@type": "NewsArticle", "url": each["url"], "headline": each["title"]}} for each in rows()]}  # fmt: skip
MARKUP = "".join(
    f'<li><a href="{each["url"]}">{each["title"]}</a><span>{each["time"]}</span></li>' for each in rows()
)
BY_NUMBER = {"entities": {str(8731 + number): each for number, each in enumerate(rows())}}
NAMES = ",".join("abcdefgh")
NUXT_2 = (
    f"window.__NUXT__=(function({NAMES}){{return {{data:[{{list:["
    + ",".join(f"{{title:{one},url:{other}}}" for one, other in ("ab", "cd", "ef", "gh"))
    + "]}]}}("
    + ",".join(as_json(text) for pair in zip(TITLES, URLS, strict=True) for text in pair)
    + "))"
)

DIALECTS = {
    "__NEXT_DATA__": script(as_json({"props": {"pageProps": {"list": rows()}}}), ' id="__NEXT_DATA__" type="application/json"'),
    "__INITIAL_STATE__": script(f"window.__INITIAL_STATE__ = {as_json({'news': {'items': rows()}})};"),
    "__NUXT__": script(NUXT_2),
    "streamed": script(RSC),
    "JSON.parse": script(f"window.data = JSON.parse({as_json(as_json(rows()))});"),
    "encoded": script(f'var d = JSON.parse(decodeURIComponent("{quote(as_json(rows()))}"));'),
    "a variable": script(f"var list = {as_literal(rows())};"),
    "keys of 拓尔思": script(f"var list = {as_literal(rows(title='DocTitle', url='DocPubUrl', time='DocRelTime'))};"),
    "keys of dedecms": script(f"var list = {as_literal(rows(url='arcurl', time='pubdate'))};"),
    "keys of empirecms": script(f"var list = {as_literal(rows(url='titleurl', time='newstime'))};"),
    "keys in pinyin": script(f"var lb = {as_literal(rows(title='biaoti', url='lianjie_url', time='date'))};"),
    "pushed": script(PUSHED),
    "by hand": script(HAND),
    "in a call": script(f"$(function () {{ render('#box', {as_literal(rows())}, 20); }});"),
    "in a component": script(f"export default {{ data() {{ return {{ page: 1, list: {as_literal(rows())} }} }} }}", ' type="module"'),
    "in a condition": script(f"if (window.top == window) {{ show({{total: 4, rows: {as_literal(rows())}}}) }}"),
    "rows without keys": script(f"var rows = {as_json([[each['title'], each['url'], each['time']] for each in rows()])};"),
    "an attribute": f"<div id='app' data-page='{as_json({'props': {'items': rows()}})}'></div>",
    "GraphQL": script(f"window.__APOLLO__ = {as_json(EDGES)};"),
    "WordPress": script(f"var posts = {as_json(WORDPRESS)};"),
    "by number": script(f"window.store = {as_json(BY_NUMBER)};"),
    "ItemList": script(as_json(ITEMS), ' type="application/ld+json"'),
    "ItemList of articles": script(as_json(WRAPPED), ' type="application/ld+json"'),
    "printed": script(f"document.write('{MARKUP}');"),
    "markup in a text": script(f"var html = '{MARKUP}'; $('#list').html(html);"),
    "markup in a state": script(f"window.state = {as_json({'data': {'html': MARKUP}})};"),
    "__NUXT_DATA__": script(
        as_json([{"state": 1}, {"list": 2, "menu": 3}, [4, 5, 6, 7], {"name": 0, "open": True}]
                + [{"title": 8 + number, "url": 12 + number} for number in range(4)] + list(TITLES) + list(URLS)),
        ' id="__NUXT_DATA__" type="application/json"'),
    "Angular": script(as_json({"list": rows()}).replace('"', "&q;"), ' id="serverApp-state" type="application/json"'),
    "JSON in quotes": script(f"var newsData = '{as_json(rows())}';"),
    "a component's attribute": f"<main><div><news-list :items='{as_json(rows())}'></news-list></div></main>",
    "dates that are made": script(
        "var a = [" + ",".join(f"{{title: '{each['title']}', link: '{each['url']}', at: new Date('{each['time']}')}}" for each in rows()) + "]"),
    "a component of several kinds": script("var page = " + as_json([{"type": "banner"}, {"type": "nav", "items": []}, *rows()])),
    "calls": script("".join(f"addItem('{each['title']}', '{each['url']}', '{each['time']}');" for each in rows())),
    "columns": script(f"var titles = {as_json(TITLES)}, pics = {as_json(['/p/1.jpg'] * 4)}; var urls = {as_json(URLS)};"),
    "joined columns": script(f"var texts = '{'|'.join(TITLES)}'; var links = '{'|'.join(URLS)}'; var pics = '1.jpg|2.jpg|3.jpg|4.jpg';"),
    "slides": script("var focus = " + as_json([{"img": "/p/1.jpg", "text": each["title"], "link": each["url"]} for each in rows()])),
    "escaped": script(f"var list = {json.dumps(rows())};"),
}  # fmt: skip


def read(body: str, url: str = HOME) -> tuple[Link, ...]:
    return read_data_lists(parse(f"<html><body>{body}</body></html>", url), url)


@pytest.mark.parametrize("body", DIALECTS.values(), ids=DIALECTS)
def test_each_dialect_of_a_list_gives_its_articles(body) -> None:
    found = read(f'<div id="root"></div>{body}')
    assert tuple(link.url for link in found) == URLS
    assert tuple(link.title for link in found) == TITLES


@pytest.mark.parametrize(
    "name", ["__NEXT_DATA__", "a variable", "keys of empirecms", "rows without keys", "printed", "GraphQL"]
)
def test_an_entry_has_the_day_beside_it(name) -> None:
    assert [str(link.days[0]) for link in read(DIALECTS[name])] == [f"2023-06-1{day}" for day in range(4)]


def test_addresses_of_a_list_stand_on_the_page() -> None:
    body = '<base href="/news/"><script>var a = [{t: 1, title: "城关街道农资对接会", url: "7.html?id=71"},'
    body += '{t: 2, title: "漫川关镇古街夜市", url: "./8.html?id=72"}]</script>'
    assert [link.url for link in read(body)] == [
        "https://www.shanyang.example/news/7.html?id=71",
        "https://www.shanyang.example/news/8.html?id=72",
    ]


def test_a_short_headline_is_an_entry_of_a_list_of_headlines() -> None:
    entries = rows()
    entries[2]["title"] = "两会开幕"
    assert len(read(script(f"var list = {as_json(entries)}"))) == 4


def records(*pairs: tuple[str, str], **others: object) -> str:
    return script("var list = " + as_json([{"title": title, "url": url, **others} for title, url in pairs]))


OTHERS = {
    "channels": records(("新闻中心", "/xw/"), ("政务公开", "/zwgk/"), ("走进山阳", "/zjsy/"), ("办事服务", "/bsfw/")),
    "channels with long names": records(
        ("领导干部任前公示", "/ldgb/"), ("重大建设项目批准实施", "/zdxm/"), ("行政事业性收费目录", "/sfml/index.html")
    ),
    "channels by number": records(("新闻", "/channel/101.html"), ("公告", "/channel/102.html"), ("视频", "/channel/103.html")),
    "a menu with words": records(("城市规划与建设管理", "/ghjs"), ("科技教育文化卫生", "/kjwj"), ("社会保障和就业", "/shbz")),
    "topics": records(("学习贯彻党的二十大精神专题", "/zt/esd/"), ("乡村振兴在山阳专题报道", "/zt/xczx/")),
    "a breadcrumb": script(
        as_json({"@type": "BreadcrumbList", "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "山阳县人民政府门户网站", "item": "https://www.shanyang.example/1001"},
            {"@type": "ListItem", "position": 2, "name": "山阳县各镇办新闻动态", "item": "https://www.shanyang.example/1002"},
        ]}), ' type="application/ld+json"'),
    "stations": records(
        ("城关街道空气质量监测站", "/station/1001.html"), ("漫川关镇空气质量监测站", "/station/1002.html"), lng=109.9, lat=33.5
    ),
    "weather": script('var weather = [{"city": "山阳县", "url": "/tq/101.html", "temp": "12"}, {"city": "商州区", "url": "/tq/102.html", "temp": "11"}]'),
    "comments": script("var comments = " + as_json([
        {"user": "山里人", "content": "说得好，古街夜市真热闹，下回还去", "time": "2023-06-12", "avatar": "/a/1.jpg"},
        {"user": "漫川人", "content": "希望停车场再大一点，周末太挤了", "time": "2023-06-13", "avatar": "/a/2.jpg"},
    ])),
    "stations by name": script('var s = [{"name": "城关街道空气质量监测站", "url": "/s/1001.html"}, {"name": "漫川关镇空气质量监测站", "url": "/s/1002.html"}]'),
    "leaders": script("var l = " + as_json([
        {"name": name, "title": office, "url": f"/ldzc/100{number}.html"}
        for number, (name, office) in enumerate((("岑远山", "县委副书记、县长候选人"), ("韩漫川", "县委常委、常务副县长"))) ])),
    "one office": records(("县人民政府副县长候选人", "/ldzc/1001.html"), ("县人民政府副县长候选人", "/ldzc/1002.html")),
    "services": records(("城镇职工医疗保险参保登记", "/bsfw/7/"), ("不动产权证书补证换证办理", "/bsfw/8/")),
    "columns of different length": script("var t = '城关街道农资对接会开得热闹|漫川关镇古街夜市重新开张'; var u = '/xw/c/1001.html|/xw/c/1002.html|/xw/c/1003.html';"),
    "calls of other things": script("setTab('政务公开', '/zwgk/1001.html'); setTab('新闻中心', '/xw/1002.html'); log('城关街道农资对接会', 'a');"),
    "searches": records(("春耕备耕如何做得更好呢", "/search?word=春耕备耕如何做"), ("古街夜市几点钟开门迎客", "/search?word=%E5%8F%A4%E8%A1%97")),
    "empty addresses": records(("城关街道农资对接会开得热闹", "#"), ("漫川关镇古街夜市重新开张", "javascript:;"), ("中村镇路通", "")),
    "a player": records(("山阳新闻联播第一节", "/v/20230612.mp4"), ("山阳新闻联播第二节", "/v/20230613.m3u8")),
    "pictures": records(("古街夜市重新开张的照片", "/p/20230612.jpg"), ("农资对接会现场的照片", "/p/20230613.png")),
    "downloads": records(("山阳县预算公开说明书", "/f/20230612.pdf"), ("山阳县决算公开说明书", "/f/20230613.docx")),
    "statistics": script('_hmt.push(["_setCustomVar", 1, "频道", "山阳新闻网要闻频道列表页"]); var _maq = [["账号", "/stat/1"]]'),
    "a share box": script('window._bd_share_config = {"common": {"bdText": "山阳新闻网的新闻要闻", "bdUrl": "/xw/7.html"}}'),
    "one record": records(("城关街道农资对接会开得热闹", "/xw/c/8731.html")),
    "records without address": script("var list = " + as_json(rows(url=""))),
    "records without headline": script("var list = " + as_json(rows(title=""))),
    "records with an id": script("var list = " + as_json([{"id": 1, "title": TITLES[0]}, {"id": 2, "title": TITLES[1]}])),
    "a template": script("var html = '<li><a href=\"' + list[i].url + '\">' + list[i].title + '</a></li>'; // 山阳新闻网的列表"),
    "code": script("var a = [{}, []]; for (;;) { if (a[{x: 1}]) { b([" + "[" * 500 + " } // 山阳县城关街道农资对接会"),
}  # fmt: skip


@pytest.mark.parametrize("body", OTHERS.values(), ids=OTHERS)
def test_what_is_no_list_of_articles_leads_nowhere(body) -> None:
    assert read(body) == ()


def test_the_channel_of_a_record_is_not_its_address() -> None:
    entries = [
        {
            "title": title,
            "category": {"name": "要闻", "url": "/xw/yw/"},
            "coverUrl": "/p/1.jpg",
            "pageUrl": url,
        }
        for title, url in zip(TITLES, URLS, strict=True)
    ]
    assert tuple(link.url for link in read(script(f"var list = {as_json(entries)}"))) == URLS


def answer(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    listing = read_listing(text.encode(), "application/json", HOME)
    return tuple(link.url for link in listing.told), tuple(link.title for link in listing.told)


ANSWERS = {
    "records": as_json({"code": 0, "data": {"list": rows(), "channel": {"name": "要闻", "url": "/xw/yw/"}}}),
    "JSONP": f"jsonpCallback({as_json(rows())});",
    "a literal": f"var list = {as_literal(rows())};",
    "markup": as_json({"status": 1, "html": MARKUP, "more": True}),
    "rows of markup": as_json({"rows": [f'<li><a href="{each["url"]}">{each["title"]}</a></li>' for each in rows()]}),
    "JSON in JSON": as_json({"code": 200, "data": as_json(rows())}),
}  # fmt: skip


@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_tells_its_articles(text) -> None:
    assert answer(text) == (URLS, TITLES)


def test_markup_in_an_answer_is_read_as_a_page() -> None:
    listing = read_listing(ANSWERS["markup"].encode(), "application/json", HOME)
    assert listing.root is not None
    assert tuple(link.url for link in listing.links) == URLS


def test_a_feed_tells_its_articles_with_their_headlines() -> None:
    items = "".join(
        f"<item><title>{each['title']}</title><link>{each['url']}</link></item>" for each in rows()
    )
    listing = read_listing(f"<rss><channel>{items}</channel></rss>".encode(), "text/xml", HOME)
    assert tuple(link.title for link in listing.told) == TITLES


def test_a_sitemap_tells_only_what_has_a_headline() -> None:
    body = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
    body += f"<url><loc>{HOME}</loc></url><url><loc>{URLS[0]}</loc><n:news><n:title>{TITLES[0]}</n:title></n:news></url></urlset>"
    listing = read_listing(body.encode(), "text/xml", HOME)
    assert len(listing.links) == 2
    assert [link.url for link in listing.told] == [URLS[0]]


RECORDS = "".join(f"<record><![CDATA[<li>{row}]]></record>" for row in MARKUP.split("<li>")[1:])
PLACES = {
    "a script": f'<script type="text/xml"><datastore>{RECORDS}</datastore></script>',
    "a box": f'<div id="4411"><datastore><recordset>{RECORDS}</recordset></datastore></div>',
    "a box below others": f"<p>{'山阳县' * 800}</p><div><recordset>{RECORDS}</recordset></div>",
    "a template": f'<script type="text/template"><recordset>{RECORDS}</recordset></script>',
    "a textarea": f'<textarea style="display:none">{RECORDS}</textarea>',
    "a comment": f"<div id='4411'><!-- <datastore>{RECORDS}</datastore> --></div>",
    "markup kept for later": f'<script type="text/html" class="lazy">{MARKUP}</script>',
    "markup of another type": f'<script type="text/x-bigrender">{MARKUP}</script>',
}


@pytest.mark.parametrize("body", PLACES.values(), ids=PLACES)
def test_records_are_read_wherever_the_page_carries_them(body) -> None:
    listing = read_listing(
        f"<html><body><a href='/'>首页</a>{body}<p>页脚</p></body></html>".encode(), "", HOME
    )
    assert tuple(link.url for link in listing.links)[1:] == URLS


@pytest.mark.parametrize(
    "body",
    [
        '<script type="text/template"><li><a href="{{url}}">{{title}}</a></li></script>',
        '<script type="text/html"><% for (;;) { %><li><a href="<%= d.url %>">山阳</a></li><% } %></script>',
        '<script type="text/x-template"><a :href="\'/xw/\' + id">山阳</a><a href="${url}">山阳</a></script>',
        '<!-- <ul><li><a href="/xw/c/1.html">去年的旧闻一条留在注释里</a></li></ul> -->',
        '<script type="text/javascript">var a = "<a href=/xw/c/1.html>山阳县的新闻一条</a>"</script>',
        '<script type="application/json">{"html": "<a href=/xw/c/1.html>山阳县的新闻一条</a>"}</script>',
        '<script>var a = "<a href=/xw/c/1.html>山阳县的新闻一条</a>"</script>',
    ],
)
def test_what_a_page_has_not_filled_in_or_has_left_leads_nowhere(body) -> None:
    page = f"<html><body><a href='/'>首页</a>{body}</body></html>"
    assert [link.url for link in read_listing(page.encode(), "", HOME).links] == [
        "https://www.shanyang.example/"
    ]
