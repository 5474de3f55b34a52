"""央广网 (news.cnr.cn, {province}.cnr.cn): TRS WCM, UTF-8; GB2312 before about 2018. National.

High confidence: three scrapers of 2018-2020, the URL form /YYYYMMDD/tYYYYMMDD_ID unchanged in 2024.
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class CnrSpider(TrsSpider):
    """央广网."""

    name = "cnr"
    site_name, region, confidence = "央广网", None, "high"
    allowed_domains = ["cnr.cn"]
    start_urls = [f"http://news.cnr.cn/{desk}/" for desk in ("local", "native", "native/gd", "native/city")]
    article_url = r"/\d{8}/t\d{8}_\d{9}\.s?html$"
    rules = Rules(
        title=("div.article-header h1", "h1.f24"),
        byline=("div.source", "#pubtime_baidu", "#source_baidu", "div.editor", "p.right.mr10"),
        body=TrsSpider.rules.body,
    )
