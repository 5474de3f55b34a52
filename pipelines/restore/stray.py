"""Two random characters that some mirrors put before a mark: 便利睁本，. Never certain: names look alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.language_model import classed, surprise
from pipelines.names import has_form_of_name
from pipelines.names.persons import is_surname
from pipelines.restore.tables import simplified, traditional_forms

GAIN = 7.5  # nats the text gains without a pair that holds a character no Traditional text has
GAIN_WITHOUT_PROOF = 25.0
"""Nats; no two characters before a mark cost that much on 72 real pages, names and rare characters aside (22)."""
GAIN_ON_A_PAGE = 30.0
"""Nats; the same where a whole page is looked at, which names more places of rare characters: 旱塬 has 27."""
GAIN_BESIDE_OTHERS = 16.0  # nats; where another pair of the same text is a stray one
GAIN_DOUBTED = 20.0  # nats from which a pair without proof is doubted
_WORD = 2.0
"""Nats by which the second character is likelier behind the first than alone, from which the two are a word: 体温."""
_UNSEEN = 14.0  # nats at most for one character: a rare one is no random one
_ALSO_WORDS = frozenset("高方安文白常万金石江夏史易龙康齐向于")  # surnames that say little before a pair
_PAIR = re.compile(r"(?<=[\u4e00-\u9fff”])[\u4e00-\u9fff]{2}(?=[，,。、！!？?；;：:])")


@dataclass(frozen=True, slots=True)
class Pair:
    """Where a pair stands, and whether it may belong there after all."""

    start: int
    doubtful: bool


def stray_pairs(text: str, least: float = GAIN_WITHOUT_PROOF) -> Iterator[Pair]:
    """Yield where, in a Traditional text, two characters stand before a mark that seem no part of it.

    `least`: nats that the text gains without a pair that nothing else proves.
    """
    foreign = traditional_forms()
    places = (match.start() for match in _PAIR.finditer(text))
    gains = [(at, gain) for at in places if (gain := _gain(text, at)) >= GAIN]
    proven = {
        start
        for start, gain in gains
        if not foreign.keys().isdisjoint(map(ord, text[start : start + 2])) and not _is_word(text, start)
    }
    without_proof = {start for start, gain in gains if gain >= least}
    for start, gain in gains:
        if start in proven or (start in without_proof and not _may_be_name(text, start)):
            yield Pair(start, doubtful=False)
        elif gain >= GAIN_BESIDE_OTHERS and proven | without_proof:
            yield Pair(start, doubtful=_may_be_name(text, start))
        elif gain >= GAIN_DOUBTED:
            yield Pair(start, doubtful=True)


def _may_be_name(text: str, start: int) -> bool:
    before, pair = simplified(text[start - 1]), _simple(text[start : start + 2])
    return has_form_of_name(pair) or (is_surname(before) and before not in _ALSO_WORDS)


def _is_word(text: str, start: int) -> bool:
    """Tell whether two characters go together: other mirrors leave 准入 and 体温 as they are."""
    pair = classed(_simple(text[start : start + 2]))
    return surprise("", pair[1]) - surprise(pair[0], pair[1]) >= _WORD


def _gain(text: str, start: int) -> float:
    head = classed(_simple(text[max(0, start - 4) : start]))
    pair = classed(_simple(text[start : start + 2]))
    tail = classed(_simple(text[start + 2 : start + 5]))
    return _cost(head, pair + tail) - _cost(head, tail)


def _simple(text: str) -> str:
    return "".join(map(simplified, text))


def _cost(head: str, tail: str) -> float:
    text = head + tail
    return sum(
        min(surprise(text[max(0, at - 2) : at], text[at]), _UNSEEN) for at in range(len(head), len(text))
    )
