"""What a whole page tells of its mirror: one decoder, one set of cuts, one list, the same widths everywhere."""

import re
from collections import Counter
from dataclasses import replace
from itertools import islice

from pipelines.restore.marks import ANNOTATION, MARK, READING
from pipelines.restore.mirror.machine import LAST_LEAD, Decoder, Leniency
from pipelines.restore.mirror.model import CUTS, MORE_CUTS
from pipelines.restore.mirror.moves import Cut
from pipelines.restore.mirror.observed import COMMAS, Habits, Sight, all_narrowed, cuts_at
from pipelines.restore.mirror.reading import CLEAR, Care, read
from pipelines.restore.mirror.spots import end_of_stretch, explains, spots
from pipelines.restore.tables import codes_by_reading, codes_read_as, encode, is_private_use

EXCLUDED = 12.0
"""Nats over all that was looked at by which a habit must lie behind to be excluded."""
_TIE = 4.0
"""Nats over all that was looked at within which the commoner habit is taken."""
_PAGE = 3
"""Stretches from which on what was seen is more than a sentence or two."""
_LOOKS = 12
"""Places that are looked at to tell the decoder; a page has its signs early."""
_PLACES = 72
"""Places among which the telling ones are looked for."""
_RARE_CUT = 6.0
"""Nats; prior against a mirror that cuts at commas too: two pages in 149."""
_UNREAD_CHARACTER = 12.0
"""Nats of each of its characters: more than what is no Chinese costs."""
_BEFORE = 30
"""Characters before a stretch, annotations included."""
_LOOK_AHEAD = 48
"""Characters of a stretch that are looked at: most damage is over by then."""
_FARTHEST = 120
"""Characters from the beginning of a stretch in which further places are looked at with it."""
_CARE = Care(width=8, effort=2000, foremost=3)
"""What is looked for is how much the best hypothesis costs; after so many of them a stretch is taken as unread."""
_GOOD = 4.3
"""Nats for each character that was seen below which a reading is Chinese."""
_UNREAD = 40.0
"""Nats of a place that cannot be read with a decoder."""
_MOSTLY_WIDE = 0.1
"""Full-width marks beside half-width ones from which on the page is not one whose widths were changed."""

_HAN = "\u3400-\u9fff"
_WIDE_MARK = re.compile(rf"[{_HAN}”][，：；！？（）]")
_NARROW_MARK = re.compile(rf"[{_HAN}”][,:;!?(](?![a-zü]{{0,4}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])")
_REPLACED = re.compile(rf"[{_HAN}“”，。：、]\ufffd")
_ANNOTATED = re.compile(rf"([{_HAN}])\(({READING})\)")
_REST_OF_TAG = re.compile(r"[</][^<>]{0,60}>")
_TORN_ANNOTATION = re.compile(
    rf"(?<=[^\x00-\x7f])(?P<mark>[{MARK}]?)(?P<bracket>\(?)(?P<reading>{READING})\)"
)
_ENOUGH, _NEARLY_ALL = 2, 0.8
"""Torn annotations, and the share of those alike, that tell how a decoder breaks off."""
_TELLING = re.compile(rf"[{MARK}]?[！；!;]")
"""A cut: a decoder shows there what it does with a lone first byte."""


