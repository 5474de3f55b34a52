import pytest

from scraper.crawl.spider import BadArgument
from scraper.spiders.chinanews import ChinanewsChannelsSpider
from scraper.spiders.xinhua import XinhuaChannelsSpider

MANY_HOSTS = [XinhuaChannelsSpider, ChinanewsChannelsSpider]


def article(channel: str, domain: str = "news.cn") -> str:
    return f"http://{channel}.{domain}/20260329/5f0c7a91d2be4380a6e1c94d27b3f815/c.html"


def test_all_31_provinces_have_a_host_of_xinhua() -> None:
    provinces = {code for code in XinhuaChannelsSpider.channels.values() if code and code.endswith("0000")}
    assert len(provinces) == 31


def test_all_provinces_but_xizang_have_a_host_of_chinanews() -> None:
    provinces = {code for code in ChinanewsChannelsSpider.channels.values() if code}
    assert len(provinces) == 30
    assert "540000" not in provinces


@pytest.mark.parametrize("site", MANY_HOSTS)
def test_several_channels_can_be_named(site) -> None:
    assert site(channel="zj, js,zj").start_urls == [site.front_page.format(one) for one in ("zj", "js")]


@pytest.mark.parametrize("site", MANY_HOSTS)
def test_the_national_channel_has_listings_of_its_own(site) -> None:
    assert site(channel="www").start_urls == list(site.lists["www"])
    assert set(site.lists["www"]) < set(site().start_urls)


@pytest.mark.parametrize("site", MANY_HOSTS)
@pytest.mark.parametrize("channel", ["zz", "", " ,", "zj,zz"])
def test_an_unknown_channel_is_an_error(site, channel) -> None:
    with pytest.raises(BadArgument):
        site(channel=channel)


@pytest.mark.parametrize(
    ("url", "region"),
    [
        (article("zj"), "330000"),
        (article("www.zj", "xinhuanet.com"), "330000"),
        (article("nmg", "xinhuanet.com"), "150000"),
        (article("xizang"), "540000"),
        ("https://www.news.cn/local/20260329/5f0c7a91d2be4380a6e1c94d27b3f815/c.html", None),
        (article("zj", "news.cn.example"), None),
    ],
)
def test_an_article_belongs_to_the_region_of_its_host(url, region) -> None:
    assert XinhuaChannelsSpider.region_of(url) == region


def test_only_the_channels_that_were_asked_for_are_crawled() -> None:
    assert XinhuaChannelsSpider(channel="zj").is_article(article("zj"))
    assert not XinhuaChannelsSpider(channel="js").is_article(article("zj"))
    assert not XinhuaChannelsSpider().is_article(article("education"))


@pytest.mark.parametrize("desk", ["politics", "world", "sports"])
def test_of_the_national_host_of_xinhua_the_local_desk_alone_is_read(desk) -> None:
    spider = XinhuaChannelsSpider()
    assert spider.is_article("http://www.xinhuanet.com/local/2017-01/26/c_1120380000.htm")
    assert not spider.is_article(f"http://www.xinhuanet.com/{desk}/2017-01/26/c_1120380000.htm")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.chinanews.com.cn/sh/2023/01-19/9930000.shtml",
        "http://www.gs.chinanews.com.cn/news/2024/1106/360000.shtml",
        "http://www.sc.chinanews.com.cn/bwbd/2024-11-06/200000.html",
        "http://www.zj.chinanews.com.cn/jzkzj/2024-11-06/detail-abcdefgh1234567.shtml",
    ],
)
def test_the_hosts_of_chinanews_have_several_forms_of_addresses(url) -> None:
    assert ChinanewsChannelsSpider().is_article(url)


def test_a_channel_that_is_only_crawled_when_named_has_its_region_all_the_same() -> None:
    assert XinhuaChannelsSpider(channel="wx").start_urls == ["http://wx.news.cn/"]
    assert "http://wx.news.cn/" not in XinhuaChannelsSpider().start_urls
    assert XinhuaChannelsSpider.region_of(article("wx")) == "320200"
    assert not XinhuaChannelsSpider().is_article(article("wx"))
