"""A glance at the bytes of a page: does it hold readings in brackets at all? All that a sound page pays."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipelines.characters import parts_of
from pipelines.restore.spelled.readings import is_syllable

_LETTER = rb"(?:[A-Za-z:]|[\xc3-\xc7\xcc][\x80-\xbf]|\xef\xbd[\x81-\x9a])"
_HALF_WIDTH = re.compile(
    rb"\((?:(?<=[\x80-\xbf)]\()|(?<=[\x80-\xbf] \()|(?<=[a-z\"'/]>\()) ?(%b{1,7}[0-5]?) ?\)" % _LETTER
)
_CLOSED = re.compile(r"^[ \u3000]?([a-zA-Zà-ǜ\u0300-\u030c:ａ-ｚ]{1,7}[0-5]?)[ \u3000]?[)）\]］】〕]")
SENTENCE = 150
"""Characters before a full stop of a page that are looked at; few sentences are longer."""

_SENTENCES = 3
"""Full stops from which a page's prose shows whether it is annotated: its scripts are full of brackets."""

_STOP = "。"
_RARER = "[【〔［"


def count_readings(text: str, enough: int) -> int:
    """Return how many readings in brackets `text` holds, as far as `enough`.

    Rarer brackets than round ones are looked for in prose only: scripts are full of them.

    >>> count_readings("煙(yan)(yan)氣（qi）排放(NBA)", 10)
    3
    """
    found = 0
    for spelling in _spellings(text):
        found += is_syllable(spelling)
        if found == enough:
            break
    return found


def _spellings(text: str) -> Iterator[str]:
    for part in parts_of(text):
        yield from _spellings_of(part)


def _spellings_of(text: str) -> Iterator[str]:
    prose = prose_of(text)
    shown = prose if prose.count(_STOP) >= _SENTENCES else text
    for match in _HALF_WIDTH.finditer(shown.encode("utf-8", "surrogatepass")):
        yield match[1].decode("utf-8", "replace")
    yield from _behind("（", shown)
    for bracket in _RARER:
        yield from _behind(bracket, prose)


def _behind(bracket: str, text: str) -> Iterator[str]:
    """Yield what stands in such brackets and can be a syllable."""
    if bracket in text:
        for piece in text.split(bracket)[1:]:
            if closed := _CLOSED.match(piece):
                yield closed[1]


@lru_cache(maxsize=1)
def prose_of(text: str) -> str:
    """Return a plain text as it is, of a page what stands before its full stops: a search for those costs next to nothing.

    >>> prose_of("<script>a[e]</script><p>山阳县今日丰收。</p>")[-8:]
    '山阳县今日丰收。'
    """
    if "<" not in text:
        return text
    pieces: list[str] = []
    before, end = 0, text.find(_STOP)
    while end >= 0:
        pieces.append(text[max(before, end - SENTENCE) : end + 1])
        before, end = end + 1, text.find(_STOP, end + 1)
    return "".join(pieces)
