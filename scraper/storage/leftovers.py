"""How a run begins: it finishes what a dead one left, and takes a name that sorts after all before."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from pipelines.segments import PART, recover, whole_lines
from scraper.run_names import ARTICLES, TICK, moment_of_run, run_name
from scraper.storage.lease.holding import Lease
from scraper.storage.ledger import Ledger
from scraper.storage.warc.members import whole_members


def finish_leftovers(folder: Path, ledger: Ledger, lease: Lease, *, replay: bool) -> None:
    """Finish the files of a run that died, or that sleeps and was taken over; a new ledger speaks for all files then.

    Raise LostData where committed bytes are missing, LeaseLost where another run took over, OSError or sqlite3.Error
    where something cannot be written.
    """
    committed = ledger.unfinished()
    lost = ledger.is_new and not replay  # no ledger: what is whole counts
    for part in _renewing(lease, sorted(folder.glob(f"*/*{PART}"))):
        path = part.with_suffix("")
        name = path.relative_to(folder).as_posix()
        recover(path, _whole(part) if lost else committed.pop(name, 0), afresh=lease.doubts)
    for name, length in committed.items():  # named in the ledger, and not called .part any more
        recover(folder / name, length, afresh=lease.doubts)
    ledger.finish(ledger.unfinished())
    if ledger.is_new:
        ledger.rebuild(_renewing(lease, () if replay else sorted((folder / ARTICLES).glob("*.jsonl"))))


def name_run(folder: Path, ledger: Ledger) -> str:
    """Return a name that sorts after all runs before, whatever the clock says; the ledger remembers it."""
    moment = datetime.now(UTC)
    if last := moment_of_run(ledger.last_run()):
        moment = max(moment, last + TICK)
    while any(folder.glob(f"*/{run_name(moment)}.*")):
        moment += TICK
    ledger.name_run(run_name(moment))
    return run_name(moment)


def _renewing(lease: Lease, files: Iterable[Path]) -> Iterator[Path]:
    """Yield the files, and renew the lease with each: there may be years of them."""
    for file in files:
        lease.renew()
        yield file


def _whole(part: Path) -> int:
    return whole_lines(part) if ".jsonl" in part.suffixes else whole_members(part)