def habits_of(text: str, *, is_torn: bool = False) -> list[Habits]:
    """Return the habits that `text` allows its mirror, the most probable ones first.

    `is_torn`: the text was cut out of a longer one, and is no page.
    """
    habits = Habits(
        cuts=cuts_at(CUTS) + cuts_at(MORE_CUTS, _RARE_CUT),
        hidden=not any(map(is_private_use, text)),
        narrow=_is_narrow(text),
        rows=_rows_of(text),
    )
    has_replaced = _REPLACED.search(text) is not None
    decoders = [
        decoder
        for decoder in Decoder
        if ("\ufffd" in decoder.value.lone + decoder.value.broken) == has_replaced
    ]
    decoders = _that_break_alike(text, decoders, habits)
    stretches = _stretches(text, habits, decoders)
    if habits.hidden and not is_torn:
        habits = replace(habits, hidden_nats=0.0)  # a whole page would show one
    if not stretches:
        return [replace(habits, leniency=decoders[0].value)]
    looks = [_Look(text, start, end) for start, end in stretches]
    tie = _TIE * (not is_torn or len(looks) >= _PAGE)
    left = _eliminate(looks, [replace(habits, leniency=decoder.value) for decoder in decoders], tie)
    cuts = (habits.cuts, cuts_at(CUTS + MORE_CUTS))
    unclear = [look for look in looks if not look.is_clear(left[0])]
    likeliest = _eliminate(unclear, [replace(left[0], cuts=some) for some in cuts], tie)[0]
    return [likeliest, *left[1:]]


def _that_break_alike(text: str, decoders: list[Decoder], habits: Habits) -> list[Decoder]:
    """Return the decoders that break off before a bracket as the annotations of the page show it; all if they do not.

    An annotation that tore a character tells at a look what it takes many hypotheses to find.
    """
    counts: Counter[tuple[bool, bool]] = Counter()
    for match in _TORN_ANNOTATION.finditer(text):
        at = match.start() + len(match["mark"])
        if match["mark"] or not match["bracket"] or not explains(text, at, match["reading"], habits):
            counts[bool(match["mark"]), not match["bracket"]] += 1
    (alike, count), *_ = [*counts.most_common(1), ((False, False), 0)]
    if count < _ENOUGH or count < _NEARLY_ALL * counts.total():
        return decoders
    return [decoder for decoder in decoders if (bool(decoder.value.broken), decoder.value.swallows) == alike]


def _eliminate(looks: list["_Look"], candidates: list[Habits], tie: float) -> list[Habits]:
    """Return the habits under which the stretches are not far less probable than under others, the best ones first.

    One stretch after the other: what is far behind is not looked at again. `tie`: nats within which the first of the
    candidates is the best one.
    """
    costs = [(0.0, place) for place in range(len(candidates))]
    for look in looks:
        if len(costs) == 1:
            break
        more = look.costs([candidates[place] for _, place in costs])
        costs = sorted((cost + nats, place) for (cost, place), nats in zip(costs, more, strict=True))
        costs = [(cost, place) for cost, place in costs if cost < costs[0][0] + EXCLUDED]
    alike = costs[0][0] + tie
    return [candidates[place] for _, place in sorted(costs, key=lambda one: (max(one[0], alike), one[1]))]


