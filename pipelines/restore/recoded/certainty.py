"""How far a character that was chosen for lost bytes lies before the others that fit."""

from collections.abc import Sequence
from itertools import islice

from pipelines.restore.recoded.pricing import PAIRS, Character, Script, cost_of_pairing, opened_in
from pipelines.restore.recoded.spelling import context_behind, context_of, spelled

_REACH = 2
"""Characters whose surprise depends on the one before them: the language model looks at three together."""
_WITHIN = 60
"""Characters before one in which the bracket that it closes was opened."""

_FAR_AHEAD = 7.0
"""Nats between a character and the next that fits, from which a lost byte is known: see tests/quality."""

_FAR_AHEAD_OF_MARKS = 12.0
"""Nats between a punctuation mark and the next: a writer may take one for another."""
_MARKS = "，、；：！？．,;:!?）】》」』”’"
"""Marks of which several may stand at one place. A full stop ends each paragraph."""


def is_far_ahead(
    characters: Sequence[Character], number: int, script: Script, context: str, behind: str
) -> bool:
    """Say whether no other character that fits the bytes of this one lies near it."""
    chosen = characters[number].text
    far = _FAR_AHEAD_OF_MARKS if chosen in _MARKS else _FAR_AHEAD
    return _margin(characters, number, script, context, behind) >= far


def _margin(characters: Sequence[Character], number: int, script: Script, context: str, behind: str) -> float:
    """Return the nats between a character and the next likely one that fits its bytes; infinite without one."""
    chosen = characters[number]
    others = spelled(script.charset, chosen.places, script.misread) or ()
    earlier = [each.text for each in characters[max(0, number - _WITHIN) : number]]
    before = context_of("".join((context, *earlier[-_REACH:])))
    following = [each.text for each in islice(characters, number + 1, number + 1 + _REACH)]
    if len(following) < _REACH and behind:
        following.append(behind)
    opened = opened_in("".join((context, *earlier)))

    def cost(text: str) -> float:
        pairing = cost_of_pairing(opened, text)[0] if text in PAIRS else 0.0
        return _cost(before, text, following, script) + pairing

    own = cost(chosen.text)
    return min((cost(other) - own for other in others if other != chosen.text), default=float("inf"))


def _cost(before: str, character: str, following: Sequence[str], script: Script) -> float:
    cost = script.cost(before, character)
    for each in following:
        before = context_behind(before, character)
        cost, character = cost + script.cost(before, each), each
    return cost
