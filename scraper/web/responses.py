"""What a response says about itself, and why there is none."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from schemas import Reason, Rejected
from scraper.web.guard import NotAllowed

_GONE = frozenset({404, 410})

UNCHANGED = "unchanged"
"""Flag of the empty page that stands for a listing that the server says is as it was."""


def content_type(response: Response) -> str:
    """Return the Content-Type header, empty where there is none."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def fetched_at(response: Response) -> datetime:
    """Return when the server answered, by its Date header; the clock where it has none that can be read."""
    header = response.headers.get("Date")
    try:
        moment = parsedate_to_datetime(header.decode("latin-1")) if header else datetime.now(UTC)
    except ValueError:
        moment = datetime.now(UTC)
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def requested_url(request: Request | None) -> str | None:
    """Return the URL that was asked for before any redirect."""
    if request is None:
        return None
    chain: list[str] = request.meta.get("redirect_urls", [])
    return chain[0] if chain else request.url


def fetch_failure(error: BaseException | None) -> Rejected:
    """Return why a page could not be fetched, as a reason and a detail.

    >>> fetch_failure(IgnoreRequest("Forbidden by robots.txt"))
    Rejected('forbidden: robots.txt forbids the page')
    """
    if isinstance(error, HttpError):
        if error.response.status in _GONE:
            return Rejected(Reason.GONE, f"HTTP {error.response.status}")
        return Rejected(Reason.UNREACHABLE, f"HTTP {error.response.status}")
    if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
        return Rejected(Reason.FORBIDDEN, "robots.txt forbids the page")
    if isinstance(error, NotAllowed):
        return Rejected(Reason.FORBIDDEN, str(error))
    if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
        return Rejected(Reason.TOO_LARGE, str(error) or "more bytes than DOWNLOAD_MAXSIZE allows")
    return Rejected(Reason.UNREACHABLE, f"{type(error).__name__}: {error}")
