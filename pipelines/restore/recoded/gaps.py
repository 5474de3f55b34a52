"""Bytes that a reader dropped without a mark: where they may be missing, and which; and where all bytes are there."""

from collections.abc import Container, Iterator, Mapping, Sequence

from pipelines.restore.recoded.misreaders import HEADS, LATIN, TRAILS, UNDEFINED
from pipelines.restore.recoded.pricing import Alternative, Character, Gaps, Place, Script
from pipelines.restore.recoded.spelling import Byte, is_rare, limps

END = Place("", (Alternative(()), Alternative((TRAILS,), 1.0)))
"""The byte that is missing at the end of a run."""

GAPS_IN_PAIRS = (
    Alternative((b"\x80",), 6.0),
    Alternative((bytes(range(0xA1, 0xB0)), TRAILS + HEADS), 9.0),
)
"""What a reader of pairs drops: the byte that begins none, and a pair that its charset leaves to the user."""

GAPS_IN_LATIN = (Alternative((UNDEFINED + b"\xa0\xad",), 6.0),)
"""What is dropped of single bytes: those without a sign, and those that tools take for white space."""

_BEFORE = 4
"""Places before the one at which a reading fails among which the loss may be: a character and a half."""

_FEW_FAILURES, _MOST_FAILURES = 3, 0.2
"""Places at which the bytes spell nothing, these and that share: where all private-use characters are gone it is a
tenth."""


def failures_of(row: Sequence[Place], script: Script) -> frozenset[int]:
    """Return the places before which bytes are missing, if any are: where the bytes that are seen spell nothing."""
    failures = frozenset(_failures(row, in_utf8=script.charset == "utf-8"))
    if len(failures) > _FEW_FAILURES + _MOST_FAILURES * len(row):
        return frozenset()  # it is no text of the script, or none that can be found
    return failures


def gaps_at(failures: frozenset[int], script: Script) -> Mapping[int, Gaps]:
    """Return the bytes that may be missing before places; a lone byte may be missed one place later than it stood."""
    if script.misread != LATIN:
        return dict.fromkeys(failures, GAPS_IN_PAIRS)
    return dict.fromkeys(failures | {max(0, place - 1) for place in failures}, GAPS_IN_LATIN)


def troubles(failures: frozenset[int], end: int, script: Script) -> frozenset[int]:
    """Return the places near those where bytes are missing: what stands there is in doubt."""
    reach = _BEFORE if script.misread == LATIN else _BEFORE - 1
    return frozenset(
        near for place in failures for near in range(max(0, place - reach), min(end, place + 1) + 1)
    )


def _failures(row: Sequence[Place], *, in_utf8: bool) -> Iterator[int]:
    """Yield each place whose first bytes do not go on with what is begun, the end of the row among them."""
    missing = 0
    for number, place in enumerate(row):
        for byte in place.alternatives[-1].places if place.alternatives else ():
            first = byte[0]
            if len(byte) > 1:
                missing = max(0, missing - 1)
            elif in_utf8 and 0x80 <= first < 0xC0:
                if not missing:
                    yield number
                missing = max(0, missing - 1)
            elif missing and not in_utf8:
                missing = 0
            else:
                if missing:
                    yield number
                missing = _width(first) - 1 if in_utf8 else int(first > 0x80)
    if missing:
        yield len(row)


def _width(first: int) -> int:
    return 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def whole_until(row: Sequence[Place], doubtful: Container[int]) -> list[int]:
    """Return for each place where the stretch of those ends of which each stands for bytes that are known."""
    ends = [len(row)] * (len(row) + 1)
    for number in range(len(row) - 1, -1, -1):
        alternatives = row[number].alternatives
        is_known = len(alternatives) == 1 and all(len(byte) == 1 for byte in alternatives[0].places)
        ends[number] = ends[number + 1] if is_known and number not in doubtful else number
    return ends


def read_whole(
    row: Sequence[Place], span: tuple[int, int], begun: tuple[tuple[Byte, ...], int], charset: str
) -> tuple[list[Character], tuple[Byte, ...]]:
    """Return the characters of a stretch of which each byte was seen, none where that is no Chinese; and bytes behind.

    The first bytes of one are `begun`, from a place on. The last places are left out: before a loss a text may be
    sound. The bytes behind the characters are those that the last place has left.
    """
    pending, begins = begun
    if any(len(byte) > 1 for byte in pending):
        return [], ()
    start, end = span[0], min(span[1], span[0] + _STRIDE)
    body, owners = list(pending), [begins] * len(pending)
    for number in range(start, end):
        places = row[number].alternatives[0].places
        body += places
        owners += [number] * len(places)
    found: list[Character] = []
    first = 0
    for text in _decode(b"".join(body), charset):
        last = first + (len(text.encode(charset)) if text > "\x7f" else 1)
        if owners[last - 1] >= end - _MARGIN or is_rare(text):
            break
        found.append(Character(text, tuple(body[first:last]), owners[first], owners[last - 1] + 1))
        first = last
    if len(found) < _FEWEST or (charset != "utf-8" and limps("".join(each.text for each in found))):
        return [], ()
    rest = first + owners[first:].count(found[-1].end - 1)
    return found, tuple(body[first:rest])


def _decode(body: bytes, charset: str) -> str:
    """Return what bytes say before the first that does not go on."""
    try:
        return body.decode(charset)
    except UnicodeDecodeError as error:
        return body[: error.start].decode(charset)


_STRIDE, _MARGIN, _FEWEST = 96, 4, 3
"""Places that are read at once, those before a loss that are not, and the fewest characters worth it."""
