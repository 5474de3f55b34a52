"""Lines of earlier versions as lines of this one.

A version of the shape is semantic: a line of a lower version, whatever its major number, is brought up here, step by
step, for ever. A line of a higher version is refused: what a newer program means by it nobody knows here.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from schemas.article import SCHEMA_VERSION

Step = Callable[[dict[str, Any]], dict[str, Any]]
Version = tuple[int, int, int]

STEPS: Mapping[str, tuple[str, Step]] = {}
"""For each earlier version the next one, and what makes a line of this version one of the next.

No line of 1.0.0 needs a step yet. A new version adds one here, and a file of its lines to `tests/schemas/lines/`.
"""


class NewerSchema(ValueError):
    """A line was written by a newer program."""


class NoVersion(ValueError):
    """A line does not say which version its shape has."""


def migrate(line: Mapping[str, Any] | str | bytes) -> dict[str, Any]:
    """Return an article's line, JSON or decoded, as one of SCHEMA_VERSION; nothing else of it is checked.

    Raise NewerSchema or NoVersion, and json.JSONDecodeError for text that is no JSON.

    >>> migrate('{"schema_version": "1.0.0", "title": "今日开镰"}')["title"]
    '今日开镰'
    >>> migrate({"schema_version": "9.1.0"})
    Traceback (most recent call last):
    schemas.migration.NewerSchema: written in version 9.1.0, this program knows 1.0.0: install a newer one
    """
    found = json.loads(line) if isinstance(line, str | bytes) else line
    if not isinstance(found, Mapping):
        raise NoVersion("no article: it is no object")
    record = dict(found)
    while (version := read_version(record)) != read_version({"schema_version": SCHEMA_VERSION}):
        name = record["schema_version"]
        if version > read_version({"schema_version": SCHEMA_VERSION}):
            raise NewerSchema(
                f"written in version {name}, this program knows {SCHEMA_VERSION}: install a newer one"
            )
        if name not in STEPS:
            raise NoVersion(f"there never was a version {name}")
        following, step = STEPS[name]
        record = {**step(record), "schema_version": following}
    return record


def read_version(record: Mapping[str, Any]) -> Version:
    """Return the version of a line's shape; raise NoVersion where it says none."""
    said = record.get("schema_version")
    parts = said.split(".") if isinstance(said, str) else []
    if len(parts) != len(("major", "minor", "patch")) or not all(
        one.isascii() and one.isdigit() for one in parts
    ):
        raise NoVersion(
            "schema_version: it says none" if said is None else f"schema_version: {said!r} is none"
        )
    major, minor, patch = map(int, parts)
    return major, minor, patch
