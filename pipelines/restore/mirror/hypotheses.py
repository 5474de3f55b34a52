"""Beginnings of originals that, run through the mirror's machine, are what was seen so far."""

from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush
from math import inf
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from pipelines.restore.mirror.machine import START, State, step
from pipelines.restore.mirror.moves import Character, Move, Shown
from pipelines.restore.mirror.observed import Sight, narrowed
from pipelines.restore.mirror.ranking import context_of, form_of, is_plain, over_character, quotes_of
from pipelines.restore.tables import decode, encode

WIDTH = 24
"""Hypotheses kept at each place; more changed no result on invented text."""
HORIZON = 18.0
"""Nats behind the best hypothesis after which one is given up."""

_CROWD = 3
"""Times as many hypotheses as are kept from which on they are sorted before the place is reached."""
NO_LIMITS: Mapping[int, float] = MappingProxyType({})


class Hypothesis(NamedTuple):
    """A beginning of an original, how much of what was seen it explains, and what it costs."""

    cost: float  # nats
    place: int  # in what was seen
    state: State  # of the machine behind it
    context: str  # the last two characters as the language model sees them; three behind a quoted term
    quotes: int  # characters since an open “, that included; 0 outside, -1 unknown
    earlier: "Hypothesis | None"
    added: str  # what this step added to the earlier one
    margin: float = inf  # nats to the nearest other original that was merged into this one

    def spelled(self) -> str:
        """Return the original so far."""
        pieces: list[str] = []
        hypothesis: Hypothesis | None = self
        while hypothesis is not None:
            pieces.append(hypothesis.added)
            hypothesis = hypothesis.earlier
        return "".join(reversed(pieces))


def start_after(before: str) -> Hypothesis:
    """Return the hypothesis of nothing yet, after a repaired text in a mirror's characters."""
    code = encode(before[-1]) if before else b""
    state = START._replace(last=code[-1] if code else 0)
    return Hypothesis(0.0, 0, state, context_of(before), quotes_of(before), None, "")


def over_byte(sight: Sight, shown: Shown, byte: int, second: int = 0) -> tuple[Shown, ...]:
    """Return what the machine shows of one more byte of the original, if it is what was seen.

    An annotation is made where one was seen: with it, too, the machine must show what was seen.
    """
    state, place, nats = shown
    key = (state, place, byte, second)
    found = sight.steps.get(key)
    if found is None:
        found = sight.steps[key] = tuple(_over_byte(sight, state, place, byte, second))
    if nats and found:
        return tuple(Shown(later, behind, nats + more) for later, behind, more in found)
    return found


def _over_byte(sight: Sight, state: State, place: int, byte: int, second: int) -> Iterator[Shown]:
    leniency = sight.habits.leniency
    later, text = step(state, byte, leniency, second=second)
    behind = sight.after(place, text) if text else place
    if behind < 0:
        return
    if sight.readings and state.last and not second:
        reading, _ = sight.reading(behind, later.pending)
        prior = dict(sight.annotated(reading)).get(bytes((state.last, byte))) if reading else None
        if prior is not None:
            inserted, text = step(state, byte, leniency, reading=reading)
            end = sight.after(place, text)
            if end >= 0:
                yield Shown(inserted, end, prior)
                if not prior:
                    return
    yield Shown(later, behind)


def over_code(sight: Sight, start: Shown, character: Character) -> Iterator[Move]:
    """Yield the moves over one character."""
    code, text, nats, cut = character
    first, second = code[0], code[1:]
    start = Shown(start.state, start.place, start.nats + nats)
    for shown in over_byte(sight, start, first, 0 if second else cut):
        if not second:
            yield Move(text, *shown)
        else:
            for later in over_byte(sight, shown, second[0], cut):
                yield Move(text, *later)


def over_mark(sight: Sight, start: Shown, code: bytes) -> Iterator[Move]:
    """Yield the moves over a mark of the original at which the mirror cut."""
    for shown in over_byte(sight, start, code[0], code[1]):
        for later in over_byte(sight, shown, code[1]):
            yield Move(decode(code), *later)


