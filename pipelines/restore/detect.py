"""Is a text the work of a mirror? Cheap signs first; a sound page pays for a few substring searches."""

import re
from collections import Counter
from collections.abc import Iterator
from heapq import merge
from itertools import islice, repeat

from pipelines.characters import beyond_ascii, in_utf8, parts_of
from pipelines.restore.faint import annotates_amid_prose, shows_torn_place
from pipelines.restore.marks import ANNOTATION, MARK, READING
from pipelines.restore.mechanical import is_mechanical, is_unwritten
from pipelines.restore.mirror.machine import Decoder
from pipelines.restore.mirror.observed import Habits, cuts_at
from pipelines.restore.mirror.ranking import cost_of
from pipelines.restore.mirror.reading import CLEAR, Care, as_torn, before_place
from pipelines.restore.mirror.spots import LONGEST_STRETCH, reads_oddly
from pipelines.restore.mirror.untouched import forms
from pipelines.restore.tables import annotations, is_private_use

ENOUGH = 2  # signs; one may be chance
_LOOKS = 20  # collisions looked at; a page has its signs early
_CARE = Care(effort=600)  # hypotheses of a place: a collision is plain, and a sound page pays for each look
_BEFORE = 30  # characters before a place, annotations included
_GAIN = 13.0  # nats by which the repaired reading must be better Chinese than what is seen
_CONSISTENT = 0.6  # a mirror annotates a character wherever it stands; a language teacher once
_LISTED = 0.6  # share of the annotated characters that are in the mirrors' list

# Each annotation holds one of these vowels, sound Chinese pages almost never do; those of most annotations first.
_VOWELS = "èìàúíǎāīūéùòóáěōēǐǒǔǘǚǜǖ"
_HEADS = sorted({vowel.encode()[:1] for vowel in _VOWELS})
"""Their first bytes in UTF-8: a few searches of bytes for many of characters."""
_CUT_QUESTION = re.compile(rb"\?(?:[!;]|\xef\xbc[\x81\x9b])")
"""A question mark before one of _CUTS, in UTF-8: addresses hold many others."""
_CUTS = frozenset("!;！；")
_BEHIND_CUT = re.compile(r"[\u3400-\u9fff\ue000-\uf8ff]{1,4}")
_ODD = 6.8
"""Nats per character behind a cut; of damaged prose all have more, of questions one in four has."""
_CUTS_ALONE = tuple(
    re.compile(rf"{cut}(?<=[\u4e00-\u9fff”]{cut})(?=[\u4e00-\u9fff\ue000-\uf8ff])") for cut in sorted(_CUTS)
)
_DECODERS = {
    "?": (Decoder.MARKS, Decoder.MARKS_ALONE),
    "\ufffd": (Decoder.REPLACES, Decoder.REPLACES_ALONE),
}
_TRADITIONAL = "國會個來們時這說對後為發過還實種業點進與產學區員開關電務網報見長馬"
"""Characters of which every Traditional page of some length shows one; a mirror's page is Traditional."""
_MORE_THAN_NAMES = 4
"""Of those, as many as a page shows that is Traditional throughout: a link or a name holds fewer."""
_PIECE = 2000
"""Characters of a text, its markup included, that may be a mirror's and show none of them."""
_SHORT = 300
"""Characters beyond ASCII of a text that may be Traditional and show few of them."""

# A literal first character makes these searches ten times as fast.
_ANNOTATED = re.compile(rf"[\u3400-\u9fff]{{1,80}}\({READING}\)(?:[\u3400-\u9fff]|\({READING}\)){{0,240}}")
_FEWEST_RUNS = 3
_LIST = 2.5
"""Chinese characters of an annotated run, on average, in a teacher's list of characters or words; prose has more."""
_SWALLOWED = tuple(re.compile(rf"{re.escape(mark)}{READING}\)") for mark in MARK)
# 。” and the like cut in two: a mark, the cut, and what only a shift brings there, or a tag without `<`.
_CUT = re.compile(
    rf"[\u4e00-\u9fff][{MARK}][!;！；](?:[{MARK}](?:\\?/?[a-z]{{1,6}}[\s>]|<)|[\u4e00-\u9fff\ue000-\uf8ff])"
)


def is_damaged(text: str) -> bool:
    """Tell whether `text` bears the marks of a mirror: evidence, not style; genuine Traditional has none.

    >>> is_damaged("區(qū)里發(fā)展經(jīng)濟")
    True
    >>> is_damaged("“行”读作(xíng)，又读作(háng)。"), is_damaged("區裡發展經濟")
    (False, False)
    """
    signs = 0
    if any(map(_holds_a_vowel, parts_of(text))):
        signs = _annotation_signs(text)
    if signs < ENOUGH:
        signs += _collision_signs(text)
    return signs >= ENOUGH or _is_a_tables_work(text, signs)


def _is_a_tables_work(text: str, signs: int) -> bool:
    """Tell whether a page's Traditional is a mirror's, one sign or a torn place beside it."""
    if signs == 0 and not _is_traditional(text):
        return False
    if is_mechanical(text):
        return signs > 0 or shows_torn_place(text)
    return signs > 0 and is_unwritten(text) and annotates_amid_prose(text)


