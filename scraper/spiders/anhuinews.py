"""中安在线 (ah.anhuinews.com): 安徽. TRS WCM and UTF-8 since 2021; enorth /system/ and GBK until 2020.

Medium to high confidence: two scrapers of 2018-2020 for the old page, addresses of 2021-2025 for the new one,
whose own selectors nobody wrote down: only the editor of TRS is named here, the general reader finds the rest.
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class AnhuinewsSpider(TrsSpider):
    """中安在线."""

    name = "anhuinews"
    site_name, region, confidence = "中安在线", "340000", "medium"
    allowed_domains = ["anhuinews.com"]
    start_urls = ["http://ah.anhuinews.com/", "http://ah.anhuinews.com/szxw/", "http://news.anhuinews.com/"]
    article_url = r"/(?:system/\d{4}/\d{2}/\d{2}/\d+\.shtml|\d{6}/t\d{8}_\d+\.html)$"
    rules = Rules(
        byline="div.info",
        date="[id^='pubtime_baidu']",
        source=("[id^='source_baidu']", "div.source"),
        editor="[id^='editor_baidu']",
        body=("div.TRS_Editor", "#Zoom"),
    )
