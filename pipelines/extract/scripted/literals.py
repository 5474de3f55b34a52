"""Literals of JavaScript as values: objects, lists, texts, numbers, and the calls that only wrap one of them.

Nothing is run. What is no literal is None; a name is looked up among the literals known before.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from pipelines.extract.scripted.texts import unescape_text

DEEPEST = 60
"""Values in one another; states of real pages stay below 20."""

MOST_VALUES = 200_000
"""Values read from one page; the state of a home page has some ten thousand."""

Value = object
"""str, int, float, bool, None, list[Value], dict[str, Value] or Name."""

LONGEST_COMMENT = 2000
"""Characters of a comment that is passed over."""

LONGEST_HEAD = 20_000
"""Characters of the names that a function gives its arguments; Nuxt 2 gives a thousand."""

_SPACE = re.compile(r"\s*+")
_TEXT = {
    quote: re.compile(rf"{quote}((?:[^{quote}\\]++|\\.)*+){quote}", re.DOTALL) for quote in ('"', "'", "`")
}
_NUMBER = re.compile(
    r"[-+]?(?:0x[0-9a-fA-F]{1,16}|(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][-+]?\d{1,3})?)"
)
_NAME = re.compile(r"[A-Za-z_$][\w$]{0,80}(?:\.[A-Za-z_$][\w$]{0,80}){0,6}")
_FUNCTION = re.compile(
    r"function\s{0,9}[\w$]{0,40}\s{0,9}(?=\()|(?=\([\w$,\s]{0,20000}\)\s{0,9}=>)|(?=\w{1,40}\s{0,9}=>)"
)
_KEY = re.compile(r"[\w$]{1,80}")
_MEMBER = re.compile(r"([A-Za-z_$][\w$]{0,40})((?:\.[A-Za-z_$][\w$]{0,80}|\[\d{1,6}\]){1,6})\s{0,9}=(?!=)")
_STEP = re.compile(r"\.([\w$]{1,81})|\[(\d{1,6})\]")
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")
_WORDS: Mapping[str, Value] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}


class NoLiteralError(ValueError):
    """What stands there is no literal, or a greater one than is read."""


class Name(NamedTuple):
    """A name that a function gives to one of its arguments, until these are known."""

    name: str


class Reader:
    """Reads the literals of one page's scripts, as many as MOST_VALUES in all."""

    def __init__(self) -> None:
        self.left = MOST_VALUES
        self.names: dict[str, Value] = {}  # literals that names stand for

    def read(self, text: str, start: int) -> tuple[Value, int]:
        """Return the literal that begins at `start`, and where it ends; raise NoLiteralError where none does."""
        return self._value(text, start, 0)

    def _value(self, text: str, at: int, depth: int) -> tuple[Value, int]:
        value, at = self._single(text, _skip(text, at), depth)
        while isinstance(value, str | Name) and text[(plus := _skip(text, at)) : plus + 1] == "+":
            more, at = self._single(text, _skip(text, plus + 1), depth)
            if not isinstance(value, str) or not isinstance(more, str):
                raise NoLiteralError
            value += more
        return value, at

    def _single(self, text: str, at: int, depth: int) -> tuple[Value, int]:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            raise NoLiteralError
        sign = text[at : at + 1]
        if sign == "{":
            return self._object(text, at, depth)
        if sign == "[":
            return self._list(text, at, depth)
        if sign in _TEXT and sign:
            return self._text(text, at, sign)
        if sign == "(":
            return self._bracket(text, at, depth)
        return self._word(text, at, depth)

    def _object(self, text: str, at: int, depth: int) -> tuple[Value, int]:
        found: dict[str, Value] = {}
        at = _skip(text, at + 1)
        while text[at : at + 1] != "}":
            sign = text[at : at + 1]
            if sign in _TEXT and sign:
                key, at = self._text(text, at, sign)
            elif name := _KEY.match(text, at):
                key, at = name[0], name.end()
            else:
                raise NoLiteralError
            at = _skip(text, at)
            if text[at : at + 1] != ":":
                raise NoLiteralError
            found[str(key)], at = self._value(text, at + 1, depth + 1)
            at = _behind_comma(text, at, "}")
        return found, at + 1

    def _list(self, text: str, at: int, depth: int) -> tuple[Value, int]:
        found: list[Value] = []
        at = _skip(text, at + 1)
        while text[at : at + 1] != "]":
            if text[at : at + 1] == ",":  # an empty place
                at = _skip(text, at + 1)
                continue
            value, at = self._value(text, at, depth + 1)
            found.append(value)
            at = _behind_comma(text, at, "]")
        return found, at + 1

    def _text(self, text: str, at: int, quote: str) -> tuple[str, int]:
        match = _TEXT[quote].match(text, at)
        if match is None or (quote == "`" and "${" in match[1]):
            raise NoLiteralError
        return unescape_text(match[1]), match.end()

    def _bracket(self, text: str, at: int, depth: int) -> tuple[Value, int]:
        """Read a value in brackets, or a function that is called at once with literals: (function(a){…}(1))."""
        inner = _skip(text, at + 1)
        if (function := _FUNCTION.match(text, inner)) is None:
            value, at = self._value(text, inner, depth + 1)
            return value, _behind(text, at, ")")
        returned, at = self._function(text, function.end(), depth)
        closed = text[at : at + 1] == ")"
        at = _behind(text, _skip(text, at + 1) if closed else at, "(")
        arguments, at = self._arguments(text, at, depth)
        return returned(arguments), at if closed else _behind(text, at, ")")

    def _arguments(self, text: str, at: int, depth: int) -> tuple[list[Value], int]:
        arguments: list[Value] = []
        at = _skip(text, at)
        while text[at : at + 1] != ")":
            value, at = self._value(text, at, depth + 1)
            arguments.append(value)
            at = _behind_comma(text, at, ")")
        return arguments, at + 1

    def _function(self, text: str, at: int, depth: int) -> tuple[Callable[[list[Value]], Value], int]:
        """Read a function that sets members of its arguments and returns a literal; return what to call with them."""
        begin = text.find("{", at, at + LONGEST_HEAD)
        head = (
            text[at : max(at, begin)].strip().removesuffix("=>").strip().removeprefix("(").removesuffix(")")
        )
        names = [name.strip() for name in head.split(",")]
        if begin < 0 or not all(map(_KEY.fullmatch, filter(None, names))):
            raise NoLiteralError
        outer, self.names = self.names, {**self.names, **{name: Name(name) for name in names if name}}
        members: list[tuple[str, str, Value]] = []
        result: Value = None
        at = _skip(text, begin + 1)
        while text[at : at + 1] != "}":
            if text.startswith("return", at):
                result, at = self._value(text, at + 6, depth + 1)
            elif member := _MEMBER.match(text, at):
                value, at = self._value(text, member.end(), depth + 1)
                members.append((member[1], member[2], value))
            else:
                raise NoLiteralError
            at = _skip(text, at)
            if text[at : at + 1] in {";", ","}:
                at = _skip(text, at + 1)
        self.names = outer

        def returned(arguments: list[Value]) -> Value:
            known = dict(zip(names, arguments, strict=False))
            for name, path, value in members:
                _set_member(known.get(name), path, value)
            _fill_in(known, [result, *arguments])
            return known.get(result.name) if isinstance(result, Name) else result

        return returned, _skip(text, at + 1)

    def _word(self, text: str, at: int, depth: int) -> tuple[Value, int]:
        if text.startswith(("!0", "!1"), at):
            return text[at + 1] == "0", at + 2
        if number := _NUMBER.match(text, at):
            return _number(number[0]), number.end()
        match = _NAME.match(text, at)
        if match is None:
            raise NoLiteralError
        name, end = match[0], match.end()
        if name in _WORDS:
            return _WORDS[name], end
        if name in {"void", "new"}:
            value, end = self._value(text, end, depth + 1)
            return (value if name == "new" else None), end
        behind = _skip(text, end)
        if text[behind : behind + 1] == "(":
            arguments, end = self._arguments(text, behind + 1, depth)
            return _called(name, arguments), end
        return self.names.get(name), end  # a name that stands for no literal says nothing


