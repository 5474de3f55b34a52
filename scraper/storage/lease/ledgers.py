"""Which file is a site's ledger, and how it is taken from a run that holds it open and may wake up any moment.

What a paused run has open cannot be closed for it. So its ledger is left to it, and copied: the copy has a name of
its own, which holds the number of the term that made it, and the highest number counts. Whatever the paused run
writes afterwards goes into a file that nobody reads. Once it is surely dead, the copy takes the old name.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from pipelines.segments import PART, sync_folder
from scraper.storage.lease.lock import Locked

LEDGER = "ledger.sqlite"
"""The file's name in the folder of its site, but for the time after a takeover."""

_TAKEN = re.compile(r"ledger-(\d{1,12})\.sqlite")
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file
_TRIES = 5  # copies that are made of a file which changes meanwhile: its run wakes up once


def ledger_of(folder: Path) -> Path:
    """Return the file that is the site's ledger now, be it there or not."""
    return max(_taken(folder), default=(0, folder / LEDGER))[1]


def find_ledgers(data: Path) -> list[Path]:
    """Return the folders below `data` that have a ledger, by name."""
    return sorted({file.parent for file in data.glob("*/ledger*.sqlite")})


def newest_taken(folder: Path) -> int:
    """Return the number of the term that last took the ledger over, 0 where none did."""
    return max(_taken(folder), default=(0, folder))[0]


def take_ledger(folder: Path, number: int) -> Path:
    """Return the ledger of the term of that number: a copy of what is committed now, or no file where there was none.

    Nothing is locked, as a paused run may hold any lock. Raise OSError where it cannot be copied, Locked where it
    changes whenever it is: its run lives.
    """
    old, new = ledger_of(folder), folder / f"ledger-{number}.sqlite"
    if not old.exists():
        return new
    part = new.with_name(f"{new.name}{PART}")
    _copy_still(old, part)
    with closing(sqlite3.connect(part)) as copy:  # brings in what the log beside holds of whole commits
        if (said := copy.execute("PRAGMA quick_check").fetchone()) != ("ok",):
            raise OSError(f"the copy of {old} is damaged: {said[0]}")
    _sync(part)
    part.replace(new)
    sync_folder(folder)
    return new


def fold(folder: Path) -> None:
    """Give the ledger its old name back, and remove those that were taken over: their holders are dead."""
    newest = ledger_of(folder)
    if newest.name == LEDGER:
        return
    with closing(sqlite3.connect(newest)) as ledger:
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _remove_beside(folder / LEDGER)
    _remove_beside(newest)
    newest.replace(folder / LEDGER)
    for _, old in list(_taken(folder)):
        _remove_beside(old)
        old.unlink()
    sync_folder(folder)


def _taken(folder: Path) -> Iterator[tuple[int, Path]]:
    with suppress(FileNotFoundError, NotADirectoryError):
        for path in folder.iterdir():
            if match := _TAKEN.fullmatch(path.name):
                yield int(match[1]), path


def _copy_still(old: Path, new: Path) -> None:
    """Copy a ledger and its log, both as they are at one moment."""
    log, its_log = (path.with_name(f"{path.name}-wal") for path in (old, new))
    for _ in range(_TRIES):
        _remove_beside(new)
        before = _state(old), _state(log)
        shutil.copyfile(old, new)
        if log.exists():
            with suppress(FileNotFoundError):
                shutil.copyfile(log, its_log)
        if before == (_state(old), _state(log)):
            return
    raise Locked(f"{old} is being written: its run woke up")


def _state(path: Path) -> tuple[int, int] | None:
    with suppress(FileNotFoundError):
        found = path.stat()
        return found.st_size, found.st_mtime_ns
    return None


def _remove_beside(path: Path) -> None:
    for ending in _BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
