"""多彩贵州网 (www.gog.cn): 贵州. enorth /system/, UTF-8 now, GBK on old pages.

Medium confidence: one scraper of 2018-2020. Where 责任编辑 stands was never seen: the general reader looks
for its label.
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
        byline=("div.info", "div.title h4"),
        source="span.p12.LightGray2",
        body="div.content",
        drop="#news_more_page_div_id",
    )
