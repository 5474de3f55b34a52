"""Pages from disk, one at a time: saved files and the records of archives, and what of them is no page."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect
from pathlib import Path
from typing import NamedTuple, Protocol

from pipelines.canonical import canonical_url
from pipelines.validate import reject
from schemas import Page, Reason, Rejected, Rejection
from scraper.clock import read_moment
from scraper.storage.archive import when_fetched
from scraper.storage.contents import ARCHIVE, EMPTY, GZIP, HOLDS_PAGES, MIME, PAGE, kind_of
from scraper.storage.warc.bodies import Answer, BrokenBody, gunzip, read_answer, whole_body
from scraper.storage.warc.members import MAGIC, glance, read_glance
from scraper.storage.warc.records import MOST_BYTES, WARC, Damage, Place, Record, find_start, read_at, scan

DAMAGED = "damaged"
REVISIT = "revisit"

_NAMES = (".warc", ".warc.gz")
_ABOUT_PAGES = frozenset({"request", "metadata", "warcinfo"})  # record types that never hold a page
_WITH_PAGES = frozenset({"response", "resource", "conversion"})
_WEB = frozenset({"http", "https", "ftp", "file"})  # the others, dns: and urn:, name what no browser shows
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Skip:
    """A file or record that is not cleaned: what it is, where it lies, and whether a page may be lost with it."""

    kind: str
    where: str
    detail: str = ""
    passed_over: bool = False
    url: str = ""
    leads_to: str = ""
    """The address that a redirect leads to, or that a revisit repeats."""


Found = Page | Rejection | Skip
Spot = Place | Path
"""Where a page lies: a record of an archive, or a file of its own."""


class Screen(Protocol):
    """Tells which records of an archive somebody wants; the others are skips that say so."""

    def judge_record(self, record: Record) -> str | None:
        """Return why a record is not wanted, as its head tells; None where it may be."""
        ...

    def judge_page(self, page: Page) -> str | None:
        """Return why a page is not wanted, as its bytes tell; None where it may be."""
        ...


class Saved(NamedTuple):
    """What a saved file holds: the page's bytes, and what the file itself says of them."""

    body: bytes
    kind: str
    url: str = ""
    content_type: str = ""
    saved_at: datetime | None = None


def is_address(url: str) -> bool:
    """Tell whether a URL can stand for a page: whether an id can be made of it."""
    try:
        canonical_url(url)
    except ValueError:  # http://[ and http://a.cn:99999/
        return False
    return bool(url)


def read_file(
    path: Path, urls: Mapping[str, str], *, named: bool = False, screen: Screen | None = None
) -> Iterator[tuple[Spot, Found]]:
    """Yield what a file holds, one page or the records of an archive; what it is its bytes say, not its name.

    A file that somebody `named` is meant as a page: clean() says why it is none.
    """
    try:
        if is_archive(path):
            yield from read_archive(path, screen=screen)
        else:
            yield path, read_alone(path, urls, named=named)
    except OSError as error:
        yield path, unreadable(path, error)


def unreadable(path: Path, error: OSError) -> Skip:
    """Return a file that cannot be read, or not to its end, as left out."""
    return Skip("unreadable", f"{path}", error.strerror or f"{error}", passed_over=True)


def is_archive(path: Path) -> bool:
    """Tell whether a file holds WARC records, be its beginning damaged."""
    with path.open("rb") as file:
        head = read_glance(file, 0)
        packed = head.startswith(MAGIC)
        inside = glance(head) if packed else head
        if inside.startswith(WARC):
            return True
        kind = kind_of(head)
        unknown = kind in {GZIP, PAGE} and not inside.lstrip().startswith(b"<")
        called = path.name.lower().endswith(_NAMES)  # damage may look like the mark of another format
        return (unknown or called) and find_start(file, 0) is not None


def read_archive(
    path: Path,
    begin: int = 0,
    end: int | None = None,
    *,
    most: int | None = None,
    screen: Screen | None = None,
) -> Generator[tuple[Place, Found], None, int | None]:
    """Yield what each record of an archive holds, from an offset on and up to another; return as scan() does."""
    written_at = _changed_at(path)
    records = scan(path, begin, end, most)
    while True:
        try:
            place, found = next(records)
        except StopIteration as ended:
            behind: int | None = ended.value
            return behind
        if isinstance(found, Damage):
            yield place, Skip(DAMAGED, f"{path}#{place.offset}", found.why, passed_over=True)
        else:
            yield place, _read_wanted(found, place, written_at, screen)


def _read_wanted(record: Record, place: Place, written_at: datetime, screen: Screen | None) -> Found:
    """Return what a record holds, or why nobody wants it; one whose head says so is not unpacked."""
    where = f"{place.path}#{place.offset}"
    if screen and (why := screen.judge_record(record)):
        return Skip(why, where)
    found = read_page(record, place, written_at)
    if screen and isinstance(found, Page) and (why := screen.judge_page(found)):
        return Skip(why, where)
    return found


def read_alone(path: Path, urls: Mapping[str, str], *, named: bool = False) -> Found:
    """Return the page of a saved file; its URL comes from the manifest, then from itself, else it is the file's own."""
    try:
        saved = open_saved(path)
    except BrokenBody as broken:
        return Skip(DAMAGED, f"{path}", f"{broken}", passed_over=True)
    if path.name.lower().endswith(_NAMES):
        return Skip(DAMAGED, f"{path}", "it is called an archive, but no record is in it", passed_over=True)
    if saved.kind in HOLDS_PAGES or (saved.kind != PAGE and not named):
        return Skip(saved.kind, f"{path}", passed_over=saved.kind in HOLDS_PAGES)
    return _within_caps(_as_page(saved, path, urls))


