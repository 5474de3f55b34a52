"""中国西藏网 (www.tibet.cn): national news and the 地方 wire. TRS WCM, UTF-8.

责编 stands in the last line of the body, the author in brackets before it. Article page: high confidence
(four scrapers of 2018-2020, the same fields in 2023, URLs to 2026); the 地方 listing is inferred (low).
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class TibetSpider(TrsSpider):
    """中国西藏网."""

    name = "tibet"
    site_name, region = "中国西藏网", "540000"
    allowed_domains = ["tibet.cn"]
    start_urls = ["http://www.tibet.cn/cn/Instant/", "http://www.tibet.cn/cn/Instant/local/"]
    article_links = "div.listnews h4 a"
    rules = Rules(
        title="div.title_box h2",
        byline="div.title_box div.info",
        body=("#text", "div.text.botborder", "div.Custom_UnionStyle", "div.TRS_Editor"),
        section="div.wrap > div:first-child a",
        drop="div.content_banquan",
        requires=("title", "date", "source", "body"),
    )
