"""Raw responses as WARC: written by every live crawl, and enough to crawl again with no network.

Plugged in as Scrapy's cache storage, because a cache sees every response as it came from the wire.
The policy turns the cache around: a live crawl only writes, a replay only reads.
"""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings

from scraper.clock import believe, read_moment
from scraper.storage.warc.answers import write_answer
from scraper.storage.warc.bodies import BrokenBody, read_answer, unchunked
from scraper.storage.warc.members import Damaged
from scraper.storage.warc.records import Damage, Place, Record, read_at, scan

logger = logging.getLogger(__name__)

POINTER = "archive"  # key in Request.meta: file name and offset of the stored response
_HOP_HEADERS = frozenset({b"transfer-encoding", b"connection", b"keep-alive"})  # true of the wire only


class Archive(Protocol):
    """Where the run's records go: what is stored is on the disk before a line that points to it."""

    @property
    def archive(self) -> Path:
        """The final name of the file."""
        ...

    def store(self, record: bytes) -> int:
        """Append a record and return its offset."""
        ...


@runtime_checkable
class ArchivingSpider(Protocol):
    """A spider whose responses are kept."""

    journal: Archive


class ArchivePolicy:
    """A live crawl never reads its archive, so no listing and no robots.txt can be stale."""

    def __init__(self, settings: BaseSettings) -> None:
        self.replay = bool(settings.get("REPLAY"))

    def should_cache_request(self, request: Request) -> bool:
        """Tell whether the request concerns the archive: plain reads do."""
        return request.method == "GET" and request.url.startswith(("http://", "https://"))

    def should_cache_response(self, response: Response, request: Request) -> bool:
        """Tell whether to store the response: all of them in a live crawl, errors too."""
        return not self.replay

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:
        """Tell whether the stored response may be served: only a replay finds one."""
        return self.replay

    def is_cached_response_valid(
        self, cachedresponse: Response, response: Response, request: Request
    ) -> bool:
        """Tell whether the stored response is as good as the fetched one: never, what is fetched is newer."""
        return False


class BadArchive(ValueError):
    """A file is no WARC archive."""


class WarcStorage:
    """Scrapy cache storage on one WARC file a run."""

    def __init__(self, settings: BaseSettings) -> None:
        self.replay = Path(settings["REPLAY"]) if settings.get("REPLAY") else None
        self._places: dict[str, Place] = {}

    def open_spider(self, spider: object) -> None:
        """Index the archive of a replay."""
        if self.replay:
            self._places = index(self.replay)

    def close_spider(self, spider: object) -> None:
        """Leave the file to the journal, which gives it its name together with the lines."""

    def retrieve_response(self, spider: object, request: Request) -> Response | None:
        """Return the last stored response for the request's URL in a replay; None where there is none, and in a crawl."""
        if not self.replay:
            return None
        place = self._places.get(request.url)
        if place is None:
            return None  # a replay is not let onto the network for it: HTTPCACHE_IGNORE_MISSING
        request.meta[POINTER] = str(place)
        try:
            return read_response(place)
        except (BadArchive, Damaged) as error:
            logger.warning("%s cannot be read: %s", request.url, error)
            return None

    def store_response(self, spider: object, request: Request, response: Response) -> None:
        """Append the response and name its place in the request's meta; a spider without an archive keeps none."""
        if not isinstance(spider, ArchivingSpider):
            return
        offset = spider.journal.store(to_record(response))
        request.meta[POINTER] = str(Place(spider.journal.archive, offset))


def to_record(response: Response) -> bytes:
    """Return one response as a WARC record, a gzip member of its own."""
    fields = (
        (name, value)
        for name, values in response.headers.items()
        if name.lower() not in _HOP_HEADERS
        for value in values
    )
    return write_answer(response.url, response.status, fields, response.body)


def index(path: Path) -> dict[str, Place]:
    """Return where the last response for each URL lies; raise BadArchive where not one can be read."""
    return {record.url: place for record, place in read_records(path)}


def find_archived(data: Path, url: str) -> Place | None:
    """Return where the newest archived response for `url` lies below the data folder, or None."""
    for path in sorted(data.glob("*/archive/*.warc.gz"), key=lambda path: path.name, reverse=True):
        with suppress(BadArchive):  # another one may have it
            if place := index(path).get(url):
                return place
    return None


def read_records(path: Path, offset: int = 0) -> Iterator[tuple[Record, Place]]:
    """Yield the HTTP responses of a WARC, ours or another's, from a record on, with their places.

    Damage is passed over, with a warning; raise BadArchive where nothing else is there.
    """
    records = 0
    damage: Damage | None = None
    for place, found in scan(path, offset):
        if isinstance(found, Damage):
            damage = damage or found
            logger.warning("damage in %s: %s", place, found.why)
            continue
        records += 1
        if found.kind == "response" and read_answer(found.block):
            yield found, place
    if damage and not records:
        raise BadArchive(f"{path} is no WARC archive: {damage.why}")


def read_response(place: Place) -> Response:
    """Return the stored response as it came from the wire, with the Date it was fetched at."""
    record = read_at(place)
    answer = read_answer(record.block)
    if answer is None:
        raise BadArchive(f"there is no HTTP response at {place}")
    headers = Headers()
    for name, value in answer.fields:
        if name.lower().encode("latin-1") not in _HOP_HEADERS:
            headers.appendlist(name.encode("latin-1"), value.encode("latin-1"))
    try:
        body = unchunked(answer.raw, answer.fields)
    except BrokenBody as broken:
        raise BadArchive(f"{broken} ({place})") from None
    if fetched := when_fetched(answer.fields.get_header("Date"), record):
        headers["Date"] = format_datetime(fetched, usegmt=True)
    kind = responsetypes.from_args(headers=headers, url=record.url, body=body)
    return kind(url=record.url, status=answer.status, headers=headers, body=body)


def when_fetched(date: str | None, record: Record) -> datetime | None:
    """Return when a response was fetched: by the server's Date, where it agrees with the crawler's clock.

    None where neither says anything that can be read.
    """
    said, written = read_moment(date or ""), warc_date(record)
    return believe(said, written) if written else said


def warc_date(record: Record) -> datetime | None:
    """Return when the record was written, UTC; None where it does not say so."""
    try:
        moment = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
