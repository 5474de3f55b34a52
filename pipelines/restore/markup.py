"""Where a page's text stands between its markup; a plain text is text throughout."""

import re
from collections.abc import Iterator

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
