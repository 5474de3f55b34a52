"""Files of one document a line: the rows themselves, packed, and schema.org's NewsArticle."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipelines.segments import escape_line_ends
from scraper.export.extras import load_extra
from scraper.export.shape import Add, Row, Shape, as_plain, as_text, getter_of, shape_of
from scraper.export.targets.news_article import as_news_article

_LEVEL = 6
"""Of zstd: higher ones took two to five times as long for lines of no fewer bytes; threads made nothing faster."""


@contextmanager
def open_packed_lines(path: Path, shape: Shape) -> Iterator[Add]:
    """Yield what takes the rows of a new file of lines, packed with zstd; all of it is on the disk at the end."""
    zstandard = load_extra("zstandard")
    packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
    write = as_whole_line if shape.names == Shape(shape_of()).names else as_line_of(shape.names)
    with path.open("wb") as file:
        with packer.stream_writer(file, closefd=False) as packed:

            def add(row: Row) -> None:
                packed.write(write(row))

            yield add
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def open_linked_data(path: Path, _shape: Shape) -> Iterator[Add]:
    """Yield what takes the rows of a new file of JSON-LD, each a document of its own in one line.

    A graph of a million nodes is loaded whole by every reader of JSON-LD; a line at a time all of them read, and a
    line is what stands in a page's `<script type="application/ld+json">`.
    """
    with path.open("wb") as file:

        def add(row: Row) -> None:
            file.write(as_line(as_news_article(row)))

        yield add
        file.flush()
        os.fsync(file.fileno())


def as_line(record: dict[str, object]) -> bytes:
    """Return a dictionary as one line of JSON."""
    return escape_line_ends(json.dumps(record, ensure_ascii=False, separators=(",", ":"))).encode() + b"\n"


def as_whole_line(row: Row) -> bytes:
    """Return a row with all its columns as a line: that of the article, and behind it what was found out beside it."""
    told = f'"reprint_of":{json.dumps(row.reprint_of)},"places":{as_text(row.places) or "null"}'
    return escape_line_ends(f"{row.article.model_dump_json()[:-1]},{told}}}\n").encode()


def as_line_of(names: Sequence[str]) -> Callable[[Row], bytes]:
    """Return what makes a line of these columns of a row."""
    getters = {name: getter_of(name) for name in names}
    return lambda row: as_line({name: as_plain(get(row)) for name, get in getters.items()})
