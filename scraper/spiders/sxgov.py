"""黄河新闻网 (www.sxgov.cn): 山西 and its cities (cz, lf ...). Founder 翔宇, UTF-8.

High confidence: three scrapers of 2017-2021, addresses up to 2026. The page of 2017 keeps time and source
in the items of a list; the newer one in the hidden *_baidu elements.
"""

from schemas import Rules
from scraper.families.founder import FounderSpider

NODES = ("sx:142", "www:311", "www:263", "www:292006", "www:292825", "law:3661", "law:23540")


class SxgovSpider(FounderSpider):
    """黄河新闻网."""

    name = "sxgov"
    site_name, region, confidence = "黄河新闻网", "140000", "high"
    allowed_domains = ["sxgov.cn"]
    start_urls = ["http://{}.sxgov.cn/node_{}.htm".format(*node.split(":")) for node in NODES]
    article_links = "#conleft > div:nth-child(2) ul li a"
    rules = Rules(
        title=("div.dahei", "#title h1"), date=("[id^='pubtime_baidu']", "#time li:nth-child(1)"),
        source=("[id^='source_baidu']", "#time li:nth-child(4)"), editor="[id^='editor_baidu']",
        body=(".Newsfont", "#ltext"), drop="#displaypagenum",
    )  # fmt: skip
