"""四川在线 (sichuan.scol.com.cn and other hosts): a CMS of its own, UTF-8.

Medium confidence: templates of 2020-2023 and 2017-2019 (three scrapers), listings and URLs seen to 2026. The
URL names the month only; old pages print the day without a clock; 编辑 ends the body.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class ScolSpider(NewsSpider):
    """四川在线."""

    name = "scol"
    site_name, region, confidence = "四川在线", "510000", "medium"
    allowed_domains = ["scol.com.cn"]
    start_urls = ["https://sichuan.scol.com.cn/ggxw/", "https://sichuan.scol.com.cn/dwzw/"]
    article_url = r"/(?:\d{6}/\d+\.html|content/\d{4}-\d{2}/\d{2}/content_\d+\.html?)$"
    rules = Rules(
        title=("span.w_title h1", "#webreal_scol_title"),
        date=("span.w_pubtime", "#scol_time #pubtime_baidu"),
        byline=("span.w_source", "#scol_time"),
        body=("div.con_text", "#scol_txt"),
        section="li.nav",
    )
