"""The tables that `make quality` prints."""

import unicodedata
from collections.abc import Iterator, Mapping

from tests.quality.figures import Figure
from tests.quality.metamorphosis.measure import Kept
from tests.quality.metamorphosis.transforms import TRANSFORMS

_LABEL = 42
_CELL = 18


def fields_table(title: str, rows: Mapping[str, Mapping[str, Figure]]) -> Iterator[str]:
    """Yield a table: a row for each reader or group, a cell `right (false, null)` for each field."""
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    yield f"\n{title}: right (false, null)"
    for start in range(0, len(names), 5):
        part = names[start : start + 5]
        yield " " * _LABEL + "".join(f"{name:>{_CELL}}" for name in part)
        for label, row in rows.items():
            yield _padded(label) + "".join(f"{_cell(row.get(name)):>{_CELL}}" for name in part)


def _padded(label: str) -> str:
    """Return a label as wide as the first column; a Han character is two columns wide."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in label)
    return f"{label:{_LABEL - wide}}"


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    if figure.false is None or figure.null is None:
        return f"{figure.right:.3f}"
    return f"{figure.right:.3f} ({_short(figure.false)} {_short(figure.null)})"


def _short(share: float) -> str:
    """Return a share without its leading zero.

    >>> _short(0.25), _short(1.0)
    ('.250', '1.00')
    """
    return f"{share:.3f}".removeprefix("0") if share < 1 else "1.00"


def metamorphosis_table(kept: Mapping[str, Kept]) -> Iterator[str]:
    """Yield a table: a row for each transform, the share of unchanged records and the pages for each set."""
    yield "\nmetamorphosis: records that stay as they are (pages)"
    yield " " * _LABEL + "".join(f"{name:>{_CELL}}" for name in kept)
    for transform in TRANSFORMS:
        cells = (_share(of, transform) for of in kept.values())
        yield f"{transform:{_LABEL}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)


def _share(kept: Kept, transform: str) -> str:
    asked = kept.asked[transform]
    return f"{kept.same[transform] / asked:.3f} ({asked})" if asked else "-"
