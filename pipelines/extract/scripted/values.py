"""What a literal of JavaScript says: a value, or a name that stands for one."""

import json
from typing import NamedTuple

Value = object
"""str, int, float, bool, None, list[Value], dict[str, Value] or Name."""


class NoLiteralError(ValueError):
    """What stands there is no literal, or a greater one than is read."""


class Name(NamedTuple):
    """A name that a function gives to one of its arguments, until these are known."""

    name: str


def read_json(text: str) -> Value:
    """Return what a text of JSON says; raise NoLiteralError where it is none, or nested too deeply."""
    try:
        value: Value = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise NoLiteralError from error
    return value
