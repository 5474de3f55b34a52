"""Literals of JavaScript as values: objects, lists, texts, numbers, and the calls that only wrap one of them.

Nothing is run. What is no literal is None; a name is looked up among the literals known before.
"""

import re
from collections.abc import Mapping

from pipelines.extract.scripted.scanning import behind, behind_code, behind_comma, skip
from pipelines.extract.scripted.texts import unescape_text
from pipelines.extract.scripted.unwrapping import Function, call, join
from pipelines.extract.scripted.values import Name, NoLiteralError, Value

DEEPEST = 60
"""Values in one another; states of real pages stay below 20."""

MOST_VALUES = 200_000
"""Values read from one page; the state of a home page has some ten thousand."""

LONGEST_HEAD = 20_000
"""Characters of the names that a function gives its arguments; Nuxt 2 gives a thousand."""

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
_CODE = re.compile(
    r":\s{0,9}(?:async\s{1,9})?(?:function\s{0,9}[\w$]{0,40}\s{0,9}\(|\([\w$,\s]{0,200}\)\s{0,9}=>|[\w$]{1,40}\s{0,9}=>)"
)
"""A member that is a function: it says nothing."""

_JOINT = re.compile(r"\s{0,9}\.\s{0,9}join\s{0,9}\(")
_KEY = re.compile(r"[\w$]{1,80}")
_MEMBER = re.compile(r"([A-Za-z_$][\w$]{0,40})((?:\.[A-Za-z_$][\w$]{0,80}|\[\d{1,6}\]){1,6})\s{0,9}=(?!=)")
_WORDS: Mapping[str, Value] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}


class Reader:
    """Reads the literals of one page's scripts, as many as MOST_VALUES in all."""

    def __init__(self) -> None:
        self.left = MOST_VALUES
        self.names: dict[str, Value] = {}  # literals that names stand for

    def read(self, text: str, start: int) -> tuple[Value, int]:
        """Return the literal that begins at `start`, and where it ends; raise NoLiteralError where none does."""
        return self._value(text, start, 0)

    def _value(self, text: str, at: int, depth: int) -> tuple[Value, int]:
        value, at = self._single(text, skip(text, at), depth)
        if isinstance(value, list) and (joint := _JOINT.match(text, at)):
            arguments, at = self._arguments(text, joint.end(), depth)
            value = join(value, arguments[0] if arguments else None)
        while isinstance(value, str | Name) and text[(plus := skip(text, at)) : plus + 1] == "+":
            more, at = self._single(text, skip(text, plus + 1), depth)
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
        at = skip(text, at + 1)
        while text[at : at + 1] != "}":
            sign = text[at : at + 1]
            if sign in _TEXT and sign:
                key, at = self._text(text, at, sign)
            elif name := _KEY.match(text, at):
                key, at = name[0], name.end()
            else:
                raise NoLiteralError
            at = skip(text, at)
            if text[at : at + 1] == "(":  # init() {…}
                at = behind_code(text, at)
            elif function := _CODE.match(text, at):
                at = behind_code(text, function.end())
            elif text[at : at + 1] == ":":
                found[str(key)], at = self._value(text, at + 1, depth + 1)
            else:
                raise NoLiteralError
            at = behind_comma(text, at, "}")
        return found, at + 1

    def _list(self, text: str, at: int, depth: int) -> tuple[Value, int]:
        found: list[Value] = []
        at = skip(text, at + 1)
        while text[at : at + 1] != "]":
            if text[at : at + 1] == ",":  # an empty place
                at = skip(text, at + 1)
                continue
            value, at = self._value(text, at, depth + 1)
            found.append(value)
            at = behind_comma(text, at, "]")
        return found, at + 1

    def _text(self, text: str, at: int, quote: str) -> tuple[str, int]:
        match = _TEXT[quote].match(text, at)
        if match is None or (quote == "`" and "${" in match[1]):
            raise NoLiteralError
        return unescape_text(match[1]), match.end()

    def _bracket(self, text: str, at: int, depth: int) -> tuple[Value, int]:
        """Read a value in brackets, or a function that is called at once with literals: (function(a){…}(1))."""
        inner = skip(text, at + 1)
        if (function := _FUNCTION.match(text, inner)) is None:
            value, at = self._value(text, inner, depth + 1)
            return value, behind(text, at, ")")
        called, at = self._function(text, function.end(), depth)
        closed = text[at : at + 1] == ")"
        at = behind(text, skip(text, at + 1) if closed else at, "(")
        arguments, at = self._arguments(text, at, depth)
        return called.give(arguments), at if closed else behind(text, at, ")")

    def _arguments(self, text: str, at: int, depth: int) -> tuple[list[Value], int]:
        arguments: list[Value] = []
        at = skip(text, at)
        while text[at : at + 1] != ")":
            value, at = self._value(text, at, depth + 1)
            arguments.append(value)
            at = behind_comma(text, at, ")")
        return arguments, at + 1

    def _function(self, text: str, at: int, depth: int) -> tuple[Function, int]:
        """Read a function that sets members of its arguments and returns a literal."""
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
        at = skip(text, begin + 1)
        while text[at : at + 1] != "}":
            if text.startswith("return", at):
                result, at = self._value(text, at + 6, depth + 1)
            elif member := _MEMBER.match(text, at):
                value, at = self._value(text, member.end(), depth + 1)
                members.append((member[1], member[2], value))
            else:
                raise NoLiteralError
            at = skip(text, at)
            if text[at : at + 1] in {";", ","}:
                at = skip(text, at + 1)
        self.names = outer
        return Function(names, members, result), skip(text, at + 1)

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
        bracket = skip(text, end)
        if text[bracket : bracket + 1] == "(":
            arguments, end = self._arguments(text, bracket + 1, depth)
            return self._called(name, arguments), end
        return self.names.get(name), end  # a name that stands for no literal says nothing

    def _called(self, name: str, arguments: list[Value]) -> Value:
        pile = self.names.get(name.removesuffix(".join"))
        if isinstance(pile, list):
            return join(pile, arguments[0] if arguments else None)
        return call(name, arguments)


def _number(text: str) -> int | float:
    if "x" in text:
        return int(text, 16)
    return float(text) if set(text) & set(".eE") else int(text)
