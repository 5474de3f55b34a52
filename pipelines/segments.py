"""JSON Lines files that a reader may open at any time: unfinished ones end in `.part`."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from pydantic import BaseModel

PART = ".part"


def to_line(record: BaseModel) -> bytes:
    """Return the record as one line of UTF-8 JSON, ended by the only line break in it."""
    text = record.model_dump_json()
    # Readers that split at Unicode line breaks (str.splitlines) must see one line too.
    for mark in ("\u0085", "\u2028", "\u2029"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text.encode("utf-8") + b"\n"


class Segment:
    """One run's file of records; it appears under its final name when it is finished."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = 0
        self._file: IO[bytes] | None = None

    @property
    def part(self) -> Path:
        """The name of the file while it is being written."""
        return self.path.with_name(self.path.name + PART)

    def append(self, record: BaseModel) -> None:
        """Write one line and hand it to the operating system; a killed process loses nothing."""
        if self._file is None:
            self.part.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.part.open("xb")
        self._file.write(to_line(record))
        self._file.flush()
        self.lines += 1

    def finish(self) -> None:
        """Give the file its final name, its bytes on the disk; a segment without lines leaves no file."""
        if self._file is None:
            return
        os.fsync(self._file.fileno())
        self._file.close()
        self._file = None
        self.part.rename(self.path)


def finish_leftovers(folder: Path) -> Iterator[Path]:
    """Cut the torn last line off each unfinished segment in `folder`, finish it, and yield its final path."""
    for part in sorted(folder.glob("*.jsonl" + PART)):
        whole = _whole_lines(part)
        if whole:
            os.truncate(part, whole)
            yield part.rename(part.with_suffix(""))
        else:
            part.unlink()


def _whole_lines(path: Path) -> int:
    """Return the length in bytes of the file up to and with its last line break."""
    with path.open("rb") as file:
        return sum(len(line) for line in file if line.endswith(b"\n"))
