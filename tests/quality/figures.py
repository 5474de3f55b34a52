"""What was right, what was false and what was null: the three are told apart in every set.

A value that is false is worse than a null: a null is seen and filled by hand, a false value is believed.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Reading = Mapping[str, Any]
FIELDS = ("title", "date", "source", "editor", "author", "section", "images")


@dataclass(frozen=True, slots=True)
class Figure:
    """Shares of the pages: right; and, where a value can be given in error or missed, false and null."""

    right: float
    false: float | None = None
    null: float | None = None


@dataclass
class Score:
    """Right, false and null answers by field; lines of the body by what became of them."""

    pages: int = 0
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    null: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    missing: int = 0
    foreign: int = 0

    def add(self, gold: Reading, found: Reading | None) -> list[str]:
        """Count a page, None where it was refused; return the names of the fields that are not right."""
        found = found or {}
        self.pages += 1
        wrong = [name for name in FIELDS if not self._judge(name, gold[name], found.get(name))]
        lines, body = lines_of(gold["body"]), lines_of(found.get("body") or "")
        if not self._judge("body", lines, body):
            wrong.append("body")
        common = (Counter(lines) & Counter(body)).total()
        self.kept += common
        self.missing += len(lines) - common
        self.foreign += len(body) - common
        return wrong

    def _judge(self, name: str, gold: object, found: object) -> bool:
        if found == gold or not (found or gold):
            self.right[name] += 1
            return True
        (self.false if found else self.null)[name] += 1
        return False

    def extend(self, other: "Score") -> None:
        """Count the other's pages as well."""
        self.right += other.right
        self.false += other.false
        self.null += other.null
        self.pages += other.pages
        self.kept += other.kept
        self.missing += other.missing
        self.foreign += other.foreign

    def figures(self) -> dict[str, Figure]:
        """Return each field's figure, and the body's precision and recall by lines."""
        pages = max(1, self.pages)
        figures = {
            name: Figure(self.right[name] / pages, self.false[name] / pages, self.null[name] / pages)
            for name in (*FIELDS, "body")
        }
        figures["body precision"] = Figure(self.kept / max(1, self.kept + self.foreign))
        figures["body recall"] = Figure(self.kept / max(1, self.kept + self.missing))
        return figures


def lines_of(text: str) -> list[str]:
    """Return the text's lines without white space, the empty ones left out.

    >>> lines_of("　　一 段\\n\\n二段")
    ['一段', '二段']
    """
    return ["".join(line.split()) for line in text.split("\n") if line.strip()]
