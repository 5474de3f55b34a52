"""荆楚网 (news.cnhubei.com, www.cnhubei.com): TRS WCM, UTF-8. 湖北日报网.

Medium confidence: one scraper of 2018-2020; listings and the mobile host's URLs (/content/YYYY-MM/DD/) seen to
2026, their template not: the general reader takes those.
"""

from schemas import Rules
from scraper.families.trs import TrsSpider


class CnhubeiSpider(TrsSpider):
    """荆楚网."""

    name = "cnhubei"
    site_name, region, confidence = "荆楚网", "420000", "medium"
    allowed_domains = ["cnhubei.com"]
    start_urls = [
        "https://www.cnhubei.com/hbxw/index.html",
        "http://news.cnhubei.com/xw/gn/",
        "http://news.cnhubei.com/xw/sh/",
    ]
    article_url = r"/(?:\d{6}/t\d+(?:_\d+)?\.s?html|content/\d{4}-\d{2}/\d{2}/content_\d+\.html)$"
    rules = Rules(
        title="h1.title",
        byline="div.jcwsy_mini_content",
        source="#source_url",
        body=TrsSpider.rules.body,
    )
