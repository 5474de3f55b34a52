"""floors.json: how right each field must be at least, and how often it may be false at most.

A floor moves up, and a ceiling down, to what is measured (`--raise`); the other way takes a reason, which is
written beside the figure.
"""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.quality.figures import Figure

FLOORS = Path(__file__).with_name("floors.json")
ROUNDING = 5e-4  # floors have three digits
Pinned = dict[str, dict[str, dict[str, Any]]]
Measured = Mapping[str, Mapping[str, Figure]]


def read_floors() -> Pinned:
    """Return what is pinned: {"benchmark": {"title": {"floor": 0.99, "most_false": 0.01, "reason": "..."}}}."""
    pinned: Pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    return pinned


def write_floors(pinned: Pinned) -> None:
    """Write what is pinned."""
    FLOORS.write_text(json.dumps(pinned, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def below(measured: Measured, pinned: Pinned) -> list[str]:
    """Return a line for each figure that lies below its floor, or is false more often than it may be."""
    problems = []
    for part, figures in measured.items():
        for name, entry in pinned.get(part, {}).items():
            figure = figures[name]
            if figure.right < entry["floor"] - ROUNDING:
                problems.append(f"{part} {name}: {figure.right:.3f} is below its floor {entry['floor']:.3f}")
            most = entry.get("most_false")
            if most is not None and (figure.false or 0) > most + ROUNDING:
                problems.append(f"{part} {name}: {figure.false:.3f} are false, at most {most:.3f} may be")
    return problems


def raised(measured: Measured, pinned: Pinned) -> Pinned:
    """Return the floors moved up and the ceilings moved down to what is measured; none moves the other way."""
    moved: Pinned = {
        part: {name: dict(entry) for name, entry in rows.items()} for part, rows in pinned.items()
    }
    for part, figures in measured.items():
        for name, figure in figures.items():
            entry = moved.setdefault(part, {}).setdefault(name, {"floor": 0.0})
            entry["floor"] = max(entry["floor"], int(figure.right * 1000) / 1000)
            if figure.false is not None:
                entry["most_false"] = min(entry.get("most_false", 1.0), math.ceil(figure.false * 1000) / 1000)
    return moved


def loosened(pinned: Pinned, part: str, name: str, value: float, reason: str, *, false: bool) -> Pinned:
    """Return what is pinned with one floor, or one ceiling of false values, set and its reason beside it."""
    entry = {**pinned.get(part, {}).get(name, {"floor": 0.0}), "reason": reason}
    entry["most_false" if false else "floor"] = value
    return {**pinned, part: {**pinned.get(part, {}), name: entry}}
