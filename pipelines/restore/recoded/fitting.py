"""The originals that fit what is seen: a search over bytes, ranked by the language model.

What is seen is a row of places. Each gives the bytes that it may stand for; the search reads them in the charset
that the text was written in, keeps the most probable readings, and lets a place stand for itself where a sound
text stands beside a spoilt one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.characters import character_costs
from pipelines.gb18030 import LOST
from pipelines.language_model import BOUNDARY
from pipelines.restore.recoded.pairing import PAIRS, cost_of_pairing, opened_in
from pipelines.restore.recoded.spelling import Byte, context_behind, context_of, cost_of, form_of, spelled
from pipelines.restore.tables import simplified

_WIDTH = 12
"""Readings kept at each place; the tests find the right one among the first four."""

_HOPELESS = 20.0
"""Nats behind the best reading from which another never catches up."""

_BEHIND = 10.0
"""Nats behind the likeliest character at one place from which no other is looked at."""

_TURN = 9.0
"""Nats for each change between what is spoilt and what is sound."""

_LOSS = 16.0
"""Nats for bytes that spell nothing: dearer than any character."""

_UNUSUAL = 4.0
"""Nats for a form that is not of the page's script, or in no table of common characters."""


UNKNOWN_DIGIT = "?"
"""What stands for a digit that a mark swallowed: nobody knows which it was."""


class Alternative(NamedTuple):
    """Bytes that one place may stand for."""

    places: tuple[Byte, ...]
    cost: float = 0.0  # nats: how seldom it stands for them


Gaps = tuple[Alternative, ...]
NO_GAPS: Mapping[int, Gaps] = {}


class Place(NamedTuple):
    """One sign of what is seen, and what it may stand for."""

    seen: str
    alternatives: tuple[Alternative, ...]


class Character(NamedTuple):
    """A character that was read: the bytes it fits, where it began and ended among the places."""

    text: str
    places: tuple[Byte, ...]  # empty where the place stands for itself
    start: int
    end: int

    @property
    def is_known(self) -> bool:
        """Say whether each of its bytes was seen."""
        return all(len(place) == 1 for place in self.places)

    @property
    def is_open(self) -> bool:
        """Say whether none of its bytes was seen."""
        return all(len(place) > 1 for place in self.places)


class _Reading(NamedTuple):
    cost: float
    pending: tuple[Byte, ...]
    context: str
    is_sound: bool
    start: int  # the place at which the pending bytes begin
    opened: str  # the brackets and quotation marks that no other closed
    character: Character | None
    before: "_Reading | None"


class Script(NamedTuple):
    """How a page is written: its charset, the one it was read in, its characters, and the words it uses."""

    charset: str
    misread: str
    is_traditional: bool = False
    heard: frozenset[str] = frozenset()  # two and three characters in a row that stand on the page undamaged

    def cost(self, context: str, character: str) -> float:
        """Return the nats of a character that bytes spell."""
        if character in "<&":
            character = BOUNDARY
        if character == UNKNOWN_DIGIT:
            character = "0"
        cost = cost_of(context, character)
        if character == BOUNDARY and context in self.heard:
            return min(cost, _ENDS)
        if character < "\u2e80":
            return cost
        if "\uff10" <= character <= "\uff5a" and character not in "：；？":
            return cost + 2 * _UNUSUAL
        usual = character in character_costs() and (
            self.is_traditional or character == simplified(character) or character in "“”‘’"
        )
        if self.heard and (pair := context[-1:] + form_of(character)) in self.heard:
            cost = min(cost, _HEARD_TWO if context[-2:-1] + pair in self.heard else _HEARD)
        return cost if usual else cost + _UNUSUAL


_HEARD, _HEARD_TWO = 3.0, 1.0
"""Nats of a character that stands on the page behind the same one, or the same two."""

_ENDS = 5.0
"""Nats at most of a line's end behind two characters that stand on the page elsewhere, however seldom texts end so."""

LISTENS = 40_000
"""Characters of a page whose words are kept."""


def words_of(text: str) -> frozenset[str]:
    """Return each two and three characters that stand in a row in a text, none across a lost one.

    >>> sorted(words_of("开锣了"))
    ['开锣', '开锣了', '锣了']
    """
    forms = "".join(map(form_of, text[:LISTENS]))
    found = {forms[at : at + size] for size in (2, 3) for at in range(len(forms) - size + 1)}
    return frozenset(word for word in found if LOST not in word)


