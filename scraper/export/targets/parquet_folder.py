"""A folder of Parquet files, parted by site and month, to which runs are added and in which no file ever changes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from pipelines.segments import part_of, sync_folder
from schemas.record import Record
from scraper.export.shape import Add, Shape
from scraper.export.state import State
from scraper.export.targets.partitions import Partitions
from scraper.export.workplace import Workplace, sync_tree

MANIFEST = "_difang.json"
"""What the folder says of itself; PyArrow, pandas and Spark pass over such a name, globs of *.parquet too."""


class Intent(Record):
    """Files that are whole and are being put in their place, and what the folder says of itself afterwards."""

    files: tuple[str, ...]
    state: State


@contextmanager
def open_new_folder(place: Workplace, shape: Shape, state: State) -> Iterator[Add]:
    """Yield what takes the rows of a new folder; all of it is on the disk at the end."""
    place.new.mkdir()
    parts = Partitions(shape.columns, place.new, place.spill, _file_name(state))
    yield parts.add
    parts.finish()
    _write_whole(place.new / MANIFEST, state)
    sync_tree(place.new)


@contextmanager
def open_old_folder(place: Workplace, shape: Shape, state: State) -> Iterator[Add]:
    """Yield what takes further rows of a folder: new files beside those that are there, once, however it ends.

    All files are whole before the first is put in its place; from then on the next export completes what this one
    began, before that it begins anew.
    """
    place.new.mkdir()
    parts = Partitions(shape.columns, place.new, place.spill, _file_name(state))
    yield parts.add
    files = parts.finish()
    sync_tree(place.new)
    _write_whole(place.intent, Intent(files=tuple(map(str, files)), state=state))
    finish_intent(place)


def finish_intent(place: Workplace) -> None:
    """Put the files of an intent in their place, where there is one; doing it again changes nothing."""
    try:
        intent = Intent.model_validate_json(place.intent.read_bytes())
    except (FileNotFoundError, ValidationError):
        return
    if not place.target.is_dir():
        return  # somebody removed what was to be added to
    for file in intent.files:
        made, wanted = place.new / file, place.target / file
        wanted.parent.mkdir(parents=True, exist_ok=True)
        if made.exists():
            made.replace(wanted)
        sync_folder(wanted.parent)
        sync_folder(wanted.parent.parent)
    sync_folder(place.target)
    _write_whole(place.new / MANIFEST, intent.state)
    (place.new / MANIFEST).replace(place.target / MANIFEST)
    sync_folder(place.target)
    place.intent.unlink()


def read_folder_state(folder: Path) -> str | None:
    """Return what a folder says of what has been exported into it; None where it is none of ours."""
    try:
        return (folder / MANIFEST).read_text(encoding="utf-8")
    except OSError:
        return None


def _file_name(state: State) -> str:
    return f"{state.exports:05d}"


def _write_whole(path: Path, record: Record) -> None:
    part = part_of(path)
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(record.model_dump_json(indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)
