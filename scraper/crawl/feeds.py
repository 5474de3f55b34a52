"""What the feeds of -o and -O see, and what the log says about the rest."""

import json
import logging
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.exporters import (
    BaseItemExporter,
    CsvItemExporter,
    MarshalItemExporter,
    PickleItemExporter,
    XmlItemExporter,
)
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from schemas import Article, Rejection
from scraper.crawl.spider import NewsSpider


class Refused(DropItem):
    """A rejection leaves the stages here: it is on disk already and is no item of a feed."""

    def __init__(self, rejection: Rejection) -> None:
        super().__init__(str(rejection), log_level="INFO")
        self.rejection = rejection


class ArticlesOnly:
    """Last item pipeline: articles go on to the feeds, rejections stop."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the stage for a site's spider; all items of another are its own."""
        if not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        return cls()

    def process_item(self, item: object) -> object:
        """Return an article; raise Refused for a rejection."""
        if isinstance(item, Rejection):
            raise Refused(item)
        return item


class QuietRejections(LogFormatter):
    """Scrapy's log, with one line for a rejection instead of the whole record; what nobody reads is not composed."""

    def __init__(self, level: str | int = logging.DEBUG) -> None:
        """Compose what is told at `level`, a name or a number, and above."""
        names = logging.getLevelNamesMapping()
        number = names.get(str(level), level)
        self._is_wordy = not isinstance(number, int) or number <= logging.DEBUG

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the formatter for the crawl's LOG_LEVEL."""
        return cls(crawler.settings.get("LOG_LEVEL") or logging.DEBUG)

    def crawled(  # type: ignore[override]  # None is allowed: "skip logging an entry"
        self, request: Request, response: Response, spider: Spider
    ) -> LogFormatterResult | None:
        """Return the line for a response, which is told at DEBUG."""
        return super().crawled(request, response, spider) if self._is_wordy else None

    def scraped(  # type: ignore[override]  # as above
        self, item: object, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult | None:
        """Return the line for an item, which is told at DEBUG."""
        return super().scraped(item, response, spider) if self._is_wordy else None

    def dropped(
        self, item: object, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """Return the line for a dropped item."""
        if isinstance(exception, Refused):
            told = {"rejection": str(exception), "url": exception.rejection.url}
            return {"level": logging.INFO, "msg": "%(rejection)s", "args": told}
        return super().dropped(item, exception, response, spider)


class OfArticles(BaseItemExporter):
    """A format of Scrapy's feeds that knows no records: an article is told in what the format knows."""

    def export_item(self, item: object) -> None:
        """Write the item; one that is no article is left to Scrapy."""
        told = self.tell(item) if isinstance(item, Article) else item
        super().export_item(told)  # type: ignore[safe-super]  # each format below has its own

    def tell(self, article: Article) -> dict[str, Any]:
        """Return the fields of the article, each as its line of JSON has it."""
        return article.model_dump(mode="json")


class ArticleCsv(OfArticles, CsvItemExporter):
    """CSV: a cell holds a text, a number, nothing for null, and JSON where the field has parts of its own."""

    def tell(self, article: Article) -> dict[str, Any]:
        """Return one cell a field."""
        told = super().tell(article)
        return {
            name: json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
            for name, value in told.items()
        }


class ArticleXml(OfArticles, XmlItemExporter):
    """XML: null is an empty element, which no text of an article is."""

    def tell(self, article: Article) -> dict[str, Any]:
        """Return one element a field."""
        return {name: without_null(value) for name, value in super().tell(article).items()}


class ArticleMarshal(OfArticles, MarshalItemExporter):
    """marshal: strings, numbers, lists and dicts only."""


class ArticlePickle(OfArticles, PickleItemExporter):
    """pickle: moments stay moments, and nobody needs our classes to read them."""

    def tell(self, article: Article) -> dict[str, Any]:
        """Return the fields as the types of Python's own."""
        return article.model_dump()


def without_null(value: Any) -> Any:  # noqa: ANN401 - any data of JSON
    """Return the data with an empty text for each null in them.

    >>> without_null({"editor": None, "images": [{"url": "http://a.cn/1.jpg", "caption": None}]})
    {'editor': '', 'images': [{'url': 'http://a.cn/1.jpg', 'caption': ''}]}
    """
    if isinstance(value, dict):
        return {name: without_null(each) for name, each in value.items()}
    if isinstance(value, list):
        return [without_null(each) for each in value]
    return "" if value is None else value
