"""Append-only files that a reader may open at any time: unfinished ones end in `.part`.

A file is written by one run. What of it counts is not what it holds but what was committed: the length
that a ledger remembers. A run that died leaves a `.part`; the next one cuts it back to that length.
"""

import errno
import os
from contextlib import suppress
from io import FileIO
from pathlib import Path

from pydantic import BaseModel

PART = ".part"

_CHUNK = 1 << 20  # bytes copied at a time

_NO_FOLDERS = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP})
"""What a file system answers that brings files to the disk and no folders: some network shares."""


class LostData(Exception):
    """A file is shorter than what was committed of it: something outside the program took lines away."""


def to_line(record: BaseModel) -> bytes:
    """Return the record as one line of UTF-8 JSON, ended by the only line break in it."""
    return escape_line_ends(record.model_dump_json()).encode("utf-8") + b"\n"


def escape_line_ends(text: str) -> str:
    """Return JSON as one line also to readers that split at Unicode's line breaks (str.splitlines)."""
    for mark in ("\u0085", "\u2028", "\u2029"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def part_of(path: Path) -> Path:
    """Return the name that a file has while it is written."""
    return path.with_name(path.name + PART)


class Segment:
    """One run's file of records; it appears under its final name when it is finished."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0  # bytes handed to the operating system
        self._synced = 0  # bytes known to be on the disk
        self._file: FileIO | None = None

    @property
    def part(self) -> Path:
        """The name of the file while it is being written."""
        return part_of(self.path)

    def append(self, data: bytes) -> int:
        """Hand `data` to the operating system; return the offset at which it begins.

        Raise OSError where it could not be written whole; the segment is of no use then.
        """
        if self._file is None:
            self.part.parent.mkdir(parents=True, exist_ok=True)
            if self.path.exists():
                raise FileExistsError(f"{self.path} is finished: another run wrote it")
            # Unbuffered: a buffer that is written after a failure would tear the file.
            self._file = self.part.open("xb", buffering=0)
            sync_folder(self.part.parent)
        start = self.size
        rest = memoryview(data)
        while rest:
            written = self._file.write(rest) or 0
            self.size += written
            rest = rest[written:]
        return start

    def sync(self) -> int:
        """Return the length of the file, all of it on the disk and under its name.

        Raise OSError where the disk refused it, or where the file is no longer there.
        """
        if self._file is not None and self._synced < self.size:
            os.fsync(self._file.fileno())
            # A file that was deleted, or whose mount is gone, still takes writes: nobody will ever read them.
            if not os.path.samestat(self.part.stat(), os.fstat(self._file.fileno())):
                raise FileNotFoundError(f"another file took the place of {self.part}")
            self._synced = self.size
        return self.size

    def finish(self) -> None:
        """Give the file its final name, its bytes on the disk; a segment without bytes leaves no file."""
        if self._file is None:
            return
        self.sync()
        self.close()
        self.part.replace(self.path)
        sync_folder(self.path.parent)

    def close(self) -> None:
        """Let go of the file as it is."""
        if self._file is not None:
            self._file.close()
            self._file = None


def recover(path: Path, committed: int, *, afresh: bool = False) -> None:
    """Finish the segment that a dead run left at `path`, cut back to its first `committed` bytes.

    `afresh`: the run may only be paused, with the file open; what it writes when it wakes up does not get here.
    May be interrupted and called again at any point. Raise LostData where committed bytes are missing.
    """
    part = part_of(path)
    found = next((file for file in (part, path) if file.exists()), None)
    size = found.stat().st_size if found else 0
    if size < committed:
        raise LostData(f"{found or path} holds {size} bytes, {committed} were committed")
    if afresh and found and committed:
        _replace(found, path, committed)
    elif found is part and committed:
        with part.open("r+b") as file:
            file.truncate(committed)
            os.fsync(file.fileno())
        part.replace(path)
    elif found is part:
        part.unlink()
    if found:
        sync_folder(path.parent)


def _replace(found: Path, path: Path, committed: int) -> None:
    """Put a copy of the first `committed` bytes at `path`, and leave the file itself to whoever has it open."""
    part, copy = part_of(path), path.with_name(f"{path.name}.copy")
    while True:
        with found.open("rb") as source, copy.open("wb") as target:
            left = committed
            while left and (data := source.read(min(left, _CHUNK))):
                target.write(data)
                left -= len(data)
            target.flush()
            os.fsync(target.fileno())
            made = os.fstat(target.fileno())
        copy.replace(path)
        part.unlink(missing_ok=True)
        if os.path.samestat(path.stat(), made):
            return
        found = path  # its run woke up and named its file in between; it has no other


def whole_lines(path: Path) -> int:
    """Return the length in bytes of the file up to and with its last line break."""
    with path.open("rb") as file:
        return sum(len(line) for line in file if line.endswith(b"\n"))


def sync_folder(folder: Path) -> None:
    """Bring the names in `folder` to the disk; where a system cannot do that for folders, leave it."""
    with suppress(PermissionError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FOLDERS:
                raise
        finally:
            os.close(handle)
