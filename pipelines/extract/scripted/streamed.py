"""What a server streams to React: rows of JSON in the texts that a page's scripts push, and long texts apart from them."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from pipelines.extract.scripted.texts import unescape_text
from pipelines.extract.scripted.values import NoLiteralError, Value, read_json

DEEPEST = 60
"""Values in one another in which the place of a text is looked for."""

_PUSHED = re.compile(r"__next_f\.push\(\[1,\s{0,4}\"((?:[^\"\\]++|\\.)*+)\"\]\)", re.DOTALL)
_ROW = re.compile(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
_PLACE = re.compile(r"\$([0-9a-f]{1,8})")


def is_streamed(text: str) -> bool:
    """Say whether a script pushes a part of such a stream."""
    return "__next_f" in text[:200] and "push" in text[:200]


def read_streamed(scripts: Iterable[str]) -> list[Value]:
    r"""Return the values of the rows; a text that stands apart from its row is in its place.

    >>> read_streamed(['self.__next_f.push([1,"1:T6,山谷2:{\\"content\\":\\"$1\\"}\\n"])'])
    [{'content': '山谷'}]
    """
    said = "".join(unescape_text(part) for text in scripts for part in _PUSHED.findall(text))
    texts: dict[str, str] = {}
    rows: list[Value] = []
    for name, row in _rows(said.encode("utf-8", "replace")):
        if isinstance(row, str):
            texts[name] = row
        else:
            rows.append(row)
    return [_with_texts(row, texts) for row in rows] if texts else rows


def _rows(stream: bytes) -> Iterator[tuple[str, Value]]:
    at = 0
    while at < len(stream):
        head = _ROW.match(stream, at)
        if head is not None and head[2]:  # T and the length in bytes
            end = head.end() + int(head[2], 16)
            yield head[1].decode(), stream[head.end() : end].decode("utf-8", "replace")
            at = end
            continue
        end = stream.find(b"\n", at)
        end = len(stream) if end < 0 else end
        if head is not None and stream[head.end() : head.end() + 1] in {b"[", b"{"}:
            with suppress(NoLiteralError):  # a row of another kind
                yield head[1].decode(), read_json(stream[head.end() : end].decode("utf-8", "replace"))
        at = end + 1


def _with_texts(value: Value, texts: dict[str, str], depth: int = 0) -> Value:
    if depth > DEEPEST:
        return value
    if isinstance(value, str):
        place = _PLACE.fullmatch(value)
        return texts.get(place[1], value) if place else value
    if isinstance(value, list):
        return [_with_texts(each, texts, depth + 1) for each in value]
    if isinstance(value, dict):
        return {key: _with_texts(each, texts, depth + 1) for key, each in value.items()}
    return value
