"""大河网 (news.dahe.cn, city.dahe.cn): a CMS of its own, UTF-8.

Article pages: high confidence (three scrapers, 2018-2020); not seen since. The headline's id is no CSS name.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class DaheSpider(NewsSpider):
    """大河网."""

    name = "dahe"
    site_name, region, confidence = "大河网", "410000", "high"
    allowed_domains = ["dahe.cn"]
    start_urls = [f"https://news.dahe.cn/{desk}/" for desk in ("hnyw", "dybd", "nxw", "sh27", "rsrm")]
    article_url = r"/\d{4}/\d{2}-\d{2}/\d+\.html$"
    rules = Rules(
        title='[id="4g_title"]',
        date=("p.time", "#pubtime_baidu"),
        byline=("#source_baidu", "#editor_baidu"),
        body="#mainCon",
    )
