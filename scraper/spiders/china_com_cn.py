"""中国网 (news.china.com.cn and other hosts): Founder, UTF-8. National; jiangsu.china.com.cn is its 江苏 desk.

Article pages: high confidence (2013-2022, three scrapers). Listings of 2019; articles below 江苏's: not seen.
"""

from schemas import Rules
from scraper.families.founder import FounderSpider


class ChinaComCnSpider(FounderSpider):
    """中国网."""

    name = "china_com_cn"
    site_name, region, confidence = "中国网", None, "high"
    allowed_domains = ["china.com.cn"]
    start_urls = [
        *(f"http://news.china.com.cn/{page}" for page in ("", "node_8005004.htm")),
        "http://jiangsu.china.com.cn/html/jsnews/gnxw/",
    ]
    rules = Rules(
        title=("h1.articleTitle", "h1.artTitle", "h1.artiTitle"),
        byline=("#pubtime_baidu", "#source_baidu", "#author_baidu", "#editor_baidu", "span.articleEditor"),
        body=("#articleBody", "div.artCon", "#artiContent", "#fontzoom", *FounderSpider.rules.body),
        drop="#autopage",
    )