def fit(
    row: Sequence[Place], script: Script, before: str, behind: str, gaps: Mapping[int, Gaps] = NO_GAPS
) -> list[Character]:
    """Return the most probable characters of a row of places; `gaps` are bytes that may be missing before some.

    The text `before` stands before the row, the character `behind` after it. Time is linear in the row.
    """
    start = _Reading(0.0, (), context_of(before), False, 0, opened_in(before), None, None)
    readings = [start, start._replace(cost=_TURN, is_sound=True)]
    for position, place in enumerate(row):
        following = [each for reading in readings for each in _follow(reading, place, position, script)]
        for gap in gaps.get(position, ()):
            opened = [each for reading in readings for each in _fill(reading, gap, position, script)]
            following += [each for reading in opened for each in _follow(reading, place, position, script)]
        readings = _best(following)
    ended = [each for reading in readings for each in _end(reading, len(row), script, behind)]
    return _spell_out(min(ended, key=lambda reading: reading.cost))


def _best(readings: list[_Reading]) -> list[_Reading]:
    """Return the cheapest readings, one for each future that they may have."""
    kept: dict[tuple[tuple[Byte, ...], str, bool], _Reading] = {}
    for reading in readings:
        future = reading.pending, reading.context, reading.is_sound
        if future not in kept or reading.cost < kept[future].cost:
            kept[future] = reading
    most = min((reading.cost for reading in readings), default=0.0) + _HOPELESS
    return sorted((each for each in kept.values() if each.cost < most), key=lambda each: each.cost)[:_WIDTH]


def _follow(reading: _Reading, place: Place, position: int, script: Script) -> Iterator[_Reading]:
    """Yield what a reading becomes by the next place: one of its alternatives, or the place itself."""
    if reading.pending and not place.alternatives:
        reading = _read(reading, Character(LOST, reading.pending, reading.start, position), _LOSS)
    if not reading.pending:
        cost = cost_of(reading.context, place.seen) if place.seen else 0.0
        cost += 0 if reading.is_sound else _TURN
        yield _read(reading, Character(place.seen, (), position, position + 1), cost, is_sound=True)
    for alternative in place.alternatives:
        found = list(_spell(reading, alternative, (position, position + 1), script))
        if not found and reading.pending:
            lost = _read(reading, Character(LOST, reading.pending, reading.start, position), _LOSS)
            found = list(_spell(lost, alternative, (position, position + 1), script))
        if not found:
            lost = _read(reading, Character(LOST, reading.pending, reading.start, position + 1), 2 * _LOSS)
            found = [lost]
        yield from found


def _fill(reading: _Reading, gap: Alternative, position: int, script: Script) -> Iterator[_Reading]:
    """Yield a spoilt reading with bytes put in that nothing shows: behind others of the same character."""
    if reading.pending:
        yield from _spell(reading, gap, (position, position), script)


def _spell(
    reading: _Reading, alternative: Alternative, span: tuple[int, int], script: Script
) -> Iterator[_Reading]:
    """Yield the reading with each text that the bytes of an alternative may spell behind it."""
    turn = _TURN if reading.is_sound else 0.0
    readings = [reading._replace(cost=reading.cost + alternative.cost + turn, is_sound=False)]
    for place in alternative.places:
        readings = [each for reading in readings for each in _add(reading, place, span, script)]
    yield from readings


def _add(reading: _Reading, place: Byte, span: tuple[int, int], script: Script) -> Iterator[_Reading]:
    start = reading.start if reading.pending else span[0]
    pending = (*reading.pending, place)
    characters = spelled(script.charset, pending, script.misread)
    if characters is None:
        yield reading._replace(pending=pending, start=start)
        return
    costs = [script.cost(reading.context, text) for text in characters]
    most = min(costs, default=0.0) + _BEHIND
    for text, cost in zip(characters, costs, strict=True):
        if cost <= most:
            yield _read(reading, Character(text, pending, start, span[1]), cost)


def _read(reading: _Reading, character: Character, cost: float, *, is_sound: bool = False) -> _Reading:
    is_digit = character.text == UNKNOWN_DIGIT and len(character.places) > 0
    context = context_behind(reading.context, "0" if is_digit else character.text)
    pairing, opened = (
        cost_of_pairing(reading.opened, character.text) if character.text in PAIRS else (0.0, reading.opened)
    )
    cost += reading.cost + pairing
    return _Reading(cost, (), context, is_sound, character.end, opened, character, reading)


def _end(reading: _Reading, end: int, script: Script, behind: str) -> Iterator[_Reading]:
    """Yield the reading at the end of its row: what is pending was lost."""
    if reading.pending:
        reading = _read(reading, Character(LOST, reading.pending, reading.start, end), _LOSS)
    yield reading._replace(cost=reading.cost + (script.cost(reading.context, behind) if behind else 0.0))


def _spell_out(reading: _Reading) -> list[Character]:
    characters: list[Character] = []
    at: _Reading | None = reading
    while at is not None:
        if at.character is not None and (not characters or at.character is not characters[-1]):
            characters.append(at.character)
        at = at.before
    return characters[::-1]
