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
    start_urls = ["http://sd.dzwww.com/sdnews/", "http://www.dzwww.com/xinwen/shehuixinwen/"]
    rules = Rules(
        title="#news-head h2",
        date="div.date label",
        byline=("#news-side div.text", "div.left > span"),
        body=("#news-body", *TrsSpider.rules.body),
    )
