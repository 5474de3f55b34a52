"""The /system/ CMS of 北方网: /system/YYYY/MM/DD/ID.shtml; listings count their pages DOWN. Mostly GBK.

Facts: stored pages and many scrapers, 2012-2026 (high confidence). Titles and bodies stand in each site's
own wrappers; the hidden *_baidu elements are the family's, their ids end in a blank on some pages.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml.html import HtmlElement
from scrapy import Request
from scrapy.http import Response

from schemas import Rules
from scraper.crawl.discovery import Listing
from scraper.crawl.spider import NewsSpider
from scraper.crawl.walks.ends import Walk
from scraper.crawl.walks.list_pages import ListPage, Turn

_COUNT = re.compile(r"/system/count/+(\d{7})/(\d{12})/count_page_list_(\d{19})\.js")
"""The script beside a listing that says how many further pages there are."""

_MAXPAGE = re.compile(rb"\bmaxpage\s*=\s*(\d{1,9})\b")

_NUMBERED = re.compile(r"/\d{3}/\d{3}/(c\d{19}_)(\d{9})(\.shtml)$")
"""A further page: its number, nine digits, whose first six are its folders too."""

_MORE = re.compile(r"(/system/more)2?(/\d+)/\d{4}/(\d+_)(\d{8})(\.shtml)$")
"""The older form: eight digits, whose first four are the folder; from page 10000 on below more2/."""


class EnorthSpider(NewsSpider):
    """A site on the CMS of 北方网."""

    article_url = r"/system/(?:\d{4}/\d{2}/\d{2}|\d{8})/\d{9}\.s?html?$"
    rules = Rules(
        date=("[id^='pubtime_baidu']",),
        source=("[id^='source_baidu']",),
        author=("[id^='author_baidu']",),
        editor=("[id^='editor_baidu']",),
        body=("#Zoom", "#zoom", "#fontzoom", "#p-detail"),
        drop=("#news_more_page_div_id",),
    )

    def find_turn(self, response: Response, listing: Listing) -> Turn:
        """Return the script that counts the pages, or the page one number below."""
        scripts = listing.root.iter("script") if listing.root is not None else ()
        script = next((src for each in scripts if _COUNT.search(src := each.get("src") or "")), "")
        if script and not _NUMBERED.search(response.url):
            return Turn(counter=urljoin(response.url, script))
        return super().find_turn(response, listing)

    def turn_page(self, page: ListPage, walk: Walk) -> Iterator[Request]:
        """Yield the request for the script that counts the pages, or for the page after this one."""
        if not page.turn.counter:
            yield from super().turn_page(page, walk)
            return
        yield Request(
            page.turn.counter,
            callback=self.parse_count,
            errback=self.count_lost_listing,
            cb_kwargs={"walk": walk},
            dont_filter=True,
        )

    def parse_count(self, response: Response, walk: Walk) -> Iterator[Request]:
        """Yield the request for the newest of the further pages."""
        where, most = _COUNT.search(response.url), _MAXPAGE.search(response.body)
        if where is None or most is None:
            self.count("listing/unreadable")
            self.end_walk("unreadable", response.url, walk, detail="no number of pages in it")
        elif not int(most[1]):
            self.end_walk("last_page", response.url, walk)
        else:
            number = f"{int(most[1]):09d}"
            folder = f"/system/count//{where[1]}/{where[2]}/{number[:3]}/{number[3:6]}/"
            newest = urljoin(response.url, f"{folder}c{where[3]}_{number}.shtml")
            yield from self.go_on(newest, response.url, walk)

    def find_next_page(self, root: HtmlElement, url: str) -> str | None:
        """Return the page one number below this one, where the address carries its number."""
        if page := _NUMBERED.search(url):
            number = f"{int(page[2]) - 1:09d}"
            below = f"/{number[:3]}/{number[3:6]}/{page[1]}{number}{page[3]}"
            return url[: page.start()] + below if int(number) > 0 else None
        if page := _MORE.search(url):
            number = f"{int(page[4]) - 1:08d}"
            more = page[1] + ("2" if int(number) >= 10_000 else "")
            below = f"{more}{page[2]}/{number[:4]}/{page[3]}{number}{page[5]}"
            return url[: page.start()] + below if int(number) > 0 else None
        return super().find_next_page(root, url)
