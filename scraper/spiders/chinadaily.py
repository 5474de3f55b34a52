"""中国日报网, its Chinese hosts (cn, china, cnews, {province}): a CMS of its own, UTF-8. National.

Title, time, source and body: high confidence (three scrapers of 2018-2020, the URL form unchanged in 2026);
the editor in the last line of the body: low. www, global and the like are English and are left alone.
"""

from scraper.families.chinadaily import ChinadailySpider


class ChinadailyHostsSpider(ChinadailySpider):
    """中国日报网."""

    name = "chinadaily"
    site_name, region, confidence = "中国日报网", None, "high"
    allowed_domains = ["chinadaily.com.cn"]
    start_urls = [
        "https://china.chinadaily.com.cn/5bd5639ca3101a87ca8ff636/page_1.html",
        "https://cn.chinadaily.com.cn/yuanchuang/",
        "http://fj.chinadaily.com.cn/",
    ]
    article_url = (
        r"^https?://(?:china|cnews|hlj|nmg|[a-z]{2})\.chinadaily\.com\.cn/"
        r"(?:a/\d{6}/\d{2}/WS[0-9a-f]{24}|\d{4}-\d{2}/\d{2}/content_\d+)\.html?$"
    )
