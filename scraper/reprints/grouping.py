"""Articles in groups, each of one text: every member shares it with the longest, not only with another member."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from scraper.reprints.alignment import Shared, Text, align
from scraper.reprints.letters import Letters
from scraper.reprints.likely_pairs import Candidate
from scraper.reprints.verdict import are_elsewhere, is_cut_of_one_text, is_one_text

Read = Callable[[int], Letters]
"""Returns the letters of the text of this rank."""

_PLAIN = 0.9  # share of a text that stands in another: no third one needs to be looked at
_READY = 1024  # texts that are kept ready: 20 kB each


class Groups:
    """Which text each belongs to, told by the rank of the longest that has it."""

    def __init__(self, read: Read) -> None:
        self.text = lru_cache(_READY)(lambda rank: Text(read(rank)))
        self.longest: dict[int, int] = {}
        """Of each text that belongs to a longer one the rank of that."""
        self._where: dict[int, int] = {}

    def place(self, candidate: Candidate) -> None:
        """Put a text into the group that it belongs to; longer ones must have been placed before."""
        text = self.text(candidate.shorter)
        found: dict[int, Shared] = {}
        for head in dict.fromkeys(self.longest.get(longer, longer) for longer in candidate.longer):
            found[head] = align(text, self.text(head))
            if found[head].of_shorter >= _PLAIN and self._takes(head, candidate.shorter, found[head]):
                return
        for head in sorted(found, key=lambda head: found[head].of_shorter, reverse=True):
            if self._takes(head, candidate.shorter, found[head]):
                return
        for longer in candidate.longer:
            head = self.longest.get(longer, longer)
            if (
                head != longer
                and is_cut_of_one_text(found[head])
                and is_one_text(align(text, self.text(longer)))
                and self._join(head, candidate.shorter, found[head])
            ):
                return

    def _takes(self, head: int, shorter: int, shared: Shared) -> bool:
        return is_one_text(shared) and self._join(head, shorter, shared)

    def _join(self, head: int, shorter: int, shared: Shared) -> bool:
        """Put a text into a group, and tell so; not where the members so far stand elsewhere in its longest text."""
        if are_elsewhere(shared.where, self._where.setdefault(head, shared.where)):
            return False
        self.longest[shorter] = head
        return True

    def members(self) -> Iterator[list[int]]:
        """Yield the ranks of each group, the longest text's first."""
        groups: dict[int, list[int]] = {}
        for shorter, longer in self.longest.items():
            groups.setdefault(longer, [longer]).append(shorter)
        yield from groups.values()
