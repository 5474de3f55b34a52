"""大江网 (jiangxi.jxnews.com.cn): 江西, with its later host jxcn.cn. enorth /system/, GBK declared as gb2312.

High confidence for 2017-2021 (four scrapers). The sections use several table templates; all carry the
hidden *_baidu elements, whose ids may end in a blank.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class JxnewsSpider(EnorthSpider):
    """大江网."""

    name = "jxnews"
    site_name, region, confidence = "大江网", "360000", "high"
    allowed_domains = ["jxnews.com.cn", "jxcn.cn"]
    start_urls = [
        *(f"http://jiangxi.jxnews.com.cn/{one}/" for one in ("lead", "society", "economy", "original")),
        "http://news.jxnews.com.cn/gn/",
    ]
    rules = Rules(
        title=("div.BiaoTi", "div.biaoti1 h1", "span.p22Bold"), date="[id^='pubtime_baidu']",
        source="[id^='source_baidu']", author="[id^='author_baidu']", editor="[id^='editor_baidu']",
        body=("#Zoom", ".Content", "#fontzoom", "td.p14.cBlack", "font.test1"), drop="#news_more_page_div_id",
    )  # fmt: skip
