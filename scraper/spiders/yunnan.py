"""云南网 (yn.yunnan.cn, society.yunnan.cn and other hosts): the /system/ CMS of 北方网, UTF-8; old pages GBK.

Article pages: high confidence (two scrapers, 2018-2021); not seen since. Front pages serve as listings.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class YunnanSpider(EnorthSpider):
    """云南网."""

    name = "yunnan"
    site_name, region, confidence = "云南网", "530000", "high"
    allowed_domains = ["yunnan.cn"]
    start_urls = [f"http://{host}.yunnan.cn/" for host in ("yn", "society", "minzu")]
    rules = Rules(
        title="#layer213",
        byline=("span.xt2.yh.fl", "span.xt2.yh.fr"),
        body=("#layer216", *EnorthSpider.rules.body),
        section="span.cms_block_span",
        drop="#news_more_page_div_id",
    )
