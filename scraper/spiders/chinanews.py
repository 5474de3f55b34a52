"""中新网 (www.chinanews.com.cn) and its provincial hosts: UTF-8 now, GB2312 before 2019 and still on js.

www: high confidence (2013-2021 and 2022-2026, six scrapers). Provincial hosts: names seen in 2026, their
templates and URL forms vary by province (low): the general reader takes what these rules do not find.
`-a channel=zj`, `zj,js`, or all; www is the national roll. Xizang has no host of its own.
"""

from scraper.families.channels import ChannelSpider
from scraper.families.chinanews import ChinanewsSpider


class ChinanewsChannelsSpider(ChinanewsSpider, ChannelSpider):
    """中新网, the national roll and the provinces."""

    name = "chinanews"
    site_name, confidence = "中新网", "medium"
    domains = ("chinanews.com.cn", "chinanews.com")
    channels = {
        "www": None, "ah": "340000", "bj": "110000", "bt": "650000", "cq": "500000", "fj": "350000",
        "gd": "440000", "gs": "620000", "gx": "450000", "gz": "520000", "ha": "410000", "hb": "420000",
        "heb": "130000", "hi": "460000", "hlj": "230000", "hn": "430000", "jl": "220000", "js": "320000",
        "jx": "360000", "ln": "210000", "nmg": "150000", "nx": "640000", "qh": "630000", "sc": "510000",
        "sd": "370000", "sh": "310000", "shx": "610000", "sx": "140000", "tj": "120000", "xj": "650000",
        "yn": "530000", "zj": "330000",
    }  # fmt: skip
    front_page = "https://www.{}.chinanews.com.cn/"
    lists = {
        "www": tuple(
            f"https://www.chinanews.com.cn/{page}"
            for page in ("scroll-news/news1.html", "china.shtml", "society.shtml")
        )
    }
    article_url = r"/(?:\d{4}/\d{2}-?\d{2}/\d+|\d{4}-\d{2}-\d{2}/(?:detail-[a-z]+)?\d+)\.s?html$"
