"""The lines of a stretch, out of its file: found by their place, read one at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from pydantic_core import from_json

from pipelines.segments import part_of
from scraper.feed.committed import LONGEST
from scraper.feed.feed_index import Stretch
from scraper.run_names import ARTICLES


class Gone(Exception):
    """Lines that were in the feed are not where they were."""


class Line(NamedTuple):
    """A line, with the bytes of the stretch up to its end."""

    end: int
    text: bytes
    record: dict[str, Any]


class NoLine(NamedTuple):
    """A place where no article stands, with the bytes of the stretch up to its end."""

    end: int
    where: str


def read_lines(data: Path, stretch: Stretch) -> Iterator[Line | NoLine]:
    """Yield the lines of a stretch as they stand in the file, and the places of those that are none.

    Raise Gone where the file is gone, shorter than it was, or another; what is left of it was yielded.
    """
    path = data / stretch.site / ARTICLES / stretch.name
    with _open(path) as file:
        if stretch.start and _before(file, stretch.start) != b"\n":
            raise Gone(
                f"{path}: no line begins at byte {stretch.start:,}: it is shorter than it was, or another"
            )
        done = 0
        while done < stretch.length:
            where = f"{path}, at byte {stretch.start + done:,}"
            text = file.readline(min(stretch.length - done, LONGEST))
            done += len(text)
            while text and not text.endswith(b"\n") and done < stretch.length:  # longer than any
                rest = file.readline(min(stretch.length - done, LONGEST))
                done += len(rest)
                text = rest and rest[-1:]
            if not text.endswith(b"\n"):
                raise Gone(
                    f"{where}: the line is not there any more: the file is shorter than it was, or another"
                )
            record = _record_of(text)
            yield NoLine(done, where) if record is None else Line(done, text.rstrip(b"\r\n"), record)


def tears_a_line(data: Path, stretch: Stretch) -> bool:
    """Tell whether a stretch begins within a line; what is gone tears none."""
    try:
        with _open(data / stretch.site / ARTICLES / stretch.name) as file:
            return stretch.start > 0 and _before(file, stretch.start) not in {b"\n", b""}
    except Gone:
        return False


def _before(file: IO[bytes], place: int) -> bytes:
    """Return the byte before a place, and stand there."""
    file.seek(place - 1)
    return file.read(1)


def _open(path: Path) -> IO[bytes]:
    for file in (part_of(path), path, part_of(path)):  # it may get its final name just now
        try:
            return file.open("rb")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise Gone(f"{file} cannot be read: {error.strerror or error}") from None
    raise Gone(f"{path} is not there any more")


def _record_of(text: bytes) -> dict[str, Any] | None:
    try:
        record = from_json(text, allow_inf_nan=False)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None
