"""Where a target is made: a folder beside it, so that it stands under its name when it is whole, or not at all."""

import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.segments import PART, sync_folder
from scraper.storage.lease.lock import Lock

_HERE = -100  # AT_FDCWD: names are told from the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux


class Workplace:
    """A folder of the target's file system that one export at a time has; what a dead one left in it is of no use."""

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()  # what a link leads to is written, and the link stays
        self.folder = self.target.with_name(self.target.name + PART)
        self.new = self.folder / "new" / self.target.name  # becomes the target: a database knows its own name
        self.spill = self.folder / "spill"  # what memory should not hold
        self.intent = self.folder / "intent.json"  # what is being put in its place
        self.old = self.folder / "old"  # what was the target

    def clear(self) -> None:
        """Remove what a dead export left, and give back the target that it was about to replace."""
        if self.old.exists() and not self.target.exists():
            self.old.replace(self.target)
        spilled = [*self.folder.glob("spill*")]
        for path in (self.new.parent, self.old, self.intent, *spilled):
            _remove(path)
        self.new.parent.mkdir()

    def put(self) -> None:
        """Give what is new the target's name; what had it is gone. Nobody finds neither or half of one."""
        if self.new.is_dir() and self.target.is_dir() and any(self.target.iterdir()):
            _exchange(self.new, self.target, self.old)
        else:
            self.new.replace(self.target)
        sync_folder(self.target.parent)


@contextmanager
def open_workplace(target: Path, finish: Callable[[Workplace], None]) -> Iterator[Workplace]:
    """Yield the workplace of a target, clear; it is gone afterwards.

    `finish` completes what a dead export had begun to put in its place. Raise Locked where another export is at work,
    OSError where nothing can be written there.
    """
    place = Workplace(target)
    lock = Lock(place.folder)
    try:
        finish(place)
        place.clear()
        yield place
    finally:
        lock.release()
        if (
            not place.intent.exists()
        ):  # what was begun to be put in its place is whole, and the next export goes on
            shutil.rmtree(place.folder, ignore_errors=True)


def sync_tree(folder: Path) -> None:
    """Bring the names in a folder, and in those below it, to the disk."""
    for here, _, _ in os.walk(folder):
        sync_folder(Path(here))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _exchange(new: Path, target: Path, old: Path) -> None:
    """Let two folders have each other's names, in one step where the system can."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename and rename(_HERE, os.fsencode(new), _HERE, os.fsencode(target), _EXCHANGE) == 0:
        return
    if rename and (code := ctypes.get_errno()) not in {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}:
        raise OSError(code, os.strerror(code), str(target))
    target.replace(old)  # clear() gives it back where this is the last step that is done
    new.replace(target)
