"""How often one to three characters stand in a row, weighted by source, and what to take off for the unseen."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pipelines.language_model import BOUNDARY, classed

TAKEN = {1: 0.0, 2: 0.65, 3: 0.75}
"""Discount: what is taken off each count of two and three characters for the unseen; tried from .6 to .9."""

Counts = defaultdict[str, float]


class Tally:
    """Counts of one to three characters in a row, and how much of each is taken off."""

    def __init__(self) -> None:
        self.counts: Counts = defaultdict(float)
        self.taken: Counts = defaultdict(float)
        self.characters = 0.0  # of running text, weighted

    def add_text(self, paragraphs: Iterable[str], weight: float) -> None:
        """Count running text."""
        triples = Counter(triple for paragraph in paragraphs for triple in _triples(paragraph))
        self.characters += weight * triples.total()
        pairs: Counter[str] = Counter()
        singles: Counter[str] = Counter()
        for triple, count in triples.items():
            pairs[triple[1:]] += count
            singles[triple[2:]] += count
        for counted in (singles, pairs, triples):
            for sequence, count in counted.items():
                self._add(sequence, count, weight)

    def add_words(self, words: Iterable[tuple[str, float]], power: float, share: float) -> None:
        """Count what stands inside words, scaled to a share of the running text counted so far."""
        inside: Counts = defaultdict(float)
        length = 0.0
        for word, count in words:
            text, weight = classed(word), count**power
            length += len(text) * weight
            for end in range(1, len(text) + 1):
                for start in range(max(0, end - len("三个字")), end):
                    inside[text[start:end]] += weight
        scale = share * self.characters / length
        for sequence, count in inside.items():
            self._add(sequence, count * scale, 1.0)

    def _add(self, sequence: str, count: float, weight: float) -> None:
        self.counts[sequence] += weight * count
        self.taken[sequence] += weight * min(count, TAKEN[len(sequence)])


_SPOILT = re.compile("[\0-\x08\x7f\ue000-\uf8ff\ufffd锛銆鈥锟]")
"""Signs of a paragraph that was spoilt before it was packed: lost characters, UTF-8 read as GBK (，。” as 锛銆鈥)."""
_HIDDEN = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_REPEATED = re.compile("([。，、；：])\\1+")
"""Marks typed twice, or for dots: what is edited has none, and a damaged text may seem to have some."""


def _triples(paragraph: str) -> Iterator[str]:
    """Yield each character of a paragraph and its end, behind the two before it; none of a spoilt paragraph."""
    text = _REPEATED.sub(r"\1", classed(_HIDDEN.sub("", paragraph)))
    if text and not _SPOILT.search(text):
        padded = BOUNDARY * 2 + text + BOUNDARY
        for start in range(len(padded) - len(BOUNDARY * 2)):
            yield padded[start : start + 3]
