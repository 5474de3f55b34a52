"""How a page is written, and what the characters that bytes may spell cost on it.

Brackets and quotation marks come in pairs: one that closes nothing is seldom what a lost byte was part of.
"""

from functools import lru_cache
from typing import NamedTuple

from pipelines.characters import character_costs
from pipelines.gb18030 import LOST
from pipelines.language_model import BOUNDARY, surprises
from pipelines.restore.recoded.misreaders import may_be_mended
from pipelines.restore.recoded.spelling import Byte, context_behind, cost_of, form_of, spelled
from pipelines.restore.tables import simplified

_UNUSUAL = 4.0
"""Nats for a form that is not of the page's script, or in no table of common characters."""

UNKNOWN_DIGIT = "?"
"""What stands for a digit that a mark swallowed: nobody knows which it was."""


class Alternative(NamedTuple):
    """Bytes that one place may stand for."""

    places: tuple[Byte, ...]
    cost: float = 0.0  # nats: how seldom it stands for them


Gaps = tuple[Alternative, ...]


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


class Script(NamedTuple):
    """How a page is written: its charset, the one it was read in, its characters, and the words it uses."""

    charset: str
    misread: str
    is_traditional: bool = False
    heard: frozenset[str] = frozenset()  # two and three characters in a row that stand on the page undamaged

    @property
    def may_be_mended(self) -> bool:
        """Say whether tools mend such a text in part."""
        return may_be_mended(self.charset, self.misread)

    def cost(self, context: str, character: str) -> float:
        """Return the nats of a character that bytes spell."""
        if character in "<&":
            character = BOUNDARY
        if character == UNKNOWN_DIGIT:
            character = "0"
        cost = cost_of(context, character)
        if character == BOUNDARY and context in self.heard:
            return min(cost, _ENDS)
        if character < _FIRST_WIDE:
            return cost
        return self.here(context, form_of(character), cost) + _odd(
            character, is_traditional=self.is_traditional
        )

    def here(self, context: str, form: str, cost: float) -> float:
        """Return what a character of East Asia costs on this page, that costs so much elsewhere."""
        pair = context[-1:] + form
        if pair not in self.heard:
            return cost
        return min(cost, _HEARD_TWO if context[-2:-1] + pair in self.heard else _HEARD)


@lru_cache(maxsize=1 << 13)
def _odd(character: str, *, is_traditional: bool) -> float:
    """Return the nats of a character for what it is: no common one, not of the page's script, or full-width."""
    if "\uff10" <= character <= "\uff5a" and character not in "：；？":
        return 2 * _UNUSUAL
    of_script = is_traditional or character == simplified(character)
    return 0.0 if of_script and character in character_costs() else _UNUSUAL


_FIRST_WIDE = "\u2e80"
"""The first sign of East Asia."""

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


Priced = tuple[str, float, str]
"""A character, its nats, and the context that it leaves to the next."""


class Prices:
    """What bytes may spell on one page: each list is priced once, and what may be spent on the page is bounded."""

    def __init__(self, script: Script, characters: int) -> None:
        self.script = script
        self.left = _EFFORT * (characters + _AT_LEAST)
        self._lists: dict[tuple[str, tuple[str, ...]], tuple[Priced, ...]] = {}
        self._held = 0

    def of(self, context: str, places: tuple[Byte, ...]) -> tuple[Priced, ...] | None:
        """Return the characters that bytes may spell behind `context`; None where more bytes must follow."""
        script = self.script
        characters = spelled(script.charset, places, script.misread)
        if not characters:
            return None if characters is None else ()
        if len(characters) == 1:
            text = characters[0]
            return ((text, script.cost(context, text), _behind(context, text)),)
        key = context, characters
        if key not in self._lists:
            self._make_room()
            self._lists[key] = self._price(context, characters)
            self._held += len(self._lists[key]) + 1
        return self._lists[key]

    def _make_room(self) -> None:
        if self._held > _MOST_HELD:
            self._lists.clear()
            self._held = 0

    def _price(self, context: str, characters: tuple[str, ...]) -> tuple[Priced, ...]:
        script = self.script
        forms, odds = _forms_of(characters, is_traditional=script.is_traditional)
        costs = [
            script.here(context, form, cost) + odd if form >= _FIRST_WIDE else script.cost(context, text)
            for text, form, odd, cost in zip(characters, forms, odds, surprises(context, forms), strict=True)
        ]
        most = min(costs) + _BEHIND
        return tuple(
            (text, cost, (context + form)[-2:] if form >= _FIRST_WIDE else _behind(context, text))
            for text, form, cost in zip(characters, forms, costs, strict=True)
            if cost <= most
        )


@lru_cache(maxsize=1 << 10)
def _forms_of(
    characters: tuple[str, ...], *, is_traditional: bool
) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return characters as the language model knows them, and the nats of each for what it is."""
    odds = tuple(_odd(character, is_traditional=is_traditional) for character in characters)
    return tuple(map(form_of, characters)), odds


def _behind(context: str, text: str) -> str:
    """Return the context that a character that bytes spell leaves to the next."""
    return context_behind(context, "0" if text == UNKNOWN_DIGIT else text)


_BEHIND = 10.0
"""Nats behind the likeliest character at one place from which no other is looked at."""

_MOST_HELD = 20_000
"""Characters priced that are held at a time: some five megabytes."""

_EFFORT, _AT_LEAST = 12, 2_000
"""Readings begun for each character of a page, twice what the worst of honest ones takes; and the characters that a
page counts for at least."""


_PAIRED = dict(zip("）》】」』〉”’", "（《【「『〈“‘", strict=True))
_OPENING = frozenset(_PAIRED.values())
PAIRS = frozenset({*_PAIRED, *_OPENING})
_UNPAIRED = 6.0
"""Nats for a bracket that closes none, or a quotation that opens in another of its kind."""

_CLOSED = 3.0
"""Nats by which a mark that closes what is open is likelier than the language model knows, which sees three characters."""


def opened_in(text: str) -> str:
    """Return the brackets and quotation marks of a text that no other closes.

    >>> opened_in("“小时候（八岁）骑在爷爷肩上")
    '“'
    """
    opened = ""
    for character in text:
        if character in _OPENING:
            opened += character
        elif _PAIRED.get(character) in {opened[-1:]}:
            opened = opened[:-1]
    return opened


def cost_of_pairing(opened: str, text: str) -> tuple[float, str]:
    """Return the nats of a character for the brackets that are open before it, and those behind it."""
    if text in _OPENING:
        return (_UNPAIRED if text in opened and text in "“‘《" else 0.0), opened + text
    if text not in _PAIRED:
        return 0.0, opened
    if opened[-1:] == _PAIRED[text]:
        return -_CLOSED, opened[:-1]
    return _UNPAIRED, opened
