"""What a response says about itself, and why there is none."""

from datetime import UTC, datetime

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from schemas import Reason, Rejected
from scraper.clock import believe
from scraper.web.politeness import server_time
from scraper.web.public_network import NotAllowed
from scraper.web.redirects import RedirectRing
from scraper.web.robots import RobotsUnreachable

LARGEST_WALL = 64 * 1024
"""Bytes of an answer that may be a firewall's: a notice with its pictures in it has 30 kB."""

FEWEST_LINKS = 30
"""Links from which a page is a listing, whatever stands above them: a notice in the frame of its site has twenty."""

_GONE = frozenset({404, 410})
"""Statuses that say that there is no such page, whoever words it."""

UNCHANGED = "unchanged"
"""Flag of the empty page that stands for a listing that the server says is as it was."""


def content_type(response: Response) -> str:
    """Return the Content-Type header, empty where there is none."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def fetched_at(response: Response) -> datetime:
    """Return when the server answered: by its Date header where that may be right, else by our clock.

    What comes out of an archive was answered when its header says.
    """
    said, now = server_time(response), datetime.now(UTC)
    return said if said and "cached" in response.flags else believe(said, now)


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
        return _explain_status(error.response)
    if isinstance(error, RobotsUnreachable | RedirectRing):
        return Rejected(Reason.UNREACHABLE, str(error))
    if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
        return Rejected(Reason.FORBIDDEN, "robots.txt forbids the page")
    if isinstance(error, NotAllowed):
        return Rejected(Reason.FORBIDDEN, str(error))
    if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
        return Rejected(Reason.TOO_LARGE, str(error) or "more bytes than DOWNLOAD_MAXSIZE allows")
    return Rejected(Reason.UNREACHABLE, f"{type(error).__name__}: {error}")


def _explain_status(response: Response) -> Rejected:
    status = f"HTTP {response.status}"
    if response.status in _GONE:
        return Rejected(Reason.GONE, status)
    wall = _read_wall(response)
    return Rejected(Reason.WALL, f"{status}: {wall}") if wall else Rejected(Reason.UNREACHABLE, status)


def wall_for_listing(response: Response) -> str | None:
    """Return what wall was sent in place of a listing, None where the answer may be one."""
    lead = response.body[:1].strip()
    if lead in (b"{", b"[") or response.body.lower().count(b"href") >= FEWEST_LINKS:
        return None
    return _read_wall(response)


def _read_wall(response: Response) -> str | None:
    if not response.body or len(response.body) > LARGEST_WALL:
        return None
    from pipelines.extract.kind.walls import find_wall  # noqa: PLC0415 - half a second of patterns, for rare answers

    return find_wall(response.body, content_type(response), response.url)
