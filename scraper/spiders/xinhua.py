"""新华网, its 地方 desk (www) and its provincial hosts (zj.news.cn ...): UTF-8. `-a channel=zj`, `zj,js`, or all.

Templates since 2016: high confidence (stored page of 2019, several scrapers, URLs to 2026); the older
provincial ones: medium (one scraper). Front pages of the hosts: inferred. bt is 兵团; crawled when named: csj 长三角,
wx 无锡, tibet (xizang since 2023). A script hides articles older than a year; a crawl runs no scripts.
"""

from scraper.families.channels import ChannelSpider
from scraper.families.xinhua import XinhuaSpider


class XinhuaChannelsSpider(XinhuaSpider, ChannelSpider):
    """新华网 by province."""

    name = "xinhua"
    site_name, confidence = "新华网", "high"
    domains = ("news.cn", "xinhuanet.com")
    channels = {
        "www": None, "ah": "340000", "bj": "110000", "bt": "650000", "cq": "500000", "fj": "350000",
        "gd": "440000", "gs": "620000", "gx": "450000", "gz": "520000", "ha": "410000", "hb": "420000",
        "he": "130000", "hlj": "230000", "hn": "430000", "hq": "460000", "jl": "220000", "js": "320000",
        "jx": "360000", "ln": "210000", "nmg": "150000", "nx": "640000", "qh": "630000", "sc": "510000",
        "sd": "370000", "sh": "310000", "sn": "610000", "sx": "140000", "tj": "120000", "xizang": "540000",
        "xj": "650000", "yn": "530000", "zj": "330000",
    }  # fmt: skip
    more_channels = {"csj": None, "tibet": "540000", "wx": "320200"}
    front_page = "http://{}.news.cn/"
    lists = {"www": ("http://www.news.cn/local/index.htm", "http://www.xinhuanet.com/local/wgzg.htm")}
    article_url = (  # host and folders have some 30 characters
        r"//(?!www\.(?:news\.cn|xinhuanet\.com)/(?!local/))"  # of the national host the 地方 desk alone
        r"[^?#]{1,80}/(?:\d{4}-\d{2}/\d{2}/c_\d+\.html?|\d{8}/[0-9a-f]{32}/c\.html)$"
    )
