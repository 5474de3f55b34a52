"""宁夏新闻网 (www.nxnews.net): 宁夏. TRS WCM, UTF-8 now, GBK on old pages.

Medium confidence: two scrapers of 2018-2020. The headline is a div, the byline a cell of a layout table
named after its font; the author often stands in brackets behind the last sentence.
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class NxnewsSpider(TrsSpider):
    """宁夏新闻网."""

    name = "nxnews"
    site_name, region, confidence = "宁夏新闻网", "640000", "medium"
    allowed_domains = ["nxnews.net"]
    start_urls = [f"http://www.nxnews.net/{section}/" for section in ("yc", "sz", "dz")]
    article_url = r"/\d{6}/t\d{8}_\d+\.html?$"
    rules = Rules(
        title=("div.zwbt", "div.piccontext h2"),
        byline="div.listblackf14h25",
        body=("div.TRS_Editor", ".article div:nth-of-type(3)"),
    )
