"""The runs of signs on a page that a text in a wrong charset may be behind, and what their bytes say."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipelines.characters import PART, beyond_ascii
from pipelines.gb18030 import LOST
from pipelines.restore.recoded.mending import LIGATURES, MENDED, WIDE, readings_of
from pipelines.restore.recoded.misreaders import LATIN, may_be_mended
from pipelines.restore.recoded.places import bytes_of, plain
from pipelines.restore.recoded.spelling import mean_cost
from pipelines.restore.recoded.symptoms import ENTITY, HIGH, Chain

MOST_TIMES = 4
"""Times that a text was read wrongly; more has not been seen."""

_MOST_LOST = 0.5
"""Share of a run's characters of which a byte is lost from which it is no text of the chain."""

_LATIN_SIGNS = "".join(chr(code) for code in range(0x80, 0x100)) + HIGH[3:]


class Run(NamedTuple):
    """A run of signs."""

    start: int
    end: int
    after: str | None  # what its bytes say, all of them; None where they say nothing


def runs_of(text: str, chain: Chain) -> Iterable[Run]:
    """Return the runs of a text that one text of the chain may be behind; those of a book are not held."""
    runs = _Runs(text, chain)
    return runs if len(text) > PART else tuple(runs)


class _Runs(Iterable[Run]):
    """The runs of a text, found again each time they are asked for."""

    def __init__(self, text: str, chain: Chain) -> None:
        self._text, self._chain = text, chain

    def __iter__(self) -> Iterator[Run]:
        for start, end in spans_of(self._text, self._chain):
            yield Run(start, end, read_run(self._text[start:end], self._chain))


def spans_of(text: str, chain: Chain) -> Iterator[tuple[int, int]]:
    """Yield the runs of signs that one text may be behind: no character of it goes beyond."""
    for match in _pattern(chain, entities="&" in text).finditer(text):
        yield match.span()


_PAIRS_AS_PAIRS = re.compile("[^\x00-\x7f][^\x00-\x3e]*")
_UTF8_AS_PAIRS = re.compile("[^\x00-\x7f][^\x00-\x3e\x40-\x7f]*")
_SIGN = f"[{HIGH}{LOST}]"
_UTF8_AS_LATIN = re.compile(f"{_SIGN}(?:[ ?]{{0,2}}{_SIGN}){{1,5000}}+[?]?")
_AMID = f"(?:[?@-~']|[{WIDE}](?![{WIDE}]))?"
_MENDED_SIGN = f"(?:[{HIGH}{MENDED}{LOST}]|(?:{'|'.join(LIGATURES)})(?=[{HIGH}{MENDED}]))"
_PAIRS_AS_LATIN = re.compile(
    f"{_MENDED_SIGN}(?:{_AMID}{_MENDED_SIGN}){{0,5000}}+(?:[?@-~]|[{WIDE}](?![{WIDE}]))?"
)
_ANY_SIGN = f"(?:{_SIGN}|{ENTITY})"
_UTF8_AS_ENTITIES = re.compile(f"{_ANY_SIGN}(?:[ ?]{{0,2}}{_ANY_SIGN}){{1,5000}}+[?]?")
_ANY_MENDED = f"(?:[{HIGH}{MENDED}{LOST}]|{ENTITY})"
_PAIRS_AS_ENTITIES = re.compile(f"{_ANY_MENDED}(?:{_AMID}{_ANY_MENDED}){{0,5000}}+[?@-~]?")
"""Runs of signs: the second byte of a pair may be a letter, and a question mark, or a space, a byte that was lost."""


def _pattern(chain: Chain, *, entities: bool) -> re.Pattern[str]:
    in_utf8 = chain.written == "utf-8"
    if chain.misread != LATIN:
        return _UTF8_AS_PAIRS if in_utf8 else _PAIRS_AS_PAIRS
    if entities:
        return _UTF8_AS_ENTITIES if in_utf8 else _PAIRS_AS_ENTITIES
    return _UTF8_AS_LATIN if in_utf8 else _PAIRS_AS_LATIN


def read_run(seen: str, chain: Chain) -> str | None:
    """Return what the bytes of a run say; None where they say nothing, or some are lost."""
    if chain.written != "utf-8" and _LOST_PAIR.search(seen):
        return None
    if may_be_mended(*chain):
        return _read_mended(plain(seen), chain.written)
    for times in range(MOST_TIMES):
        body = bytes_of(seen, chain.misread)
        try:
            after = body.decode(chain.written) if body is not None else LOST
        except UnicodeDecodeError:
            return seen if times else None
        seen = after
        if chain.misread != LATIN or chain.written != "utf-8" or beyond_ascii(seen).strip(_LATIN_SIGNS):
            break
    return None if LOST in seen else seen


def _read_mended(seen: str, charset: str) -> str | None:
    """Return what a run says by its bytes, where no sign of it stands for two; of two readings the better."""
    readings = []
    for body in readings_of(seen):
        try:
            readings.append(body.decode(charset))
        except UnicodeDecodeError:
            continue
    return min(readings, key=mean_cost, default=None)


def read_loosely(seen: str, chain: Chain) -> str:
    """Return what a run says, U+FFFD where bytes are lost; a run that is no text of the chain as it is."""
    body = bytes_of(seen.replace(LOST, "?"), chain.misread) or b""
    given = body.replace(b"?", b"").decode(chain.written, "replace")
    return LOST + (given if body and given.count(LOST) <= _MOST_LOST * len(given) else seen)


_LOST_PAIR = re.compile(r"[^\x00-\x7f]\?(?=[^\x00-\x7f])")
"""A question mark that Chinese would not have, but its full-width brother: the mark of a pair that is lost."""
