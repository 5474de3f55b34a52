"""Which characters make a word: enough to say that one word fits, and no other."""

from functools import cache
from importlib.resources import files

_PAIR = 2  # characters


@cache
def _rests() -> dict[str, frozenset[str]]:
    """Return what follows the first character of each word."""
    text = files("pipelines.restore.spelled").joinpath("data/words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {first: frozenset(seconds) | frozenset(longer.split()) for first, seconds, longer in rows}


def is_word(text: str) -> bool:
    """Tell whether two or three characters are a common word.

    >>> is_word("高效"), is_word("共产党"), is_word("效服")
    (True, True, False)
    """
    return len(text) >= _PAIR and text[1:] in _rests().get(text[0], frozenset())
