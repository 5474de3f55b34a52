"""How far a site's run is, told by the files that it writes: nothing is asked of its process."""

from pathlib import Path

from pipelines.segments import PART

_CHUNK = 1 << 20  # bytes read at a time


class LineCount:
    """The lines of the unfinished files in a folder; what was counted once is not read again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, tuple[int, int]] = {}  # bytes and lines of each file

    def update(self) -> int:
        """Return how many lines the folder's unfinished files have now; a file that was finished keeps its count."""
        for path in self._folder.glob(f"*{PART}"):
            begun, lines = self._read.get(path, (0, 0))
            try:
                with path.open("rb") as file:
                    file.seek(begun)
                    while chunk := file.read(_CHUNK):
                        begun, lines = begun + len(chunk), lines + chunk.count(b"\n")
            except OSError:  # it was given its final name just now
                continue
            self._read[path] = begun, lines
        return sum(lines for _, lines in self._read.values())
