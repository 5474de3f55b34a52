"""河北新闻网 (www.hebnews.cn): 河北日报 and the cities (sjz, cd, zjk ...). Founder 翔宇, UTF-8.

High confidence: two scrapers of 2018-2020, addresses up to 2026. The page has the shape of 长城网's.
"""

from schemas import Rules
from scraper.families.founder import FounderSpider

NODES = ("sjz:73703", "cd:77285", "zjk:14345", "qhd:67091", "ts:22633", "lf:83287", "bd:17051", "hebei:103")


class HebnewsSpider(FounderSpider):
    """河北新闻网."""

    name = "hebnews"
    site_name, region, confidence = "河北新闻网", "130000", "high"
    allowed_domains = ["hebnews.cn"]
    start_urls = ["http://{}.hebnews.cn/node_{}.htm".format(*node.split(":")) for node in NODES]
    rules = Rules(
        title="div.g_width.content h1",
        byline="div.post_source",
        editor="div.editor",
        body="div.text",
        drop="#displaypagenum",
    )
