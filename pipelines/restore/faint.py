"""Signs of a mirror too faint to convict a page alone: they count where its Traditional is a table's work."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from pipelines.restore.marks import ANNOTATION, MARK
from pipelines.restore.mirror.machine import Decoder
from pipelines.restore.mirror.observed import Habits
from pipelines.restore.mirror.reading import Care, as_torn
from pipelines.restore.mirror.spots import reads_oddly

_LOOKS = 20
"""Places that are looked at; a page has few marks that something odd follows."""
_CARE = Care(effort=1200)
"""Hypotheses of a place: a collision is plain."""
_GAIN = 8.0
"""Nats by which the repaired reading must be better Chinese than what is seen; a writer's question gains nothing."""

_MARKS, _REPLACES, _IGNORES = (
    Habits(decoder.value, narrow=True) for decoder in (Decoder.MARKS, Decoder.REPLACES, Decoder.IGNORES)
)

_HAN = "\u3400-\u9fff"
_TORN_TAG = re.compile(rf"[^\x00-\x7f][!;{MARK}]{{0,3}}\\?/[a-z][a-z0-9]{{0,9}}>")
"""A closing tag whose `<` a decoder swallowed behind 。”"""
_CUT = re.compile(rf"[{MARK}]?[!;?！；？](?=[{_HAN}\ue000-\uf8ff])")
"""Where a mirror may have cut, Chinese behind it."""
_AMID_PROSE = re.compile(rf"[{_HAN}]{{2}}{ANNOTATION.pattern}[{_HAN}]{{2}}")


def shows_torn_place(text: str) -> bool:
    """Tell whether a tag lost its bracket, or what stands behind a mark is Chinese only as what a cut tore.

    >>> shows_torn_place("<p>熬了多少粥！?/p>"), shows_torn_place("<p>來源 ?？谠诰€ · 約</p>")
    (True, True)
    >>> shows_torn_place("<p>他說?！這么大的魚？誰信</p>")
    False
    """
    if _TORN_TAG.search(text):
        return True
    return any(
        as_torn(text, start, habits, _CARE).gain >= _GAIN
        for start, decoder in islice(_odd_places(text), _LOOKS)
        for habits in (decoder, replace(decoder, hidden=True, hidden_nats=0.0))
    )


def annotates_amid_prose(text: str) -> bool:
    """Tell whether an annotation stands amid a sentence, where no teacher puts one.

    >>> annotates_amid_prose("未經(jīng)許可不得轉載"), annotates_amid_prose("“經(jīng)”讀作平聲")
    (True, False)
    """
    return _AMID_PROSE.search(text) is not None


def _odd_places(text: str) -> Iterator[tuple[int, Habits]]:
    """Yield where a mark has behind it what does not stand there in Chinese, and with which decoder it may be a cut."""
    for cut in _CUT.finditer(text):
        start, is_marked = cut.start(), len(cut[0]) > 1
        decoder = _REPLACES if cut[0][0] == "\ufffd" else _MARKS if is_marked else _IGNORES
        if reads_oddly(text, cut.end() - 1, decoder):
            yield start, decoder
