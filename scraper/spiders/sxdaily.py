"""陕西传媒网 (www.sxdaily.com.cn): 陕西日报. Founder 翔宇 since 2020, 人民网 PCS until 2019, UTF-8.

Medium to high confidence: two scrapers of 2019-2020, addresses up to 2024; PCS addresses live on.
"""

from schemas import Rules
from scraper.families.founder import FounderSpider


class SxdailySpider(FounderSpider):
    """陕西传媒网."""

    name = "sxdaily"
    site_name, region, confidence = "陕西传媒网", "610000", "medium"
    allowed_domains = ["sxdaily.com.cn"]
    start_urls = [f"https://www.sxdaily.com.cn/node_{node}.html" for node in (841, 1024, 1066, 1726)]
    article_url = r"\.cn/(?:\d{4}-\d{2}/\d{2}/content_\d+\.html?|n/\d{4}/\d{4}/c\d+-\d+\.html)$"
    rules = Rules(
        title="div.container.title h1",
        byline="div.container.title",
        source="#source",
        editor="div.editor",
        body="#zoom",
        drop="#displaypagenum",
    )
