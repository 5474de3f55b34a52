"""What a spider-pool mirror does to a text, forwards: the model that a repair must reproduce.

1. Each character becomes Traditional by a table of its own, whatever the word (后, 里 and 干 stay).
2. The text becomes CP936 bytes. What has none becomes `?`.
3. For each row of an ordered list, the bytes of C become the bytes of C(reading). The search does not know
   where characters begin, so it also hits the end of one character and the beginning of the next.
4. The bytes are cut at full-width ！ ； ？, looked for in the same blind way; by some then at ， 。 、 too.
5. Each piece is decoded alone and leniently: what follows a misplaced hit reads as other characters.
6. Later tools may drop private-use characters and make full-width punctuation half-width.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from pipelines.restore.mirror.machine import START, Decoder, Leniency, code_of_cut, finish, step
from pipelines.restore.tables import annotations, encode, is_private_use, traditional_forms

CUTS = "！；？"
MORE_CUTS = "，。、"
"""A third of the mirrors cut at these too, where the bytes of none of the others stand."""
LISTED_ROWS = 122
"""Rows of the list whose place in it is known; those behind them are rare."""

HALF_WIDTH = str.maketrans("，：；！？（）", ",:;!?()")


@dataclass(frozen=True, slots=True)
class Mirror:
    """The habits of one mirror; the defaults are the commonest ones."""

    rows: int = LISTED_ROWS  # how many rows of the list it applies, from the top
    only: Collection[str] | None = (
        None  # apply just these characters' rows, where a page shows which they are
    )
    cuts: str = CUTS
    decoder: Decoder = Decoder.MARKS
    knows_fe: bool = True  # whether 0xFE is a first byte to its decoder
    private_use: bool = True  # whether private-use characters survive
    half_width: bool = False  # whether punctuation was made half-width afterwards
    spaced: bool = False  # whether a space stands before the closing bracket: 會(huì )

    @property
    def leniency(self) -> Leniency:
        """Return what its decoder writes."""
        known = self.decoder.value
        return known._replace(knows_fe=known.knows_fe and self.knows_fe)


def damage(text: str, mirror: Mirror = Mirror()) -> str:
    """Return `text` as the mirror shows it.

    >>> damage("展潜力巨大，区里", Mirror(rows=0))
    '展潛力巨大，區里'
    >>> damage("区里发展潜力")
    '區(qū)里發(fā)展?jié)摿?'
    """
    return damage_traditional(text.translate(traditional_forms()), mirror)


def damage_traditional(text: str, mirror: Mirror) -> str:
    """Return a text that is Traditional already as the mirror shows it."""
    body = b"".join(encode(character) or b"?" for character in text)
    shown = _shown(body, mirror)
    if not mirror.private_use:
        shown = "".join(character for character in shown if not is_private_use(character))
    return shown.translate(HALF_WIDTH) if mirror.half_width else shown


def _shown(body: bytes, mirror: Mirror) -> str:
    leniency = mirror.leniency
    rows = _rows(mirror.rows, None if mirror.only is None else frozenset(mirror.only))
    earlier = set(map(code_of_cut, set(CUTS) & set(mirror.cuts)))
    later = set(map(code_of_cut, set(mirror.cuts) - set(CUTS)))
    pieces: list[str] = []
    state, inserted = START, len(annotations())  # the row that inserted something before this byte
    padded = body + bytes(2)
    for byte, following, third in zip(body, padded[1:], padded[2:], strict=False):
        place, reading = rows.get((state.last, byte), (inserted, ""))
        if place >= inserted and inserted < len(annotations()):
            reading = ""  # an earlier row has torn the two bytes apart
        inserted = place if reading else len(annotations())
        cut = (byte, following) in earlier or (
            (byte, following) in later and (following, third) not in earlier
        )
        cut = cut and not reading and not state.due
        reading = reading and reading + " " * mirror.spaced
        state, shown = step(state, byte, leniency, reading=reading, second=following if cut else 0)
        pieces.append(shown)
    return "".join((*pieces, finish(state, leniency)))


@lru_cache(maxsize=1 << 6)
def _rows(count: int, only: frozenset[str] | None) -> dict[tuple[int, int], tuple[int, str]]:
    """Return, for each pair of bytes that is annotated, its place in the list and its reading."""
    return {
        (row.code[0], row.code[1]): (place, row.readings[0])
        for place, row in enumerate(annotations()[:count])
        if only is None or row.character in only
    }
