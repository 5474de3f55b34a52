"""东南网 (www.fjsen.com): 福建 and the Strait. Founder 翔宇, UTF-8.

High confidence: three scrapers of 2014-2021, lists and breadcrumb seen again in 2023. Several blanks stand
between day and clock; 作者 and 责任编辑 are empty labels on agency copy.
"""

from schemas import Rules
from scraper.families.founder import FounderSpider

LISTS = ("www.fjsen.com/node_305144", "www.fjsen.com/node_177420", "news.fjsen.com/C_Society")


class FjsenSpider(FounderSpider):
    """东南网."""

    name = "fjsen"
    site_name, region, confidence = "东南网", "350000", "high"
    allowed_domains = ["fjsen.com"]
    start_urls = [*(f"http://{one}.htm" for one in LISTS), "http://fjnews.fjsen.com/"]
    article_url = r"\.fjsen\.com/(?:[a-z]+/){0,4}\d{4}-\d{2}/\d{2}/content_\d+\.htm$"
    rules = Rules(
        title=".cont_head h1", date="[id^='pubtime_baidu']", source="[id^='source_baidu']",
        editor="[id^='editor_baidu']", author="[id^='author_baidu']",
        body=("#new_message_id", "#zoom", ".cont-news"), section="a.daohang", drop="#displaypagenum",
    )  # fmt: skip
