"""多彩贵州网 (www.gog.cn): 贵州. enorth /system/, UTF-8 now, GBK on old pages.

Medium confidence: two scrapers of 2018-2020, one before. Three templates: news and 公益 (heading, info), 旅游
(h4, the date with slashes), the old tables. Where 责任编辑 stands was never seen: its label finds it.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class GogSpider(EnorthSpider):
    """多彩贵州网."""

    name = "gog"
    site_name, region, confidence = "多彩贵州网", "520000", "medium"
    allowed_domains = ["gog.cn"]
    start_urls = ["http://www.gog.cn/", "http://travel.gog.cn/lvydt/", "http://gongyi.gog.cn/gyxw/"]
    rules = Rules(
        title=("div.heading h1", "div.title h1", "span.articletitle_p22"),
        byline=("div.info", "div.title h4", "span.p12.LightGray2"),
        body=("div.content", "div.text.mt20", "td.p16"),
        drop="#news_more_page_div_id",
    )
