import ast
import sys
from pathlib import Path

import pytest

PACKAGES = ("scraper", "pipelines", "schemas")
MAY_IMPORT = {
    "scraper": {"scraper", "pipelines", "schemas"},
    "pipelines": {"pipelines", "schemas"},
    "schemas": {"schemas"},
}
OUTSIDE = {
    "schemas": {"pydantic"},
    "pipelines": {"pydantic", "lxml", "trafilatura", "htmldate", "opencc", "charset_normalizer"},
}
STANDARD = set(sys.stdlib_module_names)
MODULES = [path for package in PACKAGES for path in sorted(Path(package).rglob("*.py"))]


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in found}


def test_there_are_modules_to_judge() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_point_down(path: Path) -> None:
    package = path.parts[0]
    ours = imports_of(path) & set(PACKAGES)
    assert ours <= MAY_IMPORT[package], f"{path} imports {ours - MAY_IMPORT[package]}"
    if package in OUTSIDE:
        foreign = imports_of(path) - set(PACKAGES) - STANDARD
        assert foreign <= OUTSIDE[package], f"{path} imports {foreign - OUTSIDE[package]}"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_room_is_called_utils_or_helpers(path: Path) -> None:
    assert not {"utils", "helpers", "helper", "manager", "common", "misc"} & set(path.with_suffix("").parts)


def test_broad_excepts_stand_at_the_one_boundary() -> None:
    broad = [
        path.as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert broad == ["pipelines/stages.py"]
