"""Runs of sites, driven by hand, and what their files hold."""

from collections.abc import Iterable
from pathlib import Path

from scraper.feed import Entry, read_feed
from scraper.storage.journal import Journal
from tests.crash.test_journal import article


def begin(folder: Path, *numbers: int) -> Journal:
    """Begin a run that commits when it is told to, and deliver these articles."""
    journal = Journal(folder, batch=1000)
    deliver(journal, *numbers)
    return journal


def deliver(journal: Journal, *numbers: int) -> None:
    for number in numbers:
        journal.deliver(article(number).model_copy(update={"site": journal.folder.name}))


def end(journal: Journal) -> Path:
    """Finish a run; return its file."""
    journal.finish()
    journal.close()
    return journal.folder / "articles" / f"{journal.run}.jsonl"


def night(folder: Path, *numbers: int) -> Path:
    """Write what a run writes that met these; return its file."""
    return end(begin(folder, *numbers))


def lines_of(folder: Path) -> list[bytes]:
    """Return the lines of a site's finished files, in their order."""
    files = sorted(folder.glob("articles/*.jsonl"))
    return [line for file in files for line in file.read_bytes().splitlines()]


def lines_in(entries: Iterable[Entry], site: str | None = None) -> list[bytes]:
    return [entry.line for entry in entries if site in {None, entry.site}]


def read(data: Path, since: str = "", **options: object) -> list[bytes]:
    """Return the lines that the feed gives."""
    return lines_in(read_feed(data, since, **options))


def last_offset(data: Path) -> str:
    return str([*read_feed(data)][-1].offset)
