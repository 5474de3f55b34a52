"""TRS WCM: /{channel}/YYYYMM/tYYYYMMDD_ID.html; listings index.html, index_1.html (= page 2) ...

Facts: seen in stored pages and in several public scrapers, 2017-2026 (high confidence). The title, the time
and the source stand in wrappers of each site's own: the family knows the editor's containers only.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class TrsSpider(NewsSpider):
    """A site on TRS WCM; its listings end with createPageHTML(total, current, "index", "html")."""

    article_url = r"/(?:\d{6}|\d{8})/t\d{8}_[0-9A-Za-z]+\.s?html?$"
    rules = Rules(
        body=(".trs_editor_view", ".TRS_UEDITOR", ".TRS_Editor", ".Custom_UnionStyle"),
        drop=("#div_currpage",),
    )
