"""What a spider-pool mirror does to a text, forwards: the model that a repair must reproduce.

1. Each character becomes Traditional by a table of its own, whatever the word (后, 里 and 干 stay).
2. The text becomes CP936 bytes. What has none becomes `?`.
3. For each row of an ordered list, the bytes of C become the bytes of C(reading). The search does not know
   where characters begin, so it also hits the end of one character and the beginning of the next.
4. The bytes are cut at full-width ！ ； ？, looked for in the same blind way.
5. Each piece is decoded alone and leniently: what follows a misplaced hit reads as other characters.
6. Later tools may drop private-use characters and make full-width punctuation half-width.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from pipelines.restore.tables import annotations, decode, encode, is_private_use, traditional_forms

CUTS = "！；？"
MORE_CUTS = "！；？，、"  # rare: a mirror that cuts at commas too
LISTED_ROWS = 122  # the rows whose place in the list is known; those behind them are rare

_FIRST_LEAD, _LAST_LEAD = 0x81, 0xFE
_FIRST_TRAIL = 0x40
_HALF_WIDTH = str.maketrans("，：；！？（）", ",:;!?()")


class Decoder(Enum):
    """What the mirror's decoder writes for a lead byte without its trail."""

    MARKS = "?"  # one `?`, which also swallows a following byte below 0x40
    REPLACES = "\ufffd"  # the same with U+FFFD
    DROPS = ""  # nothing at the end of a piece; one `?` where it swallows a byte
    SKIPS = "skips"  # the same, and it knows no lead byte 0xFE: that one vanishes alone


@dataclass(frozen=True, slots=True)
class Mirror:
    """The habits of one mirror; the defaults are the commonest ones."""

    rows: int = LISTED_ROWS  # how many rows of the list it applies, from the top
    only: Collection[str] | None = (
        None  # apply just these characters' rows, where a page shows which they are
    )
    cuts: str = CUTS
    decoder: Decoder = Decoder.MARKS
    private_use: bool = True  # whether private-use characters survive
    half_width: bool = False  # whether punctuation was made half-width afterwards
    spaced: bool = False  # whether a space stands before the closing bracket: 會(huì )


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
    body = _annotate(b"".join(encode(character) or b"?" for character in text), mirror)
    shown = "".join(
        _read_leniently(piece, mirror.decoder) if position % 2 == 0 else piece.decode("gb18030")
        for position, piece in enumerate(_cut(body, mirror.cuts))
    )
    if not mirror.private_use:
        shown = "".join(character for character in shown if not is_private_use(character))
    return shown.translate(_HALF_WIDTH) if mirror.half_width else shown


def _annotate(body: bytes, mirror: Mirror) -> bytes:
    for row in annotations()[: mirror.rows]:
        if mirror.only is None or row.character in mirror.only:
            reading = row.readings[0] + (" " if mirror.spaced else "")
            body = body.replace(row.code, row.code + f"({reading})".encode("gb18030"))
    return body


def _cut(body: bytes, cuts: str) -> list[bytes]:
    """Return pieces and, between them, the marks they were cut at."""
    if not cuts:
        return [body]
    return re.split(b"(" + b"|".join(re.escape(encode(mark)) for mark in cuts) + b")", body)


def _read_leniently(piece: bytes, decoder: Decoder) -> str:
    shown: list[str] = []
    position = 0
    marks = decoder in {Decoder.MARKS, Decoder.REPLACES}
    mark = decoder.value if marks else "?"
    while position < len(piece):
        lead = piece[position]
        if lead < _FIRST_LEAD:
            shown.append(chr(lead) if lead < _FIRST_LEAD - 1 else "€")
            position += 1
        elif position + 1 == len(piece):
            shown.append(mark if marks else "")
            position += 1
        elif decoder is Decoder.SKIPS and lead == _LAST_LEAD and piece[position + 1] < _FIRST_TRAIL:
            position += 1
        elif piece[position + 1] < _FIRST_TRAIL:
            shown.append(mark)
            position += 2
        else:
            shown.append(decode(piece[position : position + 2]) or mark)
            position += 2
    return "".join(shown)
