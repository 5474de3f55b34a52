"""Which sites may have new lines: told by their folders' times and their files' lengths alone, nothing is opened."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.segments import part_of
from scraper.feed.feed_index import Seen
from scraper.run_names import ARTICLES

SETTLED = 3.0
"""Seconds that a folder's time must have stood before it is believed: two changes within one tick of a file system's
clock, which is two seconds on the coarsest, leave the same time."""


@dataclass(slots=True)
class _Site:
    changed: int  # the time of its folder, as its file system counts
    since: float  # when that time was first seen
    writing: dict[str, int] = field(default_factory=dict)  # what was seen of the files that are being written


class Polling:
    """What was seen of each site's folder at the last look."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sites: dict[str, _Site] = {}

    def may_have_new(self, folder: Path) -> bool:
        """Tell whether a site's folder is another than it was; raise OSError where it has none."""
        changed = (folder / ARTICLES).stat().st_mtime_ns
        now = self._clock()
        seen = self._sites.get(folder.name)
        if seen is None or seen.changed != changed:
            self._sites[folder.name] = _Site(changed, now, {} if seen is None else seen.writing)
            return True
        return now - seen.since < SETTLED or any(
            _length(part_of(folder / ARTICLES / name)) != length for name, length in seen.writing.items()
        )

    def note(self, folder: Path, found: Iterable[Seen]) -> None:
        """Remember the files of a site that are being written, once what was found of them is written down."""
        if folder.name in self._sites:
            self._sites[folder.name].writing = {one.name: one.length for one in found if not one.finished}

    def forget(self, folder: Path) -> None:
        """Look at a site again next time, whatever its folder says."""
        self._sites.pop(folder.name, None)


def _length(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:  # it has its final name
        return None
