"""What of a site's past may go: archives, reports and rejections that nothing will ask for any more; never articles."""

from collections.abc import Collection, Iterator, Set
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from pipelines.segments import sync_folder
from schemas import Rejection
from scraper.run_names import ARCHIVE, LOGS, REJECTS, RUNS, moment_of_run
from scraper.runs.replay import can_be_read_again
from scraper.runs.shrinking import MOST_KEPT, Span, find_kept, shrink
from scraper.storage.lease.holding import Lease
from scraper.storage.lease.ledgers import ledger_of
from scraper.storage.ledger import Ledger, key
from scraper.storage.rejects import read_files

NEWEST_REPORTS = 240
"""Run reports of a site that always stay: two months of a run every six hours, with which the next one is compared."""

KINDS = {ARCHIVE: "archive", REJECTS: "rejects file", RUNS: "report", LOGS: "log"}
"""The folders that are looked at, and what they hold."""

AT_WORK = 3600.0
"""Seconds that nobody else may write in a site's folder: what is left of a large archive takes minutes to write."""

REPLAY, RETRY, HISTORY, WRITING = "replay-rejects", "retry", "history", "unfinished"
"""Why an old file stays: a refused page is read from it again, an address is found in it that will be asked for
again, the next runs are compared with it, or a run has not finished it."""


@dataclass(frozen=True, slots=True)
class Old:
    """A file that is older than it has to be."""

    kind: str
    path: Path
    bytes: int  # that may go, or that are needed
    needed_for: str = ""  # empty: it may go
    kept: tuple[Span, ...] = ()  # the records of an archive that stay of it
    told_in: Path | None = None  # the rejections that point to these; None: nothing stays


@dataclass(frozen=True, slots=True)
class Needs:
    """What is needed of a site's files, each with what it is needed for."""

    reasons: dict[Path, str] = field(default_factory=dict)
    refused: dict[Path, list[tuple[Path, Rejection]]] = field(default_factory=dict)
    """What is read again of each archive: rejections, each with its file."""

    def of(self, path: Path) -> str:
        """Return what a file is needed for; empty where it is not."""
        return self.reasons.get(path, "")


def find_sites(data: Path) -> list[Path]:
    """Return the folders of the sites that were crawled: nothing else below the data folder is looked at."""
    return sorted(
        folder for folder in data.iterdir() if ledger_of(folder).is_file() or (folder / RUNS).is_dir()
    )


def prune(folder: Path, before: datetime, *, dry_run: bool = False) -> list[Old]:
    """Remove a site's old files that nothing needs; return all old ones, those that stay with what for.

    Raise Locked where a run is at work, LeaseLost where one took over while this one slept, DamagedLedger or ValueError where it cannot be told what is needed, OSError
    where a file cannot be removed: what was removed until then was needed by nothing, and nothing else is touched.
    """
    lease = Lease(folder, AT_WORK)
    try:
        needs = find_needs(folder)
        found = list(find_old(folder, before, needs))
        if not dry_run:
            lease.check()
            remove([old.path for old in found if not old.needed_for and not old.told_in])
            for old in found:
                if old.told_in:
                    lease.check()
                    shrink(old.path, old.told_in, old.kept)
    finally:
        lease.release()
    return found


def find_old(folder: Path, before: datetime, needs: Needs) -> Iterator[Old]:
    """Yield the files of the runs that began before `before`; a file that no run has named is nobody's to remove."""
    for name, kind in KINDS.items():
        for path in sorted((folder / name).glob("*")):
            moment = moment_of_run(path.name.partition(".")[0])
            if (
                path.suffix in {".jsonl", ".gz", ".json", ".log"}
                and moment
                and moment < before
                and path.is_file()
            ):
                yield judge(Old(kind, path, path.stat().st_size, needs.of(path)), needs)


def judge(old: Old, needs: Needs) -> Old:
    """Return an old file with what of it stays: of an archive from which few pages are read again, these."""
    refused = needs.refused.get(old.path, [])
    files = {file for file, _ in refused}
    if old.needed_for != REPLAY or len(files) != 1 or WRITING in map(needs.of, files):
        return old
    try:
        kept = find_kept(old.path, [rejection for _, rejection in refused])
    except (ValueError, OSError):  # damaged: replay-rejects says so, and the rest may be read by hand
        return old
    stays = sum(span.end - span.start for span in kept)
    return (
        replace(old, needed_for="", bytes=old.bytes - stays, kept=kept, told_in=files.pop())
        if stays <= MOST_KEPT * old.bytes
        else old
    )


def find_needs(folder: Path) -> Needs:
    """Return what is needed of a site's files: without a ledger, all that any rejection may be needed for."""
    reasons: dict[Path, str] = {}
    refused: dict[Path, list[tuple[Path, Rejection]]] = {}
    with ExitStack() as opened:
        path = ledger_of(folder)
        ledger = Ledger(path, retry_refused=timedelta(0)) if path.is_file() else None
        if ledger:
            opened.callback(ledger.close)
        if ledger and ledger.is_new:  # it does not speak for the files yet
            ledger = None
        reasons |= dict.fromkeys(find_for_retries(folder, ledger), RETRY)
        replayed = find_for_replay(folder, ledger)
        for file, rejection in replayed:
            archive = folder / ARCHIVE / (rejection.archive or "").partition("#")[0]
            reasons |= {file: REPLAY, archive: REPLAY}
            refused.setdefault(archive, []).append((file, rejection))
        if ledger:
            reasons |= dict.fromkeys((folder / name for name in ledger.unfinished()), WRITING)
    reports = sorted(path for path in (folder / RUNS).glob("*.json") if moment_of_run(path.stem))
    return Needs(reasons | dict.fromkeys(reports[-NEWEST_REPORTS:], HISTORY), refused)


def find_for_retries(folder: Path, ledger: Ledger | None) -> Set[Path]:
    """Return the files that name the refused addresses which will be asked for again: the newest for each."""
    resting = ledger.resting() if ledger else None
    last: dict[str, Path] = {}
    for file, rejection in read_files(folder / REJECTS):
        asked = rejection.requested_url or rejection.url
        if resting is None or key(asked) in resting:
            last[asked] = file
    return set(last.values())


def find_for_replay(folder: Path, ledger: Ledger | None) -> Collection[tuple[Path, Rejection]]:
    """Return the rejections that replay-rejects takes up, each with its file."""
    last: dict[str, tuple[Path, Rejection]] = {}
    for file, rejection in read_files(folder / REJECTS):
        if can_be_read_again(rejection, ledger):
            last[rejection.url] = (file, rejection)
    return last.values()


def remove(paths: list[Path]) -> None:
    """Remove files, each wholly, and bring that to the disk."""
    for path in paths:
        path.unlink()
    for parent in {path.parent for path in paths}:
        sync_folder(parent)
