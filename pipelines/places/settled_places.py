"""What an article is known to name so far, by name, by sentence and by line: to ask it for the relatives of a name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipelines.places.gazetteer import level
from pipelines.places.named_spans import Sighting

_PREFECTURE, _PROVINCE = 4, 2
"""Digits of a code that say so much."""


class SettledPlaces:
    """The settled names of an article; each question takes as long for a long article as for a short one."""

    def __init__(self, sightings: Sequence[Sighting], codes: Mapping[int, str]) -> None:
        """Index the names by the order of `sightings`."""
        self.codes = frozenset(codes.values())
        self._sightings = sightings
        self._codes = codes
        self._named: dict[str, set[str]] = defaultdict(set)
        self._first: dict[tuple[str, int, str], int] = {}
        self.sentences: dict[tuple[str, str], list[int]] = defaultdict(list)
        """The sentences of a field, in order, that name something of a prefecture."""
        for at in sorted(codes):
            one, code = sightings[at], codes[at]
            self._named[one.form.text].add(code)
            start = code[:_PREFECTURE] if level(code) else code
            self._first.setdefault((one.field, one.line, start), at)
            self.sentences[one.field, start].append(one.sentence)
        self.beginnings = frozenset(
            start
            for code in self.codes
            for start in (code[:_PROVINCE], code[:_PREFECTURE] if level(code) else "")
        )
        """Of the provinces, and of the prefectures, that the article names or names something of."""

    def code_at(self, at: int) -> str | None:
        """Return the code of a sighting, None where it is open."""
        return self._codes.get(at)

    def of_the_name(self, text: str) -> set[str]:
        """Return the codes that a name has where it is settled."""
        return set(self._named.get(text, ()))

    def is_parent_before(self, at: int, code: str) -> bool:
        """Tell whether the line names, before the sighting, the province or something of the prefecture of a code."""
        one = self._sightings[at]
        return any(
            self._first.get((one.field, one.line, start), at) < at
            for start in (code[:_PREFECTURE], f"{code[:_PROVINCE]}0000")
        )
