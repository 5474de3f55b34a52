"""南海网 (www.hinews.cn): 海南. Nuxt pages at /page?n=ID&m=1&s=ID (2026), enorth /system/ until 2021.

High confidence: a study of the pages of 2026 and a scraper of 2019; title and body kept their names. Only
the first 20 articles of a column stand in its HTML; 作者 and 责任编辑 follow the text in its container.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class HinewsSpider(EnorthSpider):
    """南海网."""

    name = "hinews"
    site_name, region, confidence = "南海网", "460000", "high"
    allowed_domains = ["hinews.cn"]
    start_urls = [
        "https://www.hinews.cn/column/97894cbd59064f64b938c7a3e6dade8a?city=1",
        *(f"http://www.hinews.cn/news/hainan/{one}/" for one in ("shizheng", "shehui", "jingji")),
    ]
    article_url = r"/system/\d{4}/\d{2}/\d{2}/\d+\.shtml$|//www\.hinews\.cn/page\?(?:[ms]=\d+&){0,2}n=\d+"
    rules = Rules(
        title=("h2.page_h2", "#xw_biaot"), byline=("ul.page_brief", "#bs_content > div:not(:first-child)"),
        date="li.f14", source="li.f14 a", body=("#bs_content > div:first-child", "#bs_content"), drop=".bshare-custom",
    )  # fmt: skip
