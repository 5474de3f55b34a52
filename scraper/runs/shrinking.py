"""An old archive without the pages that nobody will read again: those of refused pages stay, byte for byte.

The smaller file has a name of its own, and only when it lies on the disk do the rejections point into it: whatever
moment the power goes at, a rejection points to a page that is there.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.segments import part_of, sync_folder, to_line
from schemas import Page, Rejection
from scraper.crawl.parts.gathering import gather
from scraper.storage.archive import index
from scraper.storage.pages import read_archived
from scraper.storage.warc.records import Damage, Place, scan

MOST_KEPT = 0.5
"""Share of an archive above which it stays as it is: two files written for little."""

_CHUNK = 1 << 20  # bytes copied at a time


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes of one record of an archive, and what it is about."""

    start: int
    end: int
    url: str


def find_kept(archive: Path, refused: Iterable[Rejection]) -> tuple[Span, ...]:
    """Return the records that replay-rejects reads for these pages, further parts of an article among them.

    Raise ValueError or OSError where one cannot be read: what is damaged stays as it is.
    """
    offsets: set[int] = set()
    wanted: set[str] = set()
    begins: list[str] = []
    places = cache(lambda: index(archive))
    for rejection in refused:
        offset = int((rejection.archive or "").partition("#")[2])
        page = read_archived(Place(archive, offset))
        offsets.add(offset)
        begins.append(begin_of(rejection.url))

        def look_up(url: str) -> Page | None:
            wanted.add(url)
            return read_archived(place) if (place := places().get(url)) else None

        gather(page.model_copy(update={"url": rejection.url}), look_up)
    return tuple(
        span
        for span in find_spans(archive)
        if span.start in offsets or span.url in wanted or span.url.startswith(tuple(begins))
    )


def begin_of(url: str) -> str:
    """Return the beginning that the addresses of an article's parts share.

    >>> begin_of("http://a.cn/202306/t20230612_1.html"), begin_of("http://a.cn/show.php?id=7")
    ('http://a.cn/202306/t20230612_1', 'http://a.cn/show.php?id=7')
    """
    folder, slash, name = url.rpartition("/")
    return url if "?" in url or "." not in name else folder + slash + name.rpartition(".")[0]


def find_spans(archive: Path) -> Iterator[Span]:
    """Yield the records of an archive, each a gzip member of its own; raise ValueError where that is not so."""
    before: tuple[int, str] | None = None
    for place, found in scan(archive):
        if isinstance(found, Damage) or place.inner:
            raise ValueError(f"{place} is no whole record")
        if before:
            yield Span(before[0], place.offset, before[1])
        before = place.offset, found.url
    if before:
        yield Span(before[0], archive.stat().st_size, before[1])


def shrink(archive: Path, rejects: Path, kept: tuple[Span, ...]) -> None:
    """Leave these records of the archive alone, and the rejections of its run pointing to them."""
    smaller = next(path for path in _names(archive) if not path.exists())
    moved = copy_spans(archive, part_of(smaller), kept)
    part_of(smaller).replace(smaller)
    sync_folder(smaller.parent)
    lines = [point(line, archive.name, smaller.name, moved) for line in rejects.read_bytes().splitlines(True)]
    part = part_of(rejects)
    with part.open("wb") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    part.replace(rejects)
    sync_folder(rejects.parent)
    archive.unlink()
    sync_folder(archive.parent)


def copy_spans(archive: Path, target: Path, kept: tuple[Span, ...]) -> dict[int, int]:
    """Copy the records into a new file, on the disk when this returns; return where each begins there."""
    moved: dict[int, int] = {}
    with archive.open("rb") as source, target.open("wb") as file:
        for span in kept:
            moved[span.start] = file.tell()
            source.seek(span.start)
            left = span.end - span.start
            while left and (data := source.read(min(left, _CHUNK))):
                left -= file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return moved


def point(line: bytes, old: str, new: str, moved: dict[int, int]) -> bytes:
    """Return a rejection's line with the place that its page has now; one whose page went stays as it is."""
    rejection = Rejection.model_validate_json(line)
    name, _, offset = (rejection.archive or "").partition("#")
    if name != old or int(offset) not in moved:
        return line
    return to_line(rejection.model_copy(update={"archive": f"{new}#{moved[int(offset)]}"}))


def _names(archive: Path) -> Iterator[Path]:
    """Yield the names that a smaller archive of the same run may have."""
    run = archive.name.partition(".")[0]
    yield from (archive.with_name(f"{run}.{number}.warc.gz") for number in range(1, 1000))