def _stretches(text: str, habits: Habits, decoders: list[Decoder]) -> list[tuple[int, int]]:
    """Return stretches, apart from each other, that some decoder may have put out of step, the telling ones first."""
    found = spots(text, *(replace(habits, leniency=decoder.value) for decoder in decoders))
    places = (spot.start for spot in found if not spot.annotated and text[spot.start] not in COMMAS)
    stretches: list[tuple[int, int]] = []
    in_step = 0
    for place in islice(places, _PLACES):
        if place >= in_step:
            in_step = end_of_stretch(text, place)
            stretches.append((place, _in_step_after(text, place, _LOOK_AHEAD)))
        elif (
            place < stretches[-1][0] + _FARTHEST
        ):  # out of step since there, perhaps: it tells nothing of its own
            start, end = stretches[-1]
            stretches[-1] = (start, max(end, _in_step_after(text, place, _LOOK_AHEAD // 2)))
    return sorted(stretches, key=lambda stretch: _TELLING.match(text, stretch[0]) is None)[:_LOOKS]


def _in_step_after(text: str, start: int, longest: int) -> int:
    """Return where a stretch ends, with the byte below 0x40 that a decoder may have broken off at, and its tag."""
    end = end_of_stretch(text, start, longest)
    tag = _REST_OF_TAG.match(text, end)
    return tag.end() if tag else end + 1


class _Look:
    """A stretch that is looked at under one of the habits after the other; under those that show it alike only once."""

    def __init__(self, text: str, start: int, end: int) -> None:
        """Cut the stretch out of the page, with what stands before it."""
        self._text = text[start:end]
        self._before = ANNOTATION.sub("", text[max(0, start - _BEFORE) : start])
        self._is_marked = text[start] in MARK
        self._shown = all_narrowed(ANNOTATION.sub("", self._text))
        self._found: dict[tuple[Leniency, tuple[Cut, ...], bool], tuple[float, bool]] = {}

    def costs(self, candidates: list[Habits]) -> list[float]:
        """Return the nats of the most probable originals, one for each of the habits; 0 where all show it alike.

        That private-use characters are gone is supposed where no original is Chinese without it: it takes long to
        look for.
        """
        alike = [self._alike(habits) for habits in candidates]
        if all(habits == alike[0] for habits in alike):
            return [0.0] * len(alike)
        costs = [self._cost(replace(habits, hidden=False)) for habits in alike]
        if self._needs_hidden(alike):
            costs = [min(cost, self._cost(habits)) for cost, habits in zip(costs, alike, strict=True)]
        return costs

    def is_clear(self, habits: Habits) -> bool:
        """Tell whether the stretch is Chinese, or plainly itself, as it is read under these habits."""
        return not self._needs_hidden([self._alike(habits)])

    def _needs_hidden(self, alike: list[Habits]) -> bool:
        """Tell whether no original is Chinese, nor all of them what was seen, without characters that are gone."""
        if self._is_marked:
            return True  # where a decoder's mark stands, what was seen is not itself, however cheap
        plain = [self._look(replace(habits, hidden=False)) for habits in alike]
        is_chinese = min(nats for nats, _ in plain) < _GOOD * len(self._text)
        return not is_chinese and not all(is_itself for _, is_itself in plain)

    def _alike(self, habits: Habits) -> Habits:
        """Return the first of all habits that show this stretch as these do; 0xFE is looked at where it is seen."""
        alike = habits.alike_in(self._text)
        if any(LAST_LEAD in encode(character) for character in self._text):
            return alike
        return replace(alike, leniency=alike.leniency._replace(knows_fe=True))

    def _cost(self, habits: Habits) -> float:
        return self._look(habits)[0]

    def _look(self, habits: Habits) -> tuple[float, bool]:
        """Return the nats of the most probable original, and whether it is plainly what was seen."""
        key = (habits.leniency, habits.cuts, habits.hidden)
        if key not in self._found:
            found = read(Sight(self._text, habits, is_torn=True), self._before, to_the_end=True, care=_CARE)
            unread = _UNREAD + _UNREAD_CHARACTER * len(self._text)
            self._found[key] = (
                (unread, False)
                if found is None
                else (
                    min(found.cost, unread),
                    found.margin >= 2 * CLEAR and all_narrowed(found.text) == self._shown,
                )
            )
        return self._found[key]


def _is_narrow(text: str) -> bool:
    """Tell whether full-width marks were made half-width: there are hardly any beside the others."""
    wide = sum(1 for _ in _WIDE_MARK.finditer(text))
    return not wide or wide < _MOSTLY_WIDE * sum(1 for _ in _NARROW_MARK.finditer(text))


def _rows_of(text: str) -> dict[str, tuple[bytes, ...]]:
    """Return the codes by reading that the page annotates again and again and no list knows."""
    listed = codes_by_reading()
    counts = Counter(
        (match[2].strip(), encode(match[1]))
        for match in _ANNOTATED.finditer(text)
        if encode(match[1]) not in listed.get(match[2].strip(), ())
    )
    rows: dict[str, tuple[bytes, ...]] = {}
    for (reading, code), count in counts.items():
        if count > 1 and code in codes_read_as(reading):
            rows[reading] = (*rows.get(reading, ()), code)
    return rows
