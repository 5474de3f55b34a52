"""The originals that fit what is seen: a search over bytes, ranked by the language model.

What is seen is a row of places. Each gives the bytes that it may stand for; the search reads them in the charset
that the text was written in, keeps the most probable readings, and lets a place stand for itself where a sound
text stands beside a spoilt one. Where each byte was seen and one reading is left, there is nothing to search.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Optional

from pipelines.gb18030 import LOST
from pipelines.restore.recoded.gaps import read_whole, whole_until
from pipelines.restore.recoded.pricing import (
    PAIRS,
    Alternative,
    Character,
    Gaps,
    Place,
    Prices,
    cost_of_pairing,
    opened_in,
)
from pipelines.restore.recoded.spelling import Byte, context_behind, context_of, cost_of

_WIDTH = 12
"""Readings kept at each place; the tests find the right one among the first four."""

_HOPELESS = 20.0
"""Nats behind the best reading from which another never catches up."""

_TURN = 9.0
"""Nats for each change between what is spoilt and what is sound."""

_LOSS = 16.0
"""Nats for bytes that spell nothing: dearer than any character."""

NO_GAPS: Mapping[int, Gaps] = {}

_Read = tuple[str, tuple[Byte, ...], int, int, Optional["_Read"]]
"""The fields of the last character that was read, and those before it."""

_Reading = tuple[float, tuple[Byte, ...], str, bool, int, str, _Read | None]
"""A reading of the row so far, as a bare tuple, for there are many: its nats, the bytes that are pending, the context
of the next character, whether it is sound, the place at which the pending bytes begin, the brackets and quotation
marks that no other closed, and what was read."""


def fit(
    row: Sequence[Place], prices: Prices, before: str, behind: str, gaps: Mapping[int, Gaps] = NO_GAPS
) -> list[Character] | None:
    """Return the most probable characters of a row of places; `gaps` are bytes that may be missing before some.

    The text `before` stands before the row, the character `behind` after it. Time is linear in the row; None where
    nothing is left of what may be spent on the page.
    """
    context, opened = context_of(before), opened_in(before)
    readings: list[_Reading] = [
        (0.0, (), context, False, 0, opened, None),
        (_TURN, (), context, True, 0, opened, None),
    ]
    ends = whole_until(row, gaps)
    position = 0
    while position < len(row):
        if (leap := _leap(readings, row, (position, ends[position]), prices)) is not None:
            position, readings = leap[0], [leap[1]]
            continue
        beam = _Beam()
        for gap in gaps.get(position, ()):
            for reading in readings:
                for filled in _fill(reading, gap, position, prices):
                    _follow(beam, filled, row[position], position, prices)
        for reading in readings:
            _follow(beam, reading, row[position], position, prices)
        prices.left -= beam.begun
        if prices.left < 0:
            return None
        readings = beam.best()
        position += 1
    ended = [_end(reading, len(row), prices, behind) for reading in readings]
    return _spell_out(min(ended, key=itemgetter(0))[6])


class _Beam:
    """The cheapest readings up to a place, one for each future that they may have."""

    def __init__(self) -> None:
        self.begun = 0
        self.most = float("inf")  # nats from which a reading is hopeless
        self._kept: dict[tuple[tuple[Byte, ...], str, bool], _Reading] = {}

    def add(self, readings: Iterable[_Reading]) -> None:
        """Take in readings that another of the same future does not outdo."""
        kept, most = self._kept, self.most
        for reading in readings:
            self.begun += 1
            cost = reading[0]
            if cost >= most:
                continue
            most = min(most, cost + _HOPELESS)
            future = reading[1], reading[2], reading[3]
            if future not in kept or cost < kept[future][0]:
                kept[future] = reading
        self.most = most

    def best(self) -> list[_Reading]:
        """Return the readings that may win."""
        return sorted((each for each in self._kept.values() if each[0] < self.most), key=itemgetter(0))[
            :_WIDTH
        ]


def _leap(
    readings: Sequence[_Reading], row: Sequence[Place], span: tuple[int, int], prices: Prices
) -> tuple[int, _Reading] | None:
    """Return the end of, and the best reading behind, a stretch of which each byte was seen, where no other spoilt one is left."""
    if span[1] - span[0] < _WORTH_IT or readings[0][3] or sum(not each[3] for each in readings) > 1:
        return None
    cost, pending, context, _, start, opened, read = readings[0]
    whole, rest = read_whole(row, span, (pending, start), prices.script.charset)
    if not whole:
        return None
    for each in whole:
        read = (*each, read)
        if each.text in PAIRS:
            opened = cost_of_pairing(opened, each.text)[1]
    end = whole[-1].end
    for each in whole[-_REACH:]:
        context = context_behind(context, each.text)
    return end, (cost, rest, context, False, end - bool(rest), opened, read)


_WORTH_IT = 8
"""Places from which a stretch is read at once."""

_REACH = 8
"""Characters before a place that the language model may look at: it counts a number or a word as one."""


def _follow(beam: _Beam, reading: _Reading, place: Place, position: int, prices: Prices) -> None:
    """Add to a beam what a reading becomes by the next place: one of its alternatives, or the place itself."""
    if reading[1] and not place.alternatives:
        reading = _lose(reading, position, _LOSS)
    for alternative in place.alternatives:
        found = _spell(reading, alternative, (position, position + 1), prices)
        if not found and reading[1]:
            lost = _lose(reading, position, _LOSS)
            found = _spell(lost, alternative, (position, position + 1), prices)
        beam.add(found or (_lose(reading, position + 1, 2 * _LOSS),))
    if not reading[1] and (reading[3] or reading[0] + _TURN < beam.most):
        beam.add((_stay(reading, place, position),))


def _stay(reading: _Reading, place: Place, position: int) -> _Reading:
    """Return a reading in which a place stands for itself."""
    cost, _, context, is_sound, _, opened, read = reading
    cost += (cost_of(context, place.seen) if place.seen else 0.0) + (0.0 if is_sound else _TURN)
    if place.seen in PAIRS:
        pairing, opened = cost_of_pairing(opened, place.seen)
        cost += pairing
    end = position + 1
    return (
        cost,
        (),
        context_behind(context, place.seen),
        True,
        end,
        opened,
        (place.seen, (), position, end, read),
    )


def _lose(reading: _Reading, end: int, cost: float) -> _Reading:
    """Return a reading whose pending bytes spell nothing."""
    before, pending, context, _, start, opened, read = reading
    return (
        before + cost,
        (),
        context_behind(context, LOST),
        False,
        end,
        opened,
        (LOST, pending, start, end, read),
    )


def _fill(reading: _Reading, gap: Alternative, position: int, prices: Prices) -> list[_Reading]:
    """Return a spoilt reading with bytes put in that nothing shows: behind others of the same character."""
    return _spell(reading, gap, (position, position), prices) if reading[1] else []


def _spell(
    reading: _Reading, alternative: Alternative, span: tuple[int, int], prices: Prices
) -> list[_Reading]:
    """Return the reading with each text that the bytes of an alternative may spell behind it."""
    cost, pending, context, is_sound, start, opened, read = reading
    cost += alternative.cost + (_TURN if is_sound else 0.0)
    readings: list[_Reading] = [(cost, pending, context, False, start, opened, read)]
    for place in alternative.places:
        following: list[_Reading] = []
        for each in readings:
            _add(following, each, place, span, prices)
        readings = following
    return readings


def _add(
    found: list[_Reading], reading: _Reading, place: Byte, span: tuple[int, int], prices: Prices
) -> None:
    """Add to what was found what a reading becomes by the next byte."""
    cost, pending, context, _, start, opened, read = reading
    start = start if pending else span[0]
    pending = (*pending, place)
    priced = prices.of(context, pending)
    if priced is None:
        found.append((cost, pending, context, False, start, opened, read))
        return
    end = span[1]
    for text, nats, behind in priced:
        character = (text, pending, start, end, read)
        if text in PAIRS:
            pairing, left = cost_of_pairing(opened, text)
            found.append((cost + nats + pairing, (), behind, False, end, left, character))
        else:
            found.append((cost + nats, (), behind, False, end, opened, character))


def _end(reading: _Reading, end: int, prices: Prices, behind: str) -> _Reading:
    """Return the reading at the end of its row: what is pending was lost."""
    if reading[1]:
        reading = _lose(reading, end, _LOSS)
    cost = prices.script.cost(reading[2], behind) if behind else 0.0
    return (reading[0] + cost, *reading[1:])


def _spell_out(read: _Read | None) -> list[Character]:
    characters: list[Character] = []
    while read is not None:
        characters.append(Character(*read[:4]))
        read = read[4]
    return characters[::-1]
