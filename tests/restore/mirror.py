"""A spider-pool mirror run forwards, written apart from the project's own model: what restore() is measured with.

It does in whole batches what the mirror does: one table for all characters, `bytes.replace` for each row of the
list, `bytes.split` for each cut, one lenient decoding of each piece, then what later tools did. Of the project it
shares the tables of facts alone. `Habits` are all that two mirrors differ in; MODEL.md of the evaluation material
says where each was seen.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random
from typing import NamedTuple

import pipelines.restore

DATA = Path(pipelines.restore.__file__).parent / "data"
LISTED = 122  # rows whose place in the list is known
CUTS = "！；？"
MORE_CUTS = "，。、"  # looked for in what the others left
MARK, REPLACEMENT = "?", "\ufffd"
HALF_WIDTH = str.maketrans("，：；！？（）", ",:;!?()")
EVERY = 7  # commas from one that is doubled to the next


class Row(NamedTuple):
    """A Traditional character that the mirror annotates, and the reading it prints."""

    character: str
    reading: str


class Swallow(Enum):
    """What becomes of a lead byte and the byte below 0x40 behind it."""

    ONE_MARK = "one mark stands for both"
    MARK_AND_BYTE = "a mark for the lead, and the byte"
    BYTE = "the byte alone"
    NOTHING = "neither is left"


@dataclass(frozen=True, slots=True)
class Decoder:
    """How a mirror's decoder treats a lead byte that has no trail."""

    alone: str = MARK  # what it writes for one at the end of a piece
    swallow: Swallow = Swallow.ONE_MARK
    mark: str = MARK  # what it writes for one before a byte below 0x40
    knows_last_lead: bool = True  # else 0xFE before such a byte vanishes, and the byte stays

    def __str__(self) -> str:
        """Return the decoder's name as a table prints it."""
        alone = {MARK: "marks", REPLACEMENT: "U+FFFD", "": "drops"}[self.alone]
        return f"{alone}, {self.swallow.value}" + ("" if self.knows_last_lead else ", no FE")


MARKS = Decoder()
REPLACES = Decoder(alone=REPLACEMENT, mark=REPLACEMENT)
DROPS = Decoder(alone="")
SKIPS = Decoder(alone="", knows_last_lead=False)
DECODERS = tuple(
    Decoder(alone, swallow, alone or MARK, knows)
    for alone in (MARK, REPLACEMENT, "")
    for swallow in Swallow
    for knows in (True, False)
)


@dataclass(frozen=True, slots=True)
class Habits:
    """What one mirror does to every text; the defaults are the commonest habits."""

    rows: Sequence[Row] = field(default_factory=lambda: listed()[:LISTED])
    blank: str = ""  # " " in the family that writes 會(huì )
    cuts: str = CUTS
    decoder: Decoder = MARKS
    private_use: bool = True  # else private-use characters were dropped afterwards
    half_width: bool = False
    replacement_as_mark: bool = False  # U+FFFD became `?` afterwards
    doubled: bool = False  # some commas stand twice, or with a full stop behind them
    spread: bool = False  # a space stands between two Han characters here and there


@cache
def listed() -> tuple[Row, ...]:
    """Return the list in the mirror's order, the rows without a known place last."""
    return tuple(Row(character, readings.split()[0]) for character, _, readings in _table("annotations.tsv"))


def shuffled(random: Random, rows: int) -> tuple[Row, ...]:
    """Return that many rows of the list in an order of their own: a mirror nobody has seen yet."""
    return tuple(random.sample(listed(), rows))


def damage(text: str, habits: Habits) -> str:
    """Return a text or the source of a page as the mirror and what came after it show it.

    >>> damage("区里发展潜力", Habits())
    '區(qū)里發(fā)展?jié)摿?'
    """
    shown = mirrored(text, habits)
    for later in _later(habits):
        shown = later(shown)
    return shown


def mirrored(text: str, habits: Habits) -> str:
    """Return what the mirror itself shows, nothing done afterwards."""
    body = b"".join(map(_bytes_of, text.translate(_traditional())))
    for row in habits.rows:
        code = row.character.encode("gb18030")
        body = body.replace(code, code + f"({row.reading}{habits.blank})".encode("gb18030"))
    pieces: list[bytes | str] = [body]
    for marks in (set(habits.cuts) & set(CUTS), set(habits.cuts) & set(MORE_CUTS)):
        pieces = list(chain.from_iterable(_cut(piece, marks) for piece in pieces))
    return "".join(piece if isinstance(piece, str) else _decode(piece, habits.decoder) for piece in pieces)


def _table(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@cache
def _traditional() -> dict[int, str]:
    return {ord(row[0]): row[1] for row in _table("traditional.tsv")}


@cache
def _bytes_of(character: str) -> bytes:
    """Return a character's one or two bytes; what has more, or none, is a `?` to the mirror."""
    code = character.encode("gb18030", "replace")
    return code if len(code) <= 2 else b"?"


def _cut(piece: bytes | str, marks: Collection[str]) -> list[bytes | str]:
    """Return what lies between the marks' bytes, wherever they are found, and the marks."""
    if isinstance(piece, str) or not marks:
        return [piece]
    found = re.split(b"(" + b"|".join(mark.encode("gb18030") for mark in marks) + b")", piece)
    return [part.decode("gb18030") if number % 2 else part for number, part in enumerate(found)]


def _decode(piece: bytes, decoder: Decoder) -> str:
    """Return the piece's characters: pairs from the front, whatever they once belonged to."""
    return "".join(_character(unit, decoder) for unit in re.findall(rb"(?s)[\x81-\xfe]?.|.", piece))


def _character(unit: bytes, decoder: Decoder) -> str:
    lead, low = unit[0], unit[-1:].decode("latin-1")
    if len(unit) == 1:
        return low if lead < 0x80 else "€" if lead == 0x80 else decoder.alone
    if unit[1] >= 0x40:
        try:
            return unit.decode("gb18030")
        except UnicodeDecodeError:
            return decoder.mark
    if lead == 0xFE and not decoder.knows_last_lead:
        return low
    return {
        Swallow.ONE_MARK: decoder.mark,
        Swallow.MARK_AND_BYTE: decoder.mark + low,
        Swallow.BYTE: low,
        Swallow.NOTHING: "",
    }[decoder.swallow]


def _later(habits: Habits) -> list[Callable[[str], str]]:
    """Return the tools that handled the page after the mirror, in their order."""
    tools: list[tuple[bool, Callable[[str], str]]] = [
        (not habits.private_use, lambda text: re.sub("[\ue000-\uf8ff]", "", text)),
        (habits.half_width, lambda text: text.translate(HALF_WIDTH)),
        (habits.replacement_as_mark, lambda text: text.replace(REPLACEMENT, MARK)),
        (habits.doubled, _double),
        (habits.spread, lambda text: re.sub("([一-鿿]{5})(?=[一-鿿])", r"\1 ", text)),
    ]
    return [tool for wanted, tool in tools if wanted]


def _double(text: str) -> str:
    """Return the text with a mark in seven doubled: `,,` or `,。`."""
    pieces = re.split("([，,](?=[一-鿿]))", text)
    for number, position in enumerate(range(1, len(pieces), 2)):
        if number % EVERY == 0:
            pieces[position] += "。" if number % (2 * EVERY) else pieces[position]
    return "".join(pieces)
