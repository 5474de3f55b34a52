"""中安在线 (ah.anhuinews.com): 安徽. TRS WCM and UTF-8 since 2021; enorth /system/ and GBK until 2020.

Medium confidence: one crawler of 2023 for the new page, two of 2018-2020 for the old one, addresses to 2025.
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class AnhuinewsSpider(TrsSpider):
    """中安在线."""

    name = "anhuinews"
    site_name, region, confidence = "中安在线", "340000", "medium"
    allowed_domains = ["anhuinews.com"]
    start_urls = [f"http://ah.anhuinews.com/{one}" for one in ("", "szxw/", "gnxw/", "shxw/", "cjxw/")]
    article_url = r"/(?:system/\d{4}/\d{2}/\d{2}/\d+\.shtml|\d{6}/t\d{8}_\d+\.html)$"
    rules = Rules(
        title="#wm_xl_title", byline="#title_part2", date="[id^='pubtime_baidu']",
        source=("[id^='source_baidu']", "div.source"), editor="[id^='editor_baidu']",
        body=("div.zt-right .zt-txt", "div.TRS_Editor", "#Zoom"),
    )  # fmt: skip
