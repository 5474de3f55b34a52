"""广西新闻网 (www.gxnews.com.cn): 广西. A CMS of its own, GBK declared as gb2312 (staticpages), UTF-8 (/a/ID).

Medium confidence: four scrapers of staticpages (2016-2020), one of the lists (2023). Sub-sites keep the old
table page with 【来源：】【作者：】【编辑：】. Lists are JSON; the pages at /a/ID are left to the general reader.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider

LIST = "https://v.gxnews.com.cn/index.php?c=www&a=getArticles&sortids={}&start=0&detail=1&callback=morelist"


class GxnewsSpider(NewsSpider):
    """广西新闻网."""

    name = "gxnews"
    site_name, region, confidence = "广西新闻网", "450000", "medium"
    allowed_domains = ["gxnews.com.cn"]
    start_urls = [LIST.format(sort) for sort in (191, 534, 805, 12162, 46121)]
    article_url = r"/staticpages/\d{8}/newgx[0-9a-f]{8}-\d+\.shtml$|//v\.gxnews\.com\.cn/a/\d+$"
    rules = Rules(
        title=("div.article h1", "td.title"), byline=(".article-info", "td.fs12"),
        body=("div.article-content", "#artContent"), section=("div.article-nav", "td.article-nav"),
    )  # fmt: skip
