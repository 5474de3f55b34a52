"""The folders are the architecture: imports point down from floor to floor, and never run in a circle."""

import ast
import sys
from collections import Counter
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGES = ("scraper", "pipelines", "schemas")
FLOORS: tuple[tuple[str, ...], ...] = (
    ("scraper.commands", "scraper.sample", "pipelines.training"),
    ("scraper.fleet", "scraper.reclean"),
    ("scraper.views", "scraper.alerts"),
    ("scraper.health",),
    ("scraper.authoring", "scraper.runs", "scraper.saved", "scraper.export", "scraper.reprints"),
    ("scraper.spiders",),
    ("scraper.families",),
    ("scraper.crawl", "scraper.feed"),
    ("scraper.web", "scraper.storage"),
    ("scraper.console", "scraper.cluster"),
    ("scraper",),  # settings, neighbours, streams, the version
    ("pipelines.stages",),
    ("pipelines",),
    ("pipelines.flow",),
    ("pipelines.joining", "pipelines.validate"),
    ("pipelines.extract.kind",),  # judges what was read
    ("pipelines.extract",),  # section, and the order in which fields are read
    (
        "pipelines.extract.title",
        "pipelines.extract.date",
        "pipelines.extract.byline",
        "pipelines.extract.body",
    ),
    ("pipelines.extract.region",),
    ("pipelines.extract.others",),
    ("pipelines.extract.scripted",),
    ("pipelines.extract.reading", "pipelines.extract.evidence"),
    ("pipelines.extract.tree",),
    ("pipelines.places",),
    ("pipelines.strip",),
    ("pipelines.restore",),
    ("pipelines.decode",),
    ("pipelines.gb18030",),
    ("pipelines.controls",),
    ("pipelines.names",),
    (
        "pipelines.address_form",
        "pipelines.canonical",
        "pipelines.characters",
        "pipelines.divisions",
        "pipelines.fingerprint",
        "pipelines.language_model",
        "pipelines.segments",
    ),
    ("schemas",),
)
"""Rooms from the top floor down. A module may import its own room and the floors below, not a neighbour."""

OUTSIDE = {
    "schemas": {"pydantic"},
    "schemas.reader": {"pydantic", "pydantic_core", "zstandard"},
    "schemas.tables": {"pydantic", "pyarrow", "polars"},
    "pipelines": {"pydantic", "lxml", "trafilatura", "opencc", "charset_normalizer"},
}
ROOMY = 15  # modules of a room: "about a dozen"; sites and commands are lists, not rooms to find one's way in
LISTS = {"scraper.spiders", "scraper.commands"}
STANDARD = set(sys.stdlib_module_names)
MODULES = {
    ".".join(path.with_suffix("").parts).removesuffix(".__init__"): path
    for package in PACKAGES
    for path in sorted(Path(package).rglob("*.py"))
}


@cache
def nodes_of(module: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))))


@cache
def imports_of(module: str) -> frozenset[str]:
    """Return the modules, ours and others', that a module names in its imports, lazy ones included."""
    found: set[str] = set()
    for node in nodes_of(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & MODULES.keys()) or {node.module}
    return frozenset(found)


def ours(module: str) -> frozenset[str]:
    return imports_of(module) & MODULES.keys()


def room_of(module: str) -> str:
    """Return the longest name in FLOORS that the module stands in."""
    rooms = [room for floor in FLOORS for room in floor if f"{module}.".startswith(f"{room}.")]
    return max(rooms, key=len)


def floor_of(room: str) -> int:
    return next(number for number, floor in enumerate(FLOORS) if room in floor)


def test_there_are_modules_to_judge() -> None:
    assert len(MODULES) > 150
    assert all(any(room_of(module) == room for module in MODULES) for floor in FLOORS for room in floor)


def test_imports_point_down() -> None:
    rooms = {module: room_of(module) for module in MODULES}
    floors = {room: floor_of(room) for room in set(rooms.values())}
    wrong = [
        f"{module} imports {other}, which stands no floor below {room}"
        for module, room in rooms.items()
        for other in ours(module)
        if rooms[other] != room and floors[rooms[other]] <= floors[room]
    ]
    assert not wrong


def allowed_outside(module: str) -> set[str] | None:
    """Return the foreign libraries of the longest name in OUTSIDE that the module stands in."""
    named = [name for name in OUTSIDE if f"{module}.".startswith(f"{name}.")]
    return OUTSIDE[max(named, key=len)] if named else None


def test_a_lower_package_knows_no_foreign_library() -> None:
    foreign = {
        module: {name.partition(".")[0] for name in imports_of(module)} - set(PACKAGES) - STANDARD - allowed
        for module in MODULES
        if (allowed := allowed_outside(module)) is not None
    }
    assert len(foreign) > 50
    assert not {module: names for module, names in foreign.items() if names}


def test_no_import_runs_in_a_circle() -> None:
    try:
        TopologicalSorter({module: ours(module) - {module} for module in MODULES}).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(reversed(error.args[1]))}")


def test_a_room_holds_about_a_dozen_modules() -> None:
    folders = [path.parent for path in MODULES.values()]
    crowded = {
        ".".join(folder.parts): folders.count(folder)
        for folder in set(folders)
        if folders.count(folder) > ROOMY and ".".join(folder.parts) not in LISTS
    }
    assert not crowded


def test_a_name_stands_for_one_thing() -> None:
    rooms = [module for module in MODULES if not module.startswith(tuple(LISTS))]
    named = Counter(MODULES[module].stem for module in rooms if MODULES[module].stem[0] != "_")
    twice = {name for name, modules in named.items() if modules > 1}
    assert twice == {"grammar"}  # that of a date and that of a byline


def test_no_room_is_called_utils_or_helpers() -> None:
    empty = {"utils", "helpers", "helper", "manager", "common", "misc"}
    assert not [module for module in MODULES if empty & set(module.split("."))]


def test_broad_excepts_stand_at_the_one_boundary() -> None:
    broad = [
        path.as_posix()
        for module, path in MODULES.items()
        for node in nodes_of(module)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert broad == ["pipelines/stages.py"]
