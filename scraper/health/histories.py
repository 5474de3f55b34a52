"""The runs of each site, as their reports tell them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from schemas.reader import BadReport, read_report
from schemas.run import RunReport
from scraper.run_names import RUNS

MOST_RUNS = 240
"""Runs of a site that are looked at, the newest: two months of a run every six hours, eight months of nights.

A norm is made of two months (`episodes.py`), and a drift that has lasted for thirty days has become the norm.
"""


@dataclass(frozen=True, slots=True)
class History:
    """The runs of one site, oldest first, and what was wrong with the files that told nothing."""

    site: str  # the name of its folder: a spider's, or the host of a site that nobody described
    folder: Path
    runs: tuple[RunReport, ...]
    bad: tuple[str, ...] = ()


def read_histories(data: Path) -> tuple[History, ...]:
    """Return the history of each site below `data`, by name; a folder without a report has none."""
    folders = sorted({path.parent.parent for path in data.glob("*/runs/*.json")})
    return tuple(map(read_history, folders))


def read_history(folder: Path) -> History:
    """Return the newest runs of the site that has this folder.

    A run's name sorts after those of all runs before it, whatever a clock says: so do the files.
    """
    runs, bad = [], []
    for path in sorted((folder / RUNS).glob("*.json"))[-MOST_RUNS:]:
        try:
            runs.append(read_report(path))
        except BadReport as error:
            bad.append(str(error))
    return History(folder.name, folder, tuple(runs), tuple(bad))


def read_newest_first(folder: Path) -> Iterator[RunReport]:
    """Yield the reports of a site from the newest on; one that cannot be read is passed over."""
    for path in sorted((folder / RUNS).glob("*.json"), reverse=True):
        with suppress(BadReport):
            yield read_report(path)
