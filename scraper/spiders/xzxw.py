"""中国西藏新闻网 (www.xzxw.com), the site of 西藏日报: TRS WCM up to 2021, Founder since 2022. UTF-8.

High confidence: four scrapers and copies of the template, 2018-2024. 责任编辑 ends the body.
"""

from schemas import Rules
from scraper.families.founder import FounderSpider


class XzxwSpider(FounderSpider):
    """中国西藏新闻网."""

    name = "xzxw"
    site_name, region, confidence = "中国西藏新闻网", "540000", "high"
    allowed_domains = ["xzxw.com"]
    start_urls = [f"https://www.xzxw.com/{desk}/" for desk in ("xw/xzyw", "xw/msxw", "xw/kjww", "zw/zwyw")]
    article_links = "div.visit ul li a, div.visit_detail ul li a"
    article_url = r"/(?:\d{6}/t\d{8}_\d+|\d{4}-\d{2}/\d{2}/content_\d+)\.html$"
    rules = Rules(
        title=("div.xw_content_title h3", "div.tbig_title h1"),
        byline="div.xw_content_title p",
        body=("div.xw_daodu_detail", "div.visit_detail"),
        section="div.nszw p",
        drop="div.read",
    )
