"""Words of Taiwan that a table of phrases put for the mainland's: 網際網路 was 互联网, and nobody knows where else."""

import re
from collections.abc import Iterator
from functools import cache
from math import inf

from opencc import OpenCC

from pipelines.restore.markup import text_runs
from pipelines.restore.mechanical import MERGED
from pipelines.restore.mirror.ranking import cost_of
from schemas import Edit

_CLAUSE = re.compile("[\u3400-\u9fff]{2,200}")
_OF_PHRASES = "於後裡裏餘遊採製範願隻鬥"
"""Forms that a table gives which knows words; one that knows characters alone leaves 后 and 里."""


_BETTER = 6.0
"""Nats by which a clause must be better Chinese in the mainland's words where the page shows no table of words."""


def doubt_regional_words(text: str, *, shown: str) -> Iterator[Edit]:
    """Yield edits that change nothing and mark such words of a restored text; none where a table of characters made it.

    >>> shown = "於是網際網路企業發展起來"
    >>> [edit.start for edit in doubt_regional_words("于是网际网路企业发展起来", shown=shown)]
    [2]
    >>> list(doubt_regional_words("于是网际网路企业发展起来", shown="于是網際網路企業發展起來"))
    []
    """
    merged, of_phrases = (sum(map(shown.count, forms)) for forms in (MERGED, _OF_PHRASES))
    if merged > of_phrases:
        return
    for start, end in text_runs(text):
        for clause in _CLAUSE.finditer(text, start, end):
            place = _first_of_taiwan(clause[0], -inf if of_phrases else _BETTER)
            if place >= 0:
                at = clause.start() + place
                yield Edit(start=at, before=text[at], after=text[at], kind="traditional", certain=False)


def _first_of_taiwan(clause: str, least: float) -> int:
    """Return where the first word stands for which the mainland has another, `least` nats better; -1 where none does."""
    forms = _converter("s2t").convert(clause)
    written, meant = _converter("t2s").convert(forms), _converter("tw2sp").convert(forms)
    if written == meant or cost_of(written, "") - cost_of(meant, "") < least:
        return -1
    same = (one == other for one, other in zip(written, meant, strict=False))
    place = next((at for at, is_same in enumerate(same) if not is_same), min(len(written), len(meant)))
    return min(place, len(clause) - 1)


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)
