"""长城网 (www.hebei.com.cn): 河北 and its cities (sjz, cd, zjk ...). enorth /system/, UTF-8 now, GBK before.

High confidence: four scrapers of 2018-2021; the older page (gjTitle) and that of the sub-hosts (docContent)
are kept behind the newer one. 来源 and 作者 share the byline.
"""

from schemas import Rules
from scraper.families.enorth import EnorthSpider

LISTS = ("sjz:sjzyw", "cd:cdxw", "zjk:zjkxw", "qhd:jrxw", "bd:hbxw", "cz:scxw", "xt:ncyw", "hd:hdyw")


class HebeiSpider(EnorthSpider):
    """长城网."""

    name = "hebei"
    site_name, region, confidence = "长城网", "130000", "high"
    allowed_domains = ["hebei.com.cn"]
    start_urls = ["http://{}.hebei.com.cn/{}/".format(*one.split(":")) for one in LISTS]
    rules = Rules(
        title=("div.g_width.content h1", "#gjTitle"), byline="div.post_source", date=".docRelTime",
        source=".docSourceName", author="[id^='author_baidu']", editor=("div.editor", "#docEditor"),
        body=("div.text", "#docContent", "#fontzoom"), drop="#news_more_page_div_id",
    )  # fmt: skip
