"""What of a JSON Schema a consumer depends on, and how grave a change of it is."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SHAPES = Path(__file__).parent / "shapes"
PROSE = frozenset({"title", "description", "$id", "$schema"})
"""What may be said otherwise without another shape."""

MAJOR, MINOR, PATCH, NONE = 3, 2, 1, 0


def shape_of(schema: Any) -> Any:
    """Return the schema without its prose and without the version that it names."""
    if isinstance(schema, list):
        return [shape_of(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    named = {
        key: shape_of(value) for key, value in schema.items() if key not in PROSE or isinstance(value, dict)
    }
    if "schema_version" in named.get("properties", {}):
        named["properties"]["schema_version"] = {"type": "string"}
    return named


def version_of(schema: Mapping[str, Any]) -> str:
    """Return the version that lines of this schema say."""
    said = schema["properties"]["schema_version"]
    return str(said.get("const") or said["enum"][-1])


def shape_file(name: str, version: str) -> Path:
    return SHAPES / f"{name}-{version}.json"


def shapes_of(name: str) -> list[tuple[tuple[int, ...], dict[str, Any]]]:
    """Return every version of a record's shape that was ever published, the oldest first."""
    found = (
        (
            tuple(map(int, file.stem.rpartition("-")[2].split("."))),
            json.loads(file.read_text(encoding="utf-8")),
        )
        for file in SHAPES.glob(f"{name}-*.json")
    )
    return sorted(found, key=lambda each: each[0])


def facts(shape: Mapping[str, Any], defs: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each key of a line with each type that it may have, and the words that it may say."""
    if "$ref" in shape:
        yield from facts(defs[shape["$ref"].rpartition("/")[2]], defs, path)
        return
    for one in shape.get("anyOf", ()):
        yield from facts(one, defs, path)
    if "type" in shape:
        yield path, shape["type"] + (f" {shape['format']}" if "format" in shape else "")
    for word in shape.get("enum", [shape["const"]] if "const" in shape else []):
        yield path, f"={word}"
    for name, inner in shape.get("properties", {}).items():
        yield from facts(inner, defs, f"{path}.{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(shape.get(key), dict):
            yield from facts(shape[key], defs, f"{path}[]")


def gravity(old: Mapping[str, Any], new: Mapping[str, Any]) -> int:
    """Return how grave a change is for who reads the lines.

    MAJOR where a key went or has another type, or is null or missing where it was not; MINOR where a key or a word of a
    closed list came or went; PATCH where a bound moved.
    """
    before, after = (set(facts(one, one.get("$defs", {}))) for one in (old, new))
    paths = {path for path, _ in before}
    for path, kind in before ^ after:
        if path in paths and not kind.startswith("="):
            return MAJOR
    if before != after:
        return MINOR
    return PATCH if old != new else NONE
