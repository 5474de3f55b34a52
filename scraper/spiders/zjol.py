"""浙江在线 (zjnews.zjol.com.cn and other hosts): TRS WCM since about 2017, before /system/. UTF-8, old pages GBK.

Medium confidence: one scraper of 2018-2019; listings, their text and URLs seen to 2026. 编辑 stands at the end
of the body. Listings link with addresses that have no scheme (//zjnews...).
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class ZjolSpider(TrsSpider):
    """浙江在线."""

    name = "zjol"
    site_name, region, confidence = "浙江在线", "330000", "medium"
    allowed_domains = ["zjol.com.cn"]
    start_urls = [f"https://zjnews.zjol.com.cn/{desk}/" for desk in ("zjnews", "zjxc", "yc")]
    article_links = "ul.listUl li.listLi a, ul.newslist li a"
    article_url = r"/(?:\d{6}/t\d{8}_\d+|system/\d{4}/\d{2}/\d{2}/\d+)\.s?html$"
    rules = Rules(
        title="div.contTit",
        date="div.time",
        byline="#source_baidu",
        body=("div.contTxt", *TrsSpider.rules.body),
    )
