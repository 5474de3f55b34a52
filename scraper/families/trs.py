"""TRS WCM: /{channel}/YYYYMM/tYYYYMMDD_ID.html; listings index.html, index_1.html (= page 2) ...

Facts: seen in stored pages and in several public scrapers, 2017-2026 (high confidence).
"""

import re

from lxml.html import HtmlElement

from scraper.spider import NewsSpider

_PAGER = re.compile(
    r"createPageHTML\(\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*[\"'](\w{1,40})[\"']\s*,\s*[\"'](\w{1,10})[\"']"
)
"""createPageHTML(total, current, "index", "html"), the script call that every TRS listing ends with."""


class TrsSpider(NewsSpider):
    """A site on TRS WCM."""

    article_url = r"/\d{6}/t\d{8}_\w+\.s?html?$"

    def find_next_page(self, root: HtmlElement, url: str) -> str | None:
        """Return the next listing page as the pager script numbers them, counting from 0."""
        for script in root.iter("script"):
            if call := _PAGER.search(script.text or ""):
                total, current = int(call[1]), int(call[2])
                if current + 1 >= total:
                    return None
                return f"{url.rpartition('/')[0]}/{call[3]}_{current + 1}.{call[4]}"
        return super().find_next_page(root, url)
