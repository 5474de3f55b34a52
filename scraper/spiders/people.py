"""人民网 regional channels (zj.people.com.cn ...): PCS, GBK and UTF-8. `-a channel=zj`, `zj,js`, or all 31.

Hosts and templates: high confidence (stored pages of 2019 and 2024, URLs to 2026). The channels' front pages link
their newest articles; the /BIG5/ mirror is left alone. Crawled when named: sz 深圳, ha the old host of 河南.
"""

from scraper.families.channels import ChannelSpider
from scraper.families.pcs import PcsSpider


class PeopleSpider(PcsSpider, ChannelSpider):
    """人民网 regional channels."""

    name = "people"
    site_name, confidence = "人民网", "high"
    domains = ("people.com.cn",)
    channels = {
        "ah": "340000", "bj": "110000", "cq": "500000", "fj": "350000", "gd": "440000", "gs": "620000",
        "gx": "450000", "gz": "520000", "hb": "420000", "he": "130000", "henan": "410000", "hi": "460000",
        "hlj": "230000", "hn": "430000", "jl": "220000", "js": "320000", "jx": "360000", "ln": "210000",
        "nm": "150000", "nx": "640000", "qh": "630000", "sc": "510000", "sd": "370000", "sh": "310000",
        "sn": "610000", "sx": "140000", "tj": "120000", "xj": "650000", "xz": "540000", "yn": "530000",
        "zj": "330000",
    }  # fmt: skip
    more_channels = {"sz": "440300", "ha": "410000"}
    front_page = "http://{}.people.com.cn/"
