"""One run at a time for each site: a lock that dies with its owner."""

import fcntl
import json
import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import IO


class Locked(Exception):
    """Another run holds the site's lock."""


class Lock:
    """An exclusive lock on a folder, held until release() or until the process ends, however it ends.

    The operating system keeps it (flock), so a dead owner's lock is free at once and no age is guessed.
    The file says who holds it; that it exists says nothing.
    """

    def __init__(self, folder: Path) -> None:
        """Take the lock; raise Locked, naming the holder, where another run has it."""
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "lock"
        self._file: IO[str] = self.path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            holder = self._file.read().strip()
            self._file.close()
            raise Locked(f"{folder} is in use by another run: {holder or 'its holder is unknown'}") from None
        self._file.truncate(0)
        owner = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self._file.write(json.dumps(owner))
        self._file.flush()

    def release(self) -> None:
        """Let the next run in; releasing twice changes nothing."""
        self._file.close()
