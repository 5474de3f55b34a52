"""新华网: /YYYY-MM/DD/c_ID.htm, since 2022 /YYYYMMDD/{32 hex}/c.html; listings load their links as JSON.

Templates, newest first: 2020-11 on (several scrapers), 2016-2020 (stored page), up to 2016 and the old
provincial ones (one scraper each: medium confidence).
"""

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urljoin

from scrapy.http import Response

from schemas import Rules
from scraper.crawl.discovery import Listing
from scraper.crawl.spider import NewsSpider

_DATA = re.compile(rb"\bds_[0-9a-f]{32}\.json\b")
_DATASOURCE = re.compile(rb"\bdatasource:\s*([0-9a-f]{32})\b")


class XinhuaSpider(NewsSpider):
    """A host of 新华网; its listings name ds_{32 hex}.json, or page through the nodeart service."""

    article_url = r"/(?:\d{4}-\d{2}/\d{2}/c_\d+\.html?|\d{8}/[0-9a-f]{32}/c\.html)$"
    rules = Rules(
        title=("div.head-line h1 span.title", "div.h-title", "#title", "#ArticleTit", "div.nr_bt"),
        date=(
            "div.header-time",
            "span.h-time",
            "#pubtime",
            "#Articlely",
            "div.nr_ly",
            "div.source span.time",
        ),
        source=("div.header-cont div.source", "#source", "span.aticle-src", "span.sourceText"),
        editor=("#articleEdit span.editor", "div.p-jc span.tiyi1", "div.p-jc"),
        body=("#detailContent", "#detail", "#p-detail", "#nr_wz", "#content", "#Content"),
        drop=("#articleEdit", "div.p-jc", ".zan-wap", ".tiyi1", ".pageVideo", "#div_currpage"),
    )

    def sources_of(self, response: Response, listing: Listing) -> Iterator[str]:
        """Yield the JSON lists that the page loads, which lie beside it."""
        if listing.root is None:
            return super().sources_of(response, listing)
        named = (name[0] for name in _DATA.finditer(response.body))
        keyed = (b"ds_%s.json" % name[1] for name in _DATASOURCE.finditer(response.body))
        return (urljoin(response.url, name.decode()) for name in dict.fromkeys(chain(named, keyed)))
