"""Reprints among the articles of files."""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas import Article
from schemas.derived.reprint import Reprint, ReprintGroup
from scraper.reprints.alignment import Text, align
from scraper.reprints.grams import sketch
from scraper.reprints.grouping import Groups
from scraper.reprints.letters import Letters, letters_of
from scraper.reprints.likely_pairs import Grams
from scraper.reprints.shelf import Shelf

Tell = Callable[[str, int, int | None], None]
"""Hears what is done, how far it is, and of how many where that is known."""

_PRECISIONS = ("second", "minute", "day")


class Card(NamedTuple):
    """What is told of an article beside its text."""

    id: str
    site: str
    url: str
    title: str
    date: datetime
    precision: str
    source: str | None

    @property
    def age(self) -> tuple[datetime, int, str]:
        """What orders articles from the earliest: the date as it stands, of the same one the finer, then the id."""
        return self.date, _PRECISIONS.index(self.precision), self.id


class Reprints:
    """Articles, and which of them have one text.

    Texts and what is told of them lie on the disk, in `folder`; memory grows by some sixty bytes an article.
    """

    def __init__(self, folder: Path | None, tell: Tell) -> None:
        self._texts, self._cards = Shelf(folder), Shelf(folder)
        self._grams = Grams(folder)
        self._lengths = array("I")
        self._numbers: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._tell = tell

    def __len__(self) -> int:
        return len(self._lengths)

    def add(self, article: Article) -> None:
        """Put an article to the others; each must come once."""
        letters = letters_of(article.body)
        self._grams.add(len(self), sketch(letters))
        self._lengths.append(len(letters))
        self._texts.add(letters.tobytes())
        self._cards.add(write_card(article))
        self._tell("reading", len(self), None)

    def groups(self) -> Iterator[ReprintGroup]:
        """Yield the groups of articles that have one text, in the order of their earliest."""
        groups = [sorted(ranks, key=lambda rank: self._card(rank).age) for ranks in self._group()]
        groups.sort(key=lambda ranks: self._card(ranks[0]).age)
        for number, ranks in enumerate(groups, 1):
            self._tell("writing", number, len(groups))
            cards = [self._card(rank) for rank in ranks]
            yield describe(cards, [Text(self._letters(rank)) for rank in ranks])

    def _group(self) -> list[list[int]]:
        """Return the groups, each as the ranks of its articles."""
        self._texts.settle()
        self._cards.settle()
        lengths = np.array(self._lengths, dtype=np.int64)
        self._numbers = np.argsort(-lengths, kind="stable")
        ranks = np.empty(len(lengths), dtype=np.uint64)
        ranks[self._numbers] = np.arange(len(lengths), dtype=np.uint64)
        self._tell("comparing", 0, len(self))
        groups = Groups(self._letters)
        for candidate in self._grams.candidates(ranks, lengths[self._numbers]):
            self._tell("comparing", candidate.shorter, len(self))
            groups.place(candidate)
        return list(groups.members())

    def _letters(self, rank: int) -> Letters:
        return np.frombuffer(self._texts[int(self._numbers[rank])], dtype=np.uint16)

    def _card(self, rank: int) -> Card:
        return read_card(self._cards[int(self._numbers[rank])])


def describe(cards: Sequence[Card], texts: Sequence[Text]) -> ReprintGroup:
    """Return the record of a group, whose earliest article is the first."""
    stated = Counter(card.source for card in cards if card.source)
    return ReprintGroup(
        earliest=cards[0].id,
        source=max(stated, key=stated.__getitem__) if stated else None,
        members=tuple(
            Reprint(
                id=card.id,
                site=card.site,
                url=card.url,
                title=card.title,
                date=card.date,
                source=card.source,
                shared=share(texts[0], text),
            )
            for card, text in zip(cards, texts, strict=True)
        ),
    )


def share(one: Text, other: Text) -> float:
    """Return how much of the shorter text stands in the longer one."""
    shorter, longer = sorted((one, other), key=lambda text: len(text.letters))
    return round(align(shorter, longer).of_shorter, 3)


def write_card(article: Article) -> bytes:
    """Return what is told of an article, as bytes."""
    date, precision = article.date.isoformat(), article.date_precision
    told = (article.id, article.site, article.url, article.title, date, precision, article.source)
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read_card(card: bytes) -> Card:
    """Return what was told of an article."""
    told: list[Any] = json.loads(card.decode("utf-8", "surrogatepass"))
    return Card(*told)._replace(date=datetime.fromisoformat(told[4]))
