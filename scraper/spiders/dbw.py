"""东北网 (heilongjiang.dbw.cn, ljktx.dbw.cn and other hosts): the /system/ CMS of 北方网, GBK.

High confidence: a stored page of 2024; the template of 2018-2020 (two scrapers). 作者 may be empty.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider


class DbwSpider(EnorthSpider):
    """东北网."""

    name = "dbw"
    site_name, region, confidence = "东北网", "230000", "high"
    allowed_domains = ["dbw.cn"]
    start_urls = [
        f"https://{desk}/"
        for desk in ("heilongjiang.dbw.cn", "ljktx.dbw.cn/ljtime/ljdis", "ljktx.dbw.cn/szyw")
    ]
    rules = Rules(
        title=("div.end-k h1", "div.neirong h1", "div.tt_news h1"),
        byline=("div.time.hui", "div.info", "div.dizhi.hui", "div.qhui"),
        body=("#p-detail", "div.duanluo", "div.neirong"),
        section="div.weizhi",
    )
