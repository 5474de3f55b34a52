"""What the feeds of -o and -O see, and what the log says about the rest."""

import logging

from scrapy import Spider
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from schemas import Article, Rejection


class Refused(DropItem):
    """A rejection leaves the stages here: it is on disk already and is no item of a feed."""

    def __init__(self, rejection: Rejection) -> None:
        super().__init__(str(rejection), log_level="INFO")
        self.rejection = rejection


class ArticlesOnly:
    """Last item pipeline: articles go on to the feeds, rejections stop."""

    def process_item(self, item: Article | Rejection) -> Article:
        """Return an article; raise Refused for a rejection."""
        if isinstance(item, Rejection):
            raise Refused(item)
        return item


class QuietRejections(LogFormatter):
    """Scrapy's log, with one line for a rejection instead of the whole record."""

    def dropped(
        self, item: object, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """Return the line for a dropped item."""
        if isinstance(exception, Refused):
            return {"level": logging.INFO, "msg": "%(rejection)s", "args": {"rejection": str(exception)}}
        return super().dropped(item, exception, response, spider)
