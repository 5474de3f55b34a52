"""中国日报网: /a/YYYYMM/DD/WS{24 hex}.html, before 2018 /YYYY-MM/DD/content_N.htm; lists page_N.html.

Title, time, source and body: high confidence (2018-2020 in code, the URL form unchanged in 2026); the editor
at the end of the body: low.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class ChinadailySpider(NewsSpider):
    """A Chinese host of 中国日报."""

    article_url = r"/(?:a/\d{6}/\d{2}/WS[0-9a-f]{24}\.html|\d{4}-\d{2}/\d{2}/content_\d+\.html?)$"
    rules = Rules(
        title=("h1.dabiaoti",),
        byline=("div.xinf-le",),
        body=("#Content", "div.article"),
        section=("div.da-bre",),
        drop=("#div_currpage",),
    )
