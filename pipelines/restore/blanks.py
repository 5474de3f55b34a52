"""Blanks that CP936 has not: a mirror writes each one at the head of a paragraph as `?`."""

import re
from collections import Counter
from collections.abc import Iterator

from pipelines.restore.tables import encode
from schemas import Edit

_HEAD = re.compile(r"(?<=[>\n])[ \t\u3000]{0,40}(\?{2,8})(?=(?:<[a-z][^<>]{0,200}>)?([^\s?<&]))")
"""A run of marks before a paragraph's first character; one alone may be the rest of a torn character."""
_FEWEST = 3
"""Paragraphs with the same run; fewer may begin with the same torn word."""
NO_BREAK_SPACE = "\xa0"


def undo_lost_blanks(text: str) -> Iterator[Edit]:
    """Yield the edits that make blanks of the marks at the heads of paragraphs, where several have as many.

    >>> [edit.start for edit in undo_lost_blanks("<p>??山<p>??阳<p>??县")]
    [3, 9, 15]
    >>> list(undo_lost_blanks("<p>??山<p>?阳<p>真的??"))
    []
    """
    heads = Counter(head.groups() for head in _HEAD.finditer(text))
    if heads.total() < _FEWEST or not _differ({character for _, character in heads}):
        return
    runs: Counter[str] = Counter()
    for (run, _), times in heads.items():
        runs[run] += times
    for head in _HEAD.finditer(text):
        if runs[head[1]] >= _FEWEST:
            yield Edit(start=head.start(1), before=head[1], after=NO_BREAK_SPACE * len(head[1]), kind="lost")


def _differ(characters: set[str]) -> bool:
    """Tell whether the characters have not all the first byte that one torn character would leave to each of them."""
    return len({encode(character)[:1] for character in characters}) > 1
