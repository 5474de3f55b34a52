"""荆楚网 (news.cnhubei.com, www.cnhubei.com): TRS WCM, UTF-8. 湖北日报网.

Medium confidence: one scraper of 2018-2020. Listings and /content/ URLs seen to 2026, their template not.
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
        *(f"http://news.cnhubei.com/xw/{desk}/" for desk in ("gn", "sh")),
    ]
    article_url = r"/(?:\d{6}/t\d+(?:_\d+)?\.s?html|content/\d{4}-\d{2}/\d{2}/content_\d+\.html)$"
    rules = Rules(
        title="h1.title",
        byline="div.jcwsy_mini_content",
        body=TrsSpider.rules.body,
    )
