"""Files of the output, here or in a store: one is there whole or not at all, whoever is killed while it is written."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from uuid import uuid4

from pipelines.segments import PART, sync_folder
from scraper.reclean.stores import NotWritten, explain, failures, is_remote, open_store


class Output:
    """A file that is being written."""

    def __init__(self, path: Path, address: str) -> None:
        self._file = path.open("xb")
        self._address = address
        self.lines = 0

    def write(self, line: bytes) -> None:
        """Write one line; raise NotWritten where the disk refuses it."""
        try:
            self._file.write(line)
        except OSError as error:
            raise NotWritten(f"{self._address}: {explain(error)}") from None
        self.lines += 1

    def end(self) -> None:
        """Bring it to the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def drop(self) -> None:
        """Let it go."""
        with suppress(OSError):
            self._file.close()


@contextmanager
def written(address: str) -> Iterator[Output]:
    """Yield a file that has its address once it is whole, in place of what had it; nothing is there after a failure.

    Two that write one address at once disturb each other in nothing: the last whole one stands.
    """
    remote = is_remote(address)
    with tempfile.TemporaryDirectory(prefix="difang-") if remote else nullcontext("") as folder:
        final = Path(folder, address.rpartition("/")[2]) if remote else Path(address)
        part = final.with_name(f"{final.name}.{uuid4().hex[:8]}{PART}")
        try:
            if not remote:
                part.parent.mkdir(parents=True, exist_ok=True)
            output = Output(part, address)
        except OSError as error:
            raise NotWritten(f"{address}: {explain(error)}") from None
        try:
            yield output
            _settle(output, part, address)
        finally:  # where it is whole, nothing is left to remove
            output.drop()
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _settle(output: Output, part: Path, address: str) -> None:
    try:
        output.end()
        if is_remote(address):
            system, path = open_store(address)
            system.put_file(str(part), path)  # an object is there whole or not at all
        else:
            part.replace(address)
            sync_folder(part.parent)
    except failures() as error:
        raise NotWritten(f"{address}: {explain(error)}") from None


def sweep(root: str) -> None:
    """Remove what killed workers left half written in a folder."""
    if not is_remote(root):
        for path in Path(root).glob(f"*{PART}"):
            path.unlink(missing_ok=True)
