"""北国网 (liaoning.lnd.com.cn): 辽宁日报 and its papers. enorth /system/, GBK declared as gb2312.

Medium confidence: two scrapers of 2018-2019. Credits stand in the hidden *_baidu elements; the papers'
pages are a Founder edition (/htm/YYYY-MM/DD/content_ID.htm).
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class LndSpider(EnorthSpider):
    """北国网."""

    name = "lnd"
    site_name, region, confidence = "北国网", "210000", "medium"
    allowed_domains = ["lnd.com.cn"]
    start_urls = ["http://liaoning.lnd.com.cn/", "http://news.lnd.com.cn/"]
    article_url = r"/(?:system/\d{4}/\d{2}/\d{2}/\d+\.shtml|htm/\d{4}-\d{2}/\d{2}/content_\d+\.htm)$"
    rules = Rules(
        date="[id^='pubtime_baidu']", source="[id^='source_baidu']",
        author="[id^='author_baidu']", editor="[id^='editor_baidu']", body=("#content", ".content"),
        drop="#news_more_page_div_id",
    )  # fmt: skip
