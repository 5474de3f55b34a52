"""A record of the log as one line of JSON."""

import json
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from pipelines.segments import escape_line_ends

running: list[Crawler] = []  # those that this process began


class JsonFormatter(logging.Formatter):
    """Formats a record as an object of the fields that scraper.console.logs names; what is not known is left out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the event, without any line end in it."""
        spider = _spider_of(record)
        known = {
            "time": _moment(record.created),
            "level": record.levelname,
            "logger": record.name,
            "event": _message(record),
            "site": getattr(spider, "name", None),
            "run": getattr(spider, "run", None),
            "url": _url_of(record),
            "exception": self._exception_of(record),
        }
        told = {name: value for name, value in known.items() if value is not None}
        return escape_line_ends(json.dumps(told, ensure_ascii=False))

    def _exception_of(self, record: logging.LogRecord) -> str | None:
        if record.exc_info and record.exc_info[0]:
            return self.formatException(record.exc_info)
        return record.exc_text or record.stack_info


def _message(record: logging.LogRecord) -> str:
    """Return the message; one whose arguments do not fit its form, as it is written in the code."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} {record.args}"


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _spider_of(record: logging.LogRecord) -> Spider | None:
    """Return the spider that a record is about: the one that it names, else the only one of this process."""
    named = getattr(record, "spider", None) or getattr(getattr(record, "crawler", None), "spider", None)
    return named or (running[0].spider if len(running) == 1 else None)


def _url_of(record: logging.LogRecord) -> str | None:
    """Return the address that a record is about: its first argument that is a request, a response or an address."""
    return next(filter(None, map(_as_url, _arguments(record))), None)


def _arguments(record: logging.LogRecord) -> Iterator[Any]:
    yield getattr(record, "url", None)
    if isinstance(record.args, Mapping):
        yield from (record.args.get(name) for name in ("request", "response", "url"))
    else:
        yield from record.args or ()


def _as_url(value: object) -> str | None:
    if isinstance(value, Request | Response):
        return value.url
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None
