"""One run of signs read back: exactly where every byte is there, by rank where some are lost, and proved forwards."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from pipelines.characters import COMMON, surprise
from pipelines.gb18030 import LOST
from pipelines.language_model import BOUNDARY
from pipelines.restore.recoded.certainty import is_far_ahead
from pipelines.restore.recoded.fitting import fit
from pipelines.restore.recoded.gaps import END, failures_of, gaps_at, troubles
from pipelines.restore.recoded.mending import SOFT_HYPHEN
from pipelines.restore.recoded.misreaders import LATIN, Reader, is_private
from pipelines.restore.recoded.misreaders import Gaps as UserPairs
from pipelines.restore.recoded.places import MARKS, Page, Token, places_of, tokens_of
from pipelines.restore.recoded.pricing import Character, Gaps, Place, Prices, Script
from pipelines.restore.tables import simplified
from schemas import Edit

KIND = "mojibake"


class Inverted(NamedTuple):
    """What a run says, and the edits that make it say so."""

    text: str
    edits: tuple[Edit, ...]


def invert(source: str, span: tuple[int, int], prices: Prices, before: str, page: Page) -> Inverted | None:
    """Return what a span says where it, or a part of it, is a text in a wrong charset; None where not, or too dear.

    `before` is the restored text before it.
    """
    script = prices.script
    tokens = tokens_of(source, *span, mended=script.may_be_mended)
    row = places_of(tokens, source, script, page)
    behind = source[span[1] : span[1] + 1]
    behind = BOUNDARY if not behind or behind in "<>\n\r\t\"'" else behind
    characters = fit(row, prices, before, behind)
    doubtful: frozenset[int] = frozenset()
    if characters and any(character.text == LOST and character.places for character in characters):
        gaps: Mapping[int, Gaps]
        if script.may_be_mended:
            gaps = dict.fromkeys(range(len(row)), SOFT_HYPHEN)
        else:
            failures = failures_of(row, script)
            doubtful = troubles(failures, len(row), script)
            row.append(END)
            gaps = gaps_at(failures, script)
        characters = fit(row, prices, before, behind, gaps)
    if characters is None:
        return None
    run = _Run(source, tokens, row, characters, doubtful)
    sure = list(_sure(run, script, page, (before, behind)))
    edits = tuple(_edits(run, sure))
    return Inverted("".join(character.text for character in characters), edits) if edits else None


class _Run(NamedTuple):
    """A run of the source, what its signs may stand for, and the characters that were found to fit."""

    source: str
    tokens: Sequence[Token]
    row: Sequence[Place]
    characters: Sequence[Character]
    doubtful: frozenset[int]  # places before which bytes may be missing without a mark


def _sure(run: _Run, script: Script, page: Page, around: tuple[str, str]) -> Iterator[bool]:
    """Yield for each character whether it is what was there: proved, and no other lies near."""
    number = 0
    if script.charset != "utf-8" or any(
        not each.places and is_strange(each.text, script) for each in run.characters
    ):
        # Pairs spell something anywhere; or what is left as it stands is no sound text.
        yield from [False] * len(run.characters)
        return
    for first, last in _stretches(run.characters):
        yield from [True] * (first - number)
        group = run.characters[first:last]
        seen = "".join(place.seen for place in run.row[group[0].start : group[-1].end])
        proved = _is_proved(group, seen, script)
        for number in range(first, last):
            each = run.characters[number]
            yield (
                proved
                and not each.is_open
                and run.doubtful.isdisjoint(range(each.start, each.end + 1))
                and not any(
                    _may_have_swallowed(run, near, page)
                    for near in run.characters[max(0, number - 1) : number + 1]
                )
                and (each.is_known or is_far_ahead(run.characters, number, script, *around))
            )
        number = last
    yield from [True] * (len(run.characters) - number)


def is_strange(character: str, script: Script) -> bool:
    """Say whether a character is rare, or Traditional on a Simplified page: no sound text has it left."""
    is_foreign = not script.is_traditional and simplified(character) != character
    return character > "\x7f" and (is_foreign or surprise(character) >= COMMON)


def _may_have_swallowed(run: _Run, character: Character, page: Page) -> bool:
    """Say whether a mark that ends a character may also stand for the ASCII sign behind it."""
    last = character.end - 1
    if page.swallows is False or last >= len(run.tokens) or run.tokens[last].sign not in MARKS:
        return False
    if character.text in ("<", "&"):
        return False
    behind = run.source[run.tokens[last].end : run.tokens[last].end + 1]
    swallowed = run.characters[-1].text in ("<", "&") and run.characters[-1].end == character.end
    return not swallowed and behind not in ("", "<", "\n", "\r")


def _edits(run: _Run, sure: Sequence[bool]) -> Iterator[Edit]:
    """Yield an edit for each stretch that is spoilt; a stretch of doubtful characters is one of its own."""
    for first, last in _stretches(run.characters):
        group = run.characters[first:last]
        for begin, end in _pieces(group, sure[first:last]):
            before = run.tokens[group[begin].start : group[end - 1].end]
            start = before[0].start if before else run.tokens[-1].end
            yield Edit(
                start=start,
                before=run.source[start : before[-1].end if before else start],
                after="".join(each.text for each in group[begin:end]),
                kind=KIND,
                certain=all(sure[first + begin : first + end]),
            )


def _stretches(characters: Sequence[Character]) -> Iterator[tuple[int, int]]:
    """Yield where spoilt characters stand next to each other."""
    first = None
    for number, character in enumerate(characters):
        if character.places and first is None:
            first = number
        elif not character.places and first is not None:
            yield first, number
            first = None
    if first is not None:
        yield first, len(characters)


def _pieces(group: Sequence[Character], sure: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a group that are sure throughout or not; no sign of what is seen is in two of them."""
    shared = [one.end > two.start or two.start == two.end for one, two in pairwise(group)]
    units: list[list[int]] = [[0, 1]]
    for number, is_shared in enumerate(shared, 1):
        if is_shared:
            units[-1][1] = number + 1
        else:
            units.append([number, number + 1])
    begin, end = units[0]
    for one, two in units[1:]:
        if all(sure[begin:end]) == all(sure[one:two]):
            end = two
        else:
            yield begin, end
            begin, end = one, two
    yield begin, end


