"""长江网 (news.cjn.cn), Wuhan: TRS WCM, UTF-8. Addresses name the month and an id, no day.

High confidence: a stored page of October 2020 and a scraper of 2019. 【编辑：...】 ends the body.
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class CjnSpider(TrsSpider):
    """长江网."""

    name = "cjn"
    site_name, region, confidence = "长江网", "420000", "high"
    allowed_domains = ["cjn.cn"]
    start_urls = [
        "http://news.cjn.cn/sywh/",
        "http://news.cjn.cn/shxw/",
        "http://news.cjn.cn/gnxw/",
        "http://news.cjn.cn/hbpd_19912/yw_19915/",
    ]
    article_url = r"/\d{6}/t\d+\.htm$"
    rules = Rules(title="h1.art-title", date="span.pub-time", byline="span.sour", body=TrsSpider.rules.body)
