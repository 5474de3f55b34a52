"""A date that may be the publication's, with what speaks for it, and the order among those that are believed."""

from enum import IntEnum
from typing import NamedTuple

from pipelines.extract.date.grammar import Reading
from pipelines.extract.evidence.candidates import Candidate, Ground


class Layer(IntEnum):
    """Where a date was read: of two that are believed the one of the lower layer is taken."""

    SITE = 0
    PRINTED = 1
    STATED = 2  # meta, JSON-LD, attributes, hidden inputs
    SCRIPTED = 3
    CHANGED = 4  # 更新时间：, where nothing tells the publication
    STRAY = 5  # above the headline or behind the text, without a label: believed where the page agrees
    RELATIVE = 6  # as good as the hour of the fetch: 昨天, 06-12
    UPDATED = 7  # the page tells machines when it was changed, and nothing else
    URL = 8
    DOCUMENT = 9  # 成文日期: the day of the document, where nothing tells that of its publication


class Dating(NamedTuple):
    """A date of the page with its grounds."""

    reading: Reading
    rule: str
    order: tuple[float, ...]  # begins with the layer
    grounds: frozenset[Ground]
    against: str = ""
    update: bool = False

    def candidate(self) -> Candidate[Reading]:
        """Return it as a candidate of the common scheme."""
        return Candidate(self.reading, self.rule, self.order, self.grounds, self.against)

    def agreeing(self, grounds: set[Ground]) -> "Dating":
        """Return it with further grounds."""
        return self._replace(grounds=self.grounds | grounds)
