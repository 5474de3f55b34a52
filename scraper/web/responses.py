"""What a response says about itself, and why there is none."""

from datetime import UTC, datetime, timedelta

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from schemas import Reason, Rejected
from scraper.web.guard import NotAllowed
from scraper.web.politeness import server_time
from scraper.web.robots import RobotsUnreachable

CLOCK_TOLERANCE = timedelta(days=1)
"""How far a server's clock may be from ours: a wrong zone is 14 hours at most, more is a clock that was never set."""

UNCHANGED = "unchanged"
"""Flag of the empty page that stands for a listing that the server says is as it was."""


def content_type(response: Response) -> str:
    """Return the Content-Type header, empty where there is none."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def fetched_at(response: Response) -> datetime:
    """Return when the server answered: by its Date header where that may be right, else by our clock.

    What comes out of an archive was answered when its header says.
    """
    now = datetime.now(UTC)
    said = server_time(response)
    if said is None or ("cached" not in response.flags and abs(said - now) > CLOCK_TOLERANCE):
        return now
    return said


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
        return Rejected(Reason.UNREACHABLE, f"HTTP {error.response.status}")
    if isinstance(error, RobotsUnreachable):
        return Rejected(Reason.UNREACHABLE, str(error))
    if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
        return Rejected(Reason.FORBIDDEN, "robots.txt forbids the page")
    if isinstance(error, NotAllowed):
        return Rejected(Reason.FORBIDDEN, str(error))
    if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
        return Rejected(Reason.TOO_LARGE, str(error) or "more bytes than DOWNLOAD_MAXSIZE allows")
    return Rejected(Reason.UNREACHABLE, f"{type(error).__name__}: {error}")