def with_moves(
    sight: Sight,
    hypothesis: Hypothesis,
    moves: Iterable[Move],
    limits: Mapping[int, float] = NO_LIMITS,
    *,
    are_ranked: bool = False,
) -> list[Hypothesis]:
    """Return the hypothesis with each move, at its cost and that of how it was shown.

    `limits`: nats by place above which none is wanted. `are_ranked`: behind a move that costs too much all others do.
    """
    before, _, _, context, quotes, _, _, margin = hypothesis
    price, last = sight.prices.of, context[-1:]
    is_usual = quotes <= 0 and len(context) == len("上文")
    later: list[Hypothesis] = []
    for text, state, place, nats in moves:
        if is_usual and is_plain(text):  # nearly all; the same as below, in short
            form = form_of(text)
            cost, follows, quoted = price(context, form), last + form, quotes
        else:
            cost, follows, quoted = over_character(text, context, quotes, price)
        cost += before + nats
        if cost <= limits.get(place, inf):
            later.append(Hypothesis(cost, place, state, follows, quoted, hypothesis, text, margin))
        elif are_ranked:
            break
    return later


class Waiting:
    """Hypotheses that wait to be grown, by place; what would not be kept at its place is not let in."""

    def __init__(self, hypotheses: Iterable[Hypothesis], width: int = WIDTH) -> None:
        """Let the first ones in."""
        self.limits: dict[int, float] = {}
        """Nats by place above which no hypothesis is let in."""
        self._width = width
        self._by_place: dict[int, list[Hypothesis]] = {}
        self._places: list[int] = []
        for hypothesis in hypotheses:
            self.add(hypothesis)

    def __len__(self) -> int:
        """Return at how many places hypotheses wait."""
        return len(self._places)

    def add(self, hypothesis: Hypothesis) -> None:
        """Let a hypothesis wait at its place."""
        cost, place = hypothesis[:2]
        here = self._by_place.get(place)
        if here is None:
            self._by_place[place] = [hypothesis]
            self.limits[place] = cost + HORIZON
            heappush(self._places, place)
        elif cost <= self.limits[place]:
            here.append(hypothesis)
            self.limits[place] = min(self.limits[place], cost + HORIZON)
            if len(here) > _CROWD * self._width:
                here[:] = best(here, self._width)
                if len(here) == self._width:
                    self.limits[place] = min(self.limits[place], here[-1].cost)

    def pop(self) -> tuple[int, list[Hypothesis]]:
        """Return the first place at which hypotheses wait, and the best ones there."""
        place = heappop(self._places)
        del self.limits[place]
        return place, best(self._by_place.pop(place), self._width)


def best(hypotheses: list[Hypothesis], width: int = WIDTH) -> list[Hypothesis]:
    """Return the cheapest hypotheses; of those that go on alike only the cheapest, with its margin."""
    if len(hypotheses) < 2:
        return hypotheses
    hypotheses.sort(key=itemgetter(0))
    limit = hypotheses[0].cost + HORIZON
    kept: dict[tuple[State, str], Hypothesis] = {}
    for hypothesis in hypotheses:
        if hypothesis.cost > limit or len(kept) == width:
            break
        key = (hypothesis.state, hypothesis.context)
        winner = kept.setdefault(key, hypothesis)
        distance = hypothesis.cost - winner.cost
        if winner is not hypothesis and distance < winner.margin and not spell_alike(winner, hypothesis):
            kept[key] = winner._replace(margin=distance)
    return list(kept.values())


def spell_alike(one: Hypothesis, other: Hypothesis) -> bool:
    """Tell whether two hypotheses, which may be shown in different ways, are the same original but for widths."""
    mine: Hypothesis | None = one
    its: Hypothesis | None = other
    while mine is not its:
        if mine is None or its is None or not _are_alike(mine.added, its.added):
            return False
        mine, its = mine.earlier, its.earlier
    return True


def _are_alike(one: str, other: str) -> bool:
    return one == other or (len(one) == len(other) == 1 and narrowed(one) == narrowed(other))
