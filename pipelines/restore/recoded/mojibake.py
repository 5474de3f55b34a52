"""Chinese whose bytes were read in a wrong charset and written again, once or more, is read back.

æ–°é—» and ÐÂÎÅ are 新闻; 鏂伴椈 is, too; what a page does not hold in every byte is ranked and marked as a guess.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipelines.characters import beyond_ascii
from pipelines.gb18030 import LOST
from pipelines.restore.passes import run_passes
from pipelines.restore.recoded.fitting import Script
from pipelines.restore.recoded.inverting import invert
from pipelines.restore.recoded.places import bytes_of, page_of
from pipelines.restore.recoded.readers import LATIN
from pipelines.restore.recoded.signs import ENTITY, HIGH, Chain, chains_of, spelled_in_pairs
from pipelines.restore.recoded.spelling import mean_cost
from pipelines.restore.tables import simplified
from schemas import Edit

KIND = "mojibake"

MOST_TIMES = 3
"""Times that a text was read wrongly; more has not been seen."""

FEWEST = 4
"""Chinese characters that a page must give back with every byte: what is shorter is chance, or an example."""

SOUND = 8.8
"""Nats for a character of what charsets of pairs give back, which proves nothing by its form: see the tests."""

_GAIN = 2.0
"""Nats for a character by which what is given back must be better Chinese than what is seen."""

_SPOKEN_OF = re.compile("乱码|亂碼|编码|編碼|字符集|字元集|文字化け|[Mm]ojibake")
_QUOTES = "“”‘’「」『』\"'`（）()"
_MOST = 0.5
"""Share of a page's characters that are spoilt from which it is no text about spoilt ones."""

_TRADITIONAL = 0.08
"""Share of Traditional forms from which a text is Traditional."""

_LATIN_SIGNS = "".join(chr(code) for code in range(0x80, 0x100)) + HIGH[3:]
_HAN = re.compile("[\u3400-\u9fff]")
_REACH = 200
"""Characters before a run that tell what fits in it: a quotation that is open, a word."""


class _Run(NamedTuple):
    start: int
    end: int
    after: str | None  # what its bytes say, all of them; None where they say nothing


def undo_mojibake(text: str) -> tuple[Edit, ...]:
    """Return the edits that give a page its Chinese back, none where it is not sound Chinese then.

    >>> undo_mojibake("æ–°é—»ç½‘è®¯ï¼Œä»Šæ—¥ä¸°æ”¶")[0].after
    '新闻网讯，今日丰收'
    >>> undo_mojibake("Le café créé à Besançon, « déjà vu » à l’été."), undo_mojibake("新闻网讯")
    ((), ())
    """
    return run_passes(text, [_undo_once] * MOST_TIMES)[1]


def _undo_once(text: str) -> tuple[Edit, ...]:
    for chain in chains_of(text):
        if edits := _undo_chain(text, chain):
            return edits
    return ()


def _undo_chain(text: str, chain: Chain) -> tuple[Edit, ...]:
    runs = [_Run(*span, _read(text[slice(*span)], chain)) for span in _spans(text, chain)]
    exact = [
        run
        for run in runs
        if run.after is not None and _is_better(text[run.start : run.end], run.after, chain)
    ]
    given = "".join(run.after or "" for run in exact)
    found = len(_HAN.findall(given)) + sum(_count_lost(text, run, chain) for run in runs)
    if found < FEWEST or (chain.written != "utf-8" and mean_cost(given) > SOUND):
        return ()
    script = Script(chain.written, chain.misread, _is_traditional(given))
    edits = tuple(_edits(text, runs, set(exact), script))
    return edits if _is_meant(text, edits) else ()


