"""Where a page's text stands between its markup; a plain text is text throughout."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENER = re.compile(r"<(?:(?P<comment>!--)|(?P<raw>script|style)\b|[/!?a-zA-Z])|&#?\w{1,31};", re.IGNORECASE)
_TAG_REST = re.compile(r"[^<>]*>?")


def text_runs(source: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of `source` that are text: no tag, comment, script, style or entity. Linear.

    >>> source = '<p title="山">山阳县&nbsp;丰收</p><script>"山"</script>'
    >>> [source[start:end] for start, end in text_runs(source)]
    ['山阳县', '丰收']
    """
    position = 0
    while (opener := _OPENER.search(source, position)) is not None:
        if position < opener.start():
            yield position, opener.start()
        position = _end_of_markup(source, opener)
    if position < len(source):
        yield position, len(source)


def _end_of_markup(source: str, opener: re.Match[str]) -> int:
    """Return where the markup that begins at `opener` ends: at the end of the source if never closed."""
    if opener[0].startswith("&"):
        return opener.end()
    if opener["comment"]:
        return _after("-->", source, opener.end())
    if opener["raw"]:
        closing = re.compile(rf"</{opener['raw']}\s*>", re.IGNORECASE).search(source, opener.end())
        return closing.end() if closing else len(source)
    rest = _TAG_REST.match(source, opener.end())
    return rest.end() if rest else opener.end()


def _after(closing: str, source: str, start: int) -> int:
    found = source.find(closing, start)
    return len(source) if found < 0 else found + len(closing)


class Window(NamedTuple):
    """A stretch of a text, and what stands around it."""

    start: int  # of the stretch in the text
    text: str
    begin: int  # where the stretch begins, and where it ends, in `text`
    end: int


def windows(text: str, start: int = 0, end: int | None = None) -> Iterator[Window]:
    r"""Yield a part of a text in stretches of a few pages, cut behind lines: a book is not looked at as one.

    >>> [window.text[window.begin : window.end] for window in windows("山\n阳\n", 1)]
    ['\n阳\n']
    """
    end = len(text) if end is None else end
    position = start
    while position < end:
        stop = text.rfind("\n", position, position + _STRETCH) + 1 if position + _STRETCH < end else end
        stop = stop or position + _STRETCH
        first = max(start, position - _AROUND)
        shown = text[first : min(end, stop + _AROUND)]
        yield Window(position, shown, position - first, stop - first)
        position = stop


_STRETCH = 1 << 15
"""Characters of a stretch."""
_AROUND = 128
"""Characters around it: a sentence in brackets has 80."""
