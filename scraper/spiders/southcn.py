"""南方网 (news.southcn.com and other hosts): since 2021 a CMS of its own (/node_HEX/HEX.shtml), before Founder. UTF-8.

Article page since 2021: medium confidence (one reader, to 2026); up to 2020: high (two scrapers). The new URLs
name no day.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class SouthcnSpider(NewsSpider):
    """南方网."""

    name = "southcn"
    site_name, region, confidence = "南方网", "440000", "medium"
    allowed_domains = ["southcn.com"]
    start_urls = [f"https://news.southcn.com/node_{node}" for node in ("179d29f1ce", "d16fadb650")]
    article_links = "div.itm.j-link h3 a"
    article_url = r"/(?:node_[0-9a-f]{10}/[0-9a-f]{10}\.shtml|\d{4}-\d{2}/\d{2}/content_\d+\.htm)$"
    rules = Rules(
        title="#article_title",
        byline=("#pubtime_baidu", "#source_baidu", "div.m-editor"),
        body="#content",
    )
