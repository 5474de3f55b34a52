"""Rows of buttons and slogans: short words side by side, where a headline could stand."""

import re

from pipelines.controls.lone_words import is_button_word
from pipelines.extract.title.statements import Statements

_BETWEEN_BUTTONS = re.compile(r"[\s|｜/·【】\[\]]+")
_FEWEST_BUTTONS = 3
_LONGEST_BUTTON = 5
_LONGEST_OF_MANY = 7
"""Characters of a word in a row of that many."""


def is_menu(text: str, said: Statements) -> bool:
    """Say whether a line is a row of buttons or a slogan: short words, one of them a button or none in the text."""
    words = [word for word in _BETWEEN_BUTTONS.split(text) if word]
    if any(map(is_button_word, words)):
        return max(map(len, words)) <= _LONGEST_OF_MANY or not said.repeated(
            text
        )  # 【图解】 begins a headline
    longest = _LONGEST_BUTTON if len(words) < _FEWEST_BUTTONS else _LONGEST_OF_MANY
    return len(words) > 1 and max(map(len, words)) <= longest and not said.repeated(text)
