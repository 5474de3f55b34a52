"""Are the readings in brackets a mirror's? What a teacher annotates looks otherwise, on the page as a whole."""

import re
from collections import Counter
from functools import cache
from itertools import chain

from pipelines.characters import ranked_characters, surprise
from pipelines.restore.spelled.around import Shown, look_at
from pipelines.restore.spelled.brackets import Bracket, Group
from pipelines.restore.spelled.glance import count_readings
from pipelines.restore.spelled.readings import is_toned
from pipelines.restore.tables import annotations, simplified, traditional_forms

FEWEST = 3
"""Readings behind characters; the shortest sentence that bears evidence has as many."""

READ_SHARE = 0.6
"""Share of the bracketed syllables that are readings of what stands before them: (a), (he) and units are none."""

DENSE = 0.1
"""Annotated share of the characters around from which repeated readings are a mirror's, not quoted from one."""

CROWDED = 0.3
"""The same where one repeated reading is all there is: a sentence, not a page."""

FEWEST_REPEATED = 2
"""Repeated readings of a page: one may be a slip of the hand."""

FEWEST_SINGLE = 9
"""Annotated characters where each has one reading; a list of words has fewer, or no common characters."""

FEWEST_COMMON = 4
"""Different characters that every reader knows: nobody teaches 是, 年 and 有 amid a text."""

FEWEST_AGAIN = 3
"""Different characters annotated again and again, or after they stood without a reading: a teacher does it once."""

ROUGHLY_HALF = (0.25, 0.8)
"""Annotated share of a short text from which, and up to which, neither hard words alone nor all have readings."""

COMMON_HALF = 0.25
"""Share of the annotated characters of such a text that are common ones: as in any text."""

HARDER = 0.6
"""Nats by which the annotated characters may be rarer on average than the others; a teacher's are far rarer."""

WHOLE = 0.9
"""Annotated share of the characters from which all are: 注音 for children looks the same."""

FEWEST_WHOLE = 60
"""Annotated characters of such a text without tones: longer than a song that somebody spelled out."""

FEWEST_FORMS = 5
"""Traditional characters annotated, and Simplified ones elsewhere on the page, from which a converter was at work;
without tones the first are enough: whoever writes Traditional by hand spells with tones, or in 注音."""

FEWEST_GAPS = 2
"""Different characters of such a text that stand with and without a reading: who spells a text out misses none."""

FEWEST_TONELESS = 300
"""Annotated characters from which a text without tones and without gaps is a mirror's: nobody types so many."""

CHANGED_SHARE = 0.8
"""Share of the annotated characters that are Traditional where a mirror annotates what it converts, each time."""

LONG_SENTENCE = 15
"""Chinese characters of the sentence, or line, that an average character stands in: lessons, songs, spells are terse."""

COMMON_SHARE = 0.3
"""Share of the annotated characters that are common ones in prose; of a spell in foreign sounds fewer are."""

TONED_SHARE = 0.3
"""Share of the readings with tones from which whoever printed them knows tones."""

LISTED_SHARE = 0.6
"""Share of the annotated characters that are in the list of the common mirrors: those are undone bytewise."""

_COMMON = 200
"""Characters; half of any text are among them."""

_POLYPHONES = frozenset("的一不了地得着为和还都行长重乐好会大没数说只中种分给少教觉相间当发应便传处调")
"""Common characters that are taught for their several readings, and those whose tone changes."""

LESSON = re.compile(
    "拼音|注音|[读讀唸念誦诵][作音]|多音字|[声聲][调調母]|生字|[识識]字|[韵韻]母|pinyin|Pinyin|ㄅ"
)
"""What a text says that teaches to read."""

_HAN = re.compile("[\u3400-\u9fff]")
_SENTENCE_END = re.compile("[。！？!?；;\n]")


def is_annotated(text: str) -> bool:
    """Tell whether a mirror has written readings behind the characters of `text`, often ones and again and again.

    >>> is_annotated("煙(yan)(yan)氣(qi)排(pai)放")
    True
    >>> is_annotated("“行”读作(xíng)，又读作(háng)；春(chūn)眠(mián)不(bù)觉(jué)晓(xiǎo)")
    False
    """
    if count_readings(text, FEWEST) < FEWEST:
        return False
    shown = look_at(text)
    brackets = sum(len(group.brackets) for group in shown.groups)
    if brackets < FEWEST or len(shown.groups) < READ_SHARE * (len(shown.groups) + shown.others):
        return False
    return _are_repeated(shown) or (
        len(shown.groups) >= FEWEST_SINGLE
        and not are_listed(shown.groups)
        and _sentence_length(shown) >= LONG_SENTENCE
        and (_are_strewn(shown) or _are_everywhere(shown))
        and not LESSON.search("".join(chain(shown.told, shown.elsewhere)))
    )


