"""The stretches in which files are looked at: what lies in one is found without the others, in any process.

A large archive has many. Where a record begins in one can only be guessed, for what looks like a beginning may stand
inside another record. So each tells where it began and where the next should begin; whoever joins them compares, and
has looked at again what does not fit: what is found is that of one pass from the first byte, damage and all.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from schemas import Page, Rejection
from scraper.crawl.parts.part_links import find_next_part
from scraper.saved.copies import SavedFile, read_saved
from scraper.saved.first_parts import find_first_parts
from scraper.saved.saved_lines import Refused, refuse
from scraper.saved.workers import Workers
from scraper.storage.ledger import key
from scraper.storage.pages import Found, Skip, Spot, is_archive, read_archive, unreadable
from scraper.storage.warc.records import MOST_BYTES, Place, TooLong, find_start

STRETCH = 512 * 1024
"""Bytes of an archive that are looked at in one go: some dozen pages, so that no process waits long for another."""

MOST_BELIEVED = MOST_BYTES
"""Bytes that a plain record may have where its beginning is guessed: pages have less; else one pass has to come by it."""

MOST_FILES = 64
"""Files that are looked at in one go."""


class Stretch(NamedTuple):
    """A file, or a piece of an archive."""

    file: SavedFile
    begin: int = 0
    end: int | None = None
    sure: bool = True
    """Whether one pass comes by `begin`; else it is the first place behind it that looks like a beginning."""

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the file."""
        return not self.begin and self.end is None


class Lying(NamedTuple):
    """Where a page lies, and what of it concerns other pages."""

    place: tuple[int, int] | None  # offsets of a record; None: the file is the page
    key: int
    url: str
    fetched_at: datetime
    following: str
    firsts: tuple[str, ...]


class Seen(NamedTuple):
    """What was seen in a stretch, between where it began and where one pass would go on; None: nowhere."""

    begin: int | None
    found: list[Lying | Refused | Skip]
    behind: int | None


def look_at(files: Iterable[SavedFile], workers: Workers) -> Iterator[tuple[SavedFile, Seen]]:
    """Yield what is in the files, piece by piece, in order: as one pass over each finds it."""
    position: int | None = 0
    for task, seen in workers.map(look_at_each, ((task, task) for task in _in_tasks(files))):
        for stretch, one in zip(task, seen, strict=True):
            if not stretch.begin:
                position = 0
            if position is None or (stretch.end is not None and position >= stretch.end):
                continue  # what lies there lies inside a record that began before
            found = one if one.begin == position else look(stretch._replace(begin=position, sure=True))
            position = found.behind
            yield stretch.file, found


def look_at_each(stretches: list[Stretch]) -> list[Seen]:
    """Return what is in some stretches."""
    return [look(stretch) for stretch in stretches]


def look(stretch: Stretch) -> Seen:
    """Return what is in a stretch: the pages, and what is none."""
    if stretch.is_whole:
        return Seen(0, [_note(*each) for each in read_saved(stretch.file)], None)
    path = stretch.file.path
    begin: int | None = stretch.begin
    found: list[Lying | Refused | Skip] = []
    try:
        if not stretch.sure:
            with path.open("rb") as file:
                begin = find_start(file, stretch.begin, stretch.end)
        if begin is None:
            return Seen(None, [], None)
        most = None if stretch.sure else MOST_BELIEVED
        records = read_archive(path, begin, stretch.end, most=most, screen=stretch.file.screen)
        while True:
            found.append(_note(*next(records)))
    except StopIteration as ended:
        return Seen(begin, found, ended.value)
    except (
        TooLong
    ):  # a page may hold what looks like records, of any length: each stretch would read on to the end
        return Seen(None, [], None)
    except OSError as error:
        return Seen(begin, [*found, unreadable(path, error)], None)


def _note(spot: Spot, found: Found) -> Lying | Refused | Skip:
    if isinstance(found, Rejection):
        return refuse(found)
    if not isinstance(found, Page):
        return found
    return Lying(
        (spot.offset, spot.inner) if isinstance(spot, Place) else None,
        key(found.url),
        found.url,
        found.fetched_at,
        find_next_part(found.body, found.url, found.url) or "",
        tuple(dict.fromkeys(find_first_parts(found))),
    )


def _in_tasks(files: Iterable[SavedFile]) -> Iterator[list[Stretch]]:
    """Yield the stretches of all files, those of small files some together."""
    together: list[Stretch] = []
    left = STRETCH
    for file in files:
        size = _size_of(file)
        if len(together) == MOST_FILES or size > left:
            yield together
            together, left = [], STRETCH
        if size <= STRETCH:
            together.append(Stretch(file))
            left -= size
        else:
            yield from ([stretch] for stretch in cut(file, size))
    yield together


def _size_of(file: SavedFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:  # whoever reads it says why
        return 0


def cut(file: SavedFile, size: int) -> Iterator[Stretch]:
    """Yield the stretches of a file of so many bytes: one where it is no archive."""
    try:
        many = -(-size // STRETCH) if is_archive(file.path) else 1
    except OSError:
        many = 1
    for number in range(many):
        last = number == many - 1
        yield Stretch(file, number * STRETCH, None if last else (number + 1) * STRETCH, sure=not number)
