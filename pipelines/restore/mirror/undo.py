"""A mirror's damage to the bytes of a text, undone: annotations go, what is out of step becomes its original."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipelines.restore.marks import ANNOTATION
from pipelines.restore.mirror.machine import Decoder
from pipelines.restore.mirror.model import CUTS, HALF_WIDTH, Mirror, damage_traditional
from pipelines.restore.mirror.observed import Habits, Sight
from pipelines.restore.mirror.ranking import Prices, context_of, cost_of, quotes_of
from pipelines.restore.mirror.reading import CLEAR, Reading, is_chinese, read
from pipelines.restore.mirror.spots import Spot, sight_at, sound_parts, spots
from pipelines.restore.tables import annotations, is_private_use
from schemas import Edit

_HAN = "\u3400-\u9fff\ue000-\uf8ff"
_TORN_LOOK = 4
"""Characters at the beginning of a fragment that tell whether it is Chinese."""
_TORN = 9.5
"""Nats per character there, above which it is none."""
_TORN_GAIN = 20.0
"""Nats by which it must be better Chinese when the first byte is taken as the end of a character."""
_TORN_HEAD = re.compile(rf"[{_HAN}]{{{_TORN_LOOK}}}")
_SENTENCE = re.compile(rf"[{_HAN}“”‘’《》，。、：；！？·0-9%]{{2,}}")
_LONG_SHIFT = 3
"""Characters out of step; of the pairs they are read as one in twenty is a private-use one, which tools drop."""
_CHINESE = 3.8
"""Nats for each character below which a reading is good Chinese."""
_CUT = re.compile("[！；？，。、!;?,]")
_FIRST_DOUBTS, _DOUBTS = 6000, 2
"""Steps of the machine on a page, and on each of its characters: what more of them tell is not worth the time."""
_KNOWN = 1 << 11
"""Readings that are remembered: two megabytes."""
_AHEAD = 8
"""Characters behind a reading that a search up to its end may have looked at."""
_CONTEXT = 120
"""Characters before a stretch that the language model and the quotation marks look at."""


class _Doubts:
    """How many steps of the machine may still be spent on whether mirrors of other habits show other originals."""

    def __init__(self, text: str) -> None:
        """Allow so many for each character."""
        self._left = _FIRST_DOUBTS + _DOUBTS * len(text)

    @property
    def are_settled(self) -> bool:
        """Tell whether all has been spent: what is asked from then on stays in doubt."""
        return self._left <= 0

    def read(self, sight: Sight, before: str) -> Reading | None:
        """Return the most probable original."""
        reading = read(sight, before)
        self._left -= len(sight.steps)
        return reading


class _Page(NamedTuple):
    """A text, the mirrors that may have shown it, the likeliest first, and what its own words cost."""

    text: str
    mirrors: Sequence[Habits]
    prices: Prices
    is_torn: bool
    doubts: _Doubts
    known: dict[tuple[object, ...], tuple[Reading | None, bool]]
    """Readings by what was seen and what stood before it: pages repeat themselves."""

    def sight(self, start: int, habits: Habits) -> Sight:
        """Return what was seen from a place on."""
        return sight_at(self.text, start, habits, self.prices, is_torn=self.is_torn)


def undo_shifts(text: str, habits: Sequence[Habits], *, is_torn: bool = False) -> Iterator[Edit]:
    """Yield the edits that take out annotations and put torn characters together again. Linear.

    `habits`: what the mirror may be, the most probable first. `is_torn`: the text was cut out of a longer one.
    """
    prices = Prices(
        sentence[0] for part in sound_parts(text, habits[0]) for sentence in _SENTENCE.finditer(part)
    )
    return _edits(_Page(text, habits, prices, is_torn, _Doubts(text), {}))


def _edits(page: _Page) -> Iterator[Edit]:
    before, position = "", 0
    if page.is_torn and (torn := _torn_beginning(page)):
        yield from _changes(page.text, 0, torn, is_certain=False)
        before, position = torn.text, torn.seen
    for spot in spots(page.text, *page.mirrors):
        if spot.start < position:
            continue
        before = (before + page.text[position : spot.start])[-_CONTEXT:]
        position = spot.end
        seen = page.text[spot.start : spot.end]
        if spot.annotated:
            yield Edit(start=spot.start, before=seen, after="", kind="pinyin")
            continue
        reading, is_certain = _read_once(page, spot, before)
        if reading is None:
            yield Edit(start=spot.start, before=seen, after=seen, kind="lost", certain=False)
            before = (before + seen)[-_CONTEXT:]
        else:
            yield from _changes(page.text, spot.start, reading, is_certain=is_certain)
            position = spot.start + reading.seen
            before = (before + reading.text)[-_CONTEXT:]


def _read_once(page: _Page, spot: Spot, before: str) -> tuple[Reading | None, bool]:
    """Return the most probable original, and whether it is certain; what comes again is not read again."""
    sight = page.sight(spot.start, page.mirrors[0])
    key = (
        sight.text,
        sight.is_torn,
        spot.end - spot.start,
        context_of(before),
        quotes_of(before),
        before[-1:],
    )
    if key not in page.known:
        if len(page.known) == _KNOWN:
            page.known.clear()
        reading = _read(page, spot, before)
        page.known[key] = reading, reading is not None and _is_certain(page, spot, reading, before)
    return page.known[key]


def _read(page: _Page, spot: Spot, before: str) -> Reading | None:
    """Return the most probable original; what is plainly itself is not taken for what dropped characters left."""
    habits = page.mirrors[0]
    if habits.hidden:
        plain = read(page.sight(spot.start, replace(habits, hidden=False)), before)
        if plain and _needs_nothing_hidden(plain, page.text[spot.start : spot.start + plain.seen]):
            return plain
    return read(page.sight(spot.start, habits), before)


def _needs_nothing_hidden(plain: Reading, seen: str) -> bool:
    """Tell whether a reading is plainly itself, or so good and so long that what is gone makes it no better or surer."""
    if _comparable(plain.text) == _comparable(seen):
        return plain.margin >= 2 * CLEAR
    return len(plain.text) > _LONG_SHIFT and plain.cost < _CHINESE * len(plain.text)


def _torn_beginning(page: _Page) -> Reading | None:
    """Return the original of a beginning that was torn inside a character, if it is Chinese only so."""
    if not _TORN_HEAD.match(page.text) or cost_of(page.text[:_TORN_LOOK], "") < _TORN * _TORN_LOOK:
        return None
    reading = read(page.sight(0, page.mirrors[0]), "", begins_torn=True)
    if reading is None:
        return None
    literal = ANNOTATION.sub("", page.text[: reading.seen])
    return reading if cost_of(literal, "") - reading.cost >= _TORN_GAIN else None


def _changes(text: str, start: int, reading: Reading, *, is_certain: bool) -> Iterator[Edit]:
    """Yield the part of a reading that differs from what was seen; where nothing does, the doubt."""
    seen, meant = text[start : start + reading.seen], reading.text
    head = 0
    while head < min(len(seen), len(meant)) and seen[head] == meant[head]:
        head += 1
    tail = 0
    while tail < min(len(seen), len(meant)) - head and seen[-1 - tail] == meant[-1 - tail]:
        tail += 1
    before, after = seen[head : len(seen) - tail], meant[head : len(meant) - tail]
    if before != after:
        yield Edit(start=start + head, before=before, after=after, kind="shift", certain=is_certain)
    elif not is_certain:
        yield Edit(start=start, before=seen[:1], after=seen[:1], kind="lost", certain=False)


def _is_certain(page: _Page, spot: Spot, reading: Reading, before: str) -> bool:
    """Tell whether no other original is nearly as probable, under no habits, and this one is Chinese and proven."""
    return (
        reading.margin >= CLEAR
        and not _leaves_no_trace(page, spot)
        and not (page.mirrors[0].hidden and _is_long_shift(page, spot, reading))
        and is_chinese(reading.text, before)
        and _is_proven(page.sight(spot.start, page.mirrors[0]), reading, before)
        and not any(
            _reads_otherwise(page, spot, other, reading, before) for other in _others(page, spot, reading)
        )
    )


def _others(page: _Page, spot: Spot, reading: Reading) -> list[Habits]:
    """Return the habits, but for the likeliest, that may show this stretch in other ways than those before them."""
    seen = page.text[spot.start : spot.start + reading.seen + _AHEAD]
    others: list[Habits] = []
    for habits in (habits.alike_in(seen) for habits in page.mirrors):
        if habits not in others:
            others.append(habits)
    return others[1:]


def _is_long_shift(page: _Page, spot: Spot, reading: Reading) -> bool:
    """Tell whether so much was out of step that a private-use character was likely among it."""
    seen = page.text[spot.start : spot.start + reading.seen]
    return len(reading.text) > _LONG_SHIFT and _comparable(seen) != _comparable(reading.text)


def _leaves_no_trace(page: _Page, spot: Spot) -> bool:
    """Tell whether a paragraph ends behind a mark on a page whose decoder drops what it cannot read: 保。 is shown as ！."""
    if page.text[spot.end : spot.end + 1] not in ("<", "\n", ""):
        return False
    return any(not (habits.leniency.lone or habits.leniency.broken) for habits in page.mirrors)


def _is_proven(sight: Sight, reading: Reading, before: str) -> bool:
    """Tell whether the whole machine, its list in order, shows of a reading what was seen."""
    seen, leniency = sight.text[: reading.seen], sight.habits.leniency
    decoder = Decoder(leniency._replace(knows_fe=True))
    annotated = {row.character for row in annotations() if any(sound in seen for sound in row.readings)}
    for cuts in ("".join(cut.mark for cut in sight.habits.cuts), CUTS, ""):
        mirror = Mirror(only=annotated, cuts=cuts, decoder=decoder, knows_fe=leniency.knows_fe)
        shown = damage_traditional(before[-1:] + reading.text, mirror)
        if _comparable(shown).endswith(_comparable(seen)):
            return True
    return False


def _reads_otherwise(page: _Page, spot: Spot, habits: Habits, reading: Reading, before: str) -> bool:
    """Tell whether a mirror of other habits may show of another original what was seen."""
    sight = page.sight(spot.start, habits)
    shows_alike = habits.leniency.lone == page.mirrors[0].leniency.lone or not _CUT.search(
        sight.text, 0, reading.seen
    )
    if shows_alike and _is_proven(sight, reading, before):
        return False
    if page.doubts.are_settled:
        return True
    other = page.doubts.read(sight, before)
    if other is None:
        return False
    if other.margin < CLEAR:
        return True
    end = spot.start + max(other.seen, reading.seen)
    rest, its_rest = page.text[spot.start + reading.seen : end], page.text[spot.start + other.seen : end]
    return other.text + its_rest != reading.text + rest


def _comparable(text: str) -> str:
    """Return `text` without what tools between the mirror and us change: private use, widths, spaces."""
    kept = "".join(character for character in text if not is_private_use(character))
    return "".join(kept.translate(HALF_WIDTH).split())
