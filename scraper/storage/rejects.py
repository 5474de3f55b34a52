"""The refused pages as their lines tell: the ledger knows them by their keys only."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from schemas import Rejection
from schemas.reader import first_fault
from scraper.storage.ledger import Ledger, key


def read_rejections(folder: Path) -> Iterator[Rejection]:
    """Yield the rejections of finished runs, oldest run first; raise ValueError at a line that is none."""
    return (rejection for _, rejection in read_files(folder))


def read_files(folder: Path) -> Iterator[tuple[Path, Rejection]]:
    """Yield the rejections of finished runs, each with its file; raise ValueError at a line that is none."""
    for file in sorted(folder.glob("*.jsonl")):
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield file, Rejection.model_validate_json(line)
                except ValidationError as error:
                    raise ValueError(f"{file}, line {number}: {first_fault(error)}") from error


def find_due(folder: Path, ledger: Ledger) -> list[str]:
    """Return the addresses of the refused pages that are due again; raise ValueError at a line that is none."""
    due = ledger.due()
    found: dict[str, None] = {}
    for rejection in read_rejections(folder) if due else ():
        asked = rejection.requested_url or rejection.url
        if key(asked) in due:
            found[asked] = None
    return list(found)
