"""The feed: what is new is looked for and written down, then read from any position on."""

import logging
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Self

from scraper.feed.committed import Tell, Unreadable, find_committed, is_text
from scraper.feed.feed_index import INDEX, FeedIndex, Seen, Stretch
from scraper.feed.feed_offset import BadOffset, Offset, read_offset
from scraper.feed.polling import Polling
from scraper.feed.stretch_lines import Gone, Line, read_lines, tears_a_line
from scraper.run_names import ARTICLES

logger = logging.getLogger(__name__)


class Entry(NamedTuple):
    """A line of the feed; whoever stores `offset` with what came of it is given each line once."""

    offset: Offset
    """The position behind the line: where to go on."""
    site: str
    """The site's folder."""
    line: bytes
    """The article as it stands in its file, without the line's end."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines are meant; what is empty chooses nothing."""

    sites: frozenset[str] = frozenset()
    """Folders, or what lines call their site: `news` is every site that nobody described."""
    regions: tuple[str, ...] = ()
    """Beginnings of GB/T 2260 codes: 33 is all of 浙江."""

    def asks_for(self, line: Line) -> bool:
        """Tell whether a line of a site that is meant is meant itself."""
        return not self.regions or str(line.record.get("region") or "").startswith(self.regions)


EVERYTHING = Choice()


class Feed:
    """The lines of all sites below one folder, in the order in which they were first seen."""

    def __init__(self, data: Path, *, index: Path | None = None, tell: Tell = logger.warning) -> None:
        """Open the feed; `tell` hears once of each thing that was left out.

        Raise NotADirectoryError where there is no such folder, BadIndex or IndexNotWritten where the index is of no use.
        """
        if not data.is_dir():
            raise NotADirectoryError(f"there is no data folder {data}: nothing was crawled yet")
        self.data = data
        self.index = FeedIndex(index or data / INDEX)
        self.left_out = 0
        """How many things were told."""
        self._tell_on = tell
        self._told: set[str] = set()
        self._polling = Polling()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.index.close()

    @property
    def end(self) -> Offset:
        """The position behind all lines that were seen."""
        return Offset(self.index.id, self.index.end)

    def look(self) -> None:
        """Write down what is new, in the order of the runs' names; within a site that is the order of the commits.

        Raise OSError where the folder cannot be read, IndexNotWritten where nothing could be written down.
        """
        polling, self._polling = self._polling, Polling()  # where it fails, all is looked at again
        new: list[Seen] = []
        for folder in self._changed(polling):
            seen, known = self._look_at(folder, polling)
            new += (one for one in seen if one.finished or one.length != known.get(one.name, 0))
        if new:
            self.index.write_down(sorted(new, key=lambda one: (one.name, one.site)))
        self._polling = polling

    def read(
        self, since: Offset | None = None, until: Offset | None = None, choice: Choice = EVERYTHING
    ) -> Iterator[Entry]:
        """Yield the lines from one position to another, from the first to the last seen where none is named.

        Raise BadOffset where there is no such position.
        """
        at = self.index.check(since) if since else 0
        end = self.index.check(until) if until else self.index.end
        for first in self.index.stretches(at, min(at + 1, end)):
            if tears_a_line(self.data, first):
                raise BadOffset(f"the offset {since} lies within a line, or its file is another now")
        stretches = self.index.stretches(at, end, choice.sites)
        return chain.from_iterable(self._lines_of(stretch, choice) for stretch in stretches)

    def sites(self) -> set[str]:
        """Return what a choice may name: the folders that have lines or had some, and what lines call their site."""
        with_lines = {folder.name for folder in self._folders() if (folder / ARTICLES).is_dir()}
        return with_lines | self.index.sites()

    def _folders(self) -> list[Path]:
        with os.scandir(self.data) as found:
            return sorted(self.data / one.name for one in found if one.is_dir())

    def _changed(self, polling: Polling) -> Iterator[Path]:
        for folder in self._folders():
            if not is_text(folder.name):
                self._tell(f"{folder!s}: its name is no text: it is left out")
                continue
            try:
                if polling.may_have_new(folder):
                    yield folder
            except (FileNotFoundError, NotADirectoryError):  # no site's, or none that has given an article
                polling.forget(folder)
            except OSError as error:
                self._tell(f"{folder / ARTICLES} cannot be read: {error.strerror or error}")

    def _look_at(self, folder: Path, polling: Polling) -> tuple[list[Seen], dict[str, int]]:
        """Return what counts of a site's files that are not known to be finished, and what was known of these."""
        done, known = self.index.state_of(folder.name)
        seen: list[Seen] = []
        try:
            seen.extend(find_committed(folder, done, self._tell))
            polling.note(folder, seen)
        except (OSError, Unreadable) as error:
            polling.forget(folder)
            self._tell(f"{folder.name}: {error}")
        return seen, known

    def _lines_of(self, stretch: Stretch, choice: Choice) -> Iterator[Entry]:
        nothing: list[str] = []
        try:
            for line in read_lines(self.data, stretch):
                if not isinstance(line, Line):
                    nothing.append(line.where)
                elif choice.asks_for(line):
                    yield Entry(Offset(self.index.id, stretch.first + line.end), stretch.site, line.text)
        except Gone as error:
            folder = self.data / stretch.site
            self._tell(
                str(error) if folder.is_dir() else f"{folder} is not there any more: its lines are left out"
            )
        if nothing:
            more = f", and {len(nothing) - 1:,} more" if nothing[1:] else ""
            self._tell(f"{nothing[0]}: no article{more}")

    def _tell(self, line: str) -> None:
        if line not in self._told:
            self._told.add(line)
            self.left_out += 1
            self._tell_on(line)


def read_feed(
    data: Path | str,
    since: str = "",
    *,
    index: Path | None = None,
    sites: Collection[str] = (),
    tell: Tell = logger.warning,
) -> Iterator[Entry]:
    """Yield the lines below `data` that follow the position `since`, from the first where it is empty, up to now.

    What cannot be read is told to `tell` in one line each, and left out. Raise BadOffset, BadIndex, IndexNotWritten or
    OSError, in one line, where there is nothing to read.
    """
    with Feed(Path(data), index=index, tell=tell) as feed:
        feed.look()
        yield from feed.read(read_offset(since) if since else None, choice=Choice(frozenset(sites)))
