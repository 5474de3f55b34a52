"""What is said of a page beside it: its fields, what lost, what was restored, and the frames that show it."""

from dataclasses import dataclass

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
    anchor: str = ""  # the name of its mark, empty where it has none


@dataclass
class Loser:
    """A value that was read and not taken, and why not."""

    name: str
    value: str
    rule: str
    grounds: tuple[str, ...]
    why: Words


@dataclass
class EditShown:
    """An edit with the characters around it."""

    before: str
    removed: str
    put: str
    after: str
    kind: str
    certain: bool
