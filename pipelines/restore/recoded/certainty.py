"""How far a character that was chosen for lost bytes lies before the others that fit."""

from collections.abc import Sequence
from itertools import islice

from pipelines.restore.recoded.fitting import Character, Script
from pipelines.restore.recoded.spelling import context_behind, context_of, spelled

_REACH = 2
"""Characters whose surprise depends on the one before them: the language model looks at three together."""


def margin(characters: Sequence[Character], number: int, script: Script, context: str, behind: str) -> float:
    """Return the nats between a character and the next likely one that fits its bytes; infinite without one."""
    chosen = characters[number]
    others = spelled(script.charset, chosen.places, script.misread) or ()
    before = context_of(context)
    for character in characters[max(0, number - _REACH) : number]:
        before = context_behind(before, character.text)
    following = [each.text for each in islice(characters, number + 1, number + 1 + _REACH)]
    if len(following) < _REACH and behind:
        following.append(behind)
    own = _cost(before, chosen.text, following, script)
    return min(
        (_cost(before, other, following, script) - own for other in others if other != chosen.text),
        default=float("inf"),
    )


def _cost(before: str, character: str, following: Sequence[str], script: Script) -> float:
    cost = script.cost(before, character)
    for each in following:
        before = context_behind(before, character)
        cost, character = cost + script.cost(before, each), each
    return cost
