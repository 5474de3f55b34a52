"""方正翔宇 (Founder): /YYYY-MM/DD/content_ID.htm; listings node_ID.htm, node_ID_2.htm ...

Facts: stored pages and several scrapers, 2013-2024 (high confidence). Titles and times stand in each site's
own wrappers; the hidden *_baidu elements (2012-2021) and <founder-content> are the family's.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class FounderSpider(NewsSpider):
    """A site on 方正翔宇."""

    article_url = r"/\d{4}-\d{2}/\d{2}/content_\d+\.s?html?$"
    rules = Rules(
        title=("#articleTitle", "h1.articleTitle"),
        date=("[id^='pubtime_baidu']", "#articlePubTime"),
        source=("[id^='source_baidu']", "#articleSource"),
        author=("[id^='author_baidu']",),
        editor=("[id^='editor_baidu']", "#articleLiability", "#contentLiability"),
        body=("founder-content", "#zoom", "#Zoom", "#articleContent", "#ArticleContent", "#new_message_id"),
        drop=("#displaypagenum", "#autopage"),
    )
