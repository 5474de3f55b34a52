"""Where a page has readings in brackets behind its characters, one or several, with whatever stands between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.restore.spelled.readings import is_read, is_syllable

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿĀ-ěĩ-ŭƀ-ǜ\u0300-\u030cａ-ｚＡ-Ｚ:"
_SPELLING = rf"[{_LETTER}]{{1,10}}[0-5０-５]?"
"""Letters of a syllable, those of zhuang with a tone in two characters each, and the digit of a tone."""

_BLANK = "[ \u00a0\u2002-\u200b\u3000]"
_BRACKET = re.compile(rf"[(（\[［【〔]{_BLANK}{{0,2}}({_SPELLING}){_BLANK}{{0,2}}[)）\]］】〕]")

EMOJI = "[\u2600-\u2604\u2607-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0e\ufe0f\u200d\u20e3]"
_EMOJI = rf"(?:{EMOJI}|&#(?:x1[fF][0-9a-fA-F]{{3}}|1[23]\d{{4}});?)"
BLANKS = re.compile(rf"(?:{_BLANK}|&nbsp;){{1,4}}")
SIGN = re.compile(rf"{_EMOJI}{{1,8}}")
"""An emoji of up to eight parts, or several; as entities too."""

STRAY = re.compile(rf"</?[a-zA-Z][^<>]{{0,120}}>|(?P<stray>(?:{_EMOJI}|{_BLANK}|&nbsp;){{1,12}})")
"""Tags, and what stands between them and is to go with a reading."""

_WITHIN = re.compile(rf"^(?:{_EMOJI}|{_BLANK}|&nbsp;|</?[a-zA-Z][^<>]{{0,120}}>){{0,12}}$")
"""What may stand between a character and its reading: emoji, blanks, tags of a wrapper."""

_LONGEST_GAP = 320
"""Characters of that: two wrappers with their attributes."""

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A syllable in brackets, and where the character stands that it may be a reading of."""

    start: int
    end: int
    spelling: str
    base: int  # position of the character
    from_: int  # where what stands between the character, or the bracket before, and this one begins
    is_read: bool  # the character can be read so


@dataclass(frozen=True, slots=True)
class Group:
    """All the brackets behind one character."""

    character: str
    brackets: tuple[Bracket, ...]

    @property
    def base(self) -> int:
        """Return where the character stands."""
        return self.brackets[0].base

    @property
    def is_read(self) -> bool:
        """Tell whether one of the brackets holds a reading of the character."""
        return any(bracket.is_read for bracket in self.brackets)

    @property
    def is_repeated(self) -> bool:
        """Tell whether one reading is printed twice: no teacher does that."""
        spellings = [bracket.spelling.lower() for bracket in self.brackets if bracket.is_read]
        return len(set(spellings)) < len(spellings)


def groups_in(text: str) -> Iterator[Group]:
    """Yield the characters of `text` that have syllables in brackets behind them, in order. Linear.

    >>> [(group.character, len(group.brackets)) for group in groups_in("煙(yan)(yan)氣（qi）排放(GB)，图(a)")]
    [('煙', 2), ('氣', 1), ('图', 1)]
    """
    together: list[Bracket] = []
    for bracket in _brackets(text):
        if together and together[-1].base != bracket.base:
            yield Group(text[together[0].base], tuple(together))
            together = []
        together.append(bracket)
    if together:
        yield Group(text[together[0].base], tuple(together))


def _brackets(text: str) -> Iterator[Bracket]:
    before: Bracket | None = None
    for match in _BRACKET.finditer(text):
        spelling = match[1]
        if not is_syllable(spelling):
            continue
        base, gap = _character_before(text, match.start(), before)
        if base is not None:
            before = Bracket(match.start(), match.end(), spelling, base, gap, is_read(text[base], spelling))
            yield before


def _character_before(text: str, start: int, before: Bracket | None) -> tuple[int | None, int]:
    """Return where the character of a bracket stands, and where the gap between the two begins."""
    if before is not None and start - before.end <= _LONGEST_GAP and _WITHIN.search(text[before.end : start]):
        return before.base, before.end
    if HAN.match(text, start - 1) if start else None:
        return start - 1, start
    # Only what may stand between is walked over, and never further than the bracket before.
    window = text[max(before.end if before else 0, start - _LONGEST_GAP) : start]
    characters = list(HAN.finditer(window))
    if not characters or not _WITHIN.search(window[characters[-1].end() :]):
        return None, start
    gap = start - len(window) + characters[-1].end()
    return gap - 1, gap
