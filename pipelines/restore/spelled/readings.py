"""Which syllables a character is read as, however a page spells them."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import normalize

from pipelines.restore.tables import simplified

_TONES = dict.fromkeys((0x0300, 0x0301, 0x0302, 0x0304, 0x0306, 0x030C))
"""The combining marks of the four tones and of ê; a breve is what a careless hand writes for the third."""

_DIGIT = re.compile(r"[0-5]$")


@lru_cache(maxsize=1 << 12)
def toneless(spelling: str) -> str:
    """Return the syllable that `spelling` is, small letters without its tone, ü as v.

    >>> toneless("Lǜ"), toneless("lu:4"), toneless("ＹＡＮ"), toneless("yan1")
    ('lv', 'lv', 'yan', 'yan')
    """
    bare = normalize("NFD", normalize("NFKC", spelling).strip().lower()).translate(_TONES)
    return _DIGIT.sub("", bare.replace("u\u0308", "v").replace("u:", "v"))


@lru_cache(maxsize=1 << 12)
def is_toned(spelling: str) -> bool:
    """Tell whether `spelling` says its tone, by a mark or a digit."""
    decomposed = normalize("NFD", normalize("NFKC", spelling)).strip()
    return any(ord(mark) in _TONES for mark in decomposed) or _DIGIT.search(decomposed) is not None


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    """Return the syllables, the characters of both scripts usually read so, and those seldom read so."""
    text = files("pipelines.restore.spelled").joinpath("data/readings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple((syllable, usual, seldom) for syllable, usual, seldom in rows)


@cache
def usual_characters() -> dict[str, str]:
    """Return the characters by each syllable that they are usually read as."""
    return {syllable: usual for syllable, usual, _ in _rows()}


@cache
def _syllables() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for syllable, usual, seldom in _rows():
        for character in usual + seldom:
            found[character] = found.get(character, frozenset()) | {syllable}
    return found


@lru_cache(maxsize=1 << 15)
def syllables_of(character: str) -> frozenset[str]:
    """Return the syllables that a character of either script is read as; none where no table knows it."""
    own = _syllables().get(character, frozenset())
    return own | _syllables().get(simplified(character), frozenset())


@lru_cache(maxsize=1 << 15)
def is_read(character: str, spelling: str) -> bool:
    """Tell whether `spelling` is a reading of `character`, the dots of ü kept, written as v, or left out.

    >>> is_read("綠", "lü"), is_read("绿", "LV4"), is_read("绿", "lu"), is_read("绿", "hong")
    (True, True, True, False)
    """
    syllable = toneless(spelling)
    readings = syllables_of(character)
    return syllable in readings or (
        "u" in syllable and any(syllable == reading.replace("v", "u") for reading in readings)
    )


def is_syllable(spelling: str) -> bool:
    """Tell whether `spelling` is any character's reading.

    >>> is_syllable("yan"), is_syllable("the")
    (True, False)
    """
    syllable = toneless(spelling)
    return syllable in usual_characters() or syllable.replace("u", "v") in usual_characters()
