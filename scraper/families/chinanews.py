"""中新网: /{section}/YYYY/MM-DD/ID.shtml; the roll at /scroll-news/news1.html to news10.html.

Templates, newest first: 2022-2026 and 2013-2021 on www (high confidence); the provincial hosts vary (medium)
and some still send GB2312. The mobile host has the same articles.
"""

import re

from lxml.html import HtmlElement

from schemas import Rules
from scraper.crawl.spider import NewsSpider

LAST_ROLL_PAGE = 10
"""Pages of the roll that exist; the page itself links them by script only."""

_ROLL = re.compile(r"^(.*/scroll-news/(?:\w+/)?(?:[\w-]+/)?news)(\d{1,2})(\.html)$")


class ChinanewsSpider(NewsSpider):
    """A host of 中新网; a link to the mobile page means the article on www."""

    article_url = r"/\d{4}/\d{2}-\d{2}/\d+\.shtml$"
    rewrites = ((r"^(https?)://m\.(chinanews\.com(?:\.cn)?)/wap/detail/\w+/(?=\w+/\d{4}/)", r"\1://www.\2/"),)
    rules = Rules(
        title=("h1.content_left_title", "#cont_1_1_2 h1", "div.t3 h1"),
        # The time that is seen: the hidden #pubtime_baidu differs from it by seconds.
        byline=("div.content_left_time", "div.left-time div.left-t", "div.left_name"),
        body=("div.left_zw", "div.content_desc"),
        drop=(".adInContent", "div.left_name", "#function_code_page"),
    )

    def find_next_page(self, root: HtmlElement, url: str) -> str | None:
        """Return the next page of the roll, which is counted; elsewhere what the page links."""
        if (roll := _ROLL.match(url)) and int(roll[2]) < LAST_ROLL_PAGE:
            return f"{roll[1]}{int(roll[2]) + 1}{roll[3]}"
        return super().find_next_page(root, url)
