"""青海新闻网 (www.qhnews.com): 青海. enorth /system/ below a section's folder, GBK declared as gb2312.

Medium confidence: one scraper of 2017-2020 for the page, addresses up to 2026. Three templates: the news
centre's tables (source and time in cells of their own), the sub-sites' (ArticleTitle ...), title1.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class QhnewsSpider(EnorthSpider):
    """青海新闻网."""

    name = "qhnews"
    site_name, region, confidence = "青海新闻网", "630000", "medium"
    allowed_domains = ["qhnews.com"]
    start_urls = ["http://www.qhnews.com/newscenter/yc/", "http://www.qhnews.com/qhly/tpbd/"]
    rules = Rules(
        title=("span.zi14hei", "#ArticleTitle", "#title1"),
        byline=("td.hui12 div", "div.abstract.ta_c"),
        date="#ArticleCreatedAt",
        source="#ArticleSource",
        body=("#zoom", "#ArticleContent"),
        drop="#news_more_page_div_id",
    )
