"""The next page of a listing in the forms that pagers have, and the pagers that lead nowhere we can go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.tree.document import parse
from scraper.crawl.discovery import read_listing
from scraper.crawl.pagers.controls import find_controls
from scraper.crawl.paging import linked_next, shows_pager
from scraper.families.trs import TrsSpider

SITE = "http://www.shanyang.example"
SECOND = "/xw/index_1.html"
STORIES = "".join(
    f'<li><a href="/xw/202611/t20261119_{n}.html">山阳县第{n}号果园开园</a></li>' for n in (71, 72)
)


def following(pager: str, path: str = "/xw/") -> str | None:
    root = parse(f"<html><body><ul>{STORIES}</ul>{pager}</body></html>", SITE + path)
    found = TrsSpider("any").find_next_page(root, SITE + path)
    return found.removeprefix(SITE) if found else None


def waits(pager: str, path: str = "/xw/") -> bool:
    url = SITE + path
    return following(pager, path) is None and shows_pager(
        parse(f"<html><body><ul>{STORIES}</ul>{pager}", url), url
    )


WORDS = ["下一页", "下页", "后页", "后一页", "後一頁", "下一頁", "下一页(1/2)", "下一页 1/20", "下一页（第2页/共5页）",
         "点击下一页", "下一页&gt;&gt;", "[下一页]", "Next Page", "&gt;", "›", "→", "&gt;&gt;"]  # fmt: skip


@pytest.mark.parametrize("text", WORDS)
def test_a_link_may_say_next_in_words_or_by_a_sign(text) -> None:
    assert following(f'<a href="index_1.html">{text}</a>') == SECOND


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="index_1.html"><img src="n.gif" alt="下一页"></a>',
        '<a href="index_1.html"><img src="n.gif" title="下一页"></a>',
        '<a href="index_1.html"><img src="/images/next.gif"></a>',
        '<a href="index_1.html" title="下一页"></a>',
        '<a href="index_1.html" aria-label="Next"><i></i></a>',
        '<a class="page-next" href="index_1.html"><i></i></a>',
        '<link rel="next" href="index_1.html">',
        '<input type="button" value="下一页" onclick="location.href=\'index_1.html\'">',
        "<button onclick=\"window.location='index_1.html'\">下一页</button>",
        "<span onclick=\"window.open('index_1.html', '_self')\">下一页</span>",
        "<a href=\"javascript:location.href='index_1.html'\">下一页</a>",
        '<a href="javascript:;" data-href="index_1.html">下一页</a>',
        '<a href="index_1.html">加载更多</a>',
    ],
)
def test_a_picture_a_name_or_a_button_may_say_next(pager) -> None:
    assert following(pager) == SECOND


@pytest.mark.parametrize(
    ("pager", "path", "expected"),
    [
        ('<div class="page"><span class="cur">1</span><a href="index_1.html">2</a></div>', "/xw/", SECOND),
        ('<p><b>1</b> <a href="index_1.html">2</a> <a href="index_2.html">3</a></p>', "/xw/", SECOND),
        ('<p>[1] <a href="index_1.html">[2]</a> <a href="index_2.html">[3]</a></p>', "/xw/", SECOND),
        ('<ul><li><a>1</a></li><li><a href="index_1.html">2</a></li></ul>', "/xw/", SECOND),
        ('<div>共20页　1 <a href="index_1.html">2</a> ... <a href="index_19.html">20</a></div>', "/xw/", SECOND),
        ('<td>01 <a href="index_1.html">02</a></td>', "/xw/", SECOND),
        ('<a href="index.html">1</a><a href="index_1.html">2</a><a href="index_2.html">3</a>', SECOND, "/xw/index_2.html"),
        ('<p><a href="/l/1">1</a><a href="/l/2">2</a><a href="/l/3">3</a></p>', "/l/2", "/l/3"),
        ('<p><a href="?start=0">1</a><a href="?start=20">2</a></p>', "/xw/", "/xw/?start=20"),
        ('<p><em>1</em><a href="list_9_2.html">2</a></p>', "/xw/list_9_1.html", "/xw/list_9_2.html"),
        ('<p><span>1</span><a href="node_84_2.html">2</a></p>', "/node_84.html", "/node_84_2.html"),
    ],
)  # fmt: skip
def test_numbers_alone_are_a_pager(pager, path, expected) -> None:
    assert following(pager, path) == expected


@pytest.mark.parametrize(
    ("box", "path", "expected"),
    [
        ('<select><option value="/xw/" selected>1</option><option value="index_1.html">2</option></select>', "/xw/", SECOND),
        ('<select><option value="index.html">第1页</option><option value="index_1.html">第2页</option></select>', "/xw/", SECOND),
        (
            "<select onchange=\"location.href='?page='+this.value\"><option value=1>1</option>"
            "<option value=2 selected>2</option><option value=3>3</option></select>",
            "/xw/?page=2",
            "/xw/?page=3",
        ),
        (
            "<select onchange=\"location='l.jsp?p='+this.options[this.selectedIndex].value+'&c=3'\">"
            "<option value=1>1</option><option value=2>2</option></select>",
            "/xw/",
            "/xw/l.jsp?p=2&c=3",
        ),
    ],
)  # fmt: skip
def test_a_box_of_page_numbers_leads_to_the_one_behind_the_chosen_one(box, path, expected) -> None:
    assert following(box, path) == expected


INLINE = """var currentPage = 0;//所在页从0开始
var nextPage = currentPage+1
var countPage = 25//共多少页
//document.write("共"+countPage+"页");
document.write("<a href=\\"index"+"_" + nextPage + "."+"html\\">下一页</a>");"""


@pytest.mark.parametrize(
    "script",
    [
        'createPageHTML("page_div", 20, 0, "index", "html", 300);',
        "createPageHTML('page_div', '20', '0', 'index', 'html');",
        'createPageHTML(300, 20, 0, "index", "html");',
        'var countPage = 2; createPageHTML(countPage, 0, "index", "html");',
        'var countPage = 5//共多少页\nvar currentPage = 0;//所在页\ncreatePageHTML(countPage, currentPage, "index", "html");',
        'function createPageHTML(total, here, name, kind){}\ncreatePageHTML(parseInt("3"), 0, "index", ".html");',
        '//createPageHTML(9, 4, "index", "html");\ncreatePageHTML(2, 0, "index", "html");',
        INLINE,
    ],
)
def test_a_script_counts_the_pages_whatever_stands_before_its_numbers(script) -> None:
    assert following(f"<script>{script}</script>") == SECOND


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="javascript:go(2)">下一页</a>',
        '<a href="#page=2">下一页</a>',
        '<form action="/l.jsp"><input name="p"><input type="submit" value="下一页"></form>',
        '<p class="page"><b>1</b><a href="javascript:goPage(2)">2</a></p>',
        '<ul class="pagination"><li class="active"><a href="#">1</a></li><li><a href="#">2</a></li></ul>',
        "<p>共 20 页 首页 上一页 下一页 尾页</p>",
        "<p>第1页/共5页</p>",
        "<p>页次：1/9</p>",
        '<div onclick="load()">点击加载更多</div>',
        "<span>加载更多</span>",
        '<a href="javascript:;" onclick="more()">查看更多</a>',
        '<select onchange="go(this)"><option selected value="1">1</option><option value="2">2</option></select>',
        "<script>var countPage = 4, currentPage = 0; drawPages(countPage)</script><p>共4页 第1页</p>",
    ],
)
def test_a_pager_without_an_address_waits(pager) -> None:
    assert waits(pager)


@pytest.mark.parametrize(
    ("pager", "path"),
    [
        ('<p class="page"><a href="index.html">1</a><span class="cur">2</span></p>', SECOND),
        ("<span>下一页</span>", SECOND),
        ('<a class="disabled" href="javascript:;">下一页</a>', SECOND),
        ('<a href="#">下一页</a>', "/xw/"),
        ('<p>第20页/共20页 <a href="javascript:go(20)">下一页</a></p>', "/xw/index_19.html"),
        ('<p>共20页 <a href="index.html">首页</a> <a href="index_18.html">上一页</a> 下一页</p>', "/xw/index_19.html"),
        ('<p>共1页 <a href="javascript:;">下一页</a></p>', "/xw/"),
        ('<a href="index_3.html">上一页</a><a href="index_4.html">下一页</a>', "/xw/index_4.html"),
        ('<a href="index_3.html">上一页</a><a href="index.html">下一页</a>', "/xw/index_4.html"),
        ('<a href="index.html">上一页</a><a href="index.html">下一页</a>', SECOND),
        ('<select><option value="index.html">1</option><option selected value="index_1.html">2</option></select>', SECOND),
        ('<script>createPageHTML("page_div", 1, 0, "index", "html");</script>', "/xw/"),
    ],
)  # fmt: skip
def test_the_last_page_is_the_last_one(pager, path) -> None:
    assert following(pager, path) is None
    assert not waits(pager, path)


@pytest.mark.parametrize(
    "page",
    [
        '<h3>要闻<a href="/yw/">&gt;&gt;</a><a href="/yw/">更多</a></h3>',  # a channel
        '<a href="/">首页</a> &gt; <a href="/yw/">要闻</a>',
        '<p><a href="/xw/202611/t20261119_1.html">1</a><a href="/xw/202611/t20261119_2.html">2</a></p>',  # slides
        '<p class="slide"><a href="#">1</a><a href="#">2</a><a class="next" href="javascript:;">&gt;</a></p>',
        "<table><tr><td>1</td><td><a href='/2026-11/02/'>2</a></td><td><a href='/2026-11/03/'>3</a></td></tr></table>",
        '<a href="/xw/202611/t20261119_3.html">下一篇</a> <a href="/xw/202611/t20261119_3.html">下一条</a>',
        '<a href="/xw/202611/t20261119_4.html">下一页的故事：山阳春耕</a>',
        '<link rel="next" href="/xw/202611/t20261119_5.html">',
        '<p><b>2025</b> <a href="/2026/">2026</a></p>',
        "<p>山阳县发布农业白皮书 共20页</p>",
        "<p>第1，2批次名单 11/19</p>",
        '<select><option value="http://gov.example/">县政府网</option><option value="/x/">市政府网</option></select>',
        '<a href="/yw/">查看更多</a>',
        '<div style="display:none">加载更多</div>',
    ],
)
def test_what_only_looks_like_a_pager_is_left_alone(page) -> None:
    assert following(page) is None
    assert not waits(page)


def test_a_list_may_count_its_pages_down() -> None:
    pager = '<a href="c_000000012.shtml">上一页</a><a href="c_000000010.shtml">下一页</a>'
    assert following(pager, "/l/c_000000011.shtml") == "/l/c_000000010.shtml"


@given(st.text(alphabet="<>/a\"'=12页下一共script ().,;", max_size=80))
def test_any_page_has_a_next_one_or_none(text) -> None:
    root = parse(f"<p>{text}</p>", SITE)
    assert linked_next(root, f"{SITE}/xw/") is None or isinstance(shows_pager(root, f"{SITE}/xw/"), bool)


RECORD = '<record><![CDATA[<li><a href="/art/2026/11/19/art_49_{}.html">山阳县果园开园</a></li>]]></record>'
RECORDS = "".join(map(RECORD.format, range(6)))
PROXY = "/module/web/jpage/dataproxy.jsp"
SCRIPT = (
    "$('#12').jpage({totalRecord:20, perPage:2, groupSize:3, proxyUrl:'" + PROXY + "', ajaxParam:"
    "{data:{'col':1,'webid':'1','columnid':'49','unitid':'12'}}})"
)


def jpage(inside: str, behind: str = "") -> str:
    data = f'<div id="12"><script type="text/xml"><datastore>{inside}</datastore></script></div>'
    return f"<html><body>{data}{behind}</body></html>"


@pytest.mark.parametrize(
    ("page", "path", "expected"),
    [
        (
            jpage(f'<nextgroup><![CDATA[<a href="{PROXY}?page=1&webid=1"></a>]]></nextgroup>{RECORDS}'),
            "/col/col49/index.html",
            f"{PROXY}?page=1&webid=1",
        ),
        (
            jpage(f"<recordset>{RECORDS}</recordset>", f"<script>{SCRIPT}</script>"),
            "/col/col49/index.html",
            f"{PROXY}?startrecord=7&endrecord=12&perpage=2&col=1&webid=1&columnid=49&unitid=12",
        ),
        (
            f"<datastore><totalrecord>20</totalrecord><recordset>{RECORDS}</recordset></datastore>",
            f"{PROXY}?startrecord=7&endrecord=12&perpage=2&columnid=49",
            f"{PROXY}?startrecord=13&endrecord=18&perpage=2&columnid=49",
        ),
        (
            f"<datastore><totalrecord>12</totalrecord><recordset>{RECORDS}</recordset></datastore>",
            f"{PROXY}?startrecord=7&endrecord=12&perpage=2&columnid=49",
            None,
        ),
        (jpage(f"<totalpage>2</totalpage>{RECORDS}"), "/col/col49/index.html", "/col/col49/index.html?uid=12&pageNum=2"),
        (jpage(f"<totalpage>2</totalpage>{RECORDS}"), "/col/col49/index.html?uid=12&pageNum=2", None),
    ],
)  # fmt: skip
def test_records_in_data_are_links_and_lead_to_the_records_behind_them(page, path, expected) -> None:
    listing = read_listing(page.encode(), "", SITE + path)
    stories = [link.url for link in listing.links if "/art/" in link.url]
    assert stories == [f"{SITE}/art/2026/11/19/art_49_{n}.html" for n in range(6)]
    assert linked_next(listing.root, SITE + path) == (SITE + expected if expected else None)
    assert expected or not shows_pager(listing.root, SITE + path)


def test_records_that_are_counted_and_not_to_be_had_wait() -> None:
    listing = read_listing(jpage(f"<totalrecord>40</totalrecord>{RECORDS}").encode(), "", f"{SITE}/col/")
    assert linked_next(listing.root, f"{SITE}/col/") is None
    assert shows_pager(listing.root, f"{SITE}/col/")


@pytest.mark.parametrize(
    ("attributes", "target"),
    [
        ('data-href="/show.asp?bh=31"', "/show.asp?bh=31"),
        ('data-url="./view.jsp?lm=2&bh=31"', "/xw/view.jsp?lm=2&bh=31"),
        ("onclick=\"location.href='/news!view.action?bh=31'\"", "/news!view.action?bh=31"),
        ("onclick=\"window.open('/content/2026/9,4,68.shtml')\"", "/content/2026/9,4,68.shtml"),
        ('onclick="page=2"', None),
        ("onclick=\"show('a','b')\"", None),
        ('data-page="2"', None),
        ('onclick="x ? y.html : z.html"', None),
    ],
)
def test_what_is_pressed_leads_to_the_address_that_it_names(attributes, target) -> None:
    (control,) = find_controls(parse(f"<p {attributes}>第31条</p>", ""), "http://a.cn/xw/")
    assert control.target == (target and f"http://a.cn{target}")