def _called(name: str, arguments: list[Value]) -> Value:
    """Return what a function gives that only unwraps a literal."""
    first = arguments[0] if arguments else None
    if name == "JSON.parse" and isinstance(first, str):
        return read_json(first)
    if name.endswith(("decodeURIComponent", "decodeURI", "unescape")) and isinstance(first, str):
        return unquote(_PERCENT_U.sub(lambda code: chr(int(code[1], 16)), first))
    if name in {"Date", "String", "Number", "Object.freeze", "Object", "ref", "reactive"}:
        return first
    raise NoLiteralError


def read_json(text: str) -> Value:
    """Return what a text of JSON says; raise NoLiteralError where it is none, or nested too deeply."""
    try:
        value: Value = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise NoLiteralError from error
    return value


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


def _number(text: str) -> int | float:
    if "x" in text:
        return int(text, 16)
    return float(text) if set(text) & set(".eE") else int(text)


def _skip(text: str, at: int) -> int:
    """Return the place behind blanks and comments."""
    if "!" <= text[at : at + 1] <= "~" and text[at] != "/":  # scripts are packed: mostly there are none
        return at
    while True:
        match = _SPACE.match(text, at)
        at = match.end() if match else at
        if text.startswith("//", at):
            end = text.find("\n", at, at + LONGEST_COMMENT)
        elif text.startswith("/*", at):
            end = text.find("*/", at + 2, at + LONGEST_COMMENT) + 1
        else:
            return at
        if end <= 0:
            return at
        at = end + 1


def _behind(text: str, at: int, sign: str) -> int:
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        raise NoLiteralError
    return at + 1


def _behind_comma(text: str, at: int, end: str) -> int:
    """Return the place of the next member or of the end."""
    at = _skip(text, at)
    if text[at : at + 1] == ",":
        return _skip(text, at + 1)
    if text[at : at + 1] != end:
        raise NoLiteralError
    return at
