"""A glance at the bytes of a page: does it hold readings in brackets at all? All that a sound page pays."""

import re
from collections.abc import Iterator

from pipelines.characters import in_utf8
from pipelines.restore.spelled.readings import is_syllable

_LETTER = rb"(?:[A-Za-z:]|[\xc3-\xc7\xcc][\x80-\xbf]|\xef\xbd[\x81-\x9a])"
_HALF_WIDTH = re.compile(
    rb"\((?:(?<=[\x80-\xbf)]\()|(?<=[\x80-\xbf] \()|(?<=[a-z\"'/]>\()) ?(%b{1,7}[0-5]?) ?\)" % _LETTER
)
_CLOSED = re.compile(r"^[ \u3000]?([a-zA-Zà-ǜ\u0300-\u030c:ａ-ｚ]{1,7}[0-5]?)[ \u3000]?[)）\]］】〕]")
_RARER = "[【〔［"


def count_readings(text: str, enough: int) -> int:
    """Return how many readings in brackets `text` holds, as far as `enough`.

    Rarer brackets than round ones are looked for in plain text only: scripts are full of them.

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
    for match in _HALF_WIDTH.finditer(in_utf8(text)):
        yield match[1].decode("utf-8", "replace")
    for bracket in "（" if "<" in text else "（" + _RARER:
        if bracket in text:
            for piece in text.split(bracket)[1:]:
                if closed := _CLOSED.match(piece):
                    yield closed[1]
