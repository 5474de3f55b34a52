"""光明网 (difang.gmw.cn and other sections): Founder, UTF-8. National, its 地方 desk by province.

High confidence: template of 2019-2026 (five scrapers, one of 2026), the one up to 2018, listings seen.
"""

from schemas import Rules
from scraper.families.founder import FounderSpider


class GmwSpider(FounderSpider):
    """光明网."""

    name = "gmw"
    site_name, region, confidence = "光明网", None, "high"
    allowed_domains = ["gmw.cn"]
    start_urls = [f"https://difang.gmw.cn/node_{node}.htm" for node in (29677, 29671, 29669, 24070, 24071)]
    article_links = "span.channel-newsTitle a"
    rules = Rules(
        title=("h1.u-title", "#articleTitle"),
        date=("span.m-con-time", "#articlePubTime", "#pubTime"),
        byline=("span.m-con-source", "#articleSource", "#source", "#articleLiability", "#contentLiability"),
        body=("div.u-mainText", "#contentMain", *FounderSpider.rules.body),
        drop=("div.m-zbTool", ".u-moreText", ".u-QRcode", "#displaypagenum"),
    )
