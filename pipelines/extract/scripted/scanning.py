"""Places in a script: behind blanks and comments, behind a sign, behind a comma."""

import re

from pipelines.extract.scripted.values import NoLiteralError

LONGEST_COMMENT = 2000
"""Characters of a comment that is passed over."""

LONGEST_CODE = 20_000
"""Characters of a function that is passed over."""

_TOKEN = re.compile(
    r"[^{}\"'`]++|\"(?:[^\"\\\n]++|\\.)*+\"|'(?:[^'\\\n]++|\\.)*+'|`(?:[^`\\]++|\\.)*+`|[{}]", re.DOTALL
)
_SPACE = re.compile(r"\s*+")


def skip(text: str, at: int) -> int:
    """Return the place behind blanks and comments.

    >>> skip("a = /* the state */ {}", 3)
    20
    """
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


def behind(text: str, at: int, sign: str) -> int:
    """Return the place behind a sign; raise NoLiteralError where another one stands."""
    at = skip(text, at)
    if text[at : at + 1] != sign:
        raise NoLiteralError
    return at + 1


def behind_comma(text: str, at: int, end: str) -> int:
    """Return the place of the next member or of the end; raise NoLiteralError where neither stands."""
    at = skip(text, at)
    if text[at : at + 1] == ",":
        return skip(text, at + 1)
    if text[at : at + 1] != end:
        raise NoLiteralError
    return at


def behind_code(text: str, at: int) -> int:
    """Return the place behind the first block in braces; raise NoLiteralError where it does not end.

    >>> behind_code("init() { if (a) { b('}') } }, title", 4)
    28
    """
    depth = 0
    begin = text.find("{", at, at + LONGEST_CODE)
    for token in _TOKEN.finditer(text, begin, begin + LONGEST_CODE) if begin >= 0 else ():
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if not depth:
            return token.end()
    raise NoLiteralError
