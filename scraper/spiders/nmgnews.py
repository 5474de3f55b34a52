"""内蒙古新闻网 (inews.nmgnews.com.cn): 内蒙古. enorth /system/, GBK declared as gb2312.

High confidence for 2017-2020 (two scrapers). The year has two digits (19-07-05 09:44); [责任编辑: ...] stands
below the text in no element of its own.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class NmgnewsSpider(EnorthSpider):
    """内蒙古新闻网."""

    name = "nmgnews"
    site_name, region, confidence = "内蒙古新闻网", "150000", "high"
    allowed_domains = ["nmgnews.com.cn"]
    start_urls = [
        *(f"http://inews.nmgnews.com.cn/nmgxw/{section}/" for section in ("kjwwxw", "jjxw", "syxw")),
        "http://china.nmgnews.com.cn/",
    ]
    rules = Rules(
        title=".black24", byline="#div3", body=("#div_content", "#pzoom"), drop="#news_more_page_div_id"
    )
