"""Every regular expression of the packages: those under a name, and those that are written where they are used."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

import pipelines
import schemas
import scraper

DECLARED = ("article_url", "rewrites")
"""What a site declares as words; the spider makes patterns of it."""

ELSEWHERE = {
    "day + clock": "the function's results are constants of its module, and found there",
    "pattern": "one of `rewrites`, which are found where they are declared",
}
"""Patterns that only a run knows, as they are written."""

_CALLS = {"compile", "search", "match", "fullmatch", "split", "sub", "subn", "findall", "finditer"}
_STAND_IN = "山"  # for a piece that only a run knows


@dataclass(frozen=True)
class Written:
    """A pattern as a call of `re` gives it; `text` is None where only a run knows it."""

    line: int
    source: str
    text: str | bytes | None
    flags: int


def modules() -> Iterator[ModuleType]:
    """Yield the modules of the packages."""
    for package in (pipelines, schemas, scraper):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(info.name)
        yield package


@cache
def find_patterns() -> dict[str, re.Pattern[Any]]:
    """Return each pattern once, by a name that tells where it stands."""
    found: dict[re.Pattern[Any], str] = {}
    for module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(held(value)):
                found.setdefault(pattern, f"{module.__name__}.{name}.{number}")
        for one in written(module):
            if one.text is not None:
                found.setdefault(re.compile(one.text, one.flags), f"{module.__name__}:{one.line}")
    return {name: pattern for pattern, name in sorted(found.items(), key=lambda item: item[1])}


def by_module(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of patterns by the module that they stand in: one test each, as a thousand cost seconds to begin."""
    found: dict[str, list[str]] = {}
    for name in names:
        module = name.partition(":")[0] if ":" in name else name.rsplit(".", 2)[0]
        found.setdefault(module, []).append(name)
    return found


def held(value: Any, depth: int = 4) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns that a value is, holds or declares."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, type):
        yield from map(re.compile, declared(value))
    elif depth and isinstance(value, dict):
        for one in (*value.keys(), *value.values()):
            yield from held(one, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from held(one, depth - 1)


def declared(site: type) -> list[str]:
    """Return the patterns that a class declares as a word, or as pairs of a pattern and its replacement."""
    found: list[str] = []
    for name in DECLARED:
        value = getattr(site, name, None) or ()
        found += [value] if isinstance(value, str) else [pattern for pattern, _ in value]
    return found


def written(module: ModuleType) -> Iterator[Written]:
    """Yield what the calls of `re` in a module are given."""
    names = vars(module)
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=call)) if call in _CALLS:
                rest = (*node.args[1:], *(word.value for word in node.keywords))
                values = [value_of(one, names) for one in rest]
                flags = sum(one.value for one in values if isinstance(one, re.RegexFlag))
                pattern = node.args[0]
                if not (isinstance(pattern, ast.Attribute) and pattern.attr in DECLARED):
                    yield Written(node.lineno, ast.unparse(pattern), text_of(pattern, names), flags)


def text_of(node: ast.expr, names: dict[str, Any]) -> Any:
    """Return what a pattern is, what only a run knows in it replaced; None if all of it is such."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(text_of(part, names) or _STAND_IN) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return text_of(node.value, names)
    known = value_of(node, names)
    if known is None and "re.escape" in (source := ast.unparse(node)):
        if not isinstance(node, ast.BinOp):
            return _STAND_IN.encode() if "b'" in source else _STAND_IN
        return text_of(node.left, names) + text_of(node.right, names)
    return known


def value_of(node: ast.expr, names: dict[str, Any]) -> Any:
    """Return what an expression is in a module; None if it needs a name of a function."""
    try:
        return eval(compile(ast.Expression(node), "<pattern>", "eval"), dict(names))
    except (NameError, TypeError):
        return None
