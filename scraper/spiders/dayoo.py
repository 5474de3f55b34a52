"""大洋网 (news.dayoo.com): 广州. A CMS of its own (/guangzhou/YYYYMM/DD/NODE_ID.htm), UTF-8.

Medium to high confidence: three scrapers of 2018-2020 for the page, lists of 2023, addresses up to 2026.
Later pages of a list are 150955_2.shtml.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider

LISTS = ("guangzhou/150955", "guangzhou/150956", "guangzhou/153828", "NewGZ/159135")


class DayooSpider(NewsSpider):
    """大洋网."""

    name = "dayoo"
    site_name, region, confidence = "大洋网", "440000", "medium"
    allowed_domains = ["dayoo.com"]
    start_urls = [f"https://news.dayoo.com/{one}.shtml" for one in LISTS]
    article_url = r"/[A-Za-z]+/\d{6}/\d{2}/\d+_\d+\.htm$"
    rules = Rules(
        title=".article-hd h1", date=".article-hd .time", source=".article-hd .source",
        editor=".editor", body="#text_content", section="div.crumbs",
    )  # fmt: skip
