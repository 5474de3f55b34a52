"""What of a site's lines counts: all of a finished file, and of one that is being written what was committed."""

import os
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path

from pydantic_core import from_json

from pipelines.segments import PART, part_of
from scraper.feed.feed_index import Seen
from scraper.run_names import ARTICLES
from scraper.storage.database import DamagedLedger, look_at
from scraper.storage.lease.ledgers import ledger_of

LONGEST = 64 * 1024 * 1024
"""Bytes of a line beyond which it is none: a page has 5 MB at most, and JSON makes six bytes of one at worst."""

LINES = ".jsonl"

Tell = Callable[[str], None]
"""Hears, in one line, of what was left out."""

_TRIES, _PAUSE = 4, 0.1
"""How often a ledger is read that a run is just making, and the seconds between."""

_BACK = 1024 * 1024
"""Bytes that are read at once to find where the last whole line of a torn file ends."""


class Unreadable(Exception):
    """It cannot be told what counts of a site's newest lines; of the others it was."""


def find_committed(folder: Path, known: Collection[str], tell: Tell) -> Iterator[Seen]:
    """Yield what counts of each file of a site that is not `known` to be finished, in the order of its commits.

    Nothing is yielded behind a file that is being written: what follows it in the list was begun while the list was
    made, and the rest of that file stands before it. A last line that is not whole is told and left out. Raise OSError where the folder cannot be read, Unreadable where
    the ledger cannot.
    """
    articles = folder / ARTICLES
    listed = {
        file.name.removesuffix(PART)
        for file in articles.iterdir()
        if file.name.endswith((LINES, LINES + PART))
    }
    for name in sorted(listed.difference(known)):
        path = articles / name
        if not is_text(name):
            tell(f"{path!s}: its name is no text: it is left out")
            continue
        length = None if path.exists() else _committed(folder, path)
        if length is not None and not path.exists():  # it may have got its name since
            yield Seen(folder.name, name, length, finished=False, spider=_spider_of(path))
            return
        with suppress(FileNotFoundError):  # taken away since
            yield Seen(folder.name, name, _whole(path, tell), spider=_spider_of(path))


def is_text(name: str) -> bool:
    """Tell whether a file's name is text: some file systems take any bytes, and SQLite does not."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _committed(folder: Path, path: Path) -> int:
    """Return the committed length of a file that is being written, on the disk; 0 where no ledger speaks of it."""
    ledger = ledger_of(folder)
    for left in reversed(range(_TRIES)):
        if not ledger.exists():
            return 0
        try:
            lengths = dict(look_at(ledger, "SELECT file, committed FROM unfinished"))
        except DamagedLedger as error:
            if not left:
                raise Unreadable(f"what its last run wrote is left out: {error}") from None
            time.sleep(_PAUSE)
        else:
            break
    with suppress(OSError):  # of a writer that was killed just then, the power may take what it did not sync
        _sync(ledger.with_name(f"{ledger.name}-wal"))
    return int(lengths.get(f"{ARTICLES}/{path.name}", 0))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _whole(path: Path, tell: Tell) -> int:
    """Return the length of a file up to its last line break: all of it, but where it was damaged."""
    with path.open("rb") as file:
        size = end = file.seek(0, os.SEEK_END)
        step = 1
        while end:
            start = max(0, end - step)
            file.seek(start)
            if (found := file.read(end - start).rfind(b"\n")) >= 0:
                end = start + found + 1
                break
            end, step = start, _BACK
    if end < size:
        tell(f"{path} ends in a line that is not whole: it is left out")
    return end


def _spider_of(path: Path) -> str | None:
    """Return what the first line of a file calls its site; None where it does not say."""
    for file in (path, part_of(path)):
        with suppress(OSError, ValueError), file.open("rb") as lines:
            said = from_json(lines.readline(LONGEST))
            return str(said["site"]) if isinstance(said, dict) and said.get("site") else None
    return None
