import pytest
from lxml import html

from scraper.crawl.spider import BadArgument
from scraper.families.trs import TrsSpider
from scraper.neighbours import ForeignPackage, check_neighbours
from scraper.spiders.people import PeopleSpider
from scraper.spiders.tibet import TibetSpider


def test_all_31_provinces_have_a_channel() -> None:
    assert len(PeopleSpider.channels) == 31
    assert len(set(PeopleSpider.channels.values())) == 31
    assert all(code.endswith("0000") for code in PeopleSpider.channels.values())


def test_several_channels_can_be_named() -> None:
    spider = PeopleSpider(channel="zj, js,sz")
    assert spider.start_urls == [f"http://{one}.people.com.cn/" for one in ("zj", "js", "sz")]


def test_without_a_channel_all_provinces_are_crawled() -> None:
    assert len(PeopleSpider().start_urls) == 31
    assert not set(PeopleSpider.more_channels) & {url[7:9] for url in PeopleSpider().start_urls}


@pytest.mark.parametrize("channel", ["zz", "", " ,", "zj,zz"])
def test_an_unknown_channel_is_an_error(channel) -> None:
    with pytest.raises(BadArgument):
        PeopleSpider(channel=channel)


def test_an_unknown_argument_is_an_error() -> None:
    with pytest.raises(BadArgument, match="chanel"):
        TibetSpider(chanel="zj")


def test_an_article_belongs_to_the_region_of_its_channel() -> None:
    url = "http://zj.people.com.cn/n2/2023/0612/c186327-40453467.html"
    assert PeopleSpider.region_of(url) == "330000"
    assert PeopleSpider(channel="zj").is_article(url)
    assert not PeopleSpider(channel="js").is_article(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://zj.people.com.cn/BIG5/n2/2023/0612/c186327-40453467.html",  # a Traditional copy
        "http://zj.people.com.cn/GB/186327/index.html",
        "http://politics.people.com.cn/n1/2024/0424/c1001-40223222.html",
        "http://people.com.cn.example/n2/2023/0612/c186327-40453467.html",
    ],
)
def test_what_is_no_article_of_a_channel_is_left_alone(url) -> None:
    assert not PeopleSpider().is_article(url)


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ('createPageHTML(3, 0, "index", "html");', "http://www.tibet.cn/cn/Instant/index_1.html"),
        ("createPageHTML(3,1,'index','shtml')", "http://www.tibet.cn/cn/Instant/index_2.shtml"),
        ('createPageHTML(3, 2, "index", "html");', None),
        ("var nothing = 1;", None),
    ],
)
def test_a_trs_listing_knows_its_next_page(pager, following) -> None:
    root = html.document_fromstring(f"<body><script>{pager}</script></body>")
    assert TrsSpider("any").find_next_page(root, "http://www.tibet.cn/cn/Instant/") == following


def test_a_foreign_package_of_our_name_is_named(tmp_path) -> None:
    with pytest.raises(ForeignPackage, match="pipelines"):
        check_neighbours(tmp_path)
