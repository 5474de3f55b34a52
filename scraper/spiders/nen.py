"""东北新闻网 (liaoning.nen.com.cn): 辽宁. enorth /system/ in the page classes of 人民网, GBK declared as gb2312.

High confidence for 2019-2020 (three scrapers). Old addresses and lists (count_page_list_*.js) are enorth's,
the article's boxes are named as those of 人民网 in 2014-2020.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class NenSpider(EnorthSpider):
    """东北新闻网."""

    name = "nen"
    site_name, region, confidence = "东北新闻网", "210000", "high"
    allowed_domains = ["nen.com.cn"]
    start_urls = [
        "http://liaoning.nen.com.cn/",
        "http://liaoning.nen.com.cn/lnjinriln_new/index.shtml",
        "http://society.nen.com.cn/",
    ]
    rules = Rules(
        title="div.text_title h1", byline="div.text_title div.box01 div.fl", editor="div.edit",
        body=("div.box_con span.cms_block_span", "div.box_con"), drop="#news_more_page_div_id",
    )  # fmt: skip
