"""The most probable original of what was seen, and how far the next one lies behind (beam search)."""

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from pipelines.language_model import surprise
from pipelines.restore.marks import ANNOTATION
from pipelines.restore.mirror.growth import grow
from pipelines.restore.mirror.hypotheses import (
    WIDTH,
    Hypothesis,
    Waiting,
    spell_alike,
    start_after,
    with_moves,
)
from pipelines.restore.mirror.machine import FIRST_LEAD, START
from pipelines.restore.mirror.moves import Move
from pipelines.restore.mirror.observed import Habits, Sight
from pipelines.restore.mirror.ranking import FIXED, at_the_end, context_of, cost_of, form_of
from pipelines.restore.mirror.spots import sight_at
from pipelines.restore.tables import annotations, decode, is_known, is_plausible

CLEAR = 6.0
"""Nats between the two best originals from which the better one is certain."""
UNNATURAL = 28.0
"""Nats of three characters in a row above which no original is certain: it is not Chinese."""
_ROUNDS = 3
"""Characters in a row of which nothing is seen: one behind a cut, and those that a later tool dropped."""
MOST_EFFORT = 6000
"""Hypotheses of one stretch after which it is given up: no text that a mirror showed took a third of it."""
_UNKNOWN_HEAD = 9.0
"""Nats; prior against a text that begins inside a character that no annotation tore."""
FOREMOST = 8
"""Hypotheses at each place that may go on with what a later tool dropped, which anything may be."""
_BEFORE = 30
"""Characters before a place, annotations included, that a look at it takes along."""
_LONE_AT_THE_END = 1.0
"""Nats; prior against a first byte that is gone at the very end of a text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An original for a damaged stretch, in the mirror's characters."""

    text: str
    seen: int  # how much of what was seen it explains
    margin: float  # nats to the next other original
    cost: float  # nats


class Care(NamedTuple):
    """How thoroughly originals are looked for."""

    width: int = WIDTH  # hypotheses kept at each place
    effort: int = MOST_EFFORT  # hypotheses after which it is given up
    foremost: int = FOREMOST  # hypotheses at a place that may go on with what a later tool dropped


THOROUGH = Care()


def read(
    sight: Sight, before: str, *, to_the_end: bool = False, begins_torn: bool = False, care: Care = THOROUGH
) -> Reading | None:
    """Return the most probable original of what was seen after `before`; None where there is none.

    It explains what was seen as far as originals differ: up to where one alone is left and the decoder is in step, or
    to the end of the text, or with `to_the_end` always to there. `begins_torn`: what was seen begins inside a
    character, whose second byte the decoder held.
    """
    start = start_after(before)
    waiting = Waiting(_torn_starts(sight, start) if begins_torn else [start], care.width)
    finished: list[Hypothesis] = []
    last, rounds, grown = -1, 0, 0
    while waiting and grown < care.effort:
        place, frontier = waiting.pop()
        rounds = rounds + 1 if place == last else 1
        last = place
        if rounds > _ROUNDS:
            continue
        if place and not waiting and len(frontier) == 1 and _is_in_step(frontier[0]) and not to_the_end:
            return _judged(frontier)
        for rank, hypothesis in enumerate(frontier):
            for later in grow(sight, hypothesis, waiting.limits, may_be_hidden=rank < care.foremost):
                grown += 1
                waiting.add(later)
        if place >= len(sight.text) - 1:
            finished += _finished(sight, frontier)
    return _judged(finished) if finished and grown < care.effort else None


def _torn_starts(sight: Sight, start: Hypothesis) -> list[Hypothesis]:
    """Return the hypotheses of a text that begins inside a character: the first pair of bytes tells where.

    An annotation may have torn it, which gives its first byte too; else nobody knows it.
    """
    starts: list[Hypothesis] = []
    for code in sight.codes(0):
        if len(code) == 1:
            continue
        torn = start._replace(state=START._replace(pending=code[0], last=code[0]))
        starts.append(torn._replace(cost=_UNKNOWN_HEAD))
        for first in {row.code[1] for row in annotations() if row.code[1] >= FIRST_LEAD}:
            character = decode(bytes((first, code[0])))
            if character and is_plausible(character):
                starts += with_moves(sight, torn, (Move(character, torn.state, 0, 0.0),))
    return starts


def _is_in_step(hypothesis: Hypothesis) -> bool:
    return not hypothesis.state.pending and not hypothesis.state.due


def _finished(sight: Sight, hypotheses: list[Hypothesis]) -> list[Hypothesis]:
    """Return the hypotheses that may end where the text ends, at the cost of ending there."""
    ended: list[Hypothesis] = []
    for hypothesis in hypotheses:
        rest = sight.text[hypothesis.place :]
        nats = at_the_end(hypothesis.context, hypothesis.quotes, sight.prices.of)
        if sight.is_torn and "\u3400" <= hypothesis.context[-1] <= "\u9fff":
            nats = 0.0  # it was cut out amid a sentence
        if _is_in_step(hypothesis):
            if not rest:
                ended.append(hypothesis._replace(cost=hypothesis.cost + nats))
        elif not hypothesis.state.due and (
            rest == sight.habits.leniency.lone or (not rest and sight.is_torn)
        ):
            ended.append(
                hypothesis._replace(
                    cost=hypothesis.cost + nats + _LONE_AT_THE_END, place=len(sight.text), margin=0.0
                )
            )
    return ended


def _judged(finished: list[Hypothesis]) -> Reading:
    winner = min(finished, key=lambda hypothesis: hypothesis.cost)
    distances = [
        hypothesis.cost - winner.cost for hypothesis in finished if not spell_alike(winner, hypothesis)
    ]
    margin = min((winner.margin, *distances))
    return Reading(winner.spelled(), winner.place, margin, winner.cost)


def before_place(text: str, start: int) -> str:
    """Return what stands before a place, without annotations, as far as a look at it takes it along."""
    return ANNOTATION.sub("", text[max(0, start - _BEFORE) : start])


class Torn(NamedTuple):
    """What a place is when a mirror is taken to have torn it."""

    gain: float  # nats by which it is better Chinese so; -inf where it is none
    margin: float  # nats to the next other original


def as_torn(text: str, start: int, habits: Habits, care: Care) -> Torn:
    """Return what a place of a text is if a mirror of these habits tore it."""
    before = before_place(text, start)
    reading = read(sight_at(text, start, habits, FIXED, is_torn=False), before, care=care)
    if reading is None or "?" in reading.text or not is_chinese(reading.text, before):
        return Torn(-inf, 0.0)
    gain = cost_of(text[start : start + reading.seen], before) - reading.cost
    return Torn(gain, reading.margin)


def is_chinese(text: str, before: str) -> bool:
    """Tell whether all characters are known ones and no three in a row surprise too much for Chinese."""
    if not all(map(is_known, text)):
        return False
    context, costs = context_of(before), [0.0, 0.0]
    for form in map(form_of, text):
        costs.append(surprise(context, form) if form > "\x7f" else 0.0)
        context = (context + form)[-2:]
    return max(map(sum, zip(costs, costs[1:], costs[2:], strict=False)), default=0.0) < UNNATURAL
