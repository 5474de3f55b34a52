"""东方网 (www.eastday.com): 上海. A CMS of its own (u1a...), UTF-8 now, GBK on old pages.

Medium confidence: three scrapers of 2016-2020. All credits stand in the *_baidu elements. The site's newer
lists come as JSON; these are the HTML ones.
"""

from schemas import Rules
from scraper.spider import NewsSpider


class EastdaySpider(NewsSpider):
    """东方网."""

    name = "eastday"
    site_name, region, confidence = "东方网", "310000", "medium"
    allowed_domains = ["eastday.com"]
    start_urls = ["http://sh.eastday.com/", "http://news.eastday.com/"]
    article_url = r"\.eastday\.com/(?:[a-z0-9]+/){0,6}u1ai?\d+(?:_K\d+)?\.html$"
    rules = Rules(
        title="#biaoti", date="[id^='pubtime_baidu']", source="[id^='source_baidu']",
        author="[id^='author_baidu']", editor="[id^='editor_baidu']", body="#zw",
    )  # fmt: skip