@lru_cache(maxsize=16)
def _readers(charset: str, mark: str) -> tuple[Reader, ...]:
    """Return the readers of a charset that differ where they show one mark."""
    gaps = (UserPairs.PRIVATE, UserPairs.RESUMES, UserPairs.ONE_MARK)  # browsers, Python, others
    if charset == LATIN:
        ways = product((False,), gaps[:2], ("€", None))
    else:
        ways = product((False, True), gaps, ("€", None))
    return tuple(
        Reader(charset, mark, swallows=swallows, gaps=way, euro=euro) for swallows, way, euro in ways
    )


def _marks_of(seen: str) -> str:
    """Return the marks of the readers that may show what is seen, a blank for none: without one all show the same."""
    return LOST if LOST in seen else "? " if "?" in seen else " "


def _is_proved(group: Sequence[Character], seen: str, script: Script) -> bool:
    """Say whether a reader that takes the text for the wrong charset shows exactly what is seen."""
    text = "".join(character.text for character in group)
    if LOST in text:
        return False
    try:
        body = text.encode(script.charset)
    except UnicodeEncodeError:
        return False
    wanted = _plain(seen)
    for reader in (each for mark in _marks_of(seen) for each in _readers(script.misread, mark.strip())):
        shown = _plain(reader.read(body))
        if shown == wanted or "".join(sign for sign in shown if not is_private(sign)) == wanted:
            return True
    return False


def _plain(shown: str) -> str:
    """Return what is seen without the differences that tables of one charset have."""
    return shown.translate(_PLAIN)


_PLAIN = str.maketrans({"\xa0": " ", "―": "—", "・": "·", "〜": "～", "\x80": "€"})
