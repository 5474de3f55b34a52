"""Pages from disk: HTML files, folders of them, and WARC archives, one at a time."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from warcio.recordloader import ArcWarcRecord

from schemas import Page
from scraper.storage.archive import Place, read_records, warc_date

MOST_BYTES = 16 * 1024 * 1024
"""Bytes read of one page: past any cap of clean(), so that a larger page is refused and never held whole."""

HTML_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml"})
WARC_SUFFIXES = (".warc", ".warc.gz")


class NoPages(ValueError):
    """A path holds nothing that could be cleaned."""


def read_manifest(path: Path) -> Mapping[str, str]:
    """Return the URLs that a manifest gives for files: JSON lines {"path": ..., "url": ...}.

    A line may name its file by `path` or by `id`, the file's name without its ending; a line without
    a URL says nothing. Raise ValueError, with the line's number, where a line is no such object.
    """
    urls: dict[str, str] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                names = [entry[key] for key in ("path", "id") if key in entry]
            except (ValueError, TypeError) as error:
                raise ValueError(f"{path}, line {number}: {error}") from None
            if not names:
                raise ValueError(f"{path}, line {number}: neither path nor id")
            if entry.get("url"):
                urls.update((name, entry["url"]) for name in names)
    return urls


def find_files(path: Path) -> list[Path]:
    """Return the files that `path` stands for: itself, or all pages and archives below a folder.

    Raise FileNotFoundError or NoPages where there is nothing.
    """
    if not path.exists():
        raise FileNotFoundError(f"no such file or folder: {path}")
    if path.is_file():
        return [path]
    files = sorted(file for file in path.rglob("*") if file.is_file() and (is_html(file) or is_warc(file)))
    if not files:
        raise NoPages(f"no html and no WARC file in {path}")
    return files


def is_html(path: Path) -> bool:
    """Tell by its name whether a file is a page."""
    return path.suffix.lower() in HTML_SUFFIXES


def is_warc(path: Path) -> bool:
    """Tell by its name whether a file is an archive."""
    return path.name.lower().endswith(WARC_SUFFIXES)


def read_pages(path: Path, urls: Mapping[str, str]) -> Iterator[Page]:
    """Yield the pages of one file, an HTML file or a WARC archive."""
    return read_warc(path) if is_warc(path) else iter((read_html(path, urls),))


def read_html(path: Path, urls: Mapping[str, str]) -> Page:
    """Return a saved page; its URL comes from the manifest, else it is the file's own."""
    names = (str(path), path.as_posix(), path.name, path.stem)
    url = next((urls[name] for name in names if name in urls), path.resolve().as_uri())
    saved_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with path.open("rb") as file:
        return Page(url=url, body=file.read(MOST_BYTES), fetched_at=saved_at, archive=str(path))


def read_warc(path: Path) -> Iterator[Page]:
    """Yield the HTML pages of an archive, those with status 200."""
    for record, place in read_records(path):
        kind = record.http_headers.get_header("Content-Type") or ""
        if record.http_headers.get_statuscode() == "200" and "html" in kind.lower():
            yield _page(record, place)


def read_archived(place: Place) -> Page:
    """Return the page that lies at `place`, whatever its status."""
    return _page(*next(read_records(place.path, place.offset)))


def _page(record: ArcWarcRecord, place: Place) -> Page:
    return Page(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        body=record.content_stream().read(MOST_BYTES),
        content_type=record.http_headers.get_header("Content-Type") or "",
        fetched_at=_fetched_at(record),
        archive=str(place),
    )


def _fetched_at(record: ArcWarcRecord) -> datetime:
    try:
        moment = parsedate_to_datetime(record.http_headers.get_header("Date") or "")
    except ValueError:
        return warc_date(record)
    return moment.replace(tzinfo=moment.tzinfo or UTC)
