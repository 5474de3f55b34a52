"""千龙网 (beijing.qianlong.com and other hosts): a CMS of its own, UTF-8. Listings /1.shtml, /2.shtml ...

High confidence: three scrapers of 2016-2020, listings seen in 2023.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class QianlongSpider(NewsSpider):
    """千龙网."""

    name = "qianlong"
    site_name, region, confidence = "千龙网", "110000", "high"
    allowed_domains = ["qianlong.com"]
    start_urls = ["https://beijing.qianlong.com/1.shtml", "https://china.qianlong.com/1.shtml"]
    article_links = "div.s_pc_rdjx_box a"
    article_url = r"/\d{4}/\d{4}/\d+\.shtml$"
    rules = Rules(
        title=("div.span12 h1", "div.row.title h1"),
        date="span.pubDate",
        byline=("span.source", ".editor"),
        body="div.article-content",
        section="div.mbx",
    )
