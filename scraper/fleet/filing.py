"""Where a round is written down: data/rounds/<name>.json, beside the folders of the sites."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pipelines.segments import PART
from schemas.reader import BadReport, read_round
from schemas.round import RoundReport
from scraper.run_names import run_name
from scraper.runs.retention import Old

ROUNDS = "rounds"
"""The folder of rounds below DATA_DIR; no site is called so."""


def file_round(data: Path, report: RoundReport) -> Path:
    """Return the file that holds the round; raise OSError where it cannot be written."""
    path = data / ROUNDS / f"{run_name(report.started_at)}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    part.write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8", newline="\n")
    os.replace(part, path)  # noqa: PTH105 - the same everywhere, whether a file is there or not
    return path


def prune_rounds(data: Path, before: datetime, *, dry_run: bool = False) -> list[Old]:
    """Remove the rounds that began before a moment, but for the newest; return what went, or would go.

    Raise OSError where a file cannot be removed.
    """
    paths = sorted((data / ROUNDS).glob("*.json"))[:-1]
    found = [Old("round", path, path.stat().st_size) for path in paths if path.stem < run_name(before)]
    if not dry_run:
        for old in found:
            old.path.unlink()
    return found


def read_last_round(data: Path) -> RoundReport | None:
    """Return the newest round that can be read, None where there is none."""
    for path in sorted((data / ROUNDS).glob("*.json"), reverse=True):
        with suppress(BadReport):  # one that is broken, or of a newer version, tells nothing
            return read_round(path)
    return None


def read_rounds(data: Path, since: datetime) -> tuple[list[RoundReport], list[str]]:
    """Return the rounds that began then or later, the newest first, and what was wrong with files that told nothing."""
    rounds, bad = [], []
    for path in sorted((data / ROUNDS).glob("*.json"), reverse=True):
        if path.stem < run_name(since):
            break
        try:
            rounds.append(read_round(path))
        except BadReport as error:
            bad.append(str(error))
    return rounds, bad