def _holds_a_vowel(text: str) -> bool:
    encoded = in_utf8(text)
    return any(head in encoded for head in _HEADS) and any(vowel in beyond_ascii(text) for vowel in _VOWELS)


def _marks_before_cuts(text: str) -> Iterator[int]:
    """Yield where the decoder's mark stands before a cut."""
    for mark in MARK:
        if mark in text and (mark != "?" or any(map(_CUT_QUESTION.search, map(in_utf8, parts_of(text))))):
            position = text.find(mark)
            while position >= 0:
                if text[position + 1 : position + 2] in _CUTS:
                    yield position
                position = text.find(mark, position + 1)


def _annotation_signs(text: str) -> int:
    """Return how many annotations a mirror made; 0 where they look like a language teacher's."""
    readings = {row.character: row.readings for row in annotations()}
    swallowed = sum(
        "\u2018" <= text[match.start() - 1] <= "\u9fff"
        for pattern in _SWALLOWED
        for match in pattern.finditer(text)
        if match.start()
    )
    shown: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    for match in ANNOTATION.finditer(text):
        character = text[match.start() - 1 : match.start()]
        if "\u4e00" <= character <= "\u9fff":
            shown[character] += 1
            listed[character] += match[1].rstrip() in readings.get(character, ())
    occurrences = sum(text.count(character) for character, count in listed.items() if count)
    total = listed.total()
    if total + swallowed == 0:
        return 0
    if total < _LISTED * shown.total() or total < _CONSISTENT * occurrences or _is_word_list(text):
        return 0
    return total + ENOUGH * swallowed


def _is_word_list(text: str) -> bool:
    """Tell whether annotations stand on single characters or words, not in sentences: 會(huì)、學(xué)校.

    >>> _is_word_list("國(guó)家、發(fā)展、經(jīng)濟"), _is_word_list("國(guó)家發(fā)展經(jīng)濟")
    (True, False)
    """
    runs = [len(ANNOTATION.sub("", run[0])) for run in _ANNOTATED.finditer(text)]
    return len(runs) >= _FEWEST_RUNS and sum(runs) < _LIST * len(runs)


def _collision_signs(text: str) -> int:
    """Return how many places read as Chinese only when a mirror's cut is undone; a longer page must be Traditional."""
    if len(text) > _PIECE and not _is_traditional(text):
        return 0
    places = islice(_marks_before_cuts(text), _LOOKS)
    signs = sum(map(_is_collision, repeat(text), places))
    if signs or not _is_traditional(text, throughout=True):
        return ENOUGH * signs
    return sum(map(_is_collision, repeat(text), islice(_odd_cuts(text), _LOOKS)))


def _is_traditional(text: str, *, throughout: bool = False) -> bool:
    """Tell whether a Traditional form stands in `text`, or several: they make it Traditional throughout."""
    return any(_shows_forms(beyond_ascii(part), throughout=throughout) for part in parts_of(text))


def _shows_forms(beyond: str, *, throughout: bool) -> bool:
    """Tell the same of the characters beyond ASCII: a page's are few beside its markup."""
    shown = (form for form in _TRADITIONAL if form in beyond)
    fewest = _MORE_THAN_NAMES if throughout and len(beyond) > _SHORT else 1
    return sum(1 for _ in islice(shown, fewest)) == fewest


def _is_odd(text: str, start: int, before: str) -> bool:
    """Tell whether what follows a mark, or a character, and a cut may be torn: 他说?!你 is a question, 他说?!笨聵 is none."""
    behind = _BEHIND_CUT.match(text, start + 2)
    return behind is None or cost_of(behind[0], before) > _ODD * len(behind[0])


def _odd_cuts(text: str) -> Iterator[int]:
    """Yield where a cut without the decoder's mark has Chinese on either side that does not belong together."""
    decoder = Habits(Decoder.IGNORES.value, cuts_at("！；"), narrow=True)
    left, made = forms()
    found = (pattern.finditer(text) for pattern in _CUTS_ALONE if pattern.pattern[0] in text)
    for match in merge(*found, key=re.Match.start):
        before = text[max(0, match.start() - _BEFORE) : match.end()]
        if made.isdisjoint(before) or not left.isdisjoint(before):
            continue  # no mirror wrote that
        if _is_odd(text, match.start() - 1, before) and reads_oddly(text, match.start(), decoder):
            yield match.start()


def _is_collision(text: str, start: int) -> bool:
    """Tell whether a place is far better Chinese when it is taken as a torn character."""
    is_marked = text[start] in _DECODERS
    if is_marked and not _CUT.match(text, start - 1):
        return False
    if is_marked and not _is_odd(text, start, before_place(text, start)):
        return False
    margin = CLEAR if not is_marked or not _is_traditional(text) else 0.0
    has_private_use = any(map(is_private_use, text[start : start + LONGEST_STRETCH]))
    mirrors = (
        Habits(decoder.value, hidden=hidden, narrow=True)
        for decoder in _DECODERS.get(text[start], (Decoder.IGNORES,))
        for hidden in (False, True)[: 2 - has_private_use]
    )
    readings = (as_torn(text, start, habits, _CARE) for habits in mirrors)
    return any(torn.gain >= _GAIN and torn.margin >= margin for torn in readings)
