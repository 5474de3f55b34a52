"""Calls that only wrap a literal: what JSON.parse, atob and unescape give, and a function that fills in its arguments."""

import re
from base64 import b64decode
from dataclasses import dataclass
from urllib.parse import unquote

from pipelines.extract.scripted.values import Name, NoLiteralError, Value, read_json

_STEP = re.compile(r"\.([\w$]{1,81})|\[(\d{1,6})\]")
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")
_BASE64 = re.compile(
    r"(?:^|\.)(?:atob|(?:b|base)64_?(?:decode|tostring|utf8)\w{0,8}|base64\.(?:decode|atob)\w{0,8})$",
    re.IGNORECASE,
)
_SAME_OF_FRAMEWORKS = frozenset("freeze ref shallowRef reactive shallowReactive readonly markRaw".split())
_SAME = frozenset("Date String Number Object escape encodeURIComponent".split())
"""Functions whose argument is what they give, as far as it can be read: escape only prepares for decodeURIComponent."""


def call(name: str, arguments: list[Value]) -> Value:
    """Return what a function gives that only unwraps a literal; raise NoLiteralError for any other.

    >>> call("JSON.parse", ['{"a": 1}']), call("unescape", ["%u5C71%20a"]), call("window.atob", ["5bGx"])
    ({'a': 1}, '山 a', '山')
    """
    first = arguments[0] if arguments else None
    if name in _SAME or name.rpartition(".")[2] in _SAME_OF_FRAMEWORKS:
        return first
    if isinstance(first, str):
        if name == "JSON.parse":
            return read_json(first)
        if name.endswith(("decodeURIComponent", "decodeURI", "unescape")):
            return unquote(_PERCENT_U.sub(lambda code: chr(int(code[1], 16)), first))
        if _BASE64.search(name):
            return _decoded(first)
    if name == "Object.assign" and all(isinstance(each, dict) for each in arguments):
        return {key: value for each in arguments if isinstance(each, dict) for key, value in each.items()}
    raise NoLiteralError


def _decoded(text: str) -> str:
    try:
        return b64decode(text.strip(), validate=True).decode("utf-8")
    except ValueError as error:  # no base64, or no text
        raise NoLiteralError from error


def join(parts: Value, separator: Value) -> str:
    """Return the texts of a list as one, as [].join() gives them; raise NoLiteralError where they are no texts."""
    if not isinstance(parts, list) or not isinstance(separator, str | None):
        raise NoLiteralError
    if not all(isinstance(part, str) for part in parts):
        raise NoLiteralError
    return ("," if separator is None else separator).join(map(str, parts))


@dataclass(frozen=True, slots=True)
class Function:
    """A function that sets members of its arguments and returns a literal."""

    names: list[str]
    members: list[tuple[str, str, Value]]  # of an argument, by the path to it: a member's new value
    result: Value

    def give(self, arguments: list[Value]) -> Value:
        """Return the literal with the arguments in the places of their names."""
        known = dict(zip(self.names, arguments, strict=False))
        for name, path, value in self.members:
            _set_member(known.get(name), path, value)
        _fill_in(known, [self.result, *arguments])
        return known.get(self.result.name) if isinstance(self.result, Name) else self.result


def _set_member(target: Value, path: str, value: Value) -> None:
    """Set the member of `target` that a path such as .a.b[0] leads to, where there is one."""
    steps = [key or int(index) for key, index in _STEP.findall(path)]
    for step in steps[:-1]:
        if isinstance(target, dict) and isinstance(step, str):
            target = target.get(step)
        elif isinstance(target, list) and isinstance(step, int) and step < len(target):
            target = target[step]
    if isinstance(target, dict):
        target[str(steps[-1])] = value
    elif isinstance(target, list) and steps[-1] == len(target):
        target.append(value)


def _fill_in(known: dict[str, Value], roots: list[Value]) -> None:
    """Put what the names stand for in their places, each container once."""
    waiting, seen = list(roots), set[int]()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, dict | list) or id(node) in seen:
            continue
        seen.add(id(node))
        places = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
        for place, value in places:
            if isinstance(value, Name):
                value = known.get(value.name)  # noqa: PLW2901  # what it stands for takes its place
                node[place] = value
            waiting.append(value)
