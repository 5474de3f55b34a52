"""The log as JSON, one event a line of UTF-8, where LOG_FORMAT is `json`; and the log of commands that do not crawl.

The fields of an event: `time` (RFC 3339, UTC, milliseconds), `level`, `logger` and `event` (the message), always;
`site` and `run` (of the crawl that it is about), `url` (that it is about) and `exception` (the traceback), where known.
"""

import logging
import sys
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Self

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings, Settings
from scrapy.utils.log import TopLevelFormatter, configure_logging

from scraper.console.events import JsonFormatter, running

JSON = "json"  # the value of LOG_FORMAT, in place of a format with %(message)s
_NO_FORMAT = "LOG_INSTALL_ROOT_HANDLER"

logger = logging.getLogger("scraper")

_written: set[Path] = set()  # the files that this process has logged to: what it wrote there stays
_ours: list[logging.Handler] = []  # the handler of the root logger, where it is ours: as Scrapy keeps its own


def is_json(settings: BaseSettings) -> bool:
    """Tell whether the log is to be JSON."""
    return str(settings.get("LOG_FORMAT")).strip().lower() == JSON


class BadLog(ValueError):
    """The settings of the log are none."""


def check_log(settings: BaseSettings) -> None:
    """Return when a log can be written as the settings say; raise BadLog, naming the one that is wrong."""
    level, form, name = (settings.get(setting) for setting in ("LOG_LEVEL", "LOG_FORMAT", "LOG_FILE"))
    if str(level) not in logging.getLevelNamesMapping() and not str(level).isdecimal():
        raise BadLog(f"LOG_LEVEL is one of {', '.join(logging.getLevelNamesMapping())}, not {level!r}")
    try:
        if not is_json(settings):
            logging.Formatter(form)
        if name:
            Path(name).open("ab").close()
    except ValueError:
        raise BadLog(f"LOG_FORMAT is {JSON!r} or a form with %(message)s, not {form!r}") from None
    except OSError as error:
        raise BadLog(f"LOG_FILE cannot be written: {error}") from None


class JsonLog:
    """Scrapy add-on: the log of a process that crawls, in JSON where LOG_FORMAT says so, else as Scrapy writes it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the add-on of a crawler."""
        return cls(crawler)

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:
        """Put our handler in the place of Scrapy's, before anything is logged; one that is not wanted stays away."""
        if is_json(settings) and settings.getbool(_NO_FORMAT):
            settings.set(_NO_FORMAT, False, priority="cmdline")
            install_handler(settings)

    def update_settings(self, settings: BaseSettings) -> None:
        """Let a spider's own LOG_LEVEL and LOG_FILE count, and its events name it."""
        if _ours:
            install_handler(settings)
            running.append(self.crawler)


def install_handler(settings: BaseSettings) -> None:
    """Let the root logger write JSON to where the settings say: LOG_FILE, stderr, or with --nolog nowhere."""
    while _ours:
        before = _ours.pop()
        logging.root.removeHandler(before)
        before.close()
    handler = _make_handler(settings)
    handler.setFormatter(JsonFormatter())
    handler.setLevel(settings.get("LOG_LEVEL"))
    if settings.getbool("LOG_SHORT_NAMES"):
        handler.addFilter(TopLevelFormatter(["scrapy"]))
    _ours.append(handler)
    logging.root.addHandler(handler)
    logging.root.setLevel(logging.NOTSET)
    sys.excepthook = log_defect


def _make_handler(settings: BaseSettings) -> logging.Handler:
    if name := settings.get("LOG_FILE"):
        file = Path(name).absolute()
        if file not in _written and not settings.getbool("LOG_FILE_APPEND"):
            file.write_bytes(b"")
        _written.add(file)
        # Always to append: Scrapy's dictConfig() closes every handler, and only such a one opens its file again.
        return logging.FileHandler(file, mode="a", encoding="utf-8", errors="backslashreplace")
    if not settings.getbool("LOG_ENABLED"):
        return logging.NullHandler()
    _speak_utf8()
    return logging.StreamHandler()


def _speak_utf8() -> None:
    """Let stderr be UTF-8, whatever the console is: JSON is nothing else, and a lone surrogate is an escape of it."""
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def log_defect(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what ends the program as one event; a person's Ctrl+C is left as Python tells it."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        logger.critical("the program ends: %s", kind.__name__, exc_info=(kind, error, trace))


def start_log(settings: Settings) -> None:
    """Let a command that does not crawl log as the settings say; what it prints is no log, whatever LOG_STDOUT says."""
    own = settings.copy()
    own.set("LOG_STDOUT", False, priority="cmdline")
    JsonLog.update_pre_crawler_settings(own)
    configure_logging(own)


def start_worker_log(settings: Settings) -> None:
    """Let a process that works for a command log as the command does: behind what it has written, if in a file."""
    own = settings.copy()
    own.set("LOG_FILE_APPEND", True, priority="cmdline")
    start_log(own)


def tell(settings: BaseSettings, line: str, level: int = logging.ERROR) -> None:
    """Say one line to whoever runs the command: on stderr, as an event where the log is JSON, and in the log's file."""
    record = logger.makeRecord(logger.name, level, __file__, 0, line, (), None)
    if is_json(settings):
        _speak_utf8()
        line = JsonFormatter().format(record)
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - the one place that says something there
    for handler in logging.root.handlers:
        if isinstance(handler, logging.FileHandler):  # the log of a night is whole by itself
            handler.handle(record)