def _edits(text: str, runs: list[_Run], exact: set[_Run], script: Script) -> Iterator[Edit]:
    page = page_of(text)
    before, position = "", 0
    for run in runs:
        seen = text[run.start : run.end]
        before += text[position : run.start]
        position, inverted = run.end, None
        if run in exact:
            before += run.after or ""
            yield Edit(start=run.start, before=seen, after=run.after or "", kind=KIND)
        elif run.after is None and _is_worth_it(seen, script):
            inverted = invert(text, (run.start, run.end), script, before, page)
            before += inverted.text if inverted else seen
            yield from inverted.edits if inverted else ()
        before = before[-_REACH:].rpartition("<")[2]


def _spans(text: str, chain: Chain) -> Iterator[tuple[int, int]]:
    """Yield the runs of signs that one text may be behind: no character of it goes beyond."""
    for match in _pattern(chain, entities="&" in text).finditer(text):
        yield match.span()


@cache
def _pattern(chain: Chain, *, entities: bool) -> re.Pattern[str]:
    if chain.misread != LATIN:
        return re.compile(
            "[^\x00-\x7f][^\x00-\x3e\x40-\x7f]*" if chain.written == "utf-8" else "[^\x00-\x7f][^\x00-\x3e]*"
        )
    between = "[ ?]" if chain.written == "utf-8" else "[?@-~]"
    sign = f"(?:[{HIGH}{LOST}]|{ENTITY})" if entities else f"[{HIGH}{LOST}]"
    end = "[?]?" if chain.written == "utf-8" else "[?@-~]?"
    return re.compile(f"{sign}(?:{between}?{sign}){{1,5000}}+{end}")


def _read(seen: str, chain: Chain) -> str | None:
    """Return what the bytes of a run say; None where they say nothing, or some are lost."""
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


def _is_better(seen: str, after: str, chain: Chain) -> bool:
    """Say whether a run is Chinese as it is read back, and not as it is seen."""
    if LOST in after or not beyond_ascii(after):
        return False
    if chain.written == "utf-8":
        return bool(_HAN.search(after)) or (chain.misread == LATIN and not beyond_ascii(after) <= "\u2000")
    return mean_cost(after) + _GAIN < mean_cost(seen)


def _count_lost(text: str, run: _Run, chain: Chain) -> int:
    """Return how many Chinese characters are whole in a run of which bytes are lost."""
    if chain.written != "utf-8" or run.after is not None:
        return 0
    if chain.misread != LATIN:
        return 2 * len(spelled_in_pairs().findall(text, run.start, run.end))
    whole = len(_IN_LATIN.findall(text, run.start, run.end))
    return whole if whole * 3 >= _MOST * (run.end - run.start) else 0


_TRAILS_IN_LATIN = HIGH.replace("\xff", "\xbf")
_IN_LATIN = re.compile(f"[ã-é][{_TRAILS_IN_LATIN}]{{2}}")
"""A Chinese character whose UTF-8 was read as Latin-1 or Windows-1252."""


def _is_worth_it(seen: str, script: Script) -> bool:
    """Say whether a run in which bytes are lost may be spoilt: the search for what it was costs."""
    if script.charset != "utf-8":
        return mean_cost(seen) > SOUND + _GAIN
    if script.misread == LATIN:
        return _IN_LATIN.search(seen) is not None
    return spelled_in_pairs().search(seen) is not None or mean_cost(seen) > SOUND + _GAIN


def _is_traditional(given: str) -> bool:
    han = _HAN.findall(given)
    return sum(simplified(character) != character for character in han) > _TRADITIONAL * len(han)


def _is_meant(text: str, edits: tuple[Edit, ...]) -> bool:
    """Say whether a page is spoilt rather than a text that shows what spoilt ones look like."""
    if not edits:
        return False
    spoilt = sum(len(beyond_ascii(edit.before)) or len(edit.before) for edit in edits)
    if spoilt > _MOST * len(beyond_ascii(text)):
        return True
    return _SPOKEN_OF.search(text) is None and not all(_is_quoted(text, edit) for edit in edits)


def _is_quoted(text: str, edit: Edit) -> bool:
    end = edit.start + len(edit.before)
    return text[edit.start - 1 : edit.start] in _QUOTES and text[end : end + 1] in _QUOTES