def read_html(path: Path, urls: Mapping[str, str]) -> Page:
    """Return a saved page, unpacked; raise BrokenBody where it cannot be unpacked whole."""
    page = _as_page(open_saved(path), path, urls)
    return page.model_copy(update={"body": page.body[:MOST_BYTES]})


def given_url(path: Path, urls: Mapping[str, str]) -> str:
    """Return the URL that a manifest gives a file, by its path or its name; empty where it gives none."""
    names = (str(path), path.as_posix(), path.name, path.stem)
    return next((urls[name] for name in names if name in urls), "")


def _as_page(saved: Saved, path: Path, urls: Mapping[str, str]) -> Page:
    return Page(
        url=given_url(path, urls) or saved.url or path.resolve().as_uri(),
        body=saved.body,
        content_type=saved.content_type,
        fetched_at=saved.saved_at or _changed_at(path),
        archive=str(path),
    )


def open_saved(path: Path) -> Saved:
    """Return what a file holds when it is unpacked; raise BrokenBody where its gzip or its MIME is cut off."""
    with path.open("rb") as file:
        data = gunzip(file.read(MOST_BYTES + 1))
    kind = kind_of(data)
    return _read_mime(data) if kind == MIME else Saved(data, kind)


def _read_mime(data: bytes) -> Saved:
    """Return the page that a browser saved with its pictures in one file (.mht)."""
    message = message_from_bytes(data)
    leaves = [part for part in message.walk() if not part.is_multipart()]
    page = next((part for part in leaves if part.get_content_type() == "text/html"), None)
    if page is None:
        return Saved(data, MIME)
    if page is leaves[-1] and any(isinstance(one, CloseBoundaryNotFoundDefect) for one in message.defects):
        raise BrokenBody("the saved page is cut off")
    body = page.get_payload(decode=True)
    url = str(page["Content-Location"] or message["Snapshot-Content-Location"] or "").strip()
    return Saved(
        body if isinstance(body, bytes) else b"",
        PAGE,
        url if url.startswith(("http://", "https://")) and is_address(url) else "",
        str(page["Content-Type"]),
        read_moment(str(message["Date"] or "")),
    )


def read_page(record: Record, place: Place, written_at: datetime) -> Found:
    """Return the page that a record holds, as a crawl would take it; else what it is instead."""
    url, where = record.url, f"{place.path}#{place.offset}"
    if kind := _no_page(record):
        lost = record.kind not in _ABOUT_PAGES and kind != REVISIT
        original = record.rec_headers.get_header("WARC-Refers-To-Target-URI") or url
        return Skip(kind, where, passed_over=lost, url=url, leads_to=original.strip().strip("<>"))
    scheme = url.partition(":")[0].lower()
    if not is_address(url):
        return Skip("no address", where, repr(url), passed_over=True)
    if scheme not in _WEB:
        return Skip(f"{scheme}: record", where, url=url)
    return _read_answer(record, place, written_at)


def _read_answer(record: Record, place: Place, written_at: datetime) -> Found:
    url, where = record.url, f"{place.path}#{place.offset}"
    answer = read_answer(record.block) if record.kind == "response" else None
    if answer is None and record.kind == "response" and record.block.startswith(b"HTTP/"):
        return Skip("no HTTP status", where, url, passed_over=True, url=url)
    if answer and not 200 <= answer.status < 300:
        target = answer.fields.get_header("Location") if answer.status in _MOVED else None
        return Skip(f"HTTP {answer.status}", where, url=url, leads_to=target or "")
    return _read_body(record, answer, place, written_at)


def _read_body(record: Record, answer: Answer | None, place: Place, written_at: datetime) -> Found:
    url, where = record.url, f"{place.path}#{place.offset}"
    try:
        body = gunzip(whole_body(answer) if answer else record.block)
    except BrokenBody as broken:
        return Skip("damaged body", where, f"{broken} ({url})", passed_over=True, url=url)
    kind = kind_of(body)
    if kind not in {PAGE, EMPTY, MIME}:
        return Skip(kind, where, passed_over=kind in {ARCHIVE, *HOLDS_PAGES}, url=url)
    return _within_caps(_archived_page(record, answer, body, place, written_at))


def _no_page(record: Record) -> str | None:
    """Return the name of a record that holds no page or not all of one, None for any other."""
    if record.kind not in _WITH_PAGES:
        return record.kind or "record without a type"
    if record.rec_headers.get_header("WARC-Truncated") or record.rec_headers.get_header(
        "WARC-Segment-Number"
    ):
        return "record cut by its crawler"
    return None


def _archived_page(
    record: Record, answer: Answer | None, body: bytes, place: Place, written_at: datetime
) -> Page:
    said = answer.fields if answer else record.rec_headers
    return Page(
        url=record.url,
        body=body,
        content_type=said.get_header("Content-Type") or "",
        fetched_at=when_fetched(said.get_header("Date"), record) or written_at,
        archive=str(place),
    )


def _within_caps(page: Page) -> Page | Rejection:
    if len(page.body) <= MOST_BYTES:
        return page
    return reject(page, Rejected(Reason.TOO_LARGE, f"more than {MOST_BYTES} bytes"))


def read_archived(place: Place) -> Page:
    """Return the page that lies at `place`, whatever its status; raise ValueError where none can be read."""
    record = read_at(place)
    answer = read_answer(record.block)
    body = whole_body(answer) if answer else record.block
    return _archived_page(record, answer, body[:MOST_BYTES], place, _changed_at(place.path))


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
