"""国际在线 (news.cri.cn, {province}.cri.cn): a CMS of its own, addresses are UUIDs, UTF-8. National.

High confidence: three scrapers of 2016-2020; not seen since. Listings count roll, roll-2, roll-3.
Further pages of an article are named in #abody[pagedata].
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class CriSpider(NewsSpider):
    """国际在线."""

    name = "cri"
    site_name, region, confidence = "国际在线", None, "high"
    allowed_domains = ["cri.cn"]
    start_urls = ["http://news.cri.cn/roll", "http://city.cri.cn/"]
    article_url = r"/\d{8}/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.html$"
    rules = Rules(
        title="h1.atitle",
        date=("#acreatedtime", "span.acreatedtime", ".apublishtime"),
        byline=("span.asource", "span.aeditor"),
        body=("#abody", "div.abody"),
    )
