"""Which links of a page that nobody described are articles, whatever the headline is written on."""

import pytest

from pipelines.extract.tree.document import parse
from scraper.crawl.discovery import Link, read_listing
from scraper.crawl.links import absolute, find_links, frames_of
from scraper.spiders.news import AnySpider

HOME = "http://www.shanyang.example/xw/"
LONG = "山阳县果园开园迎客"
ONE, TWO, THREE = (f"/xw/2026/1119/100{n}.html" for n in (1, 2, 3))


def read(page: str) -> tuple[list[str], list[str]]:
    """Return the articles of a page, and the links that have to be tried."""
    spider = AnySpider("news", url=HOME)
    listing = read_listing(f"<html><body>{page}</body></html>".encode(), "", HOME, spider.article_links)
    links, doubts = spider.read_links(listing)
    tried = [link for doubt in doubts for link in doubt.links]
    return shorten(links), shorten(tried)


def shorten(links: list[Link]) -> list[str]:
    return [link.url.removeprefix("http://www.shanyang.example") for link in links]


def articles(page: str) -> list[str]:
    return read(page)[0]


def entry(target: str, text: str) -> str:
    return f'<a href="{target}">{text}</a>'


@pytest.mark.parametrize(
    "page",
    [
        f"<ul><li>{entry(ONE, '雪韵')}</li><li>{entry(TWO, LONG)}</li></ul>",
        f"<div>{entry(ONE, '秋收图')}<br>{entry(TWO, LONG)}</div>",
        f"<table><tr><td>{entry(ONE, '雪韵')}</td><td>11-19</td></tr><tr><td>{entry(TWO, LONG)}</td></tr></table>",
        f"<div><div><h4>{entry(ONE, '雪韵')}</h4><p>简介</p></div><div><h4>{entry(TWO, LONG)}</h4></div></div>",
    ],
)
def test_a_short_headline_belongs_to_its_list(page) -> None:
    assert articles(page) == [ONE, TWO]


def test_a_short_headline_without_a_day_needs_as_many_long_ones() -> None:
    short, long = "/xw/show-4-1001.html", "/xw/show-4-1002.html"
    assert read(f"<p>{entry(short, '雪韵')}</p><p>{entry(long, LONG)}</p>") == ([], [long])


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{entry('/col/1001.html', '要闻')}</p><p>{entry('/col/1002.html', LONG)}</p><p>{entry('/col/1003.html', '乡镇')}</p>",
        f'<div class="nav">{entry("/col/1001.html", "要闻")}{entry("/col/1002.html", LONG)}</div>',
        f'<div class="footer">{entry("/g/202301/t20230101_1.html", "关于我们")}{entry("/g/202301/t20230101_2.html", LONG)}</div>',
        f"<ul><li>{entry('/yw/', '要闻')}</li><li>{entry('/xw/1002.html', LONG)}</li></ul>",
        f"<ul><li>{entry('/xw/1001.html', '12')}</li><li>{entry('/xw/1002.html', LONG)}</li></ul>",
    ],
)
def test_the_name_of_a_channel_is_no_headline(page) -> None:
    taken, tried = read(page)
    assert len(taken + tried) <= 1


@pytest.mark.parametrize(
    "page",
    [
        f'<a href="{ONE}"><img src="x.jpg" alt="{LONG}"></a><a href="{TWO}"><img src="x.jpg" title="{LONG}"></a>',
        f'<a href="{ONE}" title="{LONG}"><img src="x.jpg"></a><a href="{TWO}" title="{LONG}">详细</a>',
        f'<map><area href="{ONE}" alt="{LONG}"><area href="{TWO}" title="{LONG}"></map>',
        f"<div><h3>{LONG}</h3><p>简介</p>{entry(ONE, '[详细]')}</div><div><h3>{LONG}</h3>{entry(TWO, '[详细]')}</div>",
        f"<dl><dt>{LONG}</dt><dd>简介{entry(ONE, '详情')}</dd></dl><dl><dt>{LONG}</dt><dd>简介{entry(TWO, '详情')}</dd></dl>",
        f"<h4>{LONG}</h4><p>简介{entry(ONE, '阅读全文')}</p><h4>{LONG}</h4><p>简介{entry(TWO, '阅读全文')}</p>",
        f"<table><tr><td>{LONG}</td><td>{entry(ONE, '查看')}</td></tr><tr><td>{LONG}</td><td>{entry(TWO, '查看')}</td></tr></table>",
        f"<ul><li>{LONG}{entry(ONE, 'more')}</li><li>{LONG}{entry(TWO, 'more')}</li></ul>",
        f'<ul><li>{entry(ONE, "")}<div class="title">{LONG}</div></li><li>{entry(TWO, "")}<div class="title">{LONG}</div></li></ul>',
        f"<div onclick=\"location.href='{ONE}'\">{LONG}</div><a href=\"javascript:window.open('{TWO}')\">{LONG}</a>",
    ],
)  # fmt: skip
def test_a_headline_may_stand_on_a_picture_or_beside_the_link(page) -> None:
    assert articles(page) == [ONE, TWO]


