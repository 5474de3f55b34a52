"""中国吉林网 (news.cnjiwang.com): 吉林. A CMS of its own (/section/YYYYMM/ID.html), UTF-8 now.

Medium confidence: two scrapers of 2018-2021 for the two templates, lists and addresses up to 2026. Time and
source share a line (2019-06-21 14:11 | 来源：).
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class CnjiwangSpider(NewsSpider):
    """中国吉林网."""

    name = "cnjiwang"
    site_name, region, confidence = "中国吉林网", "220000", "medium"
    allowed_domains = ["cnjiwang.com"]
    start_urls = [f"https://news.cnjiwang.com/{section}/" for section in ("jwyc", "jlxwdt/sn", "gn")]
    article_url = r"\.cnjiwang\.com/(?:[a-z]+/){0,5}\d{6}/\d+\.html?$"
    rules = Rules(
        title=".sp_zwtt", byline=(".zxdata.mt20", ".sp_zwdate"), body=("div.content", "div.sp_zwleft")
    )
