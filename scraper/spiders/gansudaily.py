"""每日甘肃网 (gansu.gansudaily.com.cn): 甘肃. enorth /system/, UTF-8 now, GBK on old pages.

High confidence: two scrapers of 2018-2019 and one of 2023; the body's id names the template of 2018. The
date is printed as 2019/03/12/ 11:08.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class GansudailySpider(EnorthSpider):
    """每日甘肃网."""

    name = "gansudaily"
    site_name, region, confidence = "每日甘肃网", "620000", "high"
    allowed_domains = ["gansudaily.com.cn"]
    start_urls = [f"http://gansu.gansudaily.com.cn/{one}/index.shtml" for one in ("gsbb", "bwyc", "bwfb")]
    rules = Rules(
        title="#container > h1",
        date="#nleft span:nth-child(1)",
        byline="#nleft span",
        editor=".a-footer span.frt",
        body=("#conter2018", "div.artical"),
        drop="#news_more_page_div_id",
    )
