"""华龙网 (news.cqnews.net, cq.cqnews.net): since 2022 a CMS of its own (/1/detail/ID/web/), before Founder. UTF-8.

Since 2022: low confidence, the URLs are seen, no template: the general reader takes those. Up to 2021: medium
(one scraper). /web/ and /app/ are two views of one article; the app's is drawn by script and left alone.
"""

from schemas import Rules
from scraper.families.founder import FounderSpider


class CqnewsSpider(FounderSpider):
    """华龙网."""

    name = "cqnews"
    site_name, region, confidence = "华龙网", "500000", "low"
    allowed_domains = ["cqnews.net"]
    start_urls = ["https://news.cqnews.net/", "http://cq.cqnews.net/"]
    article_url = r"/(?:1/detail/\d+/web|html/\d{4}-\d{2}/\d{2})/content_\d+\.html?$"
    rules = Rules(
        title="div.left_news h1",
        date="div.left_news span",
        byline="span.author",
        body=("#main_text", *FounderSpider.rules.body, "div.left_news"),
    )
