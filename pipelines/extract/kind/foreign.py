"""Texts that are no Chinese."""

import re

from pipelines.characters import common_share
from schemas import Reason, Rejected

SHORTEST_SAMPLE = 30
"""Letters from which a text shows its language."""

HAN_SHARE = 0.3
"""Least share of Chinese characters among a body's letters; reports on software stay above one half."""

KANA_SHARE = 0.1
"""Share of kana from which a text is Japanese."""

COMMON_SHARE = 0.35
"""Least share of common characters among the Chinese ones: a table of rare characters has three fifths, a text that
was read in wrong charsets more often than it can be read back a quarter."""

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_KANA_RUN = re.compile(r"[\u3041-\u30ff]+")
_LETTER_RUN = re.compile(r"[^\W\d_]+")


def refuse_foreign(text: str) -> None:
    """Refuse a text in another language than Chinese; a few letters show none."""
    sample = text[:4000]
    han, kana = _count(_HAN_RUN, sample), _count(_KANA_RUN, sample)
    if han >= HAN_SHARE * len(sample) and kana <= KANA_SHARE * han:
        share = common_share("".join(_HAN_RUN.findall(sample)))
        if han >= SHORTEST_SAMPLE and share < COMMON_SHARE:
            raise Rejected(Reason.NOT_CHINESE, f"{share:.0%} of {han} Chinese characters are in use")
        return  # however many of its characters are letters
    letters = _count(_LETTER_RUN, sample)
    if letters < SHORTEST_SAMPLE:
        return
    if han < HAN_SHARE * letters or kana > KANA_SHARE * letters:
        raise Rejected(
            Reason.NOT_CHINESE, f"{han} of {letters} letters are Chinese characters, {kana} are kana"
        )


def _count(run: re.Pattern[str], text: str) -> int:
    """Return how many characters of the text stand in runs of its kind."""
    return sum(map(len, run.findall(text)))
