"""东方网 (www.eastday.com): 上海. A CMS of its own: u1a... with GBK or UTF-8 until 2020, n.eastday.com since.

Medium confidence: a reader of 2022-2026 for the list (JSON) and the new body, three scrapers of 2016-2020 for
the old page, whose credits stand in the *_baidu elements.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider

LIST = "https://apin.eastday.com/apiplus/special/specialnewslistbyurl?specialUrl={}&skipCount=0&limitCount=20"


class EastdaySpider(NewsSpider):
    """东方网."""

    name = "eastday"
    site_name, region, confidence = "东方网", "310000", "medium"
    allowed_domains = ["eastday.com"]
    start_urls = [LIST.format("1632798465040016"), "http://sh.eastday.com/", "http://news.eastday.com/"]
    article_url = r"//n\.eastday\.com/pnews/\d+$|/u1ai?\d+(?:_K\d+)?\.html$"
    rules = Rules(
        title="#biaoti", date="[id^='pubtime_baidu']", source="[id^='source_baidu']",
        author="[id^='author_baidu']", editor="[id^='editor_baidu']",
        body=(".article_wrapper .mainLayer .content", ".contentBox .article .detail", "#zw"),
    )  # fmt: skip
