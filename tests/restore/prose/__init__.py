"""Invented sentences of five domains, one a line: what restoring is measured with."""

from functools import cache
from pathlib import Path


@cache
def sentences() -> dict[str, tuple[str, ...]]:
    """Return the sentences by their domain."""
    return {
        path.stem: tuple(path.read_text(encoding="utf-8").splitlines())
        for path in sorted(Path(__file__).parent.glob("*.txt"))
    }
