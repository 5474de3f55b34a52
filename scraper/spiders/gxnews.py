"""广西新闻网 (www.gxnews.com.cn): 广西. A CMS of its own (staticpages), GBK declared as gb2312.

High confidence: four scrapers of 2016-2020, the breadcrumb seen again in 2023. The sub-sites keep the old
table page with 【来源：】【作者：】【编辑：】 in one cell; parts of an article end in -1.shtml.
"""

from schemas import Rules
from scraper.spider import NewsSpider

LISTS = ("www:368/11368", "finance:152/33152", "finance:151/33151", "edu:608/37608", "sports:052/38052")


class GxnewsSpider(NewsSpider):
    """广西新闻网."""

    name = "gxnews"
    site_name, region, confidence = "广西新闻网", "450000", "high"
    allowed_domains = ["gxnews.com.cn"]
    start_urls = ["http://{}.gxnews.com.cn/staticmores/{}-1.shtml".format(*one.split(":")) for one in LISTS]
    article_url = r"/staticpages/\d{8}/newgx[0-9a-f]{8}-\d+\.shtml$"
    rules = Rules(
        title=("div.article h1", "td.title"), byline=(".article-info", "td.fs12"),
        body=("div.article-content", "#artContent"), section=("div.article-nav", "td.article-nav"),
    )  # fmt: skip