def is_converted(text: str) -> bool:
    """Tell whether the text around the readings is Traditional, as the bytewise mirrors leave it.

    >>> is_converted("煙(yan)(yan)氣(qi)"), is_converted("烟(yan)(yan)气(qi)")
    (True, False)
    """
    told = "".join(look_at(text).told)
    forms = sum(simplified(character) != character for character in told)
    plain = sum(ord(character) in traditional_forms() for character in told)
    return forms > plain


def are_listed(groups: list[Group]) -> bool:
    """Tell whether the characters and their readings are those of the common mirrors' list."""
    listed = sum(any(is_listed(group.character, bracket) for bracket in group.brackets) for group in groups)
    return listed > 0 and listed >= LISTED_SHARE * len(groups)


def is_listed(character: str, bracket: Bracket) -> bool:
    """Tell whether the common mirrors print this reading behind this character."""
    return bracket.spelling in _list().get(character, ())


@cache
def _list() -> dict[str, tuple[str, ...]]:
    return {row.character: row.readings for row in annotations()}


def _are_repeated(shown: Shown) -> bool:
    """Tell whether readings are printed twice in a row."""
    repeated = sum(group.is_repeated for group in shown.groups)
    fewest, density = (FEWEST_REPEATED, DENSE) if repeated >= FEWEST_REPEATED else (1, CROWDED)
    return repeated >= fewest and shown.density >= density


def _sentence_length(shown: Shown) -> float:
    """Return the length of the sentence that an average Chinese character of the annotated runs stands in."""
    lengths = [len(_HAN.findall(sentence)) for run in shown.told for sentence in _SENTENCE_END.split(run)]
    return sum(length * length for length in lengths) / max(1, sum(lengths))


def _are_strewn(shown: Shown) -> bool:
    """Tell whether readings stand here and there, at characters that nobody teaches too."""
    if not DENSE <= shown.density < WHOLE:
        return False
    counts = Counter(simplified(group.character) for group in shown.groups)
    known = [character for character in counts if character in _common() and character not in _POLYPHONES]
    if len(known) < FEWEST_COMMON:
        return False
    often = sum(counts[character] > 1 for character in known)
    late = len(set(known) & set(map(simplified, shown.again)))
    fewest, most = ROUGHLY_HALF
    half = fewest <= shown.density <= most and len(known) >= COMMON_HALF * len(shown.groups)
    by_list = often >= FEWEST_AGAIN and _changed(shown) >= CHANGED_SHARE * len(shown.groups)
    return (
        late >= FEWEST_AGAIN
        or by_list
        or (half and _are_as_easy(shown) and not _are_taught_once(shown, counts))
    )


def _are_taught_once(shown: Shown, counts: Counter[str]) -> bool:
    """Tell whether characters have a reading where they stand first, and none later: as new ones in a lesson."""
    gaps = len({group.character for group in shown.groups} & shown.bare)
    return gaps >= FEWEST_GAPS and not shown.again and max(counts.values()) == 1


def _are_as_easy(shown: Shown) -> bool:
    """Tell whether the annotated characters are about as common as those without a reading."""
    every = [simplified(character) for run in shown.told for character in run if _HAN.match(character)]
    taught = [simplified(group.character) for group in shown.groups]
    cost, whole = sum(map(surprise, taught)), sum(map(surprise, every))
    others = (whole - cost) / max(1, len(every) - len(taught))
    return cost / len(taught) - others < HARDER


def _are_everywhere(shown: Shown) -> bool:
    """Tell whether a long text is annotated throughout, as no book for children is: without tones, or converted."""
    if shown.density < WHOLE or len(shown.groups) < FEWEST_WHOLE:
        return False
    common = sum(simplified(group.character) in _common() for group in shown.groups)
    if common < COMMON_SHARE * len(shown.groups):
        return False
    spellings = [bracket.spelling for group in shown.groups for bracket in group.brackets]
    toned = sum(map(is_toned, spellings)) >= TONED_SHARE * len(spellings)
    gaps = len({group.character for group in shown.groups} & shown.bare)
    careless = gaps >= FEWEST_GAPS or len(shown.groups) >= FEWEST_TONELESS or _changed(shown) >= FEWEST_FORMS
    return (careless and not toned) or _are_converted(shown)


def _changed(shown: Shown) -> int:
    """Return how many annotated characters a converter has made Traditional."""
    return sum(simplified(group.character) != group.character for group in shown.groups)


def _are_converted(shown: Shown) -> bool:
    """Tell whether the annotated characters are Traditional on a page that is Simplified elsewhere."""
    forms = {group.character for group in shown.groups if simplified(group.character) != group.character}
    plain = {
        character for run in shown.elsewhere for character in run if ord(character) in traditional_forms()
    }
    return min(len(forms), len(plain)) >= FEWEST_FORMS


@cache
def _common() -> frozenset[str]:
    return frozenset(ranked_characters()[0][:_COMMON])
