"""中国江苏网 (jsnews.jschina.com.cn): TRS WCM, UTF-8; pages before 2017 below /system/.

Medium confidence: templates of 2020-2021 and 2017-2018 (one scraper each); listings and URLs seen to 2026, with
ids of 24 hexadecimal digits since 2025.
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class JschinaSpider(TrsSpider):
    """中国江苏网."""

    name = "jschina"
    site_name, region, confidence = "中国江苏网", "320000", "medium"
    allowed_domains = ["jschina.com.cn"]
    start_urls = ["http://jsnews.jschina.com.cn/jsyw/", "https://jsnews.jschina.com.cn/"]
    article_links = "div.biaot a"
    article_url = r"/(?:\d{6}/t\d{8}_(?:\d+|s[0-9a-f]{24})|system/\d{4}/\d{2}/\d{2}/\d+)\.s?html$"
    rules = Rules(
        title=("#title", "div.text h2"),
        byline=("#pubtime_baidu", "#source_baidu", "#editor_baidu"),
        body=(*TrsSpider.rules.body, "div.article"),
    )
