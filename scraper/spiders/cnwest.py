"""西部网 (news.cnwest.com): 陕西. A CMS of its own (/section/a/YYYY/MM/DD/ID.html), UTF-8.

High confidence for 2019-2020 (two scrapers). Time and source are labelled paragraphs beside the text, 编辑
stands below it.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider

SECTIONS = ("szyw", "sxxw", "dishi", "bwyc", "tianxia")


class CnwestSpider(NewsSpider):
    """西部网."""

    name = "cnwest"
    site_name, region, confidence = "西部网", "610000", "high"
    allowed_domains = ["cnwest.com"]
    start_urls = [
        *(f"http://news.cnwest.com/{section}/index.html" for section in SECTIONS),
        "http://gov.cnwest.com/zwyw/index.html",
    ]
    article_url = r"/a/\d{4}/\d{2}/\d{2}/\d+\.html$"
    rules = Rules(title="div.layout h1", byline="div.layout-left p", editor="p.bianji", body="#conCon")
