"""The records of a WARC, read in spite of damage: what is broken is named, what stands behind it is found.

Records may be gzip members of their own (as WARC 1.1 asks, and as we write them), many in one member, or plain.
Never more than one record is held.
"""

import re
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from scraper.storage.warc.members import MAGIC, Damaged, Member, member_begins, read_glance
from scraper.storage.warc.window import HEAD_END, MOST_HEAD, Fields, Window, read_fields

MOST_BYTES = 16 * 1024 * 1024
"""Bytes read of one page: past any cap of a crawl (5 MB), so that a larger page is refused and never held whole."""

WARC = b"WARC/"

_CHUNK = 1 << 16  # bytes searched at a time
_END = b"\r\n\r\n"  # behind each record: ISO 28500, 4
_LONGEST = 64  # bytes: more than _START matches
_RECORD = re.compile(rb"WARC/\d\.\d\r?\n[A-Za-z-]{1,40}:")
_START = re.compile(rb"\x1f\x8b\x08|" + _RECORD.pattern)
_LENGTH = re.compile(r"^\d{1,15}$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: byte offset of its gzip member or of itself, and its offset in the inflated member."""

    path: Path
    offset: int
    inner: int = 0

    def __str__(self) -> str:
        return f"{self.path.name}#{self.offset}" + (f"+{self.inner}" if self.inner else "")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a WARC: its head, and of its block as much as the caps allow."""

    rec_headers: Fields
    block: bytes

    @property
    def kind(self) -> str:
        """The record's WARC-Type in lower case, empty where it has none."""
        return (self.rec_headers.get_header("WARC-Type") or "").strip().lower()

    @property
    def url(self) -> str:
        """What the record is about; Wget writes it in angle brackets."""
        return (self.rec_headers.get_header("WARC-Target-URI") or "").strip().strip("<>")


@dataclass(frozen=True, slots=True)
class Damage:
    """A place of an archive at which no record could be read, and why."""

    why: str


class TooLong(ValueError):
    """A record says that it is longer than whoever guessed its beginning believes."""


def read_record(window: Window, most: int | None = None) -> Record:
    """Return the record at which the window stands, and stand behind it; raise Damaged where there is none.

    Raise TooLong where it says that its block has more than `most` bytes, before any is read.

    Its length is believed where the record ends as it must, or another begins behind it, or nothing comes.
    """
    head = window.peek(MOST_HEAD)
    end = HEAD_END.search(head)
    if not head.startswith(WARC):
        raise Damaged("no record begins here")
    if not end:
        raise Damaged("the head of the record does not end")
    if _RECORD.search(head, 1, end.start()):
        raise Damaged("the head of the record is cut: another one begins in it")
    fields = read_fields(window.take(end.end()), "utf-8")
    length = fields.get_header("Content-Length") or ""
    if not _LENGTH.match(length):
        raise Damaged(f"the record's length is {length!r}")
    if most is not None and int(length) > most:
        raise TooLong
    block = window.take(min(int(length), MOST_BYTES + MOST_HEAD))
    size = len(block) + window.skip(int(length) - len(block))
    if size < int(length):
        raise Damaged(f"the record should have {length} bytes and has {size}")
    ended = window.peek(len(_END)) == _END
    while window.peek(1) in {b"\r", b"\n"}:
        window.take(1)
    behind = window.peek(len(WARC))
    if behind and not ended and behind != WARC and not behind.startswith(MAGIC):
        raise Damaged(f"the record does not end behind its {length} bytes")
    return Record(fields, block)


Found = Generator[tuple[Place, Record | Damage], None, int | None]


def scan(path: Path, offset: int = 0, end: int | None = None, most: int | None = None) -> Found:
    """Yield each record of an archive from `offset` on, and each place at which one could not be read.

    With `end` no record or member is begun at that offset or behind it. Return where the scan would go on, None
    where nothing is left: what follows depends on this offset alone. Raise TooLong at a plain record of more than
    `most` bytes.
    """
    with path.open("rb") as file:
        position: int | None = offset
        while position is not None and (end is None or position < end):
            if not (head := read_glance(file, position)):
                return None
            if head.startswith(MAGIC):
                position = yield from _scan_member(path, file, position)
            else:
                position = yield from _scan_plain(path, file, position, most)
    return position


def _scan_plain(path: Path, file: BinaryIO, position: int, most: int | None) -> Found:
    """Yield the record at `position`, or its damage; return where the next one begins."""
    file.seek(position)
    window = Window(file)
    try:
        record = read_record(window, most)
    except Damaged as damage:
        yield Place(path, position), Damage(f"{damage}")
        return find_start(file, position + 1)
    end = position + window.position
    yield Place(path, position), record
    return end


def _scan_member(path: Path, file: BinaryIO, position: int) -> Found:
    """Yield the records of the gzip member at `position`; return where the next member begins."""
    member = Member(file, position)
    window = Window(member)
    sound = True
    while True:
        place = Place(path, position, window.position)
        try:
            if not window.peek(1):
                break
            record = read_record(window)
        except Damaged as damage:
            yield place, Damage(f"{damage}")
            with suppress(Damaged):  # the place is named already
                window.skip_to(_RECORD, _LONGEST)
            sound = False
        else:
            yield place, record
            sound = True
    if member.is_cut and sound:  # the record was whole, or nothing of one was there
        yield place, Damage("the archive ends inside a gzip member")
    return member.end or find_start(file, position + 1)


def find_start(file: BinaryIO, start: int, end: int | None = None) -> int | None:
    """Return the offset from `start` on, and before `end`, at which a record, or a gzip member with one, begins."""
    position = start
    while end is None or position < end:
        file.seek(position)
        chunk = file.read(_CHUNK + _LONGEST)
        for match in _START.finditer(chunk):
            offset = position + match.start()
            if match[0] != MAGIC or member_begins(read_glance(file, offset), WARC):
                return offset if end is None or offset < end else None
        if len(chunk) <= _LONGEST:
            return None
        position += _CHUNK
    return None


class Reader:
    """Reads records at their places; one that lies behind the last one in the same member is met on the way."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._at: tuple[Path, int] | None = None
        self._stamp: tuple[int, ...] = ()
        self._window: Window | None = None

    def read(self, place: Place) -> Record:
        """Return the record at `place`; raise Damaged or OSError where it is no longer there."""
        window = self._window
        if (
            window is None
            or self._at != (place.path, place.offset)
            or window.position > place.inner
            or self._stamp != _stamp(place.path)  # another file took its place
        ):
            window = self._open(place)
        window.skip(place.inner - window.position)
        return read_record(window)

    def _open(self, place: Place) -> Window:
        self.close()
        self._file = place.path.open("rb")
        self._at = (place.path, place.offset)
        self._stamp = _stamp(place.path)
        packed = read_glance(self._file, place.offset).startswith(MAGIC)
        self._file.seek(place.offset)
        self._window = Window(Member(self._file, place.offset) if packed else self._file)
        return self._window

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()
        self._file = self._window = self._at = None


def _stamp(path: Path) -> tuple[int, ...]:
    """Return what tells a file from another that comes under its name."""
    state = path.stat()
    return state.st_ino, state.st_mtime_ns, state.st_size


def read_at(place: Place) -> Record:
    """Return the record at `place`; raise Damaged or OSError where it is no longer there."""
    reader = Reader()
    try:
        return reader.read(place)
    finally:
        reader.close()
