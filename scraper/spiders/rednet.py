"""红网 (hn.rednet.cn and other hosts): a CMS of its own, UTF-8; pages before 2018 (/c/) GBK.

High confidence: two scrapers of 2018-2021; the URL form has changed in 2023 (/content/646042/68/ID.html).
Listings load their further pages by script, which is not followed.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class RednetSpider(NewsSpider):
    """红网."""

    name = "rednet"
    site_name, region, confidence = "红网", "430000", "high"
    allowed_domains = ["rednet.cn"]
    start_urls = [f"https://hn.rednet.cn/channel/{channel}.html" for channel in (7397, 7398, 7399, 56)]
    article_url = r"/(?:content/(?:\d{4}/\d{2}/\d{2}|\d{6}/\d{2})/\d+\.html|c/\d{4}/\d{2}/\d{2}/\d+\.htm)$"
    rules = Rules(
        title="h1.detail_title",
        date="span.p_l_25",
        byline=("span.p_l_10", ".m_b_25"),
        body=("section.detail_article_content", "article.detail-article"),
    )
