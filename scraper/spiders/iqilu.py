"""齐鲁网 (news.iqilu.com), the site of 山东广播电视台: a CMS of its own, UTF-8. Listings list_21_2.shtml ...

High confidence: two scrapers of 2018-2020; not seen since.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class IqiluSpider(NewsSpider):
    """齐鲁网."""

    name = "iqilu"
    site_name, region, confidence = "齐鲁网", "370000", "high"
    allowed_domains = ["iqilu.com"]
    start_urls = [f"http://news.iqilu.com/shandong/{desk}/" for desk in ("yaowen", "zhengwu", "shandonggedi")]
    article_url = r"/(?:\d{4}/\d{4}|\d{8})/\d+\.shtml$"
    rules = Rules(
        title="div.section-cnt-tit h1",
        date="p.time",
        source="p.resource span",
        body="div.article-main",
        drop="p.contact",
    )
