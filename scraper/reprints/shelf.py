"""What is on the disk while reprints are looked for: files without a name, gone with the process however it ends."""

from array import array
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np
from numpy.typing import NDArray

Pairs = NDArray[np.uint64]
"""Two numbers of 32 bits in one of 64: the first in the upper half."""

_HALF = 32
_BUFFER = 64 * 1024  # bytes of a drawer that are written at once


class Shelf:
    """Rows of bytes, each to be had by its number; eight bytes of memory each."""

    def __init__(self, folder: Path | None) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115  # it lives as long as the shelf
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, row: bytes) -> None:
        """Put a row behind the others."""
        self._file.write(row)
        self._ends.append(self._ends[-1] + len(row))

    def settle(self) -> None:
        """Make everything readable that was put here."""
        self._file.flush()

    def __getitem__(self, number: int) -> bytes:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start)


class Drawers:
    """Many pairs of numbers, to be had again drawer by drawer: equal first numbers lie in the same one."""

    def __init__(self, folder: Path | None, count: int) -> None:
        self._files = [TemporaryFile(dir=folder, buffering=_BUFFER) for _ in range(count)]  # noqa: SIM115  # so do these

    def put(self, pairs: Pairs) -> None:
        """Put each pair into its drawer."""
        drawer = (pairs >> np.uint64(_HALF)) % np.uint64(len(self._files))
        order = np.argsort(drawer, kind="stable")
        counts = np.bincount(drawer.astype(np.int64), minlength=len(self._files))
        start = 0
        for number in np.flatnonzero(counts).tolist():
            end = start + int(counts[number])
            self._files[number].write(pairs[order[start:end]].tobytes())
            start = end

    def take(self) -> Iterator[Pairs]:
        """Yield what lies in each drawer, and empty it."""
        for file in self._files:
            file.seek(0)
            yield np.frombuffer(file.read(), dtype=np.uint64)
            file.close()


def join(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> Pairs:
    """Return pairs of numbers below 2^32."""
    pairs: Pairs = (first << np.uint64(_HALF)) | second
    return pairs


def part(pairs: Pairs) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the first and the second numbers of pairs."""
    return pairs >> np.uint64(_HALF), pairs & np.uint64(2**_HALF - 1)
