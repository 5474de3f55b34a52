"""天山网 (www.ts.cn): TRS WCM since 2022, before the /system/ CMS of 北方网 on news.ts.cn. UTF-8.

Since 2022: low confidence, listings and URLs are seen (to 2024), no template: the general reader takes those.
Up to 2020: medium (one scraper).
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class TsSpider(TrsSpider):
    """天山网."""

    name = "ts"
    site_name, region, confidence = "天山网", "650000", "low"
    allowed_domains = ["ts.cn"]
    start_urls = [f"https://www.ts.cn/xwzx/{desk}/" for desk in ("szxw", "jjxw", "shxw", "whxw", "dzxw")]
    article_url = r"/(?:\d{6}/t\d{8}_\d+|system/\d{4}/\d{2}/\d{2}/\d+)\.shtml$"
    rules = Rules(
        title="h1.active-title", byline="p.active-info2", body=(*TrsSpider.rules.body, "div.hy-active")
    )
