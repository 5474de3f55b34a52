"""The quality gate: `python -m tests.quality` prints the table and fails below a floor.

--faults lists each wrong page; --raise moves floors up to what is measured; lowering one takes
--lower FIELD VALUE --reason "why", which is written into floors.json beside the floor.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.quality.measure import PAGES, measure_benchmark, measure_pages
from tests.quality.peers import peers

FLOORS = Path(__file__).with_name("floors.json")
_ROUNDING = 5e-4  # floors have three digits


def read_floors() -> dict[str, dict[str, Any]]:
    """Return the pinned floors: {"benchmark": {"title": {"floor": 0.99, "reason": "..."}}, "pages": ...}."""
    floors: dict[str, dict[str, Any]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def write_floors(floors: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the floors, sorted."""
    FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def measure() -> dict[str, dict[str, float]]:
    """Return the shares of each set that is present."""
    found = {"benchmark": measure_benchmark()["all"].shares()}
    if PAGES.is_dir():
        found["pages"] = measure_pages()[0]
    return found


def below(measured: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a line for each figure that lies below its floor."""
    return [
        f"{part} {name}: {measured[part][name]:.3f} is below its floor {entry['floor']:.3f}"
        for part, entries in read_floors().items()
        if part in measured
        for name, entry in entries.items()
        if measured[part][name] < entry["floor"] - _ROUNDING
    ]


def show(rows: Mapping[str, Mapping[str, float]]) -> None:
    """Print a table: a row for each reader or family, a column for each field."""
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    print(f"{'':24}" + "".join(f"{name:>16}" for name in names))
    for title, row in rows.items():
        cells = (f"{row[name]:>16.3f}" if name in row else f"{'-':>16}" for name in names)
        print(f"{title:24}" + "".join(cells))


def main() -> int:
    """Measure, print, compare with the floors; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--peers", action="store_true", help="beside the peers that are installed")
    parser.add_argument("--raise", dest="rise", action="store_true")
    parser.add_argument("--lower", nargs=3, metavar=("SET", "FIELD", "VALUE"))
    parser.add_argument("--reason")
    options = parser.parse_args()
    if options.lower:
        if not options.reason:
            parser.error("--lower needs --reason")
        part, name, value = options.lower
        floors = read_floors()
        floors[part][name] = {"floor": float(value), "reason": options.reason}
        write_floors(floors)
        return 0
    families = measure_benchmark()
    print("public benchmark")
    others = (
        {peer: measure_benchmark(read)["all"].shares() for peer, read in peers().items()}
        if options.peers
        else {}
    )
    show({family: score.shares() for family, score in families.items()} | others)
    measured = {"benchmark": families["all"].shares()}
    if PAGES.is_dir():
        shares, faults = measure_pages()
        measured["pages"] = shares
        print("\nlabelled pages")
        others = {peer: measure_pages(read)[0] for peer, read in peers().items()} if options.peers else {}
        show({"difang": shares} | others)
        if options.faults:
            for page, lines in faults.items():
                print(page, *lines, sep="\n    ")
    else:
        print(f"\nlabelled pages: skipped, nothing at {PAGES}")
    if options.rise:
        floors = read_floors()
        for part, row in measured.items():
            for name, value in row.items():
                entry = floors.setdefault(part, {}).setdefault(name, {"floor": 0.0})
                entry["floor"] = max(entry["floor"], int(value * 1000) / 1000)
        write_floors(floors)
    problems = below(measured)
    print(*problems, sep="\n")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
