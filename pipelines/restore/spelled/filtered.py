"""Syllables written for characters to pass a filter: gao效 was 高效. One word must fit, and it stays a guess."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipelines.characters import parts_of, ranked_characters
from pipelines.language_model import classed, surprise
from pipelines.restore.edits import Edits
from pipelines.restore.markup import text_runs
from pipelines.restore.spelled.dictionary import is_word
from pipelines.restore.spelled.evidence import LESSON
from pipelines.restore.spelled.glance import SENTENCE, prose_of
from pipelines.restore.spelled.readings import usual_characters
from schemas import Edit

KIND = "syllable"

AHEAD = 4.5
"""Nats by which a word must fit better than the next that could be read so."""

AMID = 3
"""Chinese characters from which, within WINDOW, a syllable stands amid Chinese."""

FITTING = 0.5
"""Share of a text's syllables that must be characters' of words; where fewer are, it speaks of syllables."""

WINDOW = 12
"""Characters on each side of a syllable that are looked at."""

_WORDS_OF_THEIR_OWN = frozenset(
    "ai an ba ban bi bin can dan er fan gan ge gui ha ka lan le long lu ma man me men mi nan ng ni pa pan pi pin ping po"
    " qi run sun tan ti wan yuan".split()
)
"""Of some four hundred syllables, those that stand amid Chinese by themselves: ai技术, pi值, ping命令, gui界面, ha哈."""

_BEFORE = "\u4e00-\u9fff，。、；：！？“‘（《—…"
_BEHIND = "\u4e00-\u9fff，。、；：！？”’）》—…"
_SYLLABLE = re.compile(
    rf"(?:(?<=[{_BEFORE}\s>])|^)([a-z]{{2,6}})(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])([a-z]{{2,6}})(?=[{_BEHIND}\s<]|$)"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_BEFORE = re.compile("[\u4e00-\u9fff]{0,2}$")
_HAN_BEHIND = re.compile("[\u4e00-\u9fff]{0,2}")
_BEFORE_NAMES = ("老", "小")
_STOP = "。"
_TOUCHING = re.compile("[a-z]{2,6}+(?=[\u4e00-\u9fff，。、；：！？”’）》])")


def undo_syllables(text: str) -> Sequence[Edit]:
    """Return the edits that write characters for syllables, none of them certain; Latin words stay.

    Of a page with markup the prose is looked at first, and the rest only where that holds one.

    >>> [(edit.before, edit.after) for edit in undo_syllables("公司提供gao效服务，zheng府表示支持")]
    [('gao', '高'), ('zheng', '政')]
    >>> undo_syllables("这款ai绘画软件的pi值，用ping命令测试gui界面")
    ()
    """
    if "<" in text and not (
        any(map(_may_hold_one, map(prose_of, parts_of(text)))) and any(_restored(text, _sentences(text)))
    ):
        return ()
    edits = Edits(_restored(text, text_runs(text)))
    if not edits or LESSON.search(text) or len(edits) < FITTING * _count_syllables(text):
        return ()
    return edits


def _may_hold_one(text: str, start: int = 0, end: int | None = None) -> bool:
    """Tell whether a syllable in small letters touches Chinese."""
    end = len(text) if end is None else end
    return any(match[0] in usual_characters() for match in _TOUCHING.finditer(text, start, end))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences of prose stand that may hold one: what comes before a full stop."""
    before, end = 0, text.find(_STOP)
    while end >= 0:
        start = max(before, end - SENTENCE)
        if _may_hold_one(text, start, end + 1):
            yield start, end + 1
        before, end = end, text.find(_STOP, end + 1)


def _restored(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Edit]:
    for start, end in spans:
        for match in _SYLLABLE.finditer(text, start, end):
            syllable = match[1] or match[2]
            character = _character_for(text, match.start(), syllable)
            if character is not None:
                yield Edit(start=match.start(), before=syllable, after=character, kind=KIND, certain=False)


def _count_syllables(text: str) -> int:
    """Return how many syllables touch Chinese, words of their own aside."""
    found = (match[1] or match[2] for run in text_runs(text) for match in _SYLLABLE.finditer(text, *run))
    return sum(syllable in usual_characters() and syllable not in _WORDS_OF_THEIR_OWN for syllable in found)


def _character_for(text: str, start: int, syllable: str) -> str | None:
    """Return the one character that makes a word of a syllable and its neighbours; None where none or several do."""
    if syllable in _WORDS_OF_THEIR_OWN or syllable not in usual_characters():
        return None
    end = start + len(syllable)
    if len(_HAN.findall(text, start - WINDOW if start > WINDOW else 0, end + WINDOW)) < AMID:
        return None
    left, right = _neighbours(text, start, end)
    costs = sorted(
        (_cost(text, start, end, character), character)
        for character in usual_characters()[syllable]
        if character in _known() and _makes_word(left, character, right)
    )
    if not costs or (len(costs) > 1 and costs[1][0] - costs[0][0] < AHEAD):
        return None
    return costs[0][1]


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """Return up to two Chinese characters on each side; 老 and 小 before a syllable stand before somebody's name."""
    before = _HAN_BEFORE.search(text[max(0, start - 2) : start])
    behind = _HAN_BEHIND.match(text, end)
    left = before[0] if before else ""
    return "" if left.endswith(_BEFORE_NAMES) else left, behind[0] if behind else ""


def _makes_word(left: str, character: str, right: str) -> bool:
    """Tell whether a character makes a word with a neighbour that belongs to no word on its other side."""
    if is_word(left + character + right[:1]) or is_word(left[-1:] + character + right[:1]):
        return True
    if is_word(left + character) or is_word(character + right):
        return True
    return (is_word(left[-1:] + character) and not is_word(left)) or (
        is_word(character + right[:1]) and not is_word(right)
    )


def _cost(text: str, start: int, end: int, character: str) -> float:
    """Return the nats by which a character and what follows it surprise."""
    before = classed(text[max(0, start - WINDOW) : start])[-2:]
    line = before + character + classed(text[end : end + WINDOW])[:2]
    return sum(surprise(line[max(0, at - 2) : at], line[at]) for at in range(len(before), len(line)))


@cache
def _known() -> frozenset[str]:
    return frozenset(ranked_characters()[0])
