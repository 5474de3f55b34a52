"""What is said of a page beside it: its fields, what lost, what was restored, and the frames that show it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from scraper.views.marking import Words


@dataclass
class Frame:
    """A page shown in a frame: its document, its height on paper in pixels, and what it is called."""

    document: str
    height: int
    name: Words


@dataclass
class Row:
    """What is said of a field: its value, the rule and the grounds, and where it stands."""

    name: str
    value: str | None = None
    rule: str = ""
    grounds: tuple[str, ...] = ()
    place: Words | None = None


@dataclass
class Loser:
    """A value that was read and not taken, and why not."""

    name: str
    value: str
    rule: str
    grounds: tuple[str, ...]
    why: Words
    detail: str  # what beat it, or what speaks against it, in the words of the program


class EditShown(NamedTuple):
    """What stood before an edit and was kept, what it took out, and what it put there."""

    kept: str
    removed: str
    put: str


@dataclass
class Passage:
    """Some edits that stand together, as one text."""

    edits: list[EditShown] = field(default_factory=list)
    after: str = ""  # what stands behind the last one
    kinds: dict[str, None] = field(default_factory=dict)
    certain: bool = True
