"""中国甘肃网 (gansu.gscn.com.cn): 甘肃. enorth /system/, UTF-8 now, GBK on old pages.

Medium confidence: three configurations of 2018-2020. The outlet is a link in the byline; 责任编辑 stands
below the text on the right, in a class that other templates give to the date.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class GscnSpider(EnorthSpider):
    """中国甘肃网."""

    name = "gscn"
    site_name, region, confidence = "中国甘肃网", "620000", "medium"
    allowed_domains = ["gscn.com.cn"]
    start_urls = ["http://gansu.gscn.com.cn/", "http://gansu.gscn.com.cn/gsyw/"]
    rules = Rules(
        title=".a-header h1",
        byline=(".a-header .info", "span.m-frt"),
        body=".a-container",
        drop="#news_more_page_div_id",
    )
