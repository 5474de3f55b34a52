"""The parts of a damaged page that its mirror did not write: a Simplified template, a sound quotation."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from heapq import merge
from itertools import compress
from operator import itemgetter

from pipelines.language_model import surprise
from pipelines.restore.edits import Change
from pipelines.restore.marks import ANNOTATION, MARK
from pipelines.restore.markup import text_runs
from pipelines.restore.mechanical import MERGED
from pipelines.restore.tables import encode, simplified, traditional_forms, turned_forms
from schemas import Edit

_FEWEST_BESIDE_SIGNS = 2
"""Simplified forms that no mirror leaves, beside what may be its marks: one may be a torn character."""
_SHARE = 5
"""Times as many as of the forms that mirrors make; of 6,000 damaged clauses not one has so many."""
_FEWEST_FOREIGN = 3
"""Traditional forms that no mirror makes; two may be the names of a byline: 於志刚, 陈昇平."""
_FEWEST_BEYOND = 2
"""Characters that CP936 does not have: a mirror writes `?` for them."""
_SIGN = re.compile(rf"[{MARK}\ue000-\uf8ff]|{ANNOTATION.pattern}")
_COMMON = 10.0
"""Nats of a character that Simplified prose holds: what a shift shows is as often a rare one, 镎 or 靥."""
_UNTOLD = frozenset("\xa0\ufffd")
"""What a decoder or a serialiser writes by itself."""


def untouched_parts(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the runs of text lie that the mirror of the page did not write.

    A mirror leaves no Simplified form that its table has another for, makes no 裡, 後, 於, and writes no 한.

    >>> untouched_parts("<p>區里發展</p><p>友情链接：山阳县</p><p>會議</p>")
    ((14, 22),)
    """
    annotated = [text[start:end] for start, end in text_runs(text) if ANNOTATION.search(text, start, end)]
    foreign = sum(map(_foreign, annotated))
    is_merged = any(form in run for form in MERGED for run in annotated)
    phrases = foreign >= (_FEWEST_FOREIGN if is_merged else 1)  # this one makes 後 and 於
    verdicts = [_is_untouched(text[start:end], phrases=phrases) for start, end in text_runs(text)]
    return tuple(compress(text_runs(text), _with_undecided(verdicts)))


def outside(edits: Iterable[Change], parts: Sequence[tuple[int, int]], text: str) -> Iterator[Change]:
    """Yield the edits of a text that do not lie in one of the parts, in order, and a doubt at each Traditional part."""
    starts = [start for start, _ in parts]
    kept = (edit for edit in edits if not _lies_in(edit, parts, starts))
    position = 0
    for start, is_doubt, edit in merge(
        ((edit.start, False, edit) for edit in kept),
        ((doubt.start, True, doubt) for doubt in _doubts(text, parts)),
        key=itemgetter(0, 1),
    ):
        if not is_doubt or start >= position:
            position = start + len(edit.before)
            yield edit


def _lies_in(edit: Change, parts: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    index = bisect_right(starts, edit.start) - 1
    return index >= 0 and edit.start + len(edit.before) <= parts[index][1]


def _doubts(text: str, parts: Iterable[tuple[int, int]]) -> Iterator[Edit]:
    """Yield edits that change nothing and mark Traditional parts: a mirror of another table may have made them."""
    for start, end in parts:
        if _foreign(text[start:end]) >= _FEWEST_FOREIGN:
            yield Edit(start=start, before=text[start], after=text[start], kind="lost", certain=False)


def _with_undecided(verdicts: list[bool | None]) -> Iterator[bool]:
    """Yield the verdicts; where a run does not tell, both of its neighbours do, at an end of the page the one."""
    behind = list(_last_told(reversed(verdicts)))[::-1]
    for verdict, before, after in zip(verdicts, _last_told(verdicts), behind, strict=True):
        told = {side for side in (before, after) if side is not None}
        yield told == {True} if verdict is None else verdict


def _last_told(verdicts: Iterable[bool | None]) -> Iterator[bool | None]:
    told: bool | None = None
    for verdict in verdicts:
        told = told if verdict is None else verdict
        yield told


def _is_untouched(run: str, *, phrases: bool) -> bool | None:
    """Tell whether a run is no mirror's work; None where it holds nothing that tells."""
    left, made = forms()
    mirrored = sum(character in made for character in run)
    kept = sum(character in left and surprise("", character) < _COMMON for character in run)
    beyond = sum(
        character > "\x7f" and not encode(character) and character not in _UNTOLD for character in run
    )
    signed = bool(_SIGN.search(run))
    if (
        kept >= max(_SHARE * mirrored, _FEWEST_BESIDE_SIGNS if signed else 1)
        or beyond >= max(_FEWEST_BEYOND, mirrored + 1)
        or (not signed and not phrases and _foreign(run) >= _FEWEST_FOREIGN)
    ):
        return True
    return False if mirrored or ANNOTATION.search(run) else None


def _foreign(run: str) -> int:
    """Return how many characters are Traditional forms that no mirror makes."""
    _, made = forms()
    han = (character for character in run if "\u3400" <= character <= "\u9fff" and character not in made)
    return sum(simplified(character) != character for character in han)


@cache
def forms() -> tuple[frozenset[str], frozenset[str]]:
    """Return the Simplified forms that a mirror never leaves, and the forms it makes of them."""
    left = turned_forms()
    made = frozenset(traditional_forms()[ord(form)] for form in left)
    return left - made, made
