"""A page where it lies: what is kept of it before it is cleaned, and the page read again at its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from schemas import Page
from scraper.storage.pages import Found, Screen, Spot, read_file, read_page
from scraper.storage.warc.members import Damaged
from scraper.storage.warc.records import Place, Reader


class SavedFile(NamedTuple):
    """A file as the arguments of a command stand for it."""

    path: Path
    url: str = ""  # as a manifest gives it
    named: bool = False  # whether somebody calls it a page
    screen: Screen | None = None  # tells which records are wanted; None: all


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the times that a page was fetched."""

    spot: Place | SavedFile
    fetched_at: datetime
    requested_url: str | None = None
    following: str = ""
    """The further part that it names of the article that it would be."""
    firsts: tuple[str, ...] = ()
    """The addresses among its links of which its own would be a further part."""

    @property
    def where(self) -> str:
        """The place as a person is told it."""
        spot = self.spot
        return f"{spot.path}#{spot.offset}" if isinstance(spot, Place) else f"{spot.path}"


_reader = Reader()
"""The archive that this process has open: of records in one gzip member, the next one is met on the way."""


def read_copy(copy: Copy) -> Page | None:
    """Return the page, None where it is no longer there: its file was changed since it was looked at."""
    try:
        found = _read(copy)
    except (Damaged, OSError):
        return None
    if not isinstance(found, Page):
        return None
    return found.model_copy(update={"requested_url": copy.requested_url}) if copy.requested_url else found


def close_archive() -> None:
    """Let go of the archive that was read last: another may take its place."""
    _reader.close()


def _read(copy: Copy) -> Found | None:
    spot = copy.spot
    if isinstance(spot, Place):
        return read_page(_reader.read(spot), spot, copy.fetched_at)
    return next((found for _, found in read_saved(spot)), None)


def read_saved(file: SavedFile) -> Iterator[tuple[Spot, Found]]:
    """Yield what a file holds, as read_file() does."""
    urls = {str(file.path): file.url} if file.url else {}
    return read_file(file.path, urls, named=file.named, screen=file.screen)
