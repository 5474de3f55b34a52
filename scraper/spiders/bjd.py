"""京报网 (www.bjd.com.cn): 北京日报. A CMS of its own, UTF-8.

Medium confidence: three scrapers of 2019-2020 for the page; three forms of address up to 2022, of which
/a/YYYYMM/DD/WS... is the one of 中国日报. Author and editor share a class, in this order.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class BjdSpider(NewsSpider):
    """京报网."""

    name = "bjd"
    site_name, region, confidence = "京报网", "110000", "medium"
    allowed_domains = ["bjd.com.cn"]
    start_urls = ["http://www.bjd.com.cn/", "http://www.bjd.com.cn/bj", "http://www.bjd.com.cn/jj"]
    article_url = r"/(?:a/\d{6}/\d{2}/WS\w{24}\.html|content/s\w{24}\.html|\d{4}/\d{2}/\d{2}/\d+\.shtml)$"
    rules = Rules(
        title="span.span1", byline="span.span33", date="span.span31", source="span.span32",
        body=".contentnews21", section="#columnId",
    )  # fmt: skip
