"""A remote archive brought to this machine whole: a connection that drops is taken up again, a short file is none."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from scraper.reclean.stores import NoStore, Told, explain, is_remote, open_store, tell, troubles

PIECE = 16 * 1024 * 1024
"""Bytes asked for at once: so much is held, and so much is lost where a connection drops."""

TRIES = 4
"""Times that one piece is asked for."""

_PAUSE = 0.5  # seconds before the second try; each further one waits twice as long


@contextmanager
def at_hand(address: str, told: Told) -> Iterator[Path]:
    """Yield a file of this machine that holds what the address holds, under its own name.

    Raise NoStore where it cannot be had whole, or changed while it was fetched.
    """
    if not is_remote(address):
        yield Path(address)
        return
    with tempfile.TemporaryDirectory(prefix="difang-") as folder:
        path = Path(folder, address.partition("?")[0].rpartition("/")[2] or "archive")
        fetch(address, told, path)
        yield path


def fetch(address: str, told: Told, path: Path) -> None:
    """Write what the address holds to `path`."""
    system, name = open_store(address)
    try:
        with path.open("wb") as file:
            if told.size is None or not _in_pieces(system, name, told.size, file):
                _at_once(system, name, file)
            size = file.tell()
    except troubles() as error:
        raise NoStore(f"{address}: {explain(error)}") from None
    if told.size is not None and size != told.size:
        raise NoStore(f"{address}: {size} of {told.size} bytes came")
    if tell(address)[:2] != told[:2]:
        raise NoStore(f"{address}: it changed while it was fetched")
    if told.changed_at:
        at = told.changed_at.timestamp()
        os.utime(path, (at, at))  # what a record without a date was fetched at


def _in_pieces(system: Any, name: str, size: int, file: BinaryIO) -> bool:  # noqa: ANN401 - fsspec has no types
    """Write the file piece by piece; tell False, with nothing written, where its server gives only all of it."""
    for start in range(0, size, PIECE):
        end = min(start + PIECE, size)
        piece = _ask(system, name, start, end)
        if len(piece) != end - start and start == 0 and len(piece) == size:
            file.write(piece)
            return True
        if len(piece) != end - start:
            file.seek(0)
            file.truncate()
            return False
        file.write(piece)
    return True


def _ask(system: Any, name: str, start: int, end: int) -> bytes:  # noqa: ANN401
    for attempt in range(TRIES):
        try:
            piece: bytes = system.cat_file(name, start=start, end=end)
        except (FileNotFoundError, PermissionError):
            raise
        except troubles():
            if attempt == TRIES - 1:
                raise
        else:
            if len(piece) >= end - start or attempt == TRIES - 1:
                return piece
        time.sleep(_PAUSE * 2**attempt)
    raise AssertionError("the last try returns or raises")


def _at_once(system: Any, name: str, file: BinaryIO) -> None:  # noqa: ANN401
    """Write the whole file from one answer, from its beginning again where the connection drops."""
    for attempt in range(TRIES):
        file.seek(0)
        file.truncate()
        try:
            with system.open(name, "rb", block_size=0) as stream:
                while piece := stream.read(1 << 20):
                    file.write(piece)
        except (FileNotFoundError, PermissionError):
            raise
        except troubles():
            if attempt == TRIES - 1:
                raise
            time.sleep(_PAUSE * 2**attempt)
        else:
            return
