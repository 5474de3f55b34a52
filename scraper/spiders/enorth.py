"""北方网 (news.enorth.com.cn and other hosts), Tianjin: the /system/ CMS that has its name, GBK.

High confidence: four scrapers of 2018-2019, the URL form unchanged in 2026. Time, source, author and editor
share a line.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class EnorthTianjinSpider(EnorthSpider):
    """北方网."""

    name = "enorth"
    site_name, region, confidence = "北方网", "120000", "high"
    allowed_domains = ["enorth.com.cn"]
    start_urls = [f"http://news.enorth.com.cn/{desk}" for desk in ("", "gd/", "tj/wytd/index.shtml")]
    rules = Rules(
        byline=("p.info", "div.col-sm-8.info"),
        body=("div.content", *EnorthSpider.rules.body),
        section="div.brumb",
        drop="#news_more_page_div_id",
    )
