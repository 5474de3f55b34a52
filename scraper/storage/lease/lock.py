"""One run at a time for each site: a lock that dies with its owner."""

import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""What a file system answers that keeps no locks: NFS without its lock service, some of user space."""

PATIENCE = 30.0
"""Seconds to wait for somebody who writes one small file: a disk that takes longer is out of order."""


class Locked(Exception):
    """Another run holds the site's lock."""


class NoLocks(Exception):
    """The file system keeps no locks, so two runs could write in one folder."""


class Lock:
    """An exclusive lock on a folder, held until release() or until the process ends, however it ends.

    The operating system keeps it, so a dead owner's lock is free at once and no age is guessed. `holder.json` says
    who holds it, in a file of its own, as Windows lets nobody read a locked one; that a file exists says nothing.
    """

    def __init__(self, folder: Path, name: str = "lock") -> None:
        """Take the lock of that name; raise Locked, naming the holder, where another run has it.

        Raise NoLocks where the file system keeps none.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        self._lock = _system_lock(folder / name)
        self.path = folder / "holder.json"
        try:
            with _explaining(folder):
                self._lock.acquire(blocking=False)
        except Timeout:
            raise Locked(f"{folder} is in use by another run: {_read_holder(self.path)}") from None
        owner = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        try:
            self.path.write_text(json.dumps(owner), encoding="utf-8", newline="\n")
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Let the next run in; releasing twice changes nothing."""
        self._lock.release()


@contextmanager
def take_turns(path: Path) -> Iterator[None]:
    """Hold the lock at `path` for a moment, after whoever holds it now; raise OSError where that takes too long."""
    with _explaining(path.parent), _system_lock(path).acquire(timeout=PATIENCE):
        yield


def _system_lock(path: Path) -> FileLock:
    """Return the operating system's own lock, never one that only a file's existence stands for."""
    return FileLock(path, thread_local=False, fallback_to_soft=False)


@contextmanager
def _explaining(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        raise NoLocks(
            f"{folder} lies on a file system that keeps no locks ({error.strerror}): put DATA_DIR on a local disk,"
            " or let NFS run its lock service"
        ) from None


def _read_holder(file: Path) -> str:
    with suppress(OSError, ValueError):
        if said := file.read_text(encoding="utf-8").strip():
            return said
    return "its holder is unknown"
