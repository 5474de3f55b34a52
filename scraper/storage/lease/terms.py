"""The terms in which runs hold a folder, one small file each: the highest number holds.

A term is claimed by making its file, which the file system grants to one claimant only, on network shares too; no
clock is asked for that. Its holder rewrites it again and again: whoever sees it unchanged for as long as it says that
it lasts knows that it went.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path

from pipelines.segments import PART

LEASES = "leases"
"""The folder of terms in the folder of its site."""

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_ENDING = ".json"


@dataclass(frozen=True, slots=True)
class Term:
    """What a term's file says; of one that cannot be read, its number only."""

    number: int
    machine: str = ""  # the running system that its holder is a process of
    host: str = "?"
    pid: int = 0
    since: str = "?"
    lock: str = "lock"  # the operating system's lock that its holder has while it lives
    seconds: float = 0.0  # how long it lasts when it is not renewed
    until: float = 0.0  # when that is, seconds since 1970, by its holder's clock
    beat: int = 0  # how often it was renewed
    released: bool = False  # its holder ended well

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host} since {self.since}"


@cache
def this_machine() -> str:
    """Return a name of the running system, other after each start of it; containers of one kernel share its locks."""
    with suppress(OSError):
        return _BOOT.read_text(encoding="ascii").strip()
    return socket.gethostname()


def find_terms(folder: Path) -> list[Term]:
    """Return the terms of a folder whose files are there, the newest last."""
    return sorted(_read(folder), key=lambda term: term.number)


def is_held(folder: Path, now: float) -> bool:
    """Tell whether somebody holds the folder, as its newest term says, at a moment in seconds since 1970."""
    return any(not term.released and now < term.until for term in find_terms(folder)[-1:])


def claim(folder: Path, term: Term) -> bool:
    """Make the term's file; tell whether it was not there: of several who claim one number, one is told so.

    Raise OSError where it cannot be made.
    """
    path = _path(folder, term.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        return False
    with file:
        file.write(_to_json(term))
    return True


def rewrite(folder: Path, term: Term) -> None:
    """Let the term's file say what the term says; raise OSError where that cannot be written."""
    path = _path(folder, term.number)
    part = path.with_name(f"{path.name}{PART}")
    part.write_text(_to_json(term), encoding="utf-8", newline="\n")
    os.replace(part, path)  # noqa: PTH105 - the same everywhere, whether a file is there or not


def forget(folder: Path, number: int) -> None:
    """Remove a term's file, where it is there."""
    with suppress(OSError):  # a system that removes no open file: the next one does it
        _path(folder, number).unlink()


def _path(folder: Path, number: int) -> Path:
    return folder / LEASES / f"{number:08d}{_ENDING}"


def _read(folder: Path) -> Iterator[Term]:
    for path in (folder / LEASES).glob(f"*{_ENDING}"):
        if not path.stem.isdecimal():
            continue
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            yield Term(**{**{one.name: said[one.name] for one in fields(Term)}, "number": int(path.stem)})
        except FileNotFoundError:  # forgotten since
            continue
        except (OSError, ValueError, KeyError, TypeError):  # being made just now, or torn by a power cut
            yield Term(int(path.stem))


def _to_json(term: Term) -> str:
    return json.dumps(asdict(term)) + "\n"
