"""The segments of all archives as one file: of each id the newest line, of one text under two addresses the first.

What is held is a row for each id, in a file of SQLite; lines are read twice and written once, in the order in which
they lie in the segments, these by name. So neither the machine's memory nor who was first makes a difference.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pydantic_core import from_json

from pipelines.segments import to_line
from pipelines.stages import refuse_duplicate
from schemas.reader.article_line import read_article
from scraper.reclean.stores import NoStore
from scraper.reclean.whole_files import Output

_CACHE = -64 * 1024  # kB, negative as SQLite wants it: what a million ids need; beyond that the disk serves
_SIGN = 1 << 63
_PRINTS = (1 << 16) - 1
"""The print of a body, as the ledger has it: see storage/said."""

_TABLES = f"""
PRAGMA cache_size = {_CACHE}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
CREATE TABLE held (
    id BLOB PRIMARY KEY, article INT, at REAL, segment INT, offset INT, own INT, print INT
) WITHOUT ROWID;
CREATE TABLE targets (own INTEGER PRIMARY KEY);
CREATE TABLE said (own INT, print INT, PRIMARY KEY (own, print)) WITHOUT ROWID;
"""


class Segments(NamedTuple):
    """The files of one task, on this machine."""

    articles: Path
    rejects: Path
    named: Path


class Merged(NamedTuple):
    """How many lines were written."""

    articles: int
    rejections: int


class _Head(NamedTuple):
    """What a line is told by."""

    id: bytes
    article: bool
    at: float
    print: int


def merge(segments: list[Segments], articles: Output, rejects: Output) -> Merged:
    """Write one line for each id: the article fetched last, the rejection fetched last where there is no article.

    Of lines that were fetched at one moment the last one stands. An article that names an address with its body under
    another one becomes a rejection, as in a crawl. Raise NoStore where a segment cannot be read.
    """
    with closing(sqlite3.connect("")) as database:  # a file of its own that goes with the connection
        database.executescript(_TABLES)
        try:
            for number, one in enumerate(segments):
                _note(database, number, one)
            for line, is_article in _choose(database, segments):
                (articles if is_article else rejects).write(line)
        except (sqlite3.Error, OSError) as error:
            raise NoStore(f"the segments cannot be merged: {error}") from None
    return Merged(articles.lines, rejects.lines)


def _note(database: sqlite3.Connection, number: int, segments: Segments) -> None:
    """Remember of the lines of a task those that are newer than what is held."""
    named = _read_named(segments.named)
    database.executemany("INSERT OR IGNORE INTO targets VALUES (?)", ((own,) for own in named.values()))
    for rows in (
        _rows(number, segments.rejects, {}, is_article=False),
        _rows(number, segments.articles, named, is_article=True),
    ):
        database.executemany(_HOLD, rows)


_HOLD = (
    "INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET article = excluded.article,"
    " at = excluded.at, segment = excluded.segment, offset = excluded.offset, own = excluded.own,"
    " print = excluded.print WHERE (excluded.article, excluded.at) >= (article, at)"
)


def _rows(
    number: int, path: Path, named: Mapping[int, int], *, is_article: bool
) -> Iterator[tuple[object, ...]]:
    """Yield what is remembered of each line of a segment: `named` are the lines that name another address."""
    for line, (offset, head) in enumerate(_heads(path, is_article=is_article), 1):
        own = named.get(line, own_key(head.id))
        yield head.id, head.article, head.at, number, offset, own, head.print


def own_key(id_: bytes) -> int:
    """Return the key of the address that an id is made of, as the ledger's: the beginning of one digest."""
    return int.from_bytes(id_[:8], "big", signed=True)


def _read_named(path: Path) -> dict[int, int]:
    """Return the key of the address that an article names, by the number of its line."""
    with path.open("rb") as lines:
        return {int(line): int(own) for line, own in map(json.loads, lines)}


def _heads(path: Path, *, is_article: bool) -> Iterator[tuple[int, _Head]]:
    offset = 0
    with path.open("rb") as lines:
        for line in lines:
            try:
                said = from_json(line)
                at = datetime.fromisoformat(said["fetched_at"]).timestamp()
                print_ = int(said["fingerprint"], 16) % _PRINTS + 1 if is_article else 0
                head = _Head(bytes.fromhex(said["id"]), is_article, at, print_)
            except (ValueError, KeyError, TypeError):
                raise NoStore(f"{path.name}: the line at byte {offset} is damaged") from None
            yield offset, head
            offset += len(line)


def _choose(database: sqlite3.Connection, segments: list[Segments]) -> Iterator[tuple[bytes, bool]]:
    """Yield the lines that are held in the order in which they lie, and whether each is an article's."""
    rows = database.execute(
        "SELECT segment, article, offset, id, own, print FROM held ORDER BY segment, article DESC, offset"
    )
    file: BinaryIO | None = None
    at: tuple[int, int] | None = None
    try:
        for segment, article, offset, id_, own, print_ in rows:
            if at != (segment, article):
                if file:
                    file.close()
                file = (segments[segment].articles if article else segments[segment].rejects).open("rb")
                at = (segment, article)
            assert file
            file.seek(offset)
            line = file.readline()
            if article and _stands_elsewhere(database, own_key(id_), own, print_):
                yield to_line(refuse_duplicate(read_article(line))), False
            else:
                yield line, bool(article)
    finally:
        if file:
            file.close()


def _stands_elsewhere(database: sqlite3.Connection, key: int, own: int, print_: int) -> bool:
    """Tell whether the address that an article names gave its body already, or another one that names it did."""
    if key == own and not database.execute("SELECT 1 FROM targets WHERE own = ?", (key,)).fetchone():
        return False  # nobody names it, and it names nobody: nearly all
    found = database.execute("SELECT 1 FROM said WHERE own = ? AND print = ?", (own, print_)).fetchone()
    if found is None:
        database.executemany("INSERT OR IGNORE INTO said VALUES (?, ?)", [(key, print_), (own, print_)])
    return found is not None
