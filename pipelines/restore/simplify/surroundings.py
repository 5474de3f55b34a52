"""What the words around a place tell of the character there: how much it surprises, in a word or in a name."""

import re
from itertools import pairwise

from pipelines.divisions import division_names
from pipelines.language_model import classed, surprise
from pipelines.names import begins_as_a_word, has_form_of_name, is_person, is_place
from pipelines.names.persons import is_surname
from pipelines.restore.simplify.originals import to_simplified, to_traditional

_UNSEEN = 11.0
"""Nats of a character that the model does not know; names hold more of them than its sources."""
_WORD = 5.5
"""Nats below which a character and the one before or behind it are a word and no name."""
_WORD_AROUND = 4  # characters before and behind in which a converter finds words
_AROUND = 3  # characters before and behind that the language model weighs
_BLANK = re.compile(r"\s")
_HAN = re.compile("[\u3400-\u9fff]")
_NAME_LENGTHS = (3, 2)
_LONGEST_DIVISION = 6  # characters of a name; longer ones are told by their beginning
_LONGEST_LAST_NAME = 5  # characters behind the dot of 弗朗西斯·福山


def neighbours(simple: str, place: int) -> tuple[str, str]:
    """Return the characters before and behind a place as the language model sees them, to the next blank."""
    head = simple[max(0, place - _AROUND) : place]
    tail = simple[place + 1 : place + 1 + _AROUND]
    return classed(_BLANK.split(head)[-1]), classed(_BLANK.split(tail)[0])


def cost_of(head: str, character: str, tail: str) -> float:
    """Return by how many nats a character surprises between its neighbours, and they behind it."""
    return cost_behind(head, character) + cost_before(head, character, tail)


def cost_behind(head: str, character: str) -> float:
    """Return by how many nats a character surprises behind its neighbours."""
    return min(surprise(head[-2:], character), _UNSEEN)


def cost_before(head: str, character: str, tail: str) -> float:
    """Return by how many nats the two characters behind a character surprise."""
    text = head[-1:] + character + tail[:2]
    start = len(text) - len(tail[:2])
    return sum(surprise(text[max(0, at - 2) : at], text[at]) for at in range(start, len(text)))


def original_in_word(shown: str, place: int) -> str:
    """Return the original of the character shown at a place if a word tells another than usual; else nothing.

    >>> original_in_word("錢鍾書", 1), original_in_word("鍾聲", 0)
    ('锺', '')
    """
    start = max(0, place - _WORD_AROUND)
    told = to_simplified(shown[start : place + 1 + _WORD_AROUND])[place - start : place - start + 1]
    return "" if told == to_simplified(shown[place]) else told


def is_made_in_word(shown: str, simple: str, place: int) -> bool:
    """Tell whether Traditional alone writes a word with the character shown: 餅乾 is 饼干, 徵收 is 征收."""
    form, start = shown[place], max(0, place - _WORD_AROUND)
    if to_simplified(form) == form:
        return False
    return to_traditional(simple[start : place + 1 + _WORD_AROUND])[place - start : place - start + 1] == form


def is_usual_form(shown: str, simple: str, place: int) -> bool:
    """Tell whether Traditional writes the Simplified character as shown in any word: 徵 for 征."""
    return to_traditional(simple[place]) == shown[place]


def is_in_name(simple: str, place: int) -> bool:
    """Tell whether a character stands behind a surname, or one further, and is no word with the one before."""
    before = simple[max(0, place - 2) : place]
    if not any(map(is_surname, before)) or _are_word(before[-1:], simple[place]):
        return False
    return not any(map(is_place, (simple[place - 1 : place + 1], simple[place - 1 : place + 2])))


def follows_a_surname(simple: str, place: int) -> bool:
    """Tell whether a surname stands right before the place, and is no word with what stands before it.

    >>> follows_a_surname("学者徐乾学", 3), follows_a_surname("果实升级", 2)
    (True, False)
    """
    surname = simple[max(0, place - 1) : place]
    return is_surname(surname) and not _are_word(simple[max(0, place - 2) : place - 1], surname)


def makes_a_division(simple: str, place: int, character: str) -> bool:
    """Tell whether the whole name of a division stands over the place, if `character` stands there.

    >>> makes_a_division("在锺山区任职", 1, "钟"), makes_a_division("在锺山区任职", 1, "锺")
    (True, False)
    """
    around = simple[max(0, place - _LONGEST_DIVISION) : place] + character
    text, at = around + simple[place + 1 : place + _LONGEST_DIVISION], len(around) - 1
    names = division_names()
    return any(
        text[start:end] in names
        for start in range(max(0, at + 1 - _LONGEST_DIVISION), at + 1)
        for end in range(max(at + 1, start + 2), min(len(text), start + _LONGEST_DIVISION) + 1)
    )


def begins_a_name(simple: str, place: int) -> bool:
    """Tell whether what stands at the place has the form of a name.

    >>> begins_a_name("于志刚教授", 0), begins_a_name("于山上", 0)
    (True, False)
    """
    return is_surname(simple[place]) and has_form_of_name(simple[place : place + 3])


def is_supported(simple: str, place: int, character: str) -> bool:
    """Tell whether the model knows a character with one beside it, or no Chinese stands beside it."""
    text = simple[max(0, place - 1) : place] + character + simple[place + 1 : place + 2]
    pairs = [pair for pair in map("".join, pairwise(text)) if len(_HAN.findall(pair)) == len(pair)]
    return not pairs or any(surprise(pair[0], pair[1]) < surprise("", pair[1]) for pair in pairs)


def begins_a_word(simple: str, place: int) -> bool:
    """Tell whether a character is a word with the one behind it."""
    return _are_word(simple[place], simple[place + 1 : place + 2])


def _are_word(first: str, then: str) -> bool:
    return bool(first and _HAN.match(then)) and surprise(classed(first), then) <= _WORD


def closes_a_credit(simple: str, place: int) -> bool:
    """Tell whether a name stands before the place and no word behind it: 张岱著，李渔译.

    >>> closes_a_credit("弗朗西斯·福山著，陈高译", 7), closes_a_credit("（张岱著）", 3), closes_a_credit("笑着，", 1)
    (True, True, False)
    """
    if _HAN.match(simple, place + 1):
        return False
    dot = simple.rfind("·", max(0, place - _LONGEST_LAST_NAME), place - 1)
    if dot >= 0 and len(_HAN.findall(simple, dot, place)) == place - dot - 1:
        return True
    names = (simple[max(0, place - length) : place] for length in _NAME_LENGTHS)
    return any(is_person(name) and not begins_as_a_word(name) for name in names)
