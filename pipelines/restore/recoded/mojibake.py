"""Chinese whose bytes were read as Latin-1 or Windows-1252 and written again, once or more: æ–°é—» is 新闻, ÐÂÎÅ too."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.characters import COMMON, beyond_ascii, in_utf8, surprise
from pipelines.gb18030 import LOST
from schemas import Edit

KIND = "mojibake"

MOST_TIMES = 3
"""Times that a text was read wrongly; more has not been seen."""

FEWEST = {"utf-8": 6, "gb18030": 20}
"""Chinese characters that a page must give back: accented French gives none in UTF-8, a chance pair in GB18030."""

MOST_LOST = 0.1
"""Share of a run's characters of which a byte is lost; where more are, nobody knows what it said."""

SOUND_SHARE = 0.9
"""Share of the characters given back that must be common."""

_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_BYTES = {ord(character): character.encode("cp1252")[0] for character in _CP1252}
_ANY = f"\u0080-\u00ff{_CP1252}"
_RUN = re.compile(f"[{_ANY}]{{2,}}")
_SIGNS = {"utf-8": "æåçäèéÃÂ", "gb18030": ("µÄ",)}
"""What such a page holds by necessity: first bytes of Chinese characters; those of 的."""
_HEAD = b"\xc3"
"""The first byte, in UTF-8, of À to ÿ: one of the signs of either charset is such a letter."""

_HAN = re.compile("[\u3400-\u9fff]")


class _Run(NamedTuple):
    start: int
    before: str
    after: str
    certain: bool


def undo_mojibake(text: str) -> tuple[Edit, ...]:
    """Return the edits that give a page its Chinese back, none where it is not sound Chinese then.

    >>> undo_mojibake("æ–°é—»ç½‘è®¯ï¼Œä»Šæ—¥ä¸°æ”¶")[0].after
    '新闻网讯，今日丰收'
    >>> undo_mojibake("Le café créé à Besançon, « déjà vu » à l’été."), undo_mojibake("新闻网讯")
    ((), ())
    """
    if _HEAD not in in_utf8(text):  # one search of bytes for nine of characters
        return ()
    for encoding, signs in _SIGNS.items():
        if not any(sign in text for sign in signs):
            continue
        runs = list(_runs(text, encoding))
        given = "".join(run.after for run in runs)
        if len(_HAN.findall(given)) >= FEWEST[encoding] and _is_sound(given):
            return tuple(
                Edit(start=run.start, before=run.before, after=run.after, kind=KIND, certain=run.certain)
                for run in runs
            )
    return ()


def _is_sound(given: str) -> bool:
    characters = beyond_ascii(given)
    common = sum(surprise(character) < COMMON for character in characters)
    return common >= SOUND_SHARE * len(characters)


def _runs(text: str, encoding: str) -> Iterator[_Run]:
    """Yield the runs that are the bytes of a Chinese text, or of its punctuation."""
    for match in _RUN.finditer(text):
        after = _reread(match[0], encoding)
        if after is not None:
            yield _Run(match.start(), match[0], after, LOST not in after)


def _reread(run: str, encoding: str) -> str | None:
    """Return what the bytes of a run say, read again as often as they were read wrongly; None for no text."""
    for _ in range(MOST_TIMES):
        body = bytes(_BYTES.get(ord(character), ord(character) & 0xFF) for character in run)
        run = body.decode(encoding, "replace")
        if run.count(LOST) > MOST_LOST * len(run):
            return None
        if _RUN.fullmatch(run) is None:
            return run
        if encoding != "utf-8":
            return None
    return None
