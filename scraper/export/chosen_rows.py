"""The rows of an export: the articles that are meant, each with what was found out beside it."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from schemas import Article
from schemas.derived.named_place import Place
from schemas.reader import BadLine, Query, read_lines
from scraper.export.reprint_table import ReprintTable
from scraper.export.shape import Row

MOST_NAMED = 20
"""Damaged lines that are named; the others are counted."""

FindPlaces = Callable[[str, str], Sequence[Place]]
"""What finds the divisions that a title and a body name."""


class Unreadable(Exception):
    """A file of articles cannot be read."""


@dataclass(slots=True)
class Tally:
    """What was read: every line that is no article is counted, and the first ones are named."""

    rows: int = 0
    bad: int = 0
    sites: Counter[str] = field(default_factory=Counter)
    folders: set[str] = field(default_factory=set)  # those that were asked for by name
    named: list[BadLine] = field(default_factory=list)

    def note_bad(self, line: BadLine) -> None:
        """Count a line that is no article."""
        self.bad += 1
        if self.bad <= MOST_NAMED:
            self.named.append(line)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles become rows, and what is found out beside them."""

    query: Query = field(default_factory=Query)
    sites: frozenset[str] = frozenset()
    """Names of sites, or of the folders of a data folder: several undescribed sites are all called `news`."""
    latest: bool = True
    strict: bool = False
    reprints: ReprintTable | None = None
    find_places: FindPlaces | None = None


def read_rows(files: Sequence[Path], wanted: Wanted, tally: Tally) -> Iterator[Row]:
    """Yield the rows that the files give, in their order; raise Unreadable where a file cannot be read.

    A line that is no article is counted and passed over; where that is not wanted, BadLine is raised.
    """
    lines = read_lines(
        files, wanted.query, latest=wanted.latest, bad=None if wanted.strict else tally.note_bad
    )
    try:
        for file, _, article in lines:
            folder = file.absolute().parent.parent.name
            if wanted.sites and wanted.sites.isdisjoint((article.site, folder)):
                continue
            tally.rows += 1
            tally.sites[article.site] += 1
            if folder in wanted.sites:
                tally.folders.add(folder)
            yield as_row(article, wanted)
    except (OSError, ModuleNotFoundError) as error:
        raise Unreadable(str(error)) from None
    except sqlite3.Error as error:  # what tells revisions apart lies in a temporary file
        raise OSError(f"the temporary folder: {error}") from None


def as_row(article: Article, wanted: Wanted) -> Row:
    """Return the row of an article."""
    find = wanted.find_places
    return Row(
        article,
        reprint_of=wanted.reprints.earliest_of(article.id) if wanted.reprints else None,
        places=tuple(find(article.title, article.body)) if find else None,
    )
