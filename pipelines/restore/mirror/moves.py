"""What an original may go on with at one place: records that the search finds once and all its hypotheses share."""

from typing import NamedTuple

from pipelines.restore.mirror.machine import State


class Cut(NamedTuple):
    """A mark at which the mirror cuts, by its two bytes."""

    mark: str
    first: int
    second: int
    nats: float = 0.0  # prior against a mirror that cuts there


class Shown(NamedTuple):
    """The machine behind some bytes, and how much of what was seen it has shown."""

    state: State
    place: int
    nats: float = 0.0  # prior against what was supposed of the mirror


class Character(NamedTuple):
    """A character that an original may go on with, by its bytes."""

    code: bytes
    text: str
    nats: float = 0.0  # prior against what it supposes of the mirror
    second: int = 0  # the byte behind it, where the mirror cuts at its last byte and that one


class Move(NamedTuple):
    """A character that an original may go on with, and where it leads."""

    text: str
    state: State
    place: int
    nats: float


class Head(NamedTuple):
    """The first byte of a character whose second one shows nothing: the language model tells which it may be."""

    shown: Shown  # behind the first byte
    first: int
    known: frozenset[int]  # second bytes that show something, and are among the moves
    is_lost: bool  # whether any second byte may be gone; else those of dropped private-use characters


class Tail(NamedTuple):
    """The last byte of a character that makes a cut with the byte behind it: the language model tells which it may be."""

    cut: Cut
    nats: float


class Hidden(NamedTuple):
    """What may stand behind a first byte that is gone with a dropped private-use character."""

    seconds: tuple[int, ...]
    is_lost: bool  # whether any byte may


class Ways(NamedTuple):
    """How every hypothesis goes on that stands at one place with the machine in one state."""

    moves: tuple[Move, ...] = ()  # over what was seen
    heads: tuple[Head, ...] = ()
    tails: tuple[Tail, ...] = ()
    hidden: Hidden | None = None
    strange: int = 0  # where an annotation ends that nothing explains; 0: none is there
    is_low: bool = False  # whether the decoder may have broken off at a byte below 0x40
