"""大众网 (sd.dzwww.com, www.dzwww.com and city hosts): TRS WCM, UTF-8; old pages GB2312. Listings default.htm.

High confidence: template of 2019-2020 (two scrapers), that of 2013-2018 (another), URLs to 2026. Source, author
and editor stand in boxes beside the text; on old pages 初审编辑 and 责任编辑 end the body.
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class DzwwwSpider(TrsSpider):
    """大众网."""

    name = "dzwww"
    site_name, region, confidence = "大众网", "370000", "high"
    allowed_domains = ["dzwww.com"]
    start_urls = [
        "http://sd.dzwww.com/sdnews/",
        "http://www.dzwww.com/shandong/sdnews/",
        "http://www.dzwww.com/xinwen/shehuixinwen/",
    ]
    rules = Rules(
        title="#news-head h2",
        byline="#news-side div.text",
        date=("div.date label", "div.left span:nth-child(1)"),
        source="div.left span:nth-child(2)",
        body=("#news-body", "div.TRS_Editor"),
    )
