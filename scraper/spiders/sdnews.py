"""鲁网 (sd.sdnews.com.cn): 山东 and its cities. TRS WCM, UTF-8.

High confidence for 2018-2020 (two scrapers). Time and 来源 share one span; 责任编辑 stands below the text.
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class SdnewsSpider(TrsSpider):
    """鲁网."""

    name = "sdnews"
    site_name, region, confidence = "鲁网", "370000", "high"
    allowed_domains = ["sdnews.com.cn"]
    start_urls = ["http://sd.sdnews.com.cn/", "http://sd.sdnews.com.cn/yw/", "http://news.sdnews.com.cn/gn/"]
    article_url = r"/\d{6}/t\d{8}_\d+\.html?$"
    rules = Rules(
        title="div.fl.endContent h1",
        byline="div.bb.info span",
        editor="div.cc.zrbj",
        body="div.TRS_Editor",
    )
