"""The records of all tasks of a folder, and their segments brought together into one file of articles."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from schemas.reclean import CleanedArchive
from scraper.reclean.merging import Merged, Segments, merge
from scraper.reclean.stores import (
    NoStore,
    explain,
    is_remote,
    join,
    names,
    open_store,
    troubles,
)
from scraper.reclean.tasks import ARTICLES, NAMED, REJECTS, SEGMENTS, TASKS, read_record, segment_address
from scraper.reclean.whole_files import sweep, written

ALL_ARTICLES, ALL_REJECTS, REPORT = "articles.jsonl", "rejects.jsonl", "report.json"
"""What a run leaves beside the folders of segments and tasks."""


def find_records(root: str) -> list[CleanedArchive]:
    """Return the records of the archives whose segments are whole, by name."""
    found = (read_record(root, name.removesuffix(".json")) for name in names(join(root, TASKS), ".json"))
    return [one for one in found if one is not None]


def collect(root: str, records: Sequence[CleanedArchive]) -> Merged:
    """Write the articles and the rejections of all records, and return how many there are of each.

    Raise NoStore where a segment cannot be read, NotWritten where the files cannot be written.
    """
    sweep(join(root, SEGMENTS))
    sweep(join(root, TASKS))
    with (
        _segments_here(root, [one.name for one in records]) as segments,
        written(join(root, ALL_ARTICLES)) as articles,
        written(join(root, ALL_REJECTS)) as rejects,
    ):
        return merge(segments, articles, rejects)


@contextmanager
def _segments_here(root: str, tasks: Sequence[str]) -> Iterator[list[Segments]]:
    """Yield the segments as files of this machine: those of a store are fetched, and removed at the end."""
    endings = (ARTICLES, REJECTS, NAMED)
    if not is_remote(root):
        yield [Segments(*(Path(segment_address(root, name, one)) for one in endings)) for name in tasks]
        return
    folder = Path(tempfile.mkdtemp(prefix="difang-"))
    try:
        yield [
            Segments(*(_fetch(segment_address(root, name, one), folder) for one in endings)) for name in tasks
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fetch(address: str, folder: Path) -> Path:
    path = folder / address.rpartition("/")[2]
    system, name = open_store(address)
    try:
        system.get_file(name, str(path))
    except troubles() as error:
        raise NoStore(f"{address}: {explain(error)}") from None
    return path
