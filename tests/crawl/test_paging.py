from urllib.parse import urljoin

import pytest
from lxml import html

from scraper.crawl.paging import linked_next, next_number, scripted_next
from scraper.crawl.shapes import looks_like_article, looks_like_listing
from scraper.families.catalogue import FAMILIES, count_forms, load_family
from scraper.families.chinanews import ChinanewsSpider
from scraper.families.enorth import EnorthSpider
from scraper.families.pcs import PcsSpider
from scraper.families.trs import TrsSpider
from scraper.families.xinhua import XinhuaSpider

COUNTED = "http://a.cn/system/count//0001001/000000000000/000/000/c0001001000000000000_000000{}.shtml"
MORE = "http://a.cn/system/more/1001/0000/1001_0000{}.shtml"

FORMS = {
    "trs": "http://www.tibet.cn/cn/Instant/local/202306/t20230612_7438071.html",
    "pcs": "http://zj.people.com.cn/n2/2023/0612/c186327-40453467.html",
    "xinhua": "https://www.news.cn/local/20260924/35dbd656d4014d7f85d43f0f8f1b59fd/c.html",
    "enorth": "http://ent.enorth.com.cn/system/2019/06/14/037344499.shtml",
    "chinanews": "http://www.chinanews.com/cj/2019/01-18/8732773.shtml",
    "founder": "http://politics.gmw.cn/2019-01/20/content_32379481.htm",
    "chinadaily": "http://china.chinadaily.com.cn/a/201903/31/WS5ca06f73a310e7f8b1573a7b.html",
    "phpcms": "http://www.pyfabu.example/show-9-773-1.html",
    "dedecms": "http://www.luotian.example/plus/view.php?aid=3312",
    "wordpress": "https://www.huaiyuan.example/archives/4127",
}


def page(body: str):
    return html.document_fromstring(f"<body>{body}</body>")


@pytest.mark.parametrize("text", ["下一页", " 下一页 >", "[下页]", "下一頁", "»下一页»", "Next", "后一页"])
def test_the_link_called_next_page_is_found(text) -> None:
    assert linked_next(page(f'<a href="i2.html">{text}</a>'), "http://a.cn/xw/") == "http://a.cn/xw/i2.html"


@pytest.mark.parametrize(
    "link",
    [
        '<a href="javascript:go(2)">下一页</a>',
        '<a href="#">下一页</a>',
        '<a href="77.html">下一页的故事：山阳春耕</a>',
        '<a href="77.html">上一页</a>',
    ],
)
def test_what_only_sounds_like_a_next_page_is_left_alone(link) -> None:
    assert linked_next(page(link), "http://a.cn/xw/") is None


def test_a_link_marked_as_next_needs_no_name() -> None:
    assert (
        linked_next(page('<a rel="next" href="/page/2/">较早</a>'), "http://a.cn/") == "http://a.cn/page/2/"
    )


def test_the_last_page_of_a_script_has_no_next_whatever_is_linked() -> None:
    root = page('<script>createPageHTML(2, 1, "index", "html");</script><a href="index_9.html">下一页</a>')
    assert scripted_next(root, "http://a.cn/") == (True, None)
    assert TrsSpider("any").find_next_page(root, "http://a.cn/") is None


@pytest.mark.parametrize(
    ("url", "below"),
    [
        (COUNTED.format("012"), COUNTED.format("011")),
        (COUNTED.format("001"), None),
        (MORE.format("0002"), MORE.format("0001")),
        (MORE.format("0001"), None),
    ],
)
def test_the_pages_of_enorth_count_down(url, below) -> None:
    assert EnorthSpider("any").find_next_page(page(""), url) == below


def test_enorth_changes_its_folder_with_the_number() -> None:
    url = "http://a.cn/system/count//0001001/000000000000/000/001/c0001001000000000000_000001000.shtml"
    below = "http://a.cn/system/count//0001001/000000000000/000/000/c0001001000000000000_000000999.shtml"
    assert EnorthSpider("any").find_next_page(page(""), url) == below
    url = "http://a.cn/system/more2/1001/0001/1001_00010000.shtml"
    assert (
        EnorthSpider("any").find_next_page(page(""), url)
        == "http://a.cn/system/more/1001/0000/1001_00009999.shtml"
    )


def test_the_roll_of_chinanews_ends_with_its_tenth_page() -> None:
    roll = "https://www.chinanews.com.cn/scroll-news/news{}.html"
    assert ChinanewsSpider("any").find_next_page(page(""), roll.format(9)) == roll.format(10)
    assert ChinanewsSpider("any").find_next_page(page(""), roll.format(10)) is None


def test_a_numbered_address_has_a_next_one() -> None:
    assert next_number("http://a.cn/list?page=2") == "http://a.cn/list?page=3"
    assert next_number("http://a.cn/list?year=2023") is None


@pytest.mark.parametrize(
    ("spider", "mirror", "own"),
    [
        (PcsSpider, "http://zj.people.com.cn/BIG5/n2/2023/0612/c1-4.html", "http://zj.people.com.cn/n2/2023/0612/c1-4.html"),
        (PcsSpider, "http://sc.people.com.cn/GB/n2/2023/0612/c1-4.html", "http://sc.people.com.cn/n2/2023/0612/c1-4.html"),
        (
            ChinanewsSpider,
            "http://m.chinanews.com/wap/detail/zw/ydyl/2026/09-04/10690050.shtml",
            "http://www.chinanews.com/ydyl/2026/09-04/10690050.shtml",
        ),
        (TrsSpider, "http://a.cn/202306/t20230612_1.html?spm=a1#top", "http://a.cn/202306/t20230612_1.html"),
        (TrsSpider, "http://a.cn/xw/show.php?id=7", "http://a.cn/xw/show.php?id=7"),
    ],
)  # fmt: skip
def test_a_copy_on_a_mirror_means_the_article_itself(spider, mirror, own) -> None:
    assert spider("any").rewrite(mirror) == own


def test_a_page_of_xinhua_names_its_lists() -> None:
    class Answer:
        url = "http://www.news.cn/local/index.htm"
        body = b'<div data="datasource:0123456789abcdef0123456789abcdef"></div>"ds_%s.json"' % (b"ab" * 16)

    class Parsed:
        root = page("")

    found = list(XinhuaSpider("any").sources_of(Answer, Parsed))
    assert found == [
        urljoin(Answer.url, f"ds_{'ab' * 16}.json"),
        urljoin(Answer.url, f"ds_{'0123456789abcdef' * 2}.json"),
    ]


@pytest.mark.parametrize(("family", "url"), FORMS.items(), ids=FORMS)
def test_a_family_is_known_by_the_form_of_its_addresses(family, url) -> None:
    assert any(one.lower().endswith(f":{family}spider") for one in count_forms([url]))
    assert looks_like_article(url)
    assert not looks_like_listing(url)


@pytest.mark.parametrize("name", FAMILIES)
def test_no_family_takes_a_part_or_a_listing_for_an_article(name) -> None:
    family = load_family(name)(
        "any",
    )
    family.start_urls = ["http://a.cn/"]
    for path in ("/", "/xw/index_1.html", "/node_19_2.htm", "/2023-06/12/content_7_2.htm", "/list-9-2.html",
                 "/202306/t20230612_7_1.html", "/n2/2023/0612/c1-4-2.html", "/show-9-773-2.html"):  # fmt: skip
        assert not family.is_article(f"http://a.cn{path}"), path
