"""映象网 (news.hnr.cn): 河南. A CMS of its own, UTF-8.

Article page and the four lists: medium to high confidence (two scrapers of 2018-2020); 责编 stands alone
on the right of the byline. Newer addresses (/article/1/ID) are known, their template is not.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class HnrSpider(NewsSpider):
    """映象网."""

    name = "hnr"
    site_name, region, confidence = "映象网", "410000", "medium"
    allowed_domains = ["hnr.cn"]
    start_urls = [f"http://news.hnr.cn/{section}/" for section in ("xwrd", "djn", "mxw", "rxw")]
    article_url = r"\.hnr\.cn/(?:[a-z]+/){0,5}(?:\d{6}/\d{2}/\d+\.html|article/\d/\d+)$"
    rules = Rules(title="h2.f32", byline="p.left", editor="span.right", body="#text_fix")