def test_more_beside_the_name_of_a_channel_is_no_article() -> None:
    box = f"<div><h3>山阳县新闻发布会</h3>{entry('/zt/1001.html', '更多')}<ul><li>{entry(TWO, LONG)}</li></ul></div>"
    assert articles(box) == [TWO]
    head = f'<div class="hd"><h3>山阳县新闻发布会</h3>{entry("/zt/1001.html", "更多")}</div><ul><li>{entry(TWO, LONG)}</li></ul>'
    assert articles(head) == [TWO]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        (r"\xw\7.html", "http://a.cn/xw/7.html"),
        (r"..\yw\7.html", "http://a.cn/yw/7.html"),
        (r"http:\\b.cn\7.html", "http://b.cn/7.html"),
        ("http:/xw/7.html", "http://a.cn/xw/7.html"),
        ("http:///b.cn/7.html", "http://b.cn/7.html"),
        ("//b.cn/7.html", "http://b.cn/7.html"),
        ("/xw/\n\t7.html ", "http://a.cn/xw/7.html"),
        (r"?q=a\b", r"http://a.cn/xw/?q=a\b"),
        (r"javascript:go('\7')", None),
        ("http://[", None),
    ],
)
def test_an_address_is_read_as_browsers_read_it(href, target) -> None:
    assert absolute("http://a.cn/xw/", href) == target


def test_a_textarea_may_hold_the_links_of_a_list() -> None:
    page = (
        f"<textarea>{entry(ONE, LONG)}</textarea><textarea>&lt;a href='{TWO}'&gt;{LONG}&lt;/a&gt;</textarea>"
    )
    assert articles(page) == [ONE, TWO]


def test_what_a_script_says_is_no_link() -> None:
    root = read_listing(f"<p>山阳</p><script>var a = '{entry(ONE, LONG)}'</script>".encode(), "", HOME).root
    assert list(find_links(root, HOME)) == []


def test_a_frame_is_a_page_of_its_own() -> None:
    root = parse(
        '<iframe src="list.html"></iframe><iframe src="about:blank"></iframe><iframe></iframe>', HOME
    )
    assert list(frames_of(root, HOME)) == [f"{HOME}list.html"]


def test_the_entries_of_a_feed_are_articles_whatever_their_addresses_and_a_sitemap_s_channels_are_none() -> (
    None
):
    slugs = [f"http://www.shanyang.example/{name}/" for name in ("guo-yuan-kai-yuan", "chun-geng-mang")]
    items = "".join(
        f"<item><title>{LONG}</title><link>{url}</link></item>"
        for url in (*slugs, "http://www.shanyang.example/")
    )
    feed = read_listing(f"<rss><channel>{items}</channel></rss>".encode(), "", HOME)
    assert [link.url for link in AnySpider("news", url=HOME).articles_of(feed)] == slugs
    places = "".join(
        f"<url><loc>{url}</loc></url>"
        for url in (*slugs, f"http://www.shanyang.example{ONE}", "http://www.shanyang.example/c/7kQcQG2peWU")
    )
    sitemap = read_listing(f"<urlset>{places}</urlset>".encode(), "", HOME)
    assert shorten(AnySpider("news", url=HOME).articles_of(sitemap)) == [ONE, "/c/7kQcQG2peWU"]
