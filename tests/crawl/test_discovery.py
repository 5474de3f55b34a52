import gzip
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Rejected
from scraper.crawl.discovery import Link, read_day, read_listing
from scraper.crawl.scope import BadArgument, Scope, days_of

HOME = "https://www.shanyang.example/xw/"
DAY = (date(2023, 6, 12), date(2023, 6, 12))
ARTICLE = Link("https://www.shanyang.example/xw/1.html", DAY)

ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]><rss><item><link>https://www.shanyang.example/xw/1.html</link>
<pubDate>2023-06-12</pubDate><title>&b;&c;</title></item></rss>"""

LISTS = {
    "RSS": b"""<?xml version="1.0" encoding="gb2312"?><rss><channel><link>https://www.shanyang.example/</link><item>
        <title>\xb4\xba\xb8\xfb</title><link>/xw/1.html</link><pubDate>Mon, 12 Jun 2023 01:00:00 +0800</pubDate>
        </item></channel></rss>""",
    "Atom": b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/><entry>
        <link rel="enclosure" href="/a.mp3"/><link href="/xw/1.html"/><updated>2023-06-13T00:00:00Z</updated>
        <published>2023-06-12T00:00:00Z</published></entry></feed>""",
    "sitemap": b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>
        <loc> https://www.shanyang.example/xw/1.html </loc><lastmod>2023-06-12</lastmod></url></urlset>""",
    "JSON": b'{"data": {"list": [{"LinkUrl": "/xw/1.html", "PubTime": "2023-06-12 15:27:00"}]}}',
    "JSON of 新华网": b'{"datasource": [{"publishUrl": "../xw/1.html", "publishTime": "2023-06-12 15:27"}]}',
    "JSONP": b'jQuery112_1({"items": [{"url": "/xw/1.html", "date": 1686554820}]});',
    "script": b'var news = [{"url": "/xw/1.html", "time": "1686554820000"}];',
    "entities": ENTITIES,
    "RSS by guid": b"""<rss><item><guid isPermaLink="true">https://www.shanyang.example/xw/1.html</guid>
        <pubDate>2023-06-12</pubDate></item><item><guid isPermaLink="false">https://www.shanyang.example/2</guid></item>
        <item><guid>77</guid></item></rss>""",
    "RSS by guid without a word": b"""<rss><item><link/><guid>https://www.shanyang.example/xw/1.html</guid>
        <pubDate>2023-06-12</pubDate></item></rss>""",
    "RSS with another guid": b"""<rss><item><guid>https://www.shanyang.example/?p=1</guid><pubDate>2023-06-12</pubDate>
        <link><![CDATA[ https://www.shanyang.example/xw/1.html ]]></link></item></rss>""",
    "RSS behind a mark and a comment": "\ufeff\r\n<?xml version='1.0' encoding='gb2312'?><!-- 要闻 --><rss><item>"
    "<title>春耕</title><link>/xw/1.html</link><pubDate>2023-06-12</pubDate></item></rss>".encode(),
    "RDF": b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><item><link>/xw/1.html</link><dc:date>2023-06-12</dc:date></item>
        </rdf:RDF>""",
    "Atom with a base": b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.shanyang.example/"><entry
        xml:base="/xw/"><link href="1.html"/><published>2023-06-12</published></entry></feed>""",
    "sitemap with pictures": b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="urn:image">
        <url><image:image><image:loc>/a.jpg</image:loc></image:image><loc>/xw/1.html</loc><lastmod>2023-06-12</lastmod>
        </url></urlset>""",
    "JSON Feed": b"""{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/xw/1.html",
        "date": "2023-06-12"}]}""",
}


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS)
def test_each_kind_of_list_gives_its_articles_and_their_days(body) -> None:
    assert read_listing(body, "", HOME).links == (ARTICLE,)


TEXT = "https://www.shanyang.example/xw/{}.html"


@pytest.mark.parametrize(
    "body",
    [
        "\n".join(map(TEXT.format, (1, 2))).encode(),
        "\ufeff{}\r\n\r\n{}\r\n".format(*map(TEXT.format, (1, 2))).encode(),
        gzip.compress("\n".join(map(TEXT.format, (1, 2))).encode()),
    ],
    ids=["plain", "mark and CRLF", "gzip"],
)
def test_a_sitemap_may_be_lines_of_text(body) -> None:
    assert [link.url for link in read_listing(body, "text/plain", HOME).links] == [
        TEXT.format(1),
        TEXT.format(2),
    ]


def test_a_text_with_other_lines_is_no_sitemap() -> None:
    with pytest.raises(Rejected):
        read_listing(f"{TEXT.format(1)}\n更新于昨天".encode(), "text/plain", HOME)


@pytest.mark.parametrize(
    "link",
    [
        "/show.php?c=1&id=7&copy=1",
        "/show.php?c=1&amp;id=7&amp;copy=1",
        "<![CDATA[/show.php?c=1&id=7&copy=1]]>",
    ],
)
def test_an_ampersand_of_a_feed_stands_for_itself(link) -> None:
    body = f"<rss><item><title>春耕 & 秋收 &hellip; &nbsp;</title><link>{link}</link></item></rss>".encode()
    (found,) = read_listing(body, "text/xml", HOME).links
    assert found.url == "https://www.shanyang.example/show.php?c=1&id=7&copy=1"


def test_a_sitemap_index_gives_further_listings() -> None:
    body = b"<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2023-06-12</lastmod></sitemap></sitemapindex>"
    listing = read_listing(body, "text/xml", HOME)
    assert listing.links == ()
    assert listing.listings == (Link("https://www.shanyang.example/a.xml", DAY),)


@pytest.mark.parametrize("body", [b"\x1f\x8bno gzip", b"", b"{" + b'"a":[' * 5000, b'{"a": '])
def test_what_cannot_be_read_is_refused_with_a_reason(body) -> None:
    with pytest.raises(Rejected):
        read_listing(body, "", HOME)


@given(st.text(max_size=40) | st.integers() | st.floats() | st.none() | st.booleans())
def test_any_value_is_a_day_or_none(value) -> None:
    assert read_day(value) is None or read_day(value)[0].year


def test_times_without_a_zone_are_beijing_time() -> None:
    assert read_day("Sun, 11 Jun 2023 20:00:00 GMT") == DAY


@pytest.mark.parametrize(
    "arguments",
    [
        {"since": "2023-6-1"},
        {"since": "昨天"},
        {"since": "2023-06-02", "until": "2023-06-01"},
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "many"},
        {"section": " / "},
    ],
)
def test_an_argument_that_means_nothing_is_an_error(arguments) -> None:
    with pytest.raises(BadArgument):
        Scope.read(arguments)


def test_an_unknown_section_names_the_known_ones() -> None:
    with pytest.raises(BadArgument, match="xw"):
        Scope(section="zw").choose_listings([HOME])


def test_a_section_is_a_folder_and_not_a_piece_of_one() -> None:
    urls = ["http://a.cn/local/", "http://a.cn/locals/", "http://local.a.cn/x/"]
    assert Scope(section="local").choose_listings(urls) == [urls[0], urls[2]]


def test_what_may_belong_to_the_scope_is_kept() -> None:
    scope = Scope(since=date(2023, 6, 10), until=date(2023, 6, 20))
    assert scope.holds(None)
    assert scope.holds(days_of("http://a.cn/zx/202306/58919.html"))
    assert not scope.holds(days_of("http://a.cn/zx/202305/58919.html"))
    assert not scope.holds(days_of("http://a.cn/202306/t20230621_1.html"))
    assert scope.is_before(days_of("http://a.cn/202306/t20230609_1.html"))
